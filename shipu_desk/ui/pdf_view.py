"""A scrolling view of a PDF: only the pages in sight are drawn, sharp at every scale."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from shipu_desk.ui.theme import C, colour, px

if TYPE_CHECKING:
    from shipu_desk.ui.pdf_pages import PdfPages

FIT_PAGE, FIT_WIDTH = "整页", "适宽"
SMALLEST, LARGEST = 0.1, 6.0  # 10 % and 600 % of the page's own size
PX_PER_PT = 96 / 72
PALE = 0.22  # how much of a ghost is seen
PIXELS = 36_000_000  # of one picture, at most


class PdfView(QAbstractScrollArea):
    """`zoom` is FIT_PAGE, FIT_WIDTH or a factor (1 = the page's own size on a 96 dpi screen)."""

    page_turned = Signal(int)
    zoomed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pages: PdfPages | None = None
        self._ghost: PdfPages | None = None
        self._zoom: str | float = FIT_PAGE
        self._factor, self._page = 1.0, 0
        self._tops: list[float] = []
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("打印预览")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def show_pages(self, pages: PdfPages | None, ghost: PdfPages | None = None) -> None:
        """Show another document, from its first page; a ghost is seen pale through its paper."""
        self._pages, self._page, self._ghost = pages, 0, ghost
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self.page_turned.emit(0)

    @property
    def page(self) -> int:
        return self._page

    @property
    def factor(self) -> float:
        """Logical px per pt times 72/96: 1 is the page's own size."""
        return self._factor

    def zoom_to(self, zoom: str | float) -> None:
        kept = self._page
        self._zoom = zoom if isinstance(zoom, str) else min(LARGEST, max(SMALLEST, zoom))
        self._lay_out()
        self.turn_to(kept)

    def turn_to(self, page: int) -> None:
        """Put a page at the top of the view."""
        if self._tops:
            page = min(max(page, 0), len(self._tops) - 1)
            self.verticalScrollBar().setValue(round(self._tops[page] - px(12)))
            self._note(page)

    def _lay_out(self) -> None:
        if self._pages is None or not len(self._pages):
            self._tops = []
            return
        room, gap = self.viewport().size(), px(12)
        sizes = [self._pages.size(page) for page in range(len(self._pages))]
        first = sizes[self._page]
        wide = (room.width() - 2 * gap) / (max(s.width() for s in sizes) * PX_PER_PT)
        high = (room.height() - 2 * gap) / (first.height() * PX_PER_PT)
        fits = {FIT_WIDTH: wide, FIT_PAGE: min(wide, high)}
        factor = fits[self._zoom] if isinstance(self._zoom, str) else self._zoom
        self._factor = min(self._largest(sizes), max(SMALLEST, factor))
        scale, y = self._factor * PX_PER_PT, float(gap)
        self._tops = []
        for size in sizes:
            self._tops.append(y)
            y += size.height() * scale + gap
        widest = max(s.width() for s in sizes) * scale + 2 * gap
        self.verticalScrollBar().setRange(0, max(0, round(y - room.height())))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(px(40))
        self.horizontalScrollBar().setRange(0, max(0, round(widest - room.width())))
        self.horizontalScrollBar().setPageStep(room.width())
        self.zoomed.emit(f"{self._factor * 100:.0f}%")
        self.viewport().update()

    def _largest(self, sizes: list[QSizeF]) -> float:
        """A page drawn whole must fit into memory: large sheets enlarge less."""
        area = max(size.width() * size.height() for size in sizes)
        return min(LARGEST, sqrt(PIXELS / area) / (PX_PER_PT * self.devicePixelRatioF()))

    def _place(self, page: int) -> QRectF:
        assert self._pages
        size, scale = self._pages.size(page), self._factor * PX_PER_PT
        wide, high = size.width() * scale, size.height() * scale
        left = max(px(12), (self.viewport().width() - wide) / 2)
        x = left - self.horizontalScrollBar().value()
        return QRectF(x, self._tops[page] - self.verticalScrollBar().value(), wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint = QPainter(self.viewport())
        paint.fillRect(self.viewport().rect(), colour(C.ground))
        if self.hasFocus():
            paint.setPen(QPen(colour(C.focus), 2))
            paint.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        if self._pages is None:
            return
        sight = QRectF(self.viewport().rect())
        for page in range(len(self._tops)):
            place = self._place(page)
            if place.intersects(sight):
                self._paint_page(paint, page, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _paint_page(self, paint: QPainter, page: int, place: QRectF) -> None:
        """On whole device pixels, so that no line is blurred."""
        assert self._pages
        ratio = self.devicePixelRatioF()
        picture = self._pages.picture(page, self._factor * PX_PER_PT * ratio)
        picture.setDevicePixelRatio(ratio)
        corner = QPointF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio)
        size = picture.deviceIndependentSize()
        whole = QRectF(corner, size)
        paint.fillRect(whole.translated(px(2), px(2)), colour(C.line))
        if self._ghost is None:
            paint.drawImage(corner, picture)
        else:
            self._paint_on_ghost(paint, page, corner, picture)
        paint.setPen(QPen(colour(C.line), 1))
        paint.drawRect(whole.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_on_ghost(self, paint: QPainter, page: int, corner: QPointF, picture: QImage) -> None:
        """What is printed as it is, on a paper that shows what it carries already."""
        assert self._ghost
        ratio = self.devicePixelRatioF()
        pale = self._ghost.picture(page, self._factor * PX_PER_PT * ratio)
        pale.setDevicePixelRatio(ratio)
        paint.save()
        paint.fillRect(QRectF(corner, picture.deviceIndependentSize()), colour(C.paper))
        paint.setOpacity(PALE)
        paint.drawImage(corner, pale)
        paint.setOpacity(1.0)
        paint.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        paint.drawImage(corner, picture)
        paint.restore()

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() / 3
        at = max((i for i, top in enumerate(self._tops) if top <= middle), default=0)
        self._note(at)
        self.viewport().update()

    def _note(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_turned.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kept, bar = self._page, self.verticalScrollBar()
        self._lay_out()
        left = bar.value()

        def put_back() -> None:
            if bar.value() == left:  # else somebody scrolled meanwhile
                self.turn_to(kept)

        if isinstance(self._zoom, str):
            QTimer.singleShot(0, self, put_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._tops) - 1,
        }
        zooms = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}
        if event.key() in turns:
            self.turn_to(turns[Qt.Key(event.key())])
        elif event.key() in zooms:
            self.zoom_to(self._factor * zooms[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._factor * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)
