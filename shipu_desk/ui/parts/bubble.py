"""Why a cell was refused, told right under it; for a twin with the way to insist."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QWidget

from shipu_desk.ui.parts.basic import button, column, glyph, height_for, label, row
from shipu_desk.ui.theme import C, metrics, px

INSIST = "确实不是同一家，仍要保存"
WIDEST = 24  # em


class Refusal(NamedTuple):
    """Why a value was not stored; `twin`: it can be insisted on."""

    why: str
    twin: bool = False


class Bubble(QFrame):
    """Lies over the rows below the editor, above it where there is no room."""

    insisted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("kind", "bubble")
        self._words = label("", "fault", wrap=True)
        self._way = button(INSIST, kind="link")
        self._way.clicked.connect(self.insisted)
        told = row(column(1, glyph("warn", C.alarm, 14), None, gap=0), self._words, gap=6)
        told.setStretch(1, 1)
        self.setLayout(column(told, self._way, gap=2, margins=(8, 6, 10, 6)))
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def tell(self, refusal: Refusal, under: QWidget) -> None:
        why, twin = refusal
        self._words.setText(why)
        self._way.setVisible(twin)
        wide = min(WIDEST * metrics().em, self.fontMetrics().horizontalAdvance(why) + px(64))
        self.setFixedWidth(max(wide, self._way.sizeHint().width() + px(20) if twin else 0))
        self.setFixedHeight(height_for(self, self.width()))
        self.place(under)
        self.show()
        self.raise_()

    def place(self, under: QWidget) -> None:
        """Under the editor wherever it was scrolled to."""
        room = self._over
        below = under.geometry().bottomLeft() + QPoint(0, px(2))
        if below.y() + self.height() > room.height():
            below.setY(under.geometry().top() - self.height() - px(2))
        below.setX(max(0, min(below.x(), room.width() - self.width())))
        self.move(below)
