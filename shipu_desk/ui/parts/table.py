"""The register view: fixed rows, columns that give way and grow, keys as in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip

from shipu_desk.ui.parts.arrangement import Arrangement
from shipu_desk.ui.parts.cells import Cells
from shipu_desk.ui.record_table import RecordTable
from shipu_desk.ui.theme import font, metrics, px


class Register(QTableView):
    """Shows a RecordTable; tells which row is looked at, opened or to be removed."""

    looked_at = Signal(int)  # row number, -1 for none
    opened = Signal()  # Enter, F2 or double click
    removal = Signal()  # Del

    def __init__(self, model: RecordTable, name: str) -> None:
        super().__init__()
        self._table = model
        self.was_painted = False
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(Cells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(metrics().row)
        self._dress_header()
        self.arrangement = Arrangement(self, model.columns)
        model.modelReset.connect(self.arrangement.share_room)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(metrics().row + px(2))
        header.setMinimumSectionSize(px(24))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setFont(font("strong"))
        header.sectionClicked.connect(self._sort_by)

    def begin_by(self, key: str, *, descending: bool) -> None:
        """Sorted by this column until a header is clicked."""
        at = next(n for n, one in enumerate(self._table.columns) if one.key == key)
        down = Qt.SortOrder.DescendingOrder
        way = down if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(at, way)
        self._table.sort(at, way)

    def _sort_by(self, column: int) -> None:
        shown, header = self._table.columns[column], self.horizontalHeader()
        if shown.kind == "check" or shown.worked_out:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        kept = self.current_id()
        self._table.sort(column, header.sortIndicatorOrder())
        if not shown.key:  # by its number: back to the register's own order, without an arrow
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.look_at(kept)

    def current_id(self) -> int:
        """The id of the row looked at, 0 for none."""
        number = self.currentIndex().row()
        return self._table.id_at(number) if 0 <= number < self._table.rowCount() else 0

    def current_key(self) -> str:
        """The field key of the column looked at, empty for none."""
        index = self.currentIndex()
        return self._table.columns[index.column()].key if index.isValid() else ""

    def key_at(self, column: int) -> str:
        return self._table.columns[column].key

    def selected_numbers(self) -> list[int]:
        """The rows that anything is selected of; by its ranges, not cell by cell."""
        spans = [range(one.top(), one.bottom() + 1) for one in self.selected_ranges()]
        return sorted({number for span in spans for number in span})

    def selected_ranges(self) -> list[QItemSelectionRange]:
        chosen: Iterable[QItemSelectionRange] = self.selectionModel().selection()  # type: ignore[assignment]
        return list(chosen)

    def look_at(self, id: int, near: int = 0) -> None:
        """Select the row with this id again, after a change of the rows; else the one `near`."""
        number = self._table.number_of(id) if id else -1
        if number < 0:
            number = min(max(near, 0), self._table.rowCount() - 1)
        if number < 0:
            self.looked_at.emit(-1)
            return
        column = max(self.currentIndex().column(), self._first_text_column())
        self._stand_on(self._table.index(number, column))

    def _stand_on(self, index: QModelIndex) -> None:
        """Go there and select nothing else."""
        # named outright: a Ctrl still held from Ctrl+S would add the row to those selected
        flag = QItemSelectionModel.SelectionFlag
        whole = self.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        alone = flag.ClearAndSelect | flag.Rows if whole else flag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)

    def _first_text_column(self) -> int:
        return next(i for i, column in enumerate(self._table.columns) if column.key)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.looked_at.emit(current.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.was_painted = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.share_room()

    def sizeHintForColumn(self, column: int) -> int:
        """As wide as the rows on the screen ask for: a double click between two headings."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self._table.rowCount() - 1
        said = [
            str(self._table.index(n, column).data() or "") for n in range(max(top, 0), last + 1)
        ]
        wide = max((self.fontMetrics().horizontalAdvance(text) for text in said), default=0)
        return wide + px(24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal.emit()
        elif key == Qt.Key.Key_Space and self._table.columns[0].kind == "check":
            for number in self.selected_numbers():
                self._table.tick(number)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and self._table.columns[at.column()].kind == "check":
            self._table.tick(at.row())
        super().mousePressEvent(event)

    def selectAll(self) -> None:
        """All rows, those too that are still being found."""
        self._table.complete()
        super().selectAll()

    def copy(self) -> None:
        """The selected rows as a spreadsheet takes them: as shown, masked stays masked."""
        shown = [
            i for i, c in enumerate(self._table.columns) if c.key and not self.isColumnHidden(i)
        ]
        lines = [[self._table.columns[i].title for i in shown]]
        for number in self.selected_numbers():
            cells = (str(self._table.index(number, i).data() or "") for i in shown)
            lines.append([cell.replace("\n", " ").replace("\t", " ") for cell in cells])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "")
            wide = self.fontMetrics().horizontalAdvance(text) + px(16)
            cut = wide > self.visualRect(index).width() or "\n" in text
            QToolTip.showText(event.globalPos(), text if cut else "", self)
            return True
        return super().viewportEvent(event)
