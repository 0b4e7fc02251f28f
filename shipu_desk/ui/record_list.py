"""The left half of a register page: title, tools, chips, find box, table, totals."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.views import Saved
from shipu_desk.services import narrowing, register, views
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.basic import button, column, elided, frame, held, row
from shipu_desk.ui.parts.columns import TICK, columns_of
from shipu_desk.ui.parts.empty import Aside, EmptyState, NothingFound, Way
from shipu_desk.ui.parts.filters import Filters
from shipu_desk.ui.parts.find_box import FindBox
from shipu_desk.ui.parts.focus import stops
from shipu_desk.ui.parts.grid import Grid, Keeper
from shipu_desk.ui.parts.page import head
from shipu_desk.ui.parts.saved_filters import SavedFilters
from shipu_desk.ui.record_footer import Footer
from shipu_desk.ui.record_look import Look
from shipu_desk.ui.record_table import RecordTable

COUNTED = 40  # ms after the rows; counts stay off the typing path


class RecordList(QWidget):
    """Finds, filters, sorts and shows the rows of one record."""

    row_looked_at = Signal(object)  # Row or None
    aside: Aside | None = None  # how else an empty register is filled

    def __init__(
        self,
        desk: Desk,
        record: type[Record],
        look: Look,
        tools: Sequence[QWidget],
        base: Mapping[str, object],
        keeper: Keeper,
        ticks: bool,
    ) -> None:
        super().__init__()
        self._desk, self._record, self._look = desk, record, look
        self._base, self._words = dict(base), ""
        self.only: frozenset[int] | None = None  # ids that the page narrows to, beyond the filters
        self._ways: tuple[Way, ...] = ()
        spec = spec_of(record)
        columns = columns_of(spec, dict(look.widths), look.columns)
        self.model = RecordTable(
            (TICK, *columns) if ticks else columns, self._find, self.fetch, look.pending
        )
        self.model.grown.connect(self._say_totals)
        self.model.modelReset.connect(self._say_totals)  # sorted by a heading
        self.table = Grid(self.model, look.title, keeper)
        self._soon_look = QTimer(self, singleShot=True, interval=0)
        self._soon_look.timeout.connect(self._look_at)
        self._soon_count = QTimer(self, singleShot=True, interval=COUNTED)
        self._soon_count.timeout.connect(self._count)
        self.table.looked_at.connect(lambda _: self._soon_look.start())
        self.filters = Filters(desk, record, look.chips)
        self.filters.changed.connect(lambda: self.refresh(anew=True))
        self.find_box = FindBox(look.title, self.search, self._search_and_enter)
        self.saved = SavedFilters(desk, record, look.title, self._present)
        self.saved.wanted.connect(self._narrow)
        self.caption = elided(look.caption)
        self.footer = Footer(self.table, self.model, spec, look.unit)
        self._build(tools)
        self.setFocusProxy(self.table)
        self._arranged_for = ""
        self._arrange()
        self.table.arrangement.changed.connect(self._keep_arrangement)

    def _arrange(self) -> None:
        """The columns as this clerk had them, and what he kept."""
        if self._arranged_for != self._desk.clerk:
            self._arranged_for = self._desk.clerk
            self.table.arrangement.show(views.view(self._desk, self._look.title))
            self.saved.look_again()

    def _keep_arrangement(self) -> None:
        views.keep_view(self._desk, self._look.title, self.table.arrangement.view)

    def _build(self, tools: Sequence[QWidget]) -> None:
        chosen = self.chosen = button("选列", "columns", "quiet", "选择显示哪些列")
        chosen.yields = 2
        chosen.setText(_columns_said(88, 99))
        chosen.ensurePolished()
        chosen.setMinimumWidth(chosen.sizeHint().width())  # its words change while it is laid out
        chosen.setText(_columns_said(1, 1))
        chosen.clicked.connect(lambda: self._choose_columns(chosen))
        self.table.arrangement.shown.connect(lambda n, of: chosen.setText(_columns_said(n, of)))
        *others, add = tools if tools else [None]
        tools_shown = [tool for tool in (*others, chosen, add) if tool is not None]
        self._nothing = NothingFound(self.table.viewport(), self.widen)
        self.bar = frame("info")
        self.bar.hide()
        self.notices = column(gap=6, margins=(16, 0, 16, 0))
        # below the rows: above them it would push every row down under the next click
        bar = row(self.bar, margins=(16, 0, 16, 0))
        sheet = column(self.table, bar, self.footer, gap=0)
        sheet.setStretch(0, 1)
        self.body = QStackedWidget()
        self.body.addWidget(held(sheet))
        filters = row(self.filters, self.saved, self.find_box, gap=6, margins=(16, 0, 16, 0))
        filters.setStretch(0, 1)
        title = head(self._look.title, self.caption, *tools_shown)
        box = column(title, self.notices, filters, self.body, gap=8)
        box.setStretch(3, 1)
        self.setLayout(box)

    def search(self) -> None:
        """Find what is typed now; nothing is asked twice."""
        words = self.find_box.words
        if words != self._words:
            self._words = words
            self.refresh(typed=bool(words))

    def widen(self) -> None:
        """All rows again: no words, no filter."""
        self._narrow("", {})

    def _narrow(self, words: str, equal: Mapping[str, object]) -> None:
        """To these words and values; asked once."""
        self.find_box.setText(words)
        self._words = words
        self.filters.take(equal)

    def _present(self) -> Saved:
        return Saved(self.narrowed_by, self._words, narrowing.packed(self.filters.equal))

    def _search_and_enter(self) -> None:
        self.search()
        self.table.setFocus()

    @property
    def query(self) -> Query:
        return Query(words=self._words, equal={**self._base, **self.filters.equal})

    @property
    def narrowed(self) -> bool:
        return self.narrowed_beyond(())

    def narrowed_beyond(self, keys: Collection[str]) -> bool:
        """Whether more than values of these fields choose the rows."""
        return bool(self._words or set(self.filters.equal) - set(keys)) or self.only is not None

    @property
    def narrowed_by(self) -> str:
        """What the rows shown were chosen by, in words."""
        found = [f"查找“{self._words}”"] if self._words else []
        return "，".join([*found, *self.filters.told()])

    def _find(self, order: str, descending: bool) -> Iterator[array[int]]:
        query = replace(self.query, order=order, descending=descending)
        found = register.seek(self._desk, self._record, query)
        if self.only is None:
            return found
        return iter([array("q", (id for piece in found for id in piece if id in self.only))])

    def fetch(self, ids: Sequence[int]) -> list[Row]:
        rows = register.page(self._desk, self._record, ids)
        self.fill(rows)
        return rows

    def fill(self, rows: Sequence[Row]) -> None:
        """Write the cells that the page works out."""
        if self._look.fill:
            self._look.fill(self._desk, rows)

    def begin_by(self, key: str, *, descending: bool) -> None:
        """Sorted by this field until a heading is clicked."""
        self.table.begin_by(key, descending=descending)
        self._say_totals()

    def refresh(self, *, typed: bool = False, anew: bool = False) -> None:
        """Ask again; the row looked at stays looked at. Counts follow off the typing path.

        Where it is gone the one in its place follows, the first if other rows are asked for
        `anew`. While words are `typed` it stays only if it is among the first found: the rest
        come later.
        """
        kept, at = self.table.current_id(), self.table.currentIndex().row()
        going = self._soon_look.isActive()
        self.model.refresh()
        known = not typed or self.model.stands_early(kept)
        self.table.look_at(kept if known else 0, 0 if anew or typed else at)
        if kept and self.table.current_id() == kept and not going:
            self.stay()  # nobody went to another row
        self.drop_ticks()
        self._say_totals()
        self._show_body()
        self.saved.be_narrowed(self.narrowed)
        if self.isVisible():
            self._soon_count.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Counts wait until the rows are on the screen."""
        self._arrange()  # another clerk may sit here now
        super().showEvent(event)
        self._soon_count.start()

    def _count(self) -> None:
        self.filters.count(self.query, self._base)

    def stay(self) -> None:
        """Whatever the table now stands on, the clerk did not go there: nobody is told."""
        self._soon_look.stop()

    def look_soon(self) -> None:
        """The row the table stands on is looked at, though nobody went there."""
        self._soon_look.start()

    def drop_ticks(self) -> None:
        """Ticks of rows that are no longer there: the bar counts what an act will get."""
        self.model.keep_ticks(register.present(self._desk, self._record, self.model.ticked))

    def _say_totals(self) -> None:
        self.footer.say(narrowed=self.narrowed)

    def _show_body(self) -> None:
        nothing = not self.model.rowCount() and not self.narrowed
        self.filters.setVisible(not nothing)
        self.find_box.setVisible(not nothing)
        self.chosen.setVisible(not nothing)
        if nothing and self._ways and self.body.count() == 1:
            title = f"{self._look.title}还没有登记"
            self.body.addWidget(EmptyState(title, self._look.empty, self._ways, self.aside))
        self.body.setCurrentIndex(self.body.count() - 1 if nothing else 0)
        asked = bool(self._words or self.filters.equal)
        self._nothing.be_shown(asked and not self.model.rowCount())
        self._take_focus(nothing)

    def _take_focus(self, nothing: bool) -> None:
        """Rows or, while there are none, the first way to fill the register."""
        ways = stops(self.body) if nothing else []
        wanted = ways[0] if ways else self.table
        if wanted is self.focusProxy():
            return
        now = self.window().focusWidget()
        self.setFocusProxy(wanted)
        if now is not None and self.body.isAncestorOf(now):
            wanted.setFocus()

    def set_ways(self, *ways: Way) -> None:
        """The ways to fill the register, shown while it is empty and not made before."""
        self._ways = ways
        before = self.body.widget(1)
        if before is not None:
            self.body.removeWidget(before)
            before.deleteLater()
        self._show_body()

    def _choose_columns(self, by: QWidget) -> None:
        menu = self.table.arrangement.menu()
        menu.popup(by.mapToGlobal(by.rect().bottomLeft()))

    def _look_at(self) -> None:
        """Rows are painted first, then the record looked at follows; the newest wins."""
        if self.table.isVisible() and not self.table.was_painted:
            self.table.viewport().repaint()
        number = self.table.currentIndex().row()
        inside = 0 <= number < self.model.rowCount()
        self.row_looked_at.emit(self.model.row(number) if inside else None)

    def point_at(self, id: int) -> None:
        """Go to the row with this id, or to none if it is not among those found; tell nobody."""
        if id and self.table.current_id() == id:
            return  # what is selected there stays so
        with QSignalBlocker(self.table):
            if self.model.number_of(id) < 0:
                self.table.clearSelection()
                self.table.setCurrentIndex(QModelIndex())
            else:
                self.table.look_at(id)
        self.stay()

    def selected_rows(self) -> list[Row]:
        numbers = self.table.selected_numbers()
        return [row for row in map(self.model.row, numbers) if isinstance(row, Row)]

    def ticked_ids(self) -> list[int]:
        """Those ticked in the order of the table, then those that it does not list now."""
        listed = [id for id in self.model.ids if id in self.model.ticked]
        return [*listed, *sorted(self.model.ticked - set(listed))]

    def ticked_rows(self) -> list[Row]:
        return self.fetch(self.ticked_ids())


def _columns_said(shown: int, of: int) -> str:
    return " 选列" if shown == of else f" 选列 {shown}/{of}"
