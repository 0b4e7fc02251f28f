"""How the columns of a register stand: in which order, how wide, which are hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QTableView

from shipu_desk.domain.views import View
from shipu_desk.ui.parts.columns import Column, fit
from shipu_desk.ui.theme import metrics

FIRM = 2  # columns at the left that never give way
SETTLED = 400  # ms after the last drag until it is kept


class Arrangement(QObject):
    """Widths that were drawn stay; the other columns share what is left, or give way."""

    shown = Signal(int, int)  # columns shown, all
    changed = Signal()  # by the clerk, a moment ago

    def __init__(self, table: QTableView, columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table, self._columns = table, tuple(columns)
        self._fixed = sum(not column.key for column in columns)  # tick and number come first
        self._widths: dict[str, float] = {}
        self._hidden: frozenset[str] = frozenset()
        self._own = self._order()  # the page's
        self._soon = QTimer(self, singleShot=True, interval=SETTLED)
        self._soon.timeout.connect(self.changed)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._drawn)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask)

    @property
    def view(self) -> View:
        return View(tuple(self._order()), dict(self._widths), self._hidden)

    def show(self, view: View) -> None:
        """Arrange them as they were kept; columns that are not known any more are left out."""
        known = [column.key for column in self._columns if column.key]
        wanted = [key for key in view.order if key in known]
        self._put([*wanted, *(key for key in known if key not in wanted)])
        self._widths = {key: wide for key, wide in view.widths.items() if key in known}
        self._hidden = frozenset(view.hidden & set(known))
        self.share_room()

    def _order(self) -> list[str]:
        header = self._table.horizontalHeader()
        at = range(len(self._columns))
        keys = [self._columns[header.logicalIndex(place)].key for place in at]
        return [key for key in keys if key]

    def _put(self, keys: Sequence[str]) -> None:
        header = self._table.horizontalHeader()
        with QSignalBlocker(header):
            for place, key in enumerate(keys, start=self._fixed):
                logical = next(i for i, one in enumerate(self._columns) if one.key == key)
                header.moveSection(header.visualIndex(logical), place)
        self._table.viewport().update()

    def _moved(self, logical: int, before: int, after: int) -> None:
        header = self._table.horizontalHeader()
        if not self._columns[logical].key or after < self._fixed:
            with QSignalBlocker(header):
                header.moveSection(after, before)
            header.viewport().update()
        else:
            self.share_room()
            self._soon.start()

    def _drawn(self, logical: int, _before: int, wide: int) -> None:
        key = self._columns[logical].key
        if key and wide:
            self._widths[key] = round(wide / metrics().em, 2)
            self._soon.start()
        self.share_room()

    def share_room(self) -> None:
        """Hide the columns that yield until the rest have their width; share what is left."""
        table = self._table
        order = self._order()
        columns = [self._as_drawn(column, order) for column in self._columns]
        hidden = frozenset(i for i, one in enumerate(columns) if one.key in self._hidden)
        widths = fit(columns, table.viewport().width(), metrics().em, hidden)
        with QSignalBlocker(table.horizontalHeader()):
            for i, width in enumerate(widths):
                table.setColumnHidden(i, width == 0)
                if width:
                    table.setColumnWidth(i, width)
        table.updateGeometries()
        named = [i for i, column in enumerate(columns) if column.key]
        self.shown.emit(sum(bool(widths[i]) for i in named), len(named))

    def _as_drawn(self, column: Column, order: Sequence[str]) -> Column:
        """Where the clerk put them in order, the last give way first."""
        if not column.key:
            return column
        if order != self._own:
            place = order.index(column.key)
            column = replace(column, yields=len(order) - place if place >= FIRM else 0)
        wide = self._widths.get(column.key)
        return replace(column, width=wide, grow=0) if wide else column

    def chosen_keys(self) -> list[str]:
        """The columns that the clerk lets show, also those that gave way for want of room."""
        return [key for key in self._order() if key not in self._hidden]

    def menu(self) -> QMenu:
        """选列: which columns show; those that gave way come back when there is room."""
        menu = QMenu(self._table)
        titles = {column.key: column.title for column in self._columns}
        for key in self._order():
            action = menu.addAction(titles[key])
            action.setCheckable(True)
            action.setChecked(key not in self._hidden)
            action.toggled.connect(lambda shown, key=key: self.choose(key, shown=shown))
        menu.addSeparator()
        menu.addAction("恢复原来的列").triggered.connect(self.restore)
        return menu

    def _ask(self, at: QPoint) -> None:
        self.menu().popup(self._table.horizontalHeader().mapToGlobal(at))

    def choose(self, key: str, *, shown: bool) -> None:
        self._hidden = self._hidden - {key} if shown else self._hidden | {key}
        self.share_room()
        self._soon.start()

    def restore(self) -> None:
        """As the page brings them: order, widths, all shown."""
        self.show(View())
        self._soon.start()
