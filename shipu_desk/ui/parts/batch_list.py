"""逐家核对: the awards that may be printed, each with its verdict; nothing is ticked by itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from shipu_desk.domain.awards import Award
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.verdicts import GOOD, Verdict
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, chip, column, label, row, rule, scrolled
from shipu_desk.ui.parts.batch_found import Found
from shipu_desk.ui.parts.batch_lines import COLUMNS, BatchLine
from shipu_desk.ui.parts.batch_pick import BatchPick
from shipu_desk.ui.parts.table import Register
from shipu_desk.ui.record_table import RecordTable
from shipu_desk.ui.theme import px

BELOW = 0.36  # of the height, at most, for the words about one award
ALL, LOOK, TICKED = "全部", "要看", "已勾选"


class BatchList(QFrame):
    """Finds, filters and ticks; the verdicts are given to it as they come."""

    looked_at = Signal(object)  # Row or None
    ticks_changed = Signal()
    listed = Signal()  # other awards are listed now

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self._desk = desk
        self.verdicts: dict[int, Verdict] = {}
        self.ids: array[int] = array("q")  # all that the round and the words find
        self._listed: frozenset[int] = frozenset()
        self._looks: set[int] = set()  # known, and not simply good
        self._only = ALL
        self.model = RecordTable(COLUMNS, self._find, self._fetch)
        self.table = Register(self.model, "逐家核对")
        self.pick = BatchPick(desk)
        self.chips = {name: chip(name, name == ALL) for name in (ALL, LOOK, TICKED)}
        self.tick_good = button("勾选可以印的", kind="link", tip="勾选列出的、可以印的各家")
        self.untick = button("全不选", kind="link", tip="去掉全部勾选")
        self.found = Found(desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        title = row(label("逐家核对", "title"), None, self.tick_good, self.untick, gap=2)
        chips = row(*self.chips.values(), None, gap=6)
        head = column(title, self.pick, chips, gap=6)
        head.setContentsMargins(px(16), px(8), px(8), px(4))
        self._below = scrolled(self.found)
        box = column(head, self.table, rule(), self._below, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_below()

    def _fit_below(self) -> None:
        """The words below take what they need, at most a share of the list."""
        wanted = self.found.height_at(self._below.viewport().width() or self.width())
        high = min(wanted, round(BELOW * self.height()))
        if high != self._below.height():
            self._below.setFixedHeight(high)
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _connect(self) -> None:
        self.table.looked_at.connect(self._look_at)
        self.model.ticks_changed.connect(lambda _: self._ticked())
        self.tick_good.clicked.connect(self._tick_good)
        self.untick.clicked.connect(self.model.untick)
        self.pick.changed.connect(self.refresh)
        self.pick.entered.connect(self.table.setFocus)
        for name, made in self.chips.items():
            made.clicked.connect(lambda _=False, name=name: self.show_only(name))

    # what is listed

    def _find(self, order: str, descending: bool) -> Iterator[array[int]]:
        query = replace(self.pick.query, order=order or "number", descending=descending)
        self.ids = register.find(self._desk, Award, query)
        self._listed = frozenset(self.ids)
        return iter([array("q", (id for id in self.ids if self._wanted(id)))])

    def _wanted(self, id: int) -> bool:
        if self._only == TICKED:
            return id in self.model.ticked
        return self._only == ALL or id in self._looks

    def _fetch(self, ids: Sequence[int]) -> list[BatchLine]:
        rows = register.page(self._desk, Award, ids)
        return [BatchLine(one, self.verdicts) for one in rows]

    def refresh(self) -> None:
        """Ask again; the row looked at and the ticks of what is still there stay."""
        kept = self.table.current_id()
        self.model.refresh()
        self.model.keep_ticks(register.present(self._desk, Award, self.model.ticked))
        self.table.look_at(kept)
        self._ticked()
        self.listed.emit()

    def show_only(self, name: str) -> None:
        self._only = name
        for one, made in self.chips.items():
            made.setChecked(one == name)
        self.refresh()

    def take(self, verdicts: Mapping[int, Verdict]) -> None:
        """Verdicts that have come."""
        self.verdicts.update(verdicts)
        self._looks.update(id for id, found in verdicts.items() if found.word != GOOD)
        if self._only == LOOK:
            kept = self.table.current_id()
            self.model.refresh()
            self.table.look_at(kept)
        self.table.viewport().update()
        self._look_at(self.table.currentIndex().row())
        self._ticked()

    def forget(self) -> None:
        """The template, the fonts or the awards changed: every verdict is open again."""
        self.verdicts.clear()
        self._looks.clear()
        self.table.viewport().update()

    def _look_at(self, number: int) -> None:
        line = self.model.row(number) if 0 <= number < self.model.rowCount() else None
        shown = line.row if isinstance(line, BatchLine) else None
        self.found.show_row(shown, self.verdicts.get(shown.id) if shown else None)
        self._fit_below()
        self.looked_at.emit(shown)

    # ticks

    def choose(self, ids: Sequence[int]) -> None:
        """Tick these and no others, in the list of all."""
        self.pick.clear()
        self.model.untick()
        self.model.ticked.update(ids)
        self.show_only(ALL)
        self.table.look_at(ids[0] if ids else 0)

    def _tick_good(self) -> None:
        good = [id for id in self.model.ids if (v := self.verdicts.get(id)) and v.prints]
        self.model.ticked.update(good)
        self._ticked()
        self.table.viewport().update()
        pending = sum(id not in self.verdicts for id in self.model.ids)
        if pending:
            messages.say(f"还有 {pending} 家没有核对完，核对完再点一次“勾选可以印的”")
        elif not good:
            messages.say("列出的没有可以印的；各家缺什么，看“核对结果”一列")

    def _ticked(self) -> None:
        looks = len(self._listed & self._looks)
        ticked = len(self.model.ticked)
        self.chips[ALL].setText(f"{ALL} {len(self.ids)}")
        self.chips[LOOK].setText(f"{LOOK} {looks}")
        self.chips[TICKED].setText(f"{TICKED} {ticked}")
        self.untick.setEnabled(bool(ticked))
        self.ticks_changed.emit()

    @property
    def ticked(self) -> list[int]:
        """In the order in which they will be printed: that of the list, then the rest."""
        asked = self.model.ticked
        here = [id for id in self.ids if id in asked]
        return here + sorted(asked - set(here))
