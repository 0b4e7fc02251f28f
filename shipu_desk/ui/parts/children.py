"""A tab of the record panel: the records that belong to the one shown, each with its acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.basic import Piece, button, column, emptied, frame, held, label, row, rule
from shipu_desk.ui.parts.entry import EntryDialog
from shipu_desk.ui.parts.focus import kept
from shipu_desk.ui.parts.marks import LIGHTS, Mark
from shipu_desk.ui.removing import remove
from shipu_desk.ui.theme import State, px

SHOWN = 200  # entries; the rest is counted


class Commits(QObject):
    """What the store says after a commit, on the window's own thread."""

    came = Signal(object)  # frozenset of record names

    def __init__(
        self, by: QObject, desk: Desk, records: set[type[Record]], then: Callable[[], object]
    ) -> None:
        """Call `then` after each commit that changed one of these records, while `by` lives."""
        super().__init__(by)
        self._names, self._then = {spec_of(record).name for record in records}, then
        self.came.connect(self._hear)
        desk.on_commit(self.came.emit)

    def _hear(self, changed: object) -> None:
        if isinstance(changed, frozenset | set) and changed & self._names:
            self._then()


@dataclass(frozen=True)
class Entry:
    """How one row reads in the list: a bold line, its text, and what stands small below."""

    title: str
    text: str = ""
    small: str = ""
    light: str = ""  # the word of a state, drawn with its shape


def show_children(tab: QWidget, shown: Row) -> None:
    """For `Detail.show` of such a tab."""
    assert isinstance(tab, Children)
    tab.show_of(shown)


@dataclass(frozen=True)
class Kind:
    """What the tab lists: the record, the field that names the owner, and its words."""

    record: type[Record]
    owner: str  # the key of the field that refers to the record shown
    entry: Callable[[Row], Entry]
    unit: str = "条"
    add: str = ""  # words of the button; empty: rows come from acts only
    empty: str = "还没有登记。"
    newest_first: bool = False
    defaults: Callable[[Desk], Mapping[str, object]] = lambda _: {}
    added: Callable[[QWidget, Desk, int], object] = lambda *_: None  # given the owner's id


def entry_frame(entry: Entry, *acts: QWidget) -> QFrame:
    """One entry of a list in the record panel."""
    top = row(label(entry.title, "strong", True), *acts, gap=2)
    top.setStretch(0, 1)
    lines: list[Piece] = [label(entry.text, wrap=True)] if entry.text else []
    small = label(entry.small, "caption", True)
    if entry.light:
        mark = Mark(LIGHTS.get(entry.light, State.IDLE), entry.light)
        below = row(mark, small)
        below.setStretch(1, 1)
        lines.append(below)
    elif entry.small:
        lines.append(small)
    return frame("sheet", column(top, *lines, gap=2, margins=(16, 8, 10, 8)))


class Children(QWidget):
    """Lists, adds, changes and removes the rows that belong to the record shown."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self.owner: Row | None = None
        self.rows: list[Row] = []
        self.told = label("", "label")
        self.add = button(kind.add or "登记", "add", tip=f"{kind.add}")
        self.add.clicked.connect(self.add_one)
        if not kind.add:
            self.add.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = row(self.told, self.add, margins=(16, 8, 12, 8))
        head.setStretch(0, 1)
        self._head = held(column(head, rule(), gap=0))
        box = column(self._head, self._list, None, gap=0)
        self.setLayout(box)
        Commits(self, desk, {kind.record}, self.refresh)

    def show_of(self, owner: Row) -> None:
        """The entries of this row."""
        self.owner = owner
        self.refresh()

    def refresh(self) -> None:
        if self.owner is None:
            return
        query = Query(equal={self._kind.owner: self.owner.id}, descending=self._kind.newest_first)
        ids = register.find(self._desk, self._kind.record, query)
        self.rows = register.page(self._desk, self._kind.record, ids[:SHOWN])
        more = f"，先列 {SHOWN} {self._kind.unit}" if len(ids) > SHOWN else ""
        self.told.setText(f"共 {len(ids)} {self._kind.unit}{more}" if len(ids) else "")
        self._head.setVisible(bool(self._kind.add or len(ids)))
        with kept(self):
            self._show_rows()

    def _show_rows(self) -> None:
        emptied(self._list)
        for one in self.rows:
            self._list.addWidget(entry_frame(self._kind.entry(one), *self._acts(one)))
            self._list.addWidget(rule())
        if not self.rows:
            told = label(self._kind.empty, "caption", True)
            told.setContentsMargins(px(16), px(10), px(16), px(10))
            self._list.addWidget(told)

    def _acts(self, one: Row) -> list[QWidget]:
        if not self._kind.add:
            return []
        change, gone = button("修改", kind="link"), button("删除", kind="link")
        change.setAccessibleName(f"修改“{one.title}”")
        gone.setAccessibleName(f"删除“{one.title}”")
        change.clicked.connect(lambda: self.change(one))
        gone.clicked.connect(lambda: self.remove(one))
        return [change, gone]

    def add_one(self) -> None:
        """登记: a dialog with what is known already filled in."""
        if self.owner:
            base = {self._kind.owner: self.owner.id}
            defaults = self._kind.defaults(self._desk)
            if self._open(None, base, defaults):
                self._kind.added(self, self._desk, self.owner.id)

    def change(self, one: Row) -> None:
        self._open(one, {self._kind.owner: one.id}, {})

    def _open(
        self, one: Row | None, base: Mapping[str, object], defaults: Mapping[str, object]
    ) -> bool:
        """Whether it was saved."""
        told = self.owner.title if self.owner else ""
        record = self._kind.record
        dialog = EntryDialog(self, self._desk, record, told, base, one, defaults)
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def remove(self, one: Row) -> None:
        """Taken away after a question; one undo brings it back."""
        remove(self, self._desk, self._kind.record, [one])
