"""Keys that belong to the input method: Enter, Esc and shortcuts while characters are composed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class Composition(QObject):
    """Watches one editor. The Enter that ends a composition does nothing else.

    Some input methods eat that Enter, some deliver it with the text still composed, and some
    right after the committed text; all three are met here.
    """

    entered = Signal()  # Enter, meant for the form

    def __init__(self, editor: QWidget, keeps_enter: bool = False) -> None:
        super().__init__(editor)
        self._keeps_enter = keeps_enter  # a note, where Enter makes a line
        self._composing = self._just_ended = False
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self._note(event)
        elif kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            assert isinstance(event, QKeyEvent)
            return self._key(event, kind == QEvent.Type.KeyPress)
        return False

    def _typed(self) -> bool:
        """Whether the editor itself has typing that it can take back."""
        editor = self.parent()
        if isinstance(editor, QLineEdit):
            return editor.isUndoAvailable()
        return not isinstance(editor, QPlainTextEdit) or editor.document().isUndoAvailable()

    def _note(self, event: QInputMethodEvent) -> None:
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing:
            self._just_ended = True
            QTimer.singleShot(0, self._over)

    def _over(self) -> None:
        self._just_ended = False

    def _key(self, event: QKeyEvent, pressed: bool) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self._typed()
        if not pressed and (self._composing or undo):
            # no shortcut while characters are composed; where the field has nothing to take
            # back Ctrl+Z is the window's
            event.setAccepted(self._composing)
            return True
        if event.key() not in _ENDING:
            return False
        if self._composing or self._just_ended:
            return True
        if not pressed or event.key() == Qt.Key.Key_Escape:
            return False
        if self._keeps_enter != bool(event.modifiers() & _CONTROL):
            return False
        self.entered.emit()
        return True
