"""The editors that open in a cell, and when what is typed into them is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem, QWidget

from shipu_desk.ui.parts.bubble import Refusal
from shipu_desk.ui.parts.cells import Cells
from shipu_desk.ui.parts.editors import Editor, NoteEditor
from shipu_desk.ui.theme import metrics

if TYPE_CHECKING:
    from shipu_desk.ui.parts.composing import Composition
    from shipu_desk.ui.parts.grid import Grid

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key
_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_ALT = Qt.KeyboardModifier.AltModifier
NOTE_LINES, NOTE_WIDTH = 5, 18  # of a note opened in a cell; the width in em


class CellEditors(Cells):
    """One editor is open at a time. `fresh`: it was opened by a key, which replaces the value."""

    def __init__(self, view: Grid) -> None:
        super().__init__(view)
        self._grid = view
        self.open_editor: QWidget | None = None
        self.fresh = self.twin = self.touched = False
        self._at, self._key = QPersistentModelIndex(), ""
        self._began: object = None
        self._composition: Composition | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        from shipu_desk.ui.parts.composing import Composition

        self._key = self._grid.key_at(index.column())
        editor = self._grid.keeper.editor(self._key)
        editor.setParent(parent)
        editor.setProperty("kind", "cell")
        editor.setAutoFillBackground(True)
        self._composition = Composition(editor, keeps_enter=True)
        cast(Editor, editor).edited.connect(self._touch)
        self.open_editor, self._at = editor, QPersistentModelIndex(index)
        self._began = self._grid.keeper.raw(index.row(), self._key)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """When it opens, and when its first word was given up: never over what was typed."""
        filled = bool(editor.property("filled"))
        if not (filled and self.touched):
            fresh = self.fresh and not filled
            cast(Editor, editor).show_raw(None if fresh else self._began)
            editor.setProperty("filled", True)

    def _touch(self) -> None:
        self.touched = True

    def stand_behind(self) -> None:
        """Qt selects what stands there; it is to be gone on with."""
        if isinstance(self.open_editor, QLineEdit) and not self.fresh:
            self.open_editor.end(False)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        box = QRect(option.rect)
        if isinstance(editor, NoteEditor):
            room = self._grid.viewport().rect()
            box.setWidth(min(max(box.width(), NOTE_WIDTH * metrics().em), room.width()))
            box.setHeight(editor.height())
            box.moveRight(min(box.right(), room.right()))
            box.moveBottom(min(box.bottom(), max(room.bottom(), editor.height())))
        editor.setGeometry(box)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self.open_editor, self._composition = None, None
        super().destroyEditor(editor, index)

    def commit(self, editor: QWidget) -> Refusal | None:
        """Store the value where it was changed, or tell why it is refused."""
        settle = getattr(editor, "settle", None)
        if settle:
            settle()
        raw = cast(Editor, editor).raw()
        if self.fresh and not self.touched:
            return None  # opened by a word that was given up
        if raw == self._began or (not raw and not self._began):
            return None
        refused = self._grid.keeper.put(self._at.row(), self._key, raw, twin=self.twin)
        cast(Editor, editor).be_faulty(refused is not None)
        if refused is None:
            self._began = raw
        return refused

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QFocusEvent) and kind == QEvent.Type.FocusOut:
            self._left(editor, event)
            return False
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            return self._shield(event)
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._press(editor, event)
        return False

    def _left(self, editor: QObject, event: QFocusEvent) -> None:
        now = QApplication.focusWidget()
        inside = isinstance(editor, QWidget) and now is not None and editor.isAncestorOf(now)
        if event.reason() not in _AWAY and not inside and editor is self.open_editor:
            self._grid.finish()

    def _shield(self, event: QKeyEvent) -> bool:
        """Esc gives up the cell; the page's own Esc waits."""
        if event.key() == Key.Key_Escape and not self._is_composing:
            event.accept()
            return True
        return False

    @property
    def _is_composing(self) -> bool:
        return self._composition is not None and self._composition.busy

    def _press(self, editor: QObject, event: QKeyEvent) -> bool:
        key, held = Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._is_composing:
            return False  # the input method's own
        if key in (Key.Key_Return, Key.Key_Enter):
            if held & _ALT and isinstance(editor, NoteEditor):
                editor.insertPlainText("\n")
            else:
                self._grid.ended(key, held)
            return True
        if key in (Key.Key_Tab, Key.Key_Backtab):
            self._grid.ended(key, held)
            return True
        if key == Key.Key_Escape:
            self._grid.give_up()
            return True
        return False
