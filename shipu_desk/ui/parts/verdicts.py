"""Rows that were judged, cell by cell: what is new, what would change, what is wrong and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from shipu_desk.ui.parts.cells import FAULT, KIND, Cells
from shipu_desk.ui.theme import font, metrics, px

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
WIDEST = 25  # em of a column
_FIRST = ("位置", "结果")


class Judged(Protocol):
    """One row: where it stands, its verdict, and what each cell says, was and lacks."""

    @property
    def place(self) -> str: ...
    @property
    def result(self) -> str: ...
    def cell(self, key: str) -> str: ...
    def before(self, key: str) -> str:
        """What stands there now, where that will change."""
        ...

    def fault(self, key: str) -> str:
        """Why the cell is refused; of the row as a whole for the key ""."""
        ...


class VerdictTable(QAbstractTableModel):
    """`columns` are (key, title) of the cells; the first two tell place and result."""

    def __init__(self, rows: Sequence[Judged], columns: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows, self._columns = list(rows), list(columns)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_FIRST) + len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return [*_FIRST, *(title for _, title in self._columns)][section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        row, at = self.rows[index.row()], index.column() - len(_FIRST)
        key = self._columns[at][0] if at >= 0 else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row, index.column(), key)
        if role == FAULT:
            return row.fault(key) if at >= 0 or index.column() == 1 else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(row, key, at)
        if role == KIND:
            changed = bool(key) and bool(row.before(key))
            return "mark" if index.column() == 1 else "text" if changed else "quiet"
        return None

    def why(self, row: Judged) -> str:
        """All that is wrong with a row, of itself and cell by cell."""
        known = [row.fault(one) for one in ("", *(key for key, _ in self._columns))]
        return "；".join(why for why in known if why)

    @staticmethod
    def _said(row: Judged, column: int, key: str) -> str:
        if not key:
            return (row.place, row.result)[min(column, 1)]
        before, now = row.before(key), row.cell(key)
        return f"{before} → {now or '空'}" if before else now

    def _told(self, row: Judged, key: str, at: int) -> str:
        if at < 0:
            return self.why(row)
        return row.fault(key) or self._said(row, at + len(_FIRST), key)


class VerdictView(QTableView):
    """Read only; the columns are as wide as what stands in the first rows asks for."""

    looked_at = Signal(str, str)  # the place of the row, and why it is refused

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Sized(self))
        self.setProperty("kind", "framed")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(metrics().row)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFont(font("strong"))
        header.setResizeContentsPrecision(200)
        header.setStretchLastSection(True)

    def show_table(self, model: VerdictTable) -> None:
        """The rows anew, the first of those that are refused looked at."""
        model.setParent(self)
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._fit()
        bad = [n for n, row in enumerate(model.rows) if model.why(row)]
        if model.rows:
            self.setCurrentIndex(model.index(bad[0] if bad else 0, 1))
        self._tell(self.currentIndex())

    def _tell(self, current: QModelIndex, _: object = None) -> None:
        model = self.model()
        assert isinstance(model, VerdictTable)
        row = model.rows[current.row()] if current.isValid() else None
        self.looked_at.emit(row.place if row else "", model.why(row) if row else "")

    def _fit(self) -> None:
        """Widths by content, none wider than what is read at a glance."""
        header = self.horizontalHeader()
        header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        for column in range(header.count()):
            most = max(header.sectionSize(column), round(4.5 * metrics().em))
            header.resizeSection(column, min(most, WIDEST * metrics().em))


class _Sized(Cells):
    """The width that a text asks for; elsewhere columns are given theirs."""

    def sizeHint(self, option: Any, index: Index) -> Any:
        size = super().sizeHint(option, index)
        text = str(index.data() or "").replace("\n", " ")
        size.setWidth(option.fontMetrics.horizontalAdvance(text) + px(20) + metrics().em)
        return size
