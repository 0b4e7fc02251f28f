"""Mark of the desk: a light over two waves; not the town's LOGO."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from shipu_desk.ui.theme import C, colour, px

SIDES = (16, 24, 32, 48, 64)  # px that task bars and title lines ask for


def draw(paint: QPainter, side: float) -> None:
    """The mark in a square of `side` px at the painter's origin."""
    paint.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint.scale(side / 28, side / 28)
    paint.setPen(Qt.PenStyle.NoPen)
    paint.setBrush(colour(C.sea))
    paint.drawRoundedRect(QRectF(0, 0, 28, 28), 6, 6)
    paint.setBrush(colour(C.gold_mark))
    paint.drawEllipse(QPointF(14, 9.2), 3.2, 3.2)
    paint.setBrush(Qt.BrushStyle.NoBrush)
    for y, ink in ((16.0, C.on_dark), (21.0, C.on_dark2)):
        wave = QPainterPath(QPointF(4.5, y))
        wave.cubicTo(8, y - 3.4, 10.5, y - 3.4, 14, y)
        wave.cubicTo(17.5, y + 3.4, 20, y + 3.4, 23.5, y)
        paint.setPen(QPen(colour(ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        paint.drawPath(wave)


def picture(side: int) -> QImage:
    """The mark on nothing, `side` px."""
    made = QImage(side, side, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    paint = QPainter(made)
    draw(paint, side)
    paint.end()
    return made


def icon() -> QIcon:
    """For the title line and the task bar."""
    made = QIcon()
    for side in SIDES:
        made.addPixmap(QPixmap.fromImage(picture(side)))
    return made


class Emblem(QWidget):
    """`side` px of the 13 px design."""

    def __init__(self, side: int = 28) -> None:
        super().__init__()
        self.setFixedSize(px(side), px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw(QPainter(self), self.width())
