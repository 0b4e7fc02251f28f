"""A value that nobody types: words on a line, as many lines as it takes, to be selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel

from shipu_desk.domain.fields import Field, Ref
from shipu_desk.ui.parts.cells import EMPTY
from shipu_desk.ui.parts.editors import Sources


class Told(QLabel):
    """Stands where an editor would. What is blank is not missing, and says so with a dash."""

    edited = Signal()

    def __init__(self, field: Field, sources: Sources) -> None:
        super().__init__(EMPTY)
        self._field, self._sources = field, sources
        self._value: object = None
        self._called = ""
        self.setProperty("kind", "told")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        ways = Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(ways | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def raw(self) -> object:
        return self._value

    def show_raw(self, value: object) -> None:
        self._value = value
        if isinstance(self._field, Ref):
            value = self._sources.title(self._field.to, value) if isinstance(value, int) else ""
        self.setText(str(value or "") or EMPTY)
        self.setAccessibleName(self._called)

    def setAccessibleName(self, name: str) -> None:
        """What the field is called and, as no screen reader asks a label for its value, that."""
        self._called = name
        super().setAccessibleName(f"{name}：{self.text()}")

    def be_fixed(self, fixed: bool) -> None:
        """It is."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by a key, the whole is selected, to be copied."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelection(0, len(self.text()))
