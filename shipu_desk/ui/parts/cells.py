"""The delegate that paints every cell: text, numbers, lights, ticks, 待录入, focus and faults."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from shipu_desk.ui import icons
from shipu_desk.ui.parts.marks import LIGHTS, paint_mark
from shipu_desk.ui.theme import C, colour, font, metrics, px

Index = QModelIndex | QPersistentModelIndex
KIND = Qt.ItemDataRole.UserRole + 1  # how the column is painted
FAULT = Qt.ItemDataRole.UserRole + 2  # why the cell was refused, or ""
PENDING = "待录入"
EMPTY = "—"
RIGHT, CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
LEFT = Qt.AlignmentFlag.AlignLeft


class Cells(QStyledItemDelegate):
    """Paints from the display text and the column's kind; holds no data of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, metrics().row)

    def paint(self, paint: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint.save()
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, fault = QRectF(option.rect), str(index.data(FAULT) or "")
        text, kind = str(index.data() or ""), str(index.data(KIND) or "quiet")
        view = option.widget
        current = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        on_row = index.row() == current.row()
        self._ground(paint, option, index.column() == 0, on_row, box, bool(fault))
        if fault:
            self._fault(paint, box, text)
        elif kind == "check":
            self._tick(paint, box, index.data(Qt.ItemDataRole.CheckStateRole))
        else:
            self._value(paint, box, text, kind)
        if index == current and option.widget.hasFocus():
            paint.setBrush(Qt.BrushStyle.NoBrush)
            paint.setPen(QPen(colour(C.focus), 2))
            paint.drawRect(box.adjusted(1, 1, -2, -2))
        paint.restore()

    def _ground(
        self,
        paint: QPainter,
        option: QStyleOptionViewItem,
        first: bool,
        on_row: bool,
        box: QRectF,
        bad: bool,
    ) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver) or on_row
        ground = C.alarm_bg if bad else C.foam if chosen else C.mist if hover else C.paper
        paint.fillRect(box, colour(ground))
        paint.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(C.hair))
        if (chosen or on_row) and first:
            bar = QRectF(box.left(), box.top(), px(3), box.height() - 1)
            paint.fillRect(bar, colour(C.sea))

    def _value(self, paint: QPainter, box: QRectF, text: str, kind: str) -> None:
        if text == PENDING:
            self._pending(paint, box)
        elif not text:
            self._text(paint, box, EMPTY, C.ink3, RIGHT if kind == "number" else LEFT)
        elif kind == "mark" and text in LIGHTS:
            paint_mark(paint, _inner(box), LIGHTS[text], text)
        elif kind == "number":
            self._text(paint, box, text, C.ink, RIGHT)
        else:
            self._text(paint, box, text, C.ink if kind == "text" else C.ink2, LEFT)

    def _text(
        self, paint: QPainter, box: QRectF, text: str, ink: str, align: Qt.AlignmentFlag
    ) -> None:
        inner, face = _inner(box), font()
        paint.setFont(face)
        paint.setPen(colour(ink))
        cut = Qt.TextElideMode.ElideRight
        said = QFontMetrics(face).elidedText(text.replace("\n", " "), cut, int(inner.width()) + 1)
        paint.drawText(inner, int(align | Qt.AlignmentFlag.AlignVCenter), said)

    def _fault(self, paint: QPainter, box: QRectF, text: str) -> None:
        self._text(paint, box, text, C.alarm, LEFT)
        high = box.height() - px(8)
        bar = QRectF(box.right() - px(6), box.top() + px(4), px(3), high)
        paint.fillRect(bar, colour(C.alarm_mark))

    def _pending(self, paint: QPainter, box: QRectF) -> None:
        """What the plan leaves out is a state of the data, not an error: dashed pill, quiet."""
        inner, m = _inner(box), metrics()
        paint.setPen(QPen(colour(C.line), 1, Qt.PenStyle.DashLine))
        paint.setBrush(Qt.BrushStyle.NoBrush)
        top = inner.center().y() - m.line / 2 - 0.5
        pill = QRectF(inner.left() + 0.5, top, m.em * 3 + px(12), m.line + 1)
        paint.drawRoundedRect(pill, 3, 3)
        paint.setPen(colour(C.ink3))
        paint.setFont(font())
        paint.drawText(pill, Qt.AlignmentFlag.AlignCenter, PENDING)

    def _tick(self, paint: QPainter, box: QRectF, state: object) -> None:
        ticked = state in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        side, centre = px(14), box.center()
        left, top = round(centre.x() - side / 2) + 0.5, round(centre.y() - side / 2) + 0.5
        square = QRectF(left, top, side - 1, side - 1)
        paint.setPen(QPen(colour(C.sea if ticked else C.edge), 1))
        paint.setBrush(colour(C.sea if ticked else C.paper))
        paint.drawRoundedRect(square, 3, 3)
        if ticked:
            icons.paint(paint, "check", C.on_dark, square)


def _inner(box: QRectF) -> QRectF:
    return box.adjusted(px(8), 0, -px(8), 0)
