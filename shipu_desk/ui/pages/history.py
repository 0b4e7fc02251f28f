"""修改历史: what was done, by whom, when; what can be taken back, and what it changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.changes import WAY_OUT, ChangeSet, Obstacle
from shipu_desk.domain.records import Record
from shipu_desk.services import changes
from shipu_desk.services.desk import Desk
from shipu_desk.ui.parts.basic import (
    Strip,
    button,
    column,
    frame,
    hover,
    label,
    row,
    rule,
    scrolled,
)
from shipu_desk.ui.parts.changed import Changed
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.drawer import Drawer
from shipu_desk.ui.parts.page import page
from shipu_desk.ui.parts.table import Register
from shipu_desk.ui.record_table import RecordTable
from shipu_desk.ui.turning import turn, verb_of

SHOWN = 2_000  # the newest change sets; older ones are in every row's own history
COLUMNS = (
    Column("number", "编号", 4.6, "number"),
    Column("title", "做了什么", 18.0, "text", grow=3),
    Column("kind", "种类", 5.6, "quiet", yields=2),
    Column("who", "经办人", 6.0, "quiet"),
    Column("moment", "时间", 9.6, "quiet"),
    Column("state", "可否撤回", 11.0, "quiet", grow=1, yields=1, worked_out=True),
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


def _may_turn(done: ChangeSet, sets: Sets) -> bool:
    return _turned_by(done, sets) is None and done.kind not in WAY_OUT


def _state(done: ChangeSet, sets: Sets, obstacle: Obstacle | None = None) -> str:
    by, verb = _turned_by(done, sets), verb_of(done)
    if by is not None:
        return f"已{verb}（第{by}号）"
    if done.kind in WAY_OUT:
        return f"不能撤回，{WAY_OUT[done.kind]}"
    return obstacle.word if obstacle else f"可{verb}"


def _line(done: ChangeSet, sets: Sets, obstacle: Obstacle | None = None) -> _Line:
    cells = {
        "number": str(done.number),
        "title": done.title,
        "kind": "重做" if changes.is_redo(done) else done.kind.value,
        "who": done.who,
        "moment": done.moment[:16].replace("T", " "),
        "state": _state(done, sets, obstacle),
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
        self._committed.connect(lambda _: self._hear())
        desk.on_commit(self._committed.emit)
        self._stale = False
        self.refresh()

    def _panel(self) -> QWidget:
        self.why = Strip("info", "")
        self.why.hide()
        head = column(self._title, self._who, self.why, gap=4, margins=(16, 10, 12, 10))
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
        shown = [sets[number] for number in numbers if number in sets]
        wanted = [done for done in shown if _may_turn(done, sets)]
        obstacles = changes.obstacles(self._desk, wanted)
        return [_line(done, sets, obstacles.get(done.number)) for done in shown]

    def _sortable(self, done: ChangeSet, order: str) -> tuple[str, int]:
        key = "" if order == "number" else _line(done, self._sets).cells.get(order, "")
        return key, done.number

    def _hear(self) -> None:
        """What is not looked at waits: a verdict on every line costs short reads."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

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
        self.back.setEnabled(False)
        if done is None:
            return
        self._offer(done)
        self._title.setText(done.title)
        self._who.setText(f"第{done.number}号 · {done.who} · {done.moment[:16].replace('T', ' ')}")
        self.changed.show_events(changes.contents(self._desk, done.number))

    def _offer(self, done: ChangeSet) -> None:
        """The button, or why there is none."""
        verb, may = verb_of(done), _may_turn(done, self._sets)
        obstacle = changes.obstacles(self._desk, [done]).get(done.number) if may else None
        self.back.setText(f" {verb}这一步")
        self.back.setAccessibleName(f"{verb}这一步")
        self.back.setEnabled(may and obstacle is None)
        said = "" if may else _state(done, self._sets)
        hover(self.back, said)
        self.why.say(f"现在不能{verb}：{obstacle.told}。{obstacle.way}" if obstacle else "")
        self.why.setVisible(obstacle is not None)

    def take_back(self) -> None:
        """Undo (or redo) the chosen change set; a refusal names what stands in the way."""
        done = self._sets.get(self.table.current_id())
        if done is not None:
            turn(self, self._desk, done)

    def areas(self) -> list[QWidget]:
        return [self.table]


def build(desk: Desk) -> QWidget:
    return HistoryPage(desk)
