"""The window of the help: topics at the left, the page at the right; it stays beside the work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from shipu_desk.ui.emblem import icon
from shipu_desk.ui.help import topics
from shipu_desk.ui.help.reader import Reader
from shipu_desk.ui.help.shelf import Shelf
from shipu_desk.ui.parts.basic import button, column, elided, frame, row, rule
from shipu_desk.ui.parts.focus import step
from shipu_desk.ui.theme import metrics, px

SIZE, SMALLEST = (900, 660), (560, 360)  # px of the 13 px design
LIST = 16  # em
NOTHING = "没有找到“{}”。换一个词，或删去几个字再试。"


class HelpWindow(QWidget):
    """One for the whole program, never modal; the desk closes it with itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setProperty("kind", "help")
        self.setWindowTitle("帮助 · 石浦放心消费工作台")
        self.setWindowIcon(icon())
        self.setMinimumSize(*(px(side) for side in SMALLEST))
        self._gone: list[str] = []
        self._ahead: list[str] = []
        self.key = ""
        self.box = QLineEdit()
        self.box.setPlaceholderText("在帮助中查找 (Ctrl+F)")
        self.box.setAccessibleName("在帮助中查找")
        self.box.setClearButtonEnabled(True)
        self.shelf, self.reader = Shelf(), Reader()
        self.told = elided("", "caption")
        self.back = button("", "chevron-left", "quiet", "后退 (Alt+←)")
        self.ahead = button("", "chevron-right", "quiet", "前进 (Alt+→)")
        self._build()
        self._connect()
        self.resize(self._wish())

    def _build(self) -> None:
        found = row(self.box, margins=(10, 10, 10, 6))
        shelf = column(found, self.shelf, gap=0)
        shelf.setStretch(1, 1)
        left = frame("nav", shelf)
        left.setFixedWidth(LIST * metrics().em)
        tools = row(self.back, self.ahead, self.told, gap=2, margins=(8, 6, 16, 6))
        tools.setStretch(2, 1)
        right = column(tools, rule(), self.reader, gap=0)
        right.setStretch(2, 1)
        whole = row(left, frame("sheet", right), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.shelf.chosen.connect(self.open)
        self.reader.wanted.connect(self.open)
        self.back.clicked.connect(self.go_back)
        self.ahead.clicked.connect(self.go_ahead)
        self.box.textChanged.connect(self._look)
        self.box.returnPressed.connect(self._first)
        keys = {
            "Alt+Left": self.go_back,
            "Alt+Right": self.go_ahead,
            "Ctrl+F": self._to_find,
            "Esc": self._escape,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _wish(self) -> QSize:
        room = QGuiApplication.primaryScreen().availableGeometry()
        return QSize(min(px(SIZE[0]), room.width()), min(px(SIZE[1]), room.height() - px(40)))

    # what is shown

    def open(self, key: str) -> None:
        """A topic; the one before can be gone back to."""
        if not topics.is_topic(key) or key == self.key:
            return
        if self.key:
            self._gone.append(self.key)
        self._ahead.clear()
        self._show(key)

    def _show(self, key: str) -> None:
        self.key = key
        self.reader.show_topic(topics.topic(key), self.box.text().strip())
        self.shelf.point_at(key)
        self.back.setEnabled(bool(self._gone))
        self.ahead.setEnabled(bool(self._ahead))

    def go_back(self) -> None:
        if self._gone:
            self._ahead.append(self.key)
            self._show(self._gone.pop())

    def go_ahead(self) -> None:
        if self._ahead:
            self._gone.append(self.key)
            self._show(self._ahead.pop())

    # looking for words

    def _look(self, words: str) -> None:
        words = words.strip()
        hits = topics.found(words)
        self.told.setText(NOTHING.format(words) if words and not hits else "")
        if words:
            self.shelf.show_hits(hits)
        else:
            self.shelf.show_all()
        self.shelf.point_at(self.key)
        if self.key:
            self.reader.mark(words)

    def _first(self) -> None:
        """Enter: the first topic found, and on into the list."""
        hits = topics.found(self.box.text().strip())
        if hits:
            self.open(hits[0].topic.key)
            self.shelf.setFocus()

    def _to_find(self) -> None:
        self.box.setFocus()
        self.box.selectAll()

    def _escape(self) -> None:
        """Out of the search first, then out of the help."""
        if self.box.text():
            self.box.clear()
        else:
            self.close()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes in reading order."""
        return step(self, next)
