"""The list of topics in the help, by group; or those found, with the words around the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shipu_desk.ui.help.topics import Hit, contents
from shipu_desk.ui.theme import C, colour, font, metrics, px

Index = QModelIndex | QPersistentModelIndex
KEY = Qt.ItemDataRole.UserRole
AROUND = Qt.ItemDataRole.UserRole + 1
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Line(QStyledItemDelegate):
    """A group's name, a topic, or a topic with what was found in it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = metrics().row + (metrics().line if index.data(AROUND) else 0)
        return QSize(0, high if index.data(KEY) else metrics().row + px(6))

    def paint(self, paint: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint.save()
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(6), 1, -px(6), -1)
        if index.data(KEY):
            self._topic(paint, box, index)
        else:
            paint.setFont(font("caption"))
            paint.setPen(colour(C.ink3))
            paint.drawText(box.adjusted(px(10), px(8), 0, 0), LEFT, str(index.data()))
        paint.restore()

    def _topic(self, paint: QPainter, box: QRectF, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, QListWidget)
        chosen, around = index.row() == view.currentRow(), index.data(AROUND)
        if chosen:
            paint.setPen(Qt.PenStyle.NoPen)
            paint.setBrush(colour(C.foam))
            paint.drawRoundedRect(box, px(4), px(4))
        line = box.adjusted(px(10), 0, -px(8), 0)
        upper = line.adjusted(0, px(4), 0, -line.height() / 2) if around else line
        paint.setFont(font("strong" if chosen else "body"))
        paint.setPen(colour(C.sea_hover if chosen else C.ink))
        paint.drawText(upper, LEFT, str(index.data()))
        if around:
            paint.setFont(font("caption"))
            paint.setPen(colour(C.ink2))
            room, cut = round(line.width()), Qt.TextElideMode.ElideRight
            said = paint.fontMetrics().elidedText(around, cut, room)
            paint.drawText(line.adjusted(0, line.height() / 2, 0, -px(4)), LEFT, said)
        if chosen and view.hasFocus():
            paint.setPen(QPen(colour(C.focus), 2))
            paint.setBrush(Qt.BrushStyle.NoBrush)
            paint.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))


class Shelf(QListWidget):
    """Tells the topic looked at; arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "nav")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("帮助的题目")
        self.setItemDelegate(_Line(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._quiet = False
        self.currentItemChanged.connect(self._tell)
        self.show_all()

    def show_all(self) -> None:
        """Every topic below its group."""
        self._clear()
        for group, topics in contents():
            head = QListWidgetItem(group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(head)
            for one in topics:
                self._add(one.key, one.title)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._clear()
        for hit in hits:
            self._add(hit.topic.key, hit.topic.title, hit.around)

    def _clear(self) -> None:
        self._quiet = True
        self.clear()
        self._quiet = False

    def _add(self, key: str, title: str, around: str = "") -> None:
        item = QListWidgetItem(title)
        item.setData(KEY, key)
        item.setData(AROUND, around)
        self._quiet = True
        self.addItem(item)
        self._quiet = False

    def point_at(self, key: str) -> None:
        """Look at a topic without telling of it."""
        self._quiet = True
        at = next((n for n in range(self.count()) if self.item(n).data(KEY) == key), -1)
        self.setCurrentRow(at)
        self._quiet = False

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet and item.data(KEY):
            self.chosen.emit(item.data(KEY))
