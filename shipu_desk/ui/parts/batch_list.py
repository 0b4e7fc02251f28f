"""逐家核对: the awards that may be printed, each with its verdict; nothing is ticked by itself."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from shipu_desk.domain.awards import Award, Round
from shipu_desk.domain.records import Record
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.services.verdicts import GOOD, Verdict
from shipu_desk.ui.parts.basic import button, chip, column, label, row, rule, scrolled
from shipu_desk.ui.parts.batch_found import Found
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.parts.table import Register
from shipu_desk.ui.record_table import RecordTable
from shipu_desk.ui.theme import px

PENDING = "核对中"
DEBOUNCE = 120  # ms
BELOW = 0.36  # of the height, at most, for the words about one award
COLUMNS = (
    Column("", "", 2.6, "check"),
    Column("name", "单位名称", 7.4, "text", grow=3),
    Column("verdict", "核对结果", 9.0, "mark", worked_out=True),
    Column("number", "编号", 10.2, "quiet", yields=1),
)
ALL, LOOK, TICKED = "全部", "要看", "已勾选"


@dataclass(frozen=True)
class _Line:
    """An award with the verdict of this moment."""

    row: Row
    verdicts: Mapping[int, Verdict]

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def version(self) -> int:
        return self.row.version

    @property
    def record(self) -> Record:
        return self.row.record  # type: ignore[no-any-return]

    @property
    def cells(self) -> Mapping[str, str]:
        found = self.verdicts.get(self.id)
        return {**self.row.cells, "verdict": found.word if found else PENDING}


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
        self._only = ALL
        self.model = RecordTable(COLUMNS, self._find, self._fetch)
        self.table = Register(self.model, "逐家核对")
        self.rounds, self.find_box = self._round_box(), self._words_box()
        self.chips = {name: chip(name, name == ALL) for name in (ALL, LOOK, TICKED)}
        self.tick_good = button("勾选可以印的", kind="link", tip="勾选列出的、可以印的各家")
        self.untick = button("全不选", kind="link", tip="去掉全部勾选")
        self.found = Found(desk)
        self._build()
        self._connect()

    def _build(self) -> None:
        pick = row(self.rounds, self.find_box, gap=6)
        pick.setStretch(0, 3)
        pick.setStretch(1, 2)
        title = row(label("逐家核对", "title"), None, self.tick_good, self.untick, gap=2)
        chips = row(*self.chips.values(), None, gap=6)
        head = column(title, pick, chips, gap=6)
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
        self._below.setFixedHeight(min(wanted, round(BELOW * self.height())))

    def _connect(self) -> None:
        self.table.looked_at.connect(self._look_at)
        self.model.ticks_changed.connect(lambda _: self._ticked())
        self.tick_good.clicked.connect(self._tick_good)
        self.untick.clicked.connect(self.model.untick)
        self.rounds.activated.connect(lambda _: self.refresh())
        for name, made in self.chips.items():
            made.clicked.connect(lambda _=False, name=name: self.show_only(name))

    def _round_box(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName("评选批次")
        made.setMinimumContentsLength(4)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made

    def _words_box(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText("查找")
        made.setToolTip("单位、编号、依据，可用拼音首字母 (Ctrl+F)")
        made.setAccessibleName("在授牌中查找，可用拼音首字母")
        made.setClearButtonEnabled(True)
        soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        soon.timeout.connect(self.refresh)
        made.textChanged.connect(lambda _: soon.start())
        Composition(made).entered.connect(self.table.setFocus)
        return made

    # what is listed

    def fill_rounds(self) -> None:
        """The rounds there are; the one chosen stays chosen."""
        kept = self.rounds.currentData()
        self.rounds.clear()
        self.rounds.addItem("全部批次", 0)
        for id in register.find(self._desk, Round):
            self.rounds.addItem(register.title(self._desk, "round", id), id)
        self.rounds.setCurrentIndex(max(0, self.rounds.findData(kept)))

    def _find(self, order: str, descending: bool) -> array[int]:
        round_id = self.rounds.currentData()
        equal = {"round_id": round_id} if round_id else {}
        words = self.find_box.text().strip()
        self.ids = register.find(
            self._desk, Award, Query(words, equal, order or "number", descending)
        )
        return array("q", (id for id in self.ids if self._wanted(id)))

    def _wanted(self, id: int) -> bool:
        if self._only == TICKED:
            return id in self.model.ticked
        return self._only == ALL or self.wants_a_look(id)

    def wants_a_look(self, id: int) -> bool:
        """Known, and not simply good."""
        found = self.verdicts.get(id)
        return found is not None and found.word != GOOD

    def _fetch(self, ids: Sequence[int]) -> list[_Line]:
        rows = register.page(self._desk, Award, ids)
        return [_Line(one, self.verdicts) for one in rows]

    def refresh(self) -> None:
        """Ask again; the row looked at and the ticks of what is still there stay."""
        kept = self.table.current_id()
        self.model.refresh()
        gone = self.model.ticked - set(register.find(self._desk, Award))
        self.model.ticked -= gone
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
        self.table.viewport().update()

    def _look_at(self, number: int) -> None:
        line = self.model.row(number) if 0 <= number < self.model.rowCount() else None
        shown = line.row if isinstance(line, _Line) else None
        self.found.show_row(shown, self.verdicts.get(shown.id) if shown else None)
        self._fit_below()
        self.looked_at.emit(shown)

    # ticks

    def choose(self, ids: Sequence[int]) -> None:
        """Tick these and no others, in the list of all."""
        self.rounds.setCurrentIndex(0)
        self.find_box.clear()
        self.model.untick()
        self.model.ticked.update(ids)
        self.show_only(ALL)
        self.table.look_at(ids[0] if ids else 0)

    def _tick_good(self) -> None:
        good = [id for id in self.model.ids if (v := self.verdicts.get(id)) and v.prints]
        self.model.ticked.update(good)
        self._ticked()
        self.table.viewport().update()

    def _ticked(self) -> None:
        looks = sum(map(self.wants_a_look, self.ids))
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
