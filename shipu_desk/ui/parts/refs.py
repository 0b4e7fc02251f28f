"""Editors that refer to other records: one by search as you type, or several in order."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from shipu_desk.domain.fields import Field, Ref, Refs
from shipu_desk.ui.parts.basic import button, column, hover, polish, row, tone
from shipu_desk.ui.parts.editors import Sources
from shipu_desk.ui.parts.finder import Finder
from shipu_desk.ui.theme import metrics, px

WANTED = "名称或拼音"


class RefEditor(Finder):
    """One record. What was typed and names nobody stays, and is told beside the field."""

    edited = Signal()

    def __init__(self, field: Field, sources: Sources) -> None:
        assert isinstance(field, Ref)
        super().__init__(field.to, sources)
        self._sources = sources
        self._id, self._title = 0, ""
        self.setPlaceholderText(WANTED)
        self.picked.connect(self._take)
        self.textEdited.connect(lambda _: self.edited.emit())

    def _take(self, id: int, title: str) -> None:
        self._id, self._title = id, title
        self.setText(title)
        self.edited.emit()

    def asked(self) -> str:
        """All of them while the title of the one chosen stands there: another may be wanted."""
        words = super().asked()
        return "" if words == self._title else words

    def raw(self) -> object:
        words = self.text().strip()
        if not words:
            return None
        return self._id if self._id and words == self._title else words

    def show_raw(self, value: object) -> None:
        self._id = value if isinstance(value, int) else 0
        self._title = self._sources.title(self._to, self._id) if self._id else ""
        self.setText(self._title)
        self.setCursorPosition(0)

    def settle(self) -> None:
        """Take the one that is meant by what was typed, if there is only one."""
        found = self.only_hit() if isinstance(self.raw(), str) else None
        if found:
            self._take(*found)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        self.setPlaceholderText("" if fixed else WANTED)
        self._glass.setVisible(not fixed)
        polish(self)


class RefsEditor(QFrame):
    """Several records in order: a line to add, the chosen below with up, down and remove."""

    edited = Signal()

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__()
        assert isinstance(field, Refs)
        self._to, self._sources = field.to, sources
        self._ids: list[int] = []
        self.finder = Finder(field.to, sources)
        self.finder.setPlaceholderText("输入名称，按 Enter 加入")
        self.finder.picked.connect(self._add)
        self.finder.textEdited.connect(lambda _: self.edited.emit())
        self.list = QListWidget()
        self.list.setProperty("kind", "picked")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self._acts = (
            button("", "sort-up", "quiet", "上移 (Alt+↑)"),
            button("", "sort-down", "quiet", "下移 (Alt+↓)"),
            button("", "close", "quiet", "移出 (Del)"),
        )
        for act, what in zip(self._acts, (-1, 1, 0), strict=True):
            act.clicked.connect(lambda _=False, what=what: self._act(what))
        self._frame = QFrame()
        self._frame.setProperty("kind", "picked")
        side = column(*self._acts, None, gap=0)
        box = row(self.list, side, gap=0, margins=(2, 2, 2, 2))
        box.setStretch(0, 1)
        self._frame.setLayout(box)
        self.setLayout(column(self.finder, self._frame, gap=4))
        self.setFocusProxy(self.finder)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.finder.setAccessibleName(f"{name}，加入一个")
        self.list.setAccessibleName(f"{name}，已选")

    def add_typed(self) -> bool:
        """Take the one record that what is typed names; False when nothing is typed."""
        words, found = self.finder.text().strip(), self.finder.only_hit()
        if found:
            self._add(*found)
        elif words:
            self.finder.search()
        return bool(words)

    def _add(self, id: int, title: str) -> None:
        self.finder.clear()
        QTimer.singleShot(0, self.finder.clear)  # the completer writes the title after this
        if id not in self._ids:
            self._ids.append(id)
            self._show(len(self._ids) - 1)
            self.edited.emit()

    def _act(self, step: int) -> None:
        at = self.list.currentRow()
        if not 0 <= at < len(self._ids) or not 0 <= at + step < len(self._ids):
            return
        moved = self._ids.pop(at)
        if step:
            self._ids.insert(at + step, moved)
        self._show(min(at + step, len(self._ids) - 1))
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1} if alt else {Qt.Key.Key_Delete: 0}
            if event.key() in steps:
                self._act(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _show(self, current: int = -1) -> None:
        self.list.clear()
        for title in (self._sources.title(self._to, id) for id in self._ids):
            item = QListWidgetItem(title, self.list)
            hover(item, title)
            # no width of its own: the list's is its room, and a long name ends with …
            item.setSizeHint(QSize(0, metrics().control))
        self.list.setCurrentRow(current)
        shown = min(6, max(1, len(self._ids)))
        self.list.setFixedHeight(max(shown * metrics().control, 3 * metrics().control) + px(4))
        self._frame.setVisible(bool(self._ids))

    def text(self) -> str:
        """What is chosen, as it is read in the list."""
        return "、".join(self.list.item(row).text() for row in range(self.list.count()))

    def raw(self) -> object:
        typed = self.finder.text().strip()
        return (*self._ids, typed) if typed else tuple(self._ids)

    def show_raw(self, value: object) -> None:
        self._ids = [id for id in value if isinstance(id, int)] if isinstance(value, tuple) else []
        self.finder.clear()
        self._show()

    def be_faulty(self, faulty: bool) -> None:
        tone(self._frame, "state", "faulty" if faulty else "")
        tone(self.finder, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.finder.setVisible(not fixed)
        for act in self._acts:
            act.setVisible(not fixed)
