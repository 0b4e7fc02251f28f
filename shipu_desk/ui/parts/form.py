"""Pieces of a form: label above, editor below it, then the fault or the hint; two columns."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from shipu_desk.ui.parts.basic import column, glyph, held, label, row
from shipu_desk.ui.parts.following import Together
from shipu_desk.ui.theme import C, colour, px


class FieldLabel(QLabel):
    """A star says required; a bar at the left says: differs from what is stored."""

    def __init__(self, text: str, required: bool) -> None:
        star = f'<span style="color:{C.alarm}"> *</span>' if required else ""
        super().__init__(f"{text}{star}")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("kind", "label")
        self.changed = False

    def be_changed(self, changed: bool) -> None:
        if changed != self.changed:
            self.changed = changed
            self.setContentsMargins(px(8) if changed else 0, 0, 0, 0)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.changed:
            bar = QRectF(0, px(3), px(3), self.height() - px(6))
            QPainter(self).fillRect(bar, colour(C.sea))


class FieldBox(Together):
    """One field: what it is called, its editor, and one short line below."""

    def __init__(
        self, text: str, editor: QWidget, *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.name, self.editor = text, editor
        self._required, self._hint, self._bare = required, hint, False
        self.caption = FieldLabel(text, required)
        self.caption.setBuddy(editor)
        self.fault = label("", "fault", wrap=True)
        told = row(column(2, glyph("warn", C.alarm, 14), None, gap=0), self.fault, gap=4)
        told.setStretch(1, 1)
        self._told, self._below = held(told), label(hint, "caption", wrap=True)
        self._line = row(editor)
        self.setLayout(column(row(self.caption, None), self._line, self._told, self._below, gap=2))
        self.say("")

    def say(self, fault: str) -> None:
        """A fault takes the place of the hint; an empty one gives it back."""
        self.fault.setText(fault)
        self._told.setVisible(bool(fault))
        self._below.setVisible(bool(self._hint) and not fault and not self._bare)
        be_faulty = getattr(self.editor, "be_faulty", None)
        if be_faulty:
            be_faulty(bool(fault))
        self._name(fault)

    def put_beside(self, tool: QWidget) -> None:
        """A way to fill the field, at its right and next in the tab order."""
        self._line.addWidget(tool)
        self.setTabOrder(self.editor, tool)

    def be_bare(self, bare: bool) -> None:
        """Where height is short the editor stands alone; a fault is told all the same."""
        self._bare = bare
        self.caption.setVisible(not bare)
        self.say(self.fault.text())

    def be_changed(self, changed: bool) -> None:
        self.caption.be_changed(changed)
        self._name(self.fault.text())

    def _name(self, fault: str) -> None:
        facts = [self.name, "必填" if self._required else "", fault]
        facts.append("未保存" if self.caption.changed else "")
        self.editor.setAccessibleName("，".join(fact for fact in facts if fact))


class Form(QWidget):
    """Two equal columns; a field takes both unless it is `half`."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(16), px(10), px(16), px(12))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._at, self._side = 0, 0

    def add(self, piece: QWidget, half: bool = False) -> None:
        if half:
            self._grid.addWidget(piece, self._at, self._side, Qt.AlignmentFlag.AlignTop)
            self._at, self._side = (self._at + self._side, 1 - self._side)
            return
        self._at += self._side
        self._grid.addWidget(piece, self._at, 0, 1, 2)
        self._at, self._side = self._at + 1, 0

    def section(self, text: str) -> None:
        self.add(label(text, "strong"))

    def done(self) -> None:
        """Call after the last field: what room is left stays below."""
        self._grid.setRowStretch(self._at + 1, 1)
