"""修改历史: what was done, by whom, when; what can be taken back, and what it changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.changes import WAY_OUT, Act, ChangeSet
from shipu_desk.domain.records import Record
from shipu_desk.errors import DeskError
from shipu_desk.services import changes
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, frame, label, row, rule, scrolled
from shipu_desk.ui.parts.changed import Changed
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.drawer import Drawer
from shipu_desk.ui.parts.page import page
from shipu_desk.ui.parts.table import Register
from shipu_desk.ui.record_table import RecordTable

WAY = "先撤回后来的那一次，再撤回这一次；后来的不能撤回时，请直接改现在的登记。"
SHOWN = 2_000  # the newest change sets; older ones are in every row's own history
COLUMNS = (
    Column("number", "编号", 4.6, "number"),
    Column("title", "做了什么", 18.0, "text", grow=3),
    Column("kind", "种类", 5.6, "quiet", yields=2),
    Column("who", "经办人", 6.0, "quiet"),
    Column("moment", "时间", 9.6, "quiet"),
    Column("state", "可否撤回", 11.0, "quiet", grow=1, yields=1),
)


_NO_RECORD = Record()  # a change set is no row of a register


@dataclass(frozen=True)
class _Line:
    """A change set as a table shows it."""

    id: int
    cells: dict[str, str]
    version: int = 0
    record: Record = _NO_RECORD


Sets = Mapping[int, ChangeSet]


def _turned_by(done: ChangeSet, sets: Sets) -> int | None:
    """What took it back since. A redo stands and falls with the edit that it brought back."""
    if not changes.is_redo(done):
        return done.undone_by
    undone = sets.get(done.undoes or 0)
    edit = sets.get(undone.undoes or 0) if undone else None
    return edit.undone_by if edit else done.undone_by


def _is_undo(done: ChangeSet) -> bool:
    return done.kind is Act.UNDO and not changes.is_redo(done)


def _state(done: ChangeSet, sets: Sets) -> str:
    by = _turned_by(done, sets)
    if by is not None:
        return f"已{'重做' if _is_undo(done) else '撤回'}（第{by}号）"
    if done.kind in WAY_OUT:
        return f"不能撤回，{WAY_OUT[done.kind]}"
    return "可重做" if _is_undo(done) else "可撤回"


def _line(done: ChangeSet, sets: Sets) -> _Line:
    cells = {
        "number": str(done.number),
        "title": done.title,
        "kind": "重做" if changes.is_redo(done) else done.kind.value,
        "who": done.who,
        "moment": done.moment[:16].replace("T", " "),
        "state": _state(done, sets),
    }
    return _Line(done.number, cells)


class HistoryPage(QWidget):
    """The list at the left, what the chosen change set did at the right."""

    _committed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sets: dict[int, ChangeSet] = {}
        self.model = RecordTable(COLUMNS, self._find, self._fetch)
        self.table = Register(self.model, "修改历史")
        self.back = button("撤回", "undo", "primary")
        self.told = label("", "caption")
        self.changed = Changed()
        self._title, self._who = label("", "title", wrap=True), label("", "caption")
        foot = frame("foot", row(self.told, None, margins=(16, 3, 16, 3)))
        rows = column(self.table, foot, gap=0)
        rows.setStretch(0, 1)
        caption = "每一步都记着：谁、什么时候、改前改后；撤回也只是再记一笔"
        listed = page("修改历史", caption, [self.back], rows)
        self.drawer = Drawer(listed, self._panel())
        self.setLayout(column(self.drawer, gap=0))
        self.setFocusProxy(self.table)
        self.table.looked_at.connect(self._show)
        self.table.opened.connect(lambda: self.drawer.be_open(True))
        self.back.clicked.connect(self.take_back)
        self._committed.connect(lambda _: self.refresh())
        desk.on_commit(self._committed.emit)
        self.refresh()

    def _panel(self) -> QWidget:
        head = column(self._title, self._who, gap=4, margins=(16, 10, 12, 10))
        box = column(head, rule(), scrolled(self.changed), gap=0)
        box.setStretch(2, 1)
        return frame("panel", box)

    def _find(self, order: str, descending: bool) -> Iterator[array[int]]:
        self._sets = {done.number: done for done in changes.audit(self._desk, SHOWN)}
        found = list(self._sets.values())
        if order:
            found.sort(key=lambda done: self._sortable(done, order), reverse=descending)
        return iter([array("q", (done.number for done in found))])

    def _fetch(self, numbers: Sequence[int]) -> list[_Line]:
        sets = self._sets
        return [_line(sets[number], sets) for number in numbers if number in sets]

    def _sortable(self, done: ChangeSet, order: str) -> tuple[str, int]:
        key = "" if order == "number" else _line(done, self._sets).cells.get(order, "")
        return key, done.number

    def refresh(self) -> None:
        kept = self.table.current_id()
        self.model.refresh()
        self.table.look_at(kept)
        whole = len(self._sets)
        more = "（最近的，更早的在各条资料的历史里）" if whole == SHOWN else ""
        self.told.setText(f"共 {whole} 步{more}")

    def _show(self, at: int) -> None:
        done = self._sets.get(self.table.current_id()) if at >= 0 else None
        self.drawer.be_filled(done is not None)
        self.back.setEnabled(done is not None and self._may_turn(done))
        if done is None:
            return
        verb = "重做" if _is_undo(done) else "撤回"
        self.back.setText(f" {verb}这一步")
        self.back.setAccessibleName(f"{verb}这一步")
        self.back.setToolTip("" if self.back.isEnabled() else _state(done, self._sets))
        self._title.setText(done.title)
        self._who.setText(f"第{done.number}号 · {done.who} · {done.moment[:16].replace('T', ' ')}")
        self.changed.show_events(changes.contents(self._desk, done.number))

    def _may_turn(self, done: ChangeSet) -> bool:
        return _turned_by(done, self._sets) is None and done.kind not in WAY_OUT

    def take_back(self) -> None:
        """Undo (or redo) the chosen change set; a refusal names what stands in the way."""
        number = self.table.current_id()
        done = self._sets.get(number)
        if done is None:
            return
        verb = "重做" if _is_undo(done) else "撤回"
        try:
            new = changes.undo(self._desk, number)
        except DeskError as error:
            said = messages.trouble_of(error, f"{verb}“{done.title}”")
            messages.trouble(self, said._replace(todo=WAY))
            return
        then = "可用 Ctrl+Z 再撤回" if verb == "重做" else "可用 Ctrl+Y 重做"
        messages.say(f"已{verb}“{done.title}”（第{new}号），{then}")

    def areas(self) -> list[QWidget]:
        return [self.table]


def build(desk: Desk) -> QWidget:
    return HistoryPage(desk)
