"""An empty register: a line drawing, one sentence, and the ways to fill it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from shipu_desk.ui.parts.basic import (
    button,
    column,
    frame,
    glyph,
    height_for,
    held,
    label,
    row,
    scrolled,
)
from shipu_desk.ui.parts.keys import keys_inside
from shipu_desk.ui.theme import C, colour, px


class NothingFound(QWidget):
    """Lies on an empty table: nothing is so, because it is narrowed."""

    def __init__(self, over: QWidget, clear: Callable[[], object]) -> None:
        super().__init__(over)
        way = button("清除查找和筛选", kind="link")
        way.clicked.connect(clear)
        self.setLayout(row(label("没有找到符合的登记。", "caption"), way, margins=(16, 12, 16, 12)))
        self.hide()

    def be_shown(self, shown: bool) -> None:
        self.setVisible(shown)
        self.adjustSize()


class Harbour(QWidget):
    """Horizon, hills and three lights."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(280), px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint = QPainter(self)
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.scale(self.width() / 280, self.height() / 120)
        cap = Qt.PenCapStyle.RoundCap
        paint.setPen(QPen(colour(C.shoal), 1.5, Qt.PenStyle.SolidLine, cap))
        hills = QPainterPath(QPointF(10, 74))
        hills.cubicTo(50, 30, 80, 34, 108, 62)
        hills.cubicTo(126, 78, 146, 44, 176, 46)
        hills.cubicTo(206, 48, 226, 66, 270, 74)
        paint.setBrush(colour(C.mist))
        paint.drawPath(hills)
        paint.drawLine(10, 74, 270, 74)
        for y, left, right in ((88, 40, 120), (88, 150, 236), (100, 70, 210), (111, 104, 170)):
            paint.drawLine(left, y, right, y)
        paint.setPen(Qt.PenStyle.NoPen)
        for x in (62, 140, 222):
            for ground, r in ((C.gold_bg, 9.0), (C.gold_mark, 3.5)):
                paint.setBrush(colour(ground))
                paint.drawEllipse(QRectF(x - r, 74 - r, 2 * r, 2 * r))

    def give_way(self, body: QWidget, width: int, room: int) -> None:
        """It stands in `body` only where all the rest has room beside it."""
        self.show()
        self.setVisible(height_for(body, width) <= room)


@dataclass(frozen=True)
class Way:
    """One way to fill the register: a card with a button."""

    icon: str
    title: str
    told: str
    act: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Aside:
    """A way that needs no card: one line, and the keys that do the same."""

    told: str
    keys: tuple[str, ...]
    do: Callable[[], object]


def _card(way: Way, first: bool) -> QFrame:
    act = button(way.act, kind="primary" if first else "plain")
    act.clicked.connect(lambda _checked: way.do())
    head = row(glyph(way.icon, C.sea, 20), label(way.title, "strong"), None)
    body = column(head, label(way.told, "caption", True), None, row(act, None), gap=6)
    body.setContentsMargins(px(16), px(14), px(16), px(14))
    made = frame("card", body)
    made.setFixedWidth(px(236))
    made.setMinimumHeight(px(142))
    return made


class EmptyState(QFrame):
    """Centred; in a low window the drawing goes first, then it scrolls."""

    def __init__(
        self, title: str, told: str, ways: tuple[Way, ...], aside: Aside | None = None
    ) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.picture = Harbour()
        pieces = column(
            None,
            row(None, self.picture, None),
            4,
            row(None, label(title, "page"), None),
            row(None, label(told, "label"), None),
            14,
            row(None, *(_card(way, i == 0) for i, way in enumerate(ways)), None, gap=12),
            row(None, self._line(aside), None) if aside else None,
            None,
            margins=(8, 8, 8, 8),
        )
        self._pieces = held(pieces)
        self.setLayout(column(scrolled(self._pieces), gap=0))

    def _line(self, aside: Aside) -> QWidget:
        made = button(aside.told, kind="link")
        made.clicked.connect(lambda _checked: aside.do())
        keys_inside(self, dict.fromkeys(aside.keys, aside.do))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.picture.give_way(self._pieces, self.width(), self.height())
