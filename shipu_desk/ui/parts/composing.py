"""Keys that belong to the input method: Enter, Esc and shortcuts while characters are composed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_CONTROL = Qt.KeyboardModifier.ControlModifier
_CTRL_Y = QKeyCombination(_CONTROL, Qt.Key.Key_Y)  # Windows' own; elsewhere Qt has no such key
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

    @property
    def busy(self) -> bool:
        """Whether keys are the input method's: composing, or the Enter that ended it is due."""
        return self._composing or self._just_ended

    def _is_the_windows(self, event: QKeyEvent) -> bool:
        """Ctrl+Z or Ctrl+Y where the editor has no typing of its own to take back or do again."""
        back = event.matches(QKeySequence.StandardKey.Undo)
        again = event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == _CTRL_Y
        editor = self.parent()
        if isinstance(editor, QLineEdit):
            own = editor.isUndoAvailable() if back else editor.isRedoAvailable()
        elif isinstance(editor, QPlainTextEdit):
            text = editor.document()
            own = text.isUndoAvailable() if back else text.isRedoAvailable()
        else:
            own = True
        return (back or again) and not own

    def _note(self, event: QInputMethodEvent) -> None:
        was, self._composing = self._composing, bool(event.preeditString())
        if was and not self._composing:
            self._just_ended = True
            QTimer.singleShot(0, self._over)

    def _over(self) -> None:
        self._just_ended = False

    def _key(self, event: QKeyEvent, pressed: bool) -> bool:
        if not pressed and (self._composing or self._is_the_windows(event)):
            # no shortcut while characters are composed
            event.setAccepted(self._composing)
            return True
        if event.key() not in _ENDING:
            return False
        if self.busy:
            return True
        if not pressed or event.key() == Qt.Key.Key_Escape:
            return False
        if self._keeps_enter != bool(event.modifiers() & _CONTROL):
            return False
        self.entered.emit()
        return True
