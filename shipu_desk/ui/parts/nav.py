"""The pages of a group beside the rail: icon, name, count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shipu_desk.ui import icons
from shipu_desk.ui.parts.basic import column, label
from shipu_desk.ui.theme import C, colour, font, metrics, px

Index = QModelIndex | QPersistentModelIndex
PICTURE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, metrics().row + px(2))

    def paint(self, paint: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()  # asked itself: QStyle's many enums would cost the start 6 ms
        assert isinstance(view, QListWidget)
        chosen = index.row() == view.currentRow()
        hover = index == view.indexAt(view.mapFromGlobal(QCursor.pos()))
        box = QRectF(option.rect).adjusted(px(6), 1, -px(6), -1)
        paint.save()
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.setPen(Qt.PenStyle.NoPen)
        paint.setBrush(colour(C.foam if chosen else C.mist if hover else C.wash))
        paint.drawRoundedRect(box, px(4), px(4))
        side = px(16)
        place = QRectF(box.left() + px(8), box.center().y() - side / 2, side, side)
        icons.paint(paint, index.data(PICTURE), C.sea if chosen else C.ink2, place)
        paint.setFont(font("strong" if chosen else "body"))
        paint.setPen(colour(C.sea_hover if chosen else C.ink))
        paint.drawText(box.adjusted(px(32), 0, 0, 0), LEFT, str(index.data()))
        paint.setFont(font("caption"))
        paint.setPen(colour(C.ink2))
        paint.drawText(box.adjusted(0, 0, -px(8), 0), RIGHT, str(index.data(COUNT) or ""))
        if chosen and view.hasFocus():
            paint.setPen(QPen(colour(C.focus), 2))
            paint.setBrush(Qt.BrushStyle.NoBrush)
            paint.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))
        paint.restore()


class _Pages(QListWidget):
    """Arrows look at one page after the other and stay here; Enter and a click go into it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
            self.setFocus()


class PageList(QFrame):
    """Shows one group at a time; tells which page was chosen, and when to go into it."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "nav")
        self.setFixedWidth(metrics().nav)
        self._head = label("", "strong")
        self._head.setContentsMargins(px(14), px(12), 0, px(6))
        self._list = _Pages()
        self._list.setProperty("kind", "nav")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setItemDelegate(_Line(self._list))
        self._list.setMouseTracking(True)
        self._list.setAccessibleName("页面")
        self._list.currentItemChanged.connect(self._tell)
        self._list.itemClicked.connect(lambda _: self.entered.emit())
        self._list.entered.connect(self.entered)
        self.setFocusProxy(self._list)
        box = column(self._head, self._list, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._quiet = False

    def show_group(self, title: str, pages: Sequence[tuple[str, str, str]], now: str) -> None:
        """`pages` are (key, name, icon)."""
        self._quiet = True
        self._head.setText(title)
        self._show_pages(pages)
        self._list.setCurrentRow([key for key, _, _ in pages].index(now))
        self._quiet = False

    def _show_pages(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """The items stay while the group does: the list is told of a choice in their midst."""
        shown = [self._list.item(at).data(KEY) for at in range(self._list.count())]
        if shown == [key for key, _, _ in pages]:
            return
        self._list.clear()
        for key, name, picture in pages:
            item = QListWidgetItem(name)
            item.setData(PICTURE, picture)
            item.setData(KEY, key)
            self._list.addItem(item)

    def show_counts(self, counts: dict[str, int]) -> None:
        for at in range(self._list.count()):
            item = self._list.item(at)
            count = counts.get(item.data(KEY))
            item.setData(COUNT, f"{count:,}" if count else "")

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(KEY))
