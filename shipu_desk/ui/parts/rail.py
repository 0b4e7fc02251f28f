"""The group rail at the far left: icon over name; one tab stop, arrows inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QToolButton

from shipu_desk.ui import icons
from shipu_desk.ui.parts.basic import column, hover
from shipu_desk.ui.theme import C, colour, font, metrics, px


class RailButton(QToolButton):
    """One group."""

    def __init__(self, name: str, picture: str) -> None:
        super().__init__()
        self.name, self._picture, self._low = name, picture, False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(name)
        self.be_low(False)

    def be_low(self, low: bool) -> None:
        """Without words, for a low window."""
        self._low = low
        hover(self, self.name if low else "")
        self.setFixedSize(metrics().rail - 1, round(metrics().em * (2.9 if low else 4.1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint, box, m = QPainter(self), QRectF(self.rect()), metrics()
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            paint.fillRect(box, colour(C.wash))
            paint.fillRect(QRectF(0, 0, px(3), box.height()), colour(C.sea))
        elif self.underMouse():
            paint.fillRect(box, colour(C.mist))
        ink, side = (C.sea if self.isChecked() else C.ink2), px(20)
        high = side if self._low else side + m.line + px(4)
        top = (box.height() - high) / 2
        place = QRectF((box.width() - side) / 2, top, side, side)
        icons.paint(paint, self._picture, ink, place)
        if not self._low:
            paint.setPen(colour(ink))
            paint.setFont(font("strong" if self.isChecked() else "body"))
            words = QRectF(0, top + side + px(2), box.width(), m.line + px(4))
            paint.drawText(words, Qt.AlignmentFlag.AlignCenter, self.name)
        if self.hasFocus():
            paint.setPen(QPen(colour(C.focus), 2))
            paint.setBrush(Qt.BrushStyle.NoBrush)
            paint.drawRect(box.adjusted(2, 2, -2, -2))


class Rail(QFrame):
    """All groups; the last one stands at the foot."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(metrics().rail)
        self._buttons = {name: RailButton(name, picture) for name, picture in groups}
        *above, last = self._buttons.values()
        self.setLayout(column(*above, None, last, gap=0))
        for one in self._buttons.values():
            one.clicked.connect(lambda _=False, name=one.name: self.chosen.emit(name))

    def show_group(self, name: str) -> None:
        for one in self._buttons.values():
            here = one.name == name
            one.setChecked(here)
            stop = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(stop)
            if here:
                self.setFocusProxy(one)

    def button_place(self, name: str) -> QPoint:
        """The upper right corner of a group's button, in the rail's px."""
        return self._buttons[name].geometry().topRight()

    def be_low(self, low: bool) -> None:
        for one in self._buttons.values():
            one.be_low(low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(next(one.name for one in self._buttons.values() if one.isChecked()))
            return
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        names = list(self._buttons)
        now = next(i for i, one in enumerate(self._buttons.values()) if one.isChecked())
        name = names[(now + steps[Qt.Key(event.key())]) % len(names)]
        self.chosen.emit(name)
        self._buttons[name].setFocus()
