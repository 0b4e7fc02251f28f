"""Going about among cells and selecting blocks of them, as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from shipu_desk.ui.parts.table import Register
from shipu_desk.ui.record_table import Index, RecordTable

Key = Qt.Key
Move = QAbstractItemView.CursorAction
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ENTER = (Key.Key_Return, Key.Key_Enter)
_MOVES = {
    Key.Key_Up: Move.MoveUp,
    Key.Key_Down: Move.MoveDown,
    Key.Key_Left: Move.MoveLeft,
    Key.Key_Right: Move.MoveRight,
    Key.Key_PageUp: Move.MovePageUp,
    Key.Key_PageDown: Move.MovePageDown,
    Key.Key_Home: Move.MoveHome,
    Key.Key_End: Move.MoveEnd,
}
_JUMPS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


class CellTable(Register):
    """Cells are selected, not rows; rows are meant where every cell of them is selected."""

    def __init__(self, model: RecordTable, name: str) -> None:
        super().__init__(model, name)
        self._run: int | None = None  # the column that a run of Tabs began in
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def _is_cell(self, column: int) -> bool:
        return bool(self._table.columns[column].key) and not self.isColumnHidden(column)

    def shown_columns(self) -> list[int]:
        """The columns of values that are on the screen, left to right as they stand."""
        header = self.horizontalHeader()
        order = sorted(range(len(self._table.columns)), key=header.visualIndex)
        return [column for column in order if self._is_cell(column)]

    def block(self) -> tuple[list[int], list[int]]:
        """Rows and columns of the cells selected; those of the current cell if there are none."""
        rows = self.selected_numbers()
        ranges = self.selected_ranges()
        wide = {c for one in ranges for c in range(one.left(), one.right() + 1)}
        if not rows and self.currentIndex().isValid():
            rows, wide = [self.currentIndex().row()], {self.currentIndex().column()}
        return rows, [column for column in self.shown_columns() if column in wide]

    def is_whole_rows(self) -> bool:
        """Whether the rows were meant, not cells of them: every column shown is selected."""
        return self.block()[1] == self.shown_columns()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Never onto the tick or the number: these are not cells."""
        found = super().moveCursor(action, modifiers)
        if found.isValid() and not self._is_cell(found.column()):
            return found.siblingAtColumn(self.shown_columns()[0])
        return found

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()  # the row stood on is marked

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """By its number the whole row is selected."""
        command = super().selectionCommand(index, event)
        by_number = index.isValid() and not self._table.columns[index.column()].key
        return command | QItemSelectionModel.SelectionFlag.Rows if by_number else command

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and held in (Qt.KeyboardModifier.NoModifier, SHIFT):
            self.enter(-1 if held else 1)
        elif key in _JUMPS and held & CONTROL:
            self._jump(*_JUMPS[key], grow=bool(held & SHIFT))
        elif key in _MOVES and held == SHIFT:
            self._grow(self.moveCursor(_MOVES[key], SHIFT))
        elif key == Key.Key_Space:
            self._tick_chosen()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._run = None
        to = self.indexAt(event.position().toPoint())
        if event.modifiers() & SHIFT and to.isValid() and self._is_cell(to.column()):
            self._grow(to)
        else:
            super().mousePressEvent(event)

    def _tick_chosen(self) -> None:
        if self._table.columns[0].kind == "check":
            for number in self.selected_numbers():
                self._table.tick(number)

    def _jump(self, down: int, right: int, *, grow: bool) -> None:
        """To the last cell that way; with Shift the cells between are selected too."""
        shown, at = self.shown_columns(), self.currentIndex()
        row = at.row() if not down else 0 if down < 0 else len(self._table.ids) - 1
        column = at.column() if not right else shown[0 if right < 0 else -1]
        to = self._table.index(row, column)
        if grow:
            self._grow(to)
        else:
            self._stand_on(to)

    def _anchor(self, at: QModelIndex) -> QModelIndex:
        """The corner of the block selected that lies across from the current cell."""
        ranges = self.selected_ranges()
        if len(ranges) != 1 or not ranges[0].contains(at):
            return at
        block = ranges[0]
        row = block.top() if at.row() == block.bottom() else block.bottom()
        column = block.left() if at.column() == block.right() else block.right()
        return at.sibling(row, column)

    def _grow(self, to: QModelIndex) -> None:
        """Select from where the block began. Qt's own start is not moved by Enter and Tab."""
        start, flag = self._anchor(self.currentIndex()), QItemSelectionModel.SelectionFlag
        top, bottom = sorted((start.row(), to.row()))
        left, right = sorted((start.column(), to.column()))
        block = QItemSelection(self._table.index(top, left), self._table.index(bottom, right))
        self.selectionModel().setCurrentIndex(to, flag.NoUpdate)
        self.selectionModel().select(block, flag.ClearAndSelect)

    def enter(self, step: int) -> None:
        """Down; after a run of Tabs back to the column that it began in."""
        at, run = self.currentIndex(), self._run
        number = at.row() + step
        if at.isValid() and 0 <= number < self._table.rowCount():
            self._stand_on(at.sibling(number, at.column() if run is None else run))
        self._run = None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; at the end of the row it leaves the table."""
        shown, at = self.shown_columns(), self.currentIndex()
        if at.isValid() and at.column() in shown:
            place = shown.index(at.column()) + (1 if forward else -1)
            if 0 <= place < len(shown):
                self._run = at.column() if self._run is None else self._run
                self._stand_on(at.siblingAtColumn(shown[place]))
                return True
        self._run = None
        return super().focusNextPrevChild(forward)
