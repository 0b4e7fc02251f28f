"""The plain editors: a line, a note, a day, a choice, yes or no, a code."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from shipu_desk.domain.fields import Choice, Field, FieldError, Keep, Text
from shipu_desk.ui.parts.basic import polish, tone
from shipu_desk.ui.theme import font, px

LATIN = (
    Qt.InputMethodHint.ImhPreferLatin
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


BLANK = "未填"


class Sources(Protocol):
    """Where editors that refer to other records ask; the page brings it."""

    def choices(self, name: str, words: str) -> list[tuple[int, str]]: ...

    def title(self, name: str, id: int) -> str: ...

    def unmask(self, key: str) -> str:
        """The whole value of a masked field of the record shown; the act is logged."""
        ...


class Editor(Protocol):
    """What the form asks of every editor; each is also a QWidget."""

    @property
    def edited(self) -> SignalInstance: ...

    def raw(self) -> object:
        """What the field shall read."""
        ...

    def show_raw(self, value: object) -> None: ...

    def be_faulty(self, faulty: bool) -> None: ...

    def be_fixed(self, fixed: bool) -> None:
        """Read-only: shown, focusable, copyable, not to be changed."""
        ...


class LineEditor(QLineEdit):
    """One line; shown normalised after leaving it."""

    edited = Signal()

    def __init__(self, field: Field, latin: bool = False) -> None:
        super().__init__()
        self._field = field
        if latin:  # codes and numbers switch the input method off
            self.setInputMethodHints(LATIN)
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textEdited.connect(self.edited)
        self.editingFinished.connect(self._normalise)

    def _normalise(self) -> None:
        try:
            text = self._field.text(self._field.read(self.text()))
        except (FieldError, Keep):
            return  # stays as typed; the form tells why it is refused
        if text != self.text():
            self.setText(text)
            self.edited.emit()

    def raw(self) -> object:
        return self.text()

    def show_raw(self, value: object) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        polish(self)


class NoteEditor(QPlainTextEdit):
    """Several lines; Tab leaves it, Enter makes a line."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        lines = min(8, field.lines) if isinstance(field, Text) else 3
        high = lines * QFontMetrics(font()).lineSpacing()
        margins = 2 * (self.document().documentMargin() + px(4) + 1)
        self.setFixedHeight(round(high + margins))
        self._quiet = False
        self.textChanged.connect(self._told)

    def _told(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def raw(self) -> object:
        return self.toPlainText()

    def show_raw(self, value: object) -> None:
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        self._quiet = False

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
        polish(self)


class ChoiceEditor(QComboBox):
    """A closed list; the wheel scrolls the form, not the value. Blank is a choice unless asked."""

    edited = Signal()

    def __init__(self, words: list[str]) -> None:
        super().__init__()
        self.addItem(BLANK, "")
        for word in words:
            self.addItem(word, word)
        self.setMinimumContentsLength(3)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(adjust)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: self.edited.emit())

    def be_required(self) -> None:
        """Blank shows until something is chosen, and is no choice."""
        self.removeItem(self.findData(""))
        self.setPlaceholderText("请选择")
        self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def raw(self) -> object:
        return self.currentData() or ""

    def show_raw(self, value: object) -> None:
        blank = self.findData("")  # -1, nothing chosen, where blank is no choice
        at = self.findData("" if value is None else str(value))
        self.setCurrentIndex(at if at >= 0 else blank)

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.setEnabled(not fixed)


class CodeEditor(LineEditor):
    """An 18-digit code: no input method, capitals, the whole selected when entered."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, latin=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


def text_editor(field: Field) -> QWidget:
    many = isinstance(field, Text) and field.lines > 1
    return NoteEditor(field) if many else LineEditor(field)


def choice_editor(field: Field) -> ChoiceEditor:
    assert isinstance(field, Choice)
    return ChoiceEditor([str(word) for word in field.options])
