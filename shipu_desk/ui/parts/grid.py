"""The register whose cells are typed into: cells are selected, and the keys are a spreadsheet's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from shipu_desk.ui.parts.bubble import Bubble, Refusal
from shipu_desk.ui.parts.cell_editors import CellEditors
from shipu_desk.ui.parts.cell_table import ENTER, SHIFT, CellTable, Key
from shipu_desk.ui.record_table import RecordTable

Trigger = QAbstractItemView.EditTrigger
NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
REVERT = QAbstractItemDelegate.EndEditHint.RevertModelCache


class Keeper(Protocol):
    """Who knows the fields of the cells and stores what is typed."""

    def editor(self, key: str) -> QWidget: ...

    def may_begin(self, number: int) -> bool:
        """Whether nothing unsaved of this row is in the way; asks where there is."""
        ...

    def raw(self, number: int, key: str) -> object:
        """What the editor begins with."""
        ...

    def put(self, number: int, key: str, raw: object, *, twin: bool = False) -> Refusal | None:
        """Store one cell, or tell why not."""
        ...


class Grid(CellTable):
    """`acts` are what keys do with the cells selected, by the key's name."""

    menu_wanted = Signal(QPoint)  # where on the screen
    left = Signal()  # the editor was closed, whatever became of it

    def __init__(self, model: RecordTable, name: str, keeper: Keeper) -> None:
        super().__init__(model, name)
        self.keeper = keeper
        self.acts: dict[str, Callable[[], object]] = {}
        self._refused: Refusal | None = None
        self._cells = CellEditors(self)
        self.setItemDelegate(self._cells)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.DoubleClicked)
        self._bubble = Bubble(self.viewport())
        self._bubble.insisted.connect(self._insist)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self._fit_input_method()

    def _fit_input_method(self) -> None:
        """The first key of a code or a number must not start a composition."""
        index = self.currentIndex()
        column = self._table.columns[index.column()] if index.isValid() else None
        typed = column is not None and column.editable and not column.latin
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, typed)

    def event(self, event: QEvent) -> bool:
        """While the first word is composed the editor is open and the focus still here."""
        if event.type() == QEvent.Type.ShortcutOverride and self.editing:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.editing:
            return  # the input method's own
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        said = QKeySequence(held.value | event.key()).toString()
        if said in self.acts:
            self.acts[said]()
        elif event.key() == Key.Key_Backspace:
            self.edit(self.currentIndex(), Trigger.AnyKeyPressed, event)
        else:
            super().keyPressEvent(event)

    # typing

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed into."""
        return self.state() == QAbstractItemView.State.EditingState

    def begin(self) -> None:
        """F2: type into the current cell, behind what stands there."""
        index = self.currentIndex()
        if not index.isValid():
            return
        self.setFocus()
        if not self.edit(index, Trigger.AllEditTriggers, QEvent(QEvent.Type.None_)):
            self.opened.emit()

    def edit(  # type: ignore[override]
        self, index: QModelIndex, trigger: Trigger, event: QEvent
    ) -> bool:
        """Unsaved words of the row's form are asked about first."""
        can = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if can and not self.editing and _starts(trigger) and not self.keeper.may_begin(index.row()):
            return True  # asked and kept: the key does nothing more
        self._cells.fresh = trigger == Trigger.AnyKeyPressed
        self._cells.touched = isinstance(event, QKeyEvent)
        opened = super().edit(index, trigger, event)
        self._cells.stand_behind()
        return opened

    def commitData(self, editor: QWidget) -> None:
        self._refused = self._cells.commit(editor)
        if self._refused:
            self._bubble.tell(self._refused, editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """A value that was refused stays open to be mended."""
        if self._refused and hint != REVERT:
            editor.setFocus()
            return
        self._refused = None
        self._bubble.hide()
        super().closeEditor(editor, NO_HINT)
        self.left.emit()

    def finish(self) -> bool:
        """Store what is being typed; False where it is refused and stays open."""
        editor = self._cells.open_editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, NO_HINT)
        return not self._refused

    @property
    def why(self) -> str:
        """Why the value in the open editor was refused."""
        return self._refused.why if self._refused else ""

    def give_up(self) -> None:
        """Esc: the cell is as it was."""
        if self._cells.open_editor is not None:
            self.closeEditor(self._cells.open_editor, REVERT)

    def _insist(self) -> None:
        self._cells.twin = True
        self.finish()
        self._cells.twin = False

    def ended(self, key: Key, held: Qt.KeyboardModifier) -> None:
        """Enter or Tab in the editor: store it and go on."""
        if not self.finish():
            return
        if key in ENTER:
            self.enter(-1 if held & SHIFT else 1)
        else:
            self.focusNextPrevChild(key != Key.Key_Backtab)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.editing or self.finish():  # else back to the value that has to be mended
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse for the cell under it; by its key for where the clerk stands."""
        at = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            at = self.indexAt(event.pos())
            if at.isValid() and not self.selectionModel().isSelected(at):
                self._stand_on(at)
        if at.isValid() and not self.editing:
            spot = self.visualRect(at).center()
            by_key = self.viewport().mapToGlobal(spot)
            mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            self.menu_wanted.emit(event.globalPos() if mouse else by_key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        QAbstractItemView.mouseDoubleClickEvent(self, event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit()


def _starts(trigger: Trigger) -> bool:
    return trigger in (Trigger.AnyKeyPressed, Trigger.DoubleClicked, Trigger.AllEditTriggers)
