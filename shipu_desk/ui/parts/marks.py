"""State lights: one shape per state, drawn, so that colour is never the only difference."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipu_desk.ui.theme import LIGHT, State, colour, font, metrics, px

# The office's words for states, wherever they stand. A choice whose every word is here is a light.
LIGHTS: dict[str, State] = {
    "入库": State.IDLE,
    "培育": State.DOING,
    "示范": State.AWARD,
    "暂停": State.WARN,
    "退出": State.OUT,
    "未开始": State.IDLE,
    "推进中": State.DOING,
    "已完成": State.GOOD,
    "临期": State.WARN,
    "逾期": State.ALARM,
    "已授牌": State.AWARD,
    "有效": State.AWARD,
    "已摘牌": State.OUT,
    "草稿": State.IDLE,
    "编写中": State.DOING,
    "送审": State.DOING,
    "已印发": State.GOOD,
    "在营": State.GOOD,
    "歇业": State.WARN,
    "停业": State.WARN,
    "吊销": State.ALARM,
    "注销": State.OUT,
    "迁出": State.OUT,
    "现任": State.GOOD,
    "已达80%": State.GOOD,
    "未达80%": State.WARN,
    "离任": State.OUT,
    "可以印": State.GOOD,
    "名长，两行": State.WARN,
    "生僻字换字体": State.WARN,
    "请看说明": State.WARN,
    "缺依据": State.ALARM,
    "内容不全": State.ALARM,
    "太长，印不下": State.ALARM,
    "有字印不出": State.ALARM,
    "不能印": State.ALARM,
    "核对中": State.IDLE,
    "新增": State.GOOD,
    "修改": State.DOING,
    "相同": State.IDLE,
    "有误": State.ALARM,
}


def _star(centre: QPointF, radius: float) -> QPolygonF:
    spokes = [(radius if i % 2 == 0 else radius * 0.45, -pi / 2 + i * pi / 5) for i in range(10)]
    return QPolygonF([QPointF(centre.x() + r * cos(a), centre.y() + r * sin(a)) for r, a in spokes])


def _triangle(centre: QPointF, r: float) -> QPolygonF:
    tips = ((0.0, -r), (r * 1.1, r * 0.9), (-r * 1.1, r * 0.9))
    return QPolygonF([QPointF(centre.x() + x, centre.y() + y) for x, y in tips])


def paint_shape(paint: QPainter, box: QRectF, state: State) -> None:
    """Draw the bare shape centred in `box` (px)."""
    centre, r = box.center(), min(box.width(), box.height()) / 2
    paint.setPen(Qt.PenStyle.NoPen)
    paint.setBrush(colour(LIGHT[state].mark))
    if state is State.GOOD:
        paint.drawEllipse(centre, r, r)
    elif state is State.WARN:
        paint.drawPolygon(_triangle(centre, r))
    elif state is State.ALARM:
        paint.drawRect(QRectF(centre.x() - r * 0.9, centre.y() - r * 0.9, r * 1.8, r * 1.8))
    elif state is State.AWARD:
        paint.drawPolygon(_star(centre, r * 1.25))
    else:
        _paint_line_shape(paint, centre, r, state)


def _paint_line_shape(paint: QPainter, centre: QPointF, r: float, state: State) -> None:
    paint.setBrush(Qt.BrushStyle.NoBrush)
    paint.setPen(QPen(colour(LIGHT[state].mark), max(1.4, r * 0.32)))
    if state is State.OUT:
        d = r * 0.75
        for fall in (d, -d):
            start = QPointF(centre.x() - d, centre.y() - fall)
            paint.drawLine(start, QPointF(centre.x() + d, centre.y() + fall))
        return
    inner = QRectF(centre.x() - r * 0.82, centre.y() - r * 0.82, r * 1.64, r * 1.64)
    paint.drawEllipse(inner)
    if state is State.DOING:
        paint.setPen(Qt.PenStyle.NoPen)
        paint.setBrush(colour(LIGHT[state].mark))
        paint.drawPie(inner, 90 * 16, 180 * 16)


def mark_width(word: str, tinted: bool = False) -> int:
    """px that a mark takes."""
    return QFontMetrics(font()).horizontalAdvance(word) + metrics().em + px(22 if tinted else 4)


def paint_mark(paint: QPainter, box: QRectF, state: State, word: str, tinted: bool = False) -> None:
    """Shape and word, left-aligned in `box` (px)."""
    m, side = metrics(), metrics().em * 0.72
    x, middle = box.left() + (px(8) if tinted else 0), box.center().y()
    paint.save()
    paint.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tinted:
        high = m.line + px(4)
        paint.setPen(Qt.PenStyle.NoPen)
        paint.setBrush(colour(LIGHT[state].tint))
        pill = QRectF(box.left(), middle - high / 2, mark_width(word, True), high)
        paint.drawRoundedRect(pill, 3, 3)
    paint_shape(paint, QRectF(x, middle - side / 2, side, side), state)
    paint.setPen(colour(LIGHT[state].word))
    paint.setFont(font())
    start = x + m.em + px(2)
    place = QRectF(start, box.top(), max(0.0, box.right() - start), box.height())
    said = QFontMetrics(font()).elidedText(
        word, Qt.TextElideMode.ElideRight, int(place.width()) + 1
    )
    paint.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)
    paint.restore()


class Mark(QWidget):
    """State as shape + word; optionally on its own tint."""

    def __init__(self, state: State = State.IDLE, word: str = "", tinted: bool = False) -> None:
        super().__init__()
        self._tinted = tinted
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state, word)

    def show_state(self, state: State, word: str) -> None:
        self._state, self._word = state, word
        self.setAccessibleName(word)
        if not word or self.parentWidget():  # without one it would flash up as a window
            self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(mark_width(self._word, self._tinted), metrics().line + px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_mark(QPainter(self), QRectF(self.rect()), self._state, self._word, self._tinted)
