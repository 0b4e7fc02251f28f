"""Lists of two-line entries: the issues of the bulletin, and the articles of one issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shipu_desk.ui.parts.basic import hover
from shipu_desk.ui.parts.marks import LIGHTS, mark_width, paint_mark
from shipu_desk.ui.theme import C, State, colour, font, metrics, px

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
ALT = Qt.KeyboardModifier.AltModifier
NEW = 0  # the id of a row that is not stored yet


@dataclass(frozen=True)
class Line:
    """`light` is a word with a shape before the second line; `unsaved` words are named there."""

    id: int
    title: str
    under: str
    light: str = ""
    unsaved: bool = False

    @property
    def spoken(self) -> str:
        facts = (self.title, self.light, "未保存" if self.unsaved else "", self.under)
        return "，".join(fact for fact in facts if fact)


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * metrics().line + px(12))

    def paint(self, paint: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect)
        paint.save()
        paint.fillRect(box, colour(C.foam if chosen else C.mist if hover else C.paper))
        if chosen:
            paint.fillRect(QRectF(box.left(), box.top(), px(3), box.height()), colour(C.sea))
        paint.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(C.hair))
        inner = box.adjusted(px(16), px(5), -px(10), -px(6))
        self._text(paint, inner, line.title, "strong" if chosen else "body", C.ink)
        self._second(paint, inner.adjusted(0, metrics().line, 0, 0), line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.setPen(QPen(colour(C.focus), 2))
            paint.drawRect(box.adjusted(1, 1, -1, -2))
        paint.restore()

    def _second(self, paint: QPainter, box: QRectF, line: Line) -> None:
        state = State.DOING if line.unsaved else LIGHTS.get(line.light, State.IDLE)
        word = "未保存" if line.unsaved else line.light
        box = QRectF(box.left(), box.top(), box.width(), metrics().line + px(1))
        if word:
            paint_mark(paint, box, state, word)
            box.setLeft(box.left() + mark_width(word) + px(6))
        self._text(paint, box, line.under, "caption", C.ink2)

    @staticmethod
    def _text(paint: QPainter, box: QRectF, text: str, role: str, ink: str) -> None:
        box = QRectF(box.left(), box.top(), box.width(), metrics().line)
        paint.setFont(font(role))
        paint.setPen(colour(ink))
        cut = QFontMetrics(font(role)).elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width())
        )
        paint.drawText(box, LEFT, cut)


def _tell_of(item: QListWidgetItem, line: Line) -> None:
    item.setText(line.title)
    item.setData(LINE, line)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
    hover(item, line.title)


class Lines(QListWidget):
    """Tells what was chosen, opened (Enter), moved (Alt+↑ Alt+↓) and removed (Del)."""

    chosen = Signal(int)
    opened = Signal()
    shifted = Signal(bool)  # True is up
    removal = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "lines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_TwoLines(self))
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemDoubleClicked.connect(lambda _: self.opened.emit())
        self.currentItemChanged.connect(self._tell)
        self._quiet = False

    def show_lines(self, lines: Sequence[Line], current: int) -> None:
        """Show these; nothing is told of the choice made here."""
        self._quiet = True
        kept = self.verticalScrollBar().value()
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            _tell_of(item, line)
            self.addItem(item)
            if line.id == current:
                self.setCurrentItem(item)
        self.verticalScrollBar().setValue(kept)
        if self.currentItem():
            self.scrollToItem(self.currentItem())
        self._quiet = False

    def retell(self, line: Line) -> bool:
        """Other words for the current line; False when it is not this one, or its mark changes."""
        item, now = self.currentItem(), self.current
        if item is None or now is None or (now.id, now.unsaved) != (line.id, line.unsaved):
            return False
        if now != line:
            _tell_of(item, line)
        return True

    @property
    def lines(self) -> list[Line]:
        return [self.item(at).data(LINE) for at in range(self.count())]

    @property
    def current(self) -> Line | None:
        item = self.currentItem()
        return item.data(LINE) if item else None

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(LINE).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(key == Qt.Key.Key_Up)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal.emit()
        else:
            super().keyPressEvent(event)
