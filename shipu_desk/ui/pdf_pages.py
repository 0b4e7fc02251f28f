"""The pages of one PDF as pictures, drawn by PDFium from the file's own bytes."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from typing import Any

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

CACHED = 60_000_000  # bytes of pictures kept: about six A4 pages at 150 %
POINTS_PER_MM = 72 / 25.4
LEAST = 0.01  # of a pixel: what rounding may have added


class PdfPages:
    """Sizes in pt; pictures by page and scale (device px per pt), the last used kept."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._document = pypdfium2.PdfDocument(data)
        self._kept: OrderedDict[tuple[int, float], QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> QSizeF:
        """Width and height in pt as the page stands."""
        wide, high = self._document.get_page_size(page)
        return QSizeF(wide, high)

    def pixels(self, page: int, scale: float) -> tuple[int, int]:
        """Width and height of the whole page drawn at this scale."""
        wide, high = self._document.get_page_size(page)
        return ceil(wide * scale), ceil(high * scale)

    def picture(self, page: int, scale: float) -> QImage:
        """The page at `scale`, one device pixel per pixel: never enlarged afterwards."""
        key = (page, round(scale, 4))
        if key not in self._kept:
            self._kept[key] = self.draw(page, scale)
            self._forget()
        self._kept.move_to_end(key)
        return self._kept[key]

    def draw(self, page: int, scale: float) -> QImage:
        """A fresh picture of the whole page."""
        return self._drawn(page, scale=scale)

    def band(self, page: int, scale: float, top: int, tall: int) -> QImage:
        """`tall` rows of pixels from row `top` on, as PDFium prepares them for printers."""
        below = self.pixels(page, scale)[1] - top - tall
        # left, bottom, right, top in pt; a cut is rounded up to whole pixels
        cut = (0.0, max(0.0, (below - LEAST) / scale), 0.0, max(0.0, (top - LEAST) / scale))
        return self._drawn(page, scale=scale, crop=cut, optimize_mode="print")

    def _drawn(self, page: int, **how: Any) -> QImage:
        sheet = self._document[page]
        bitmap = sheet.render(prefer_bgrx=True, **how)
        form = QImage.Format.Format_RGB32
        lent = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
        made = lent.copy()
        bitmap.close()
        sheet.close()
        return made

    def _forget(self) -> None:
        while sum(p.sizeInBytes() for p in self._kept.values()) > CACHED and len(self._kept) > 1:
            self._kept.popitem(last=False)

    def close(self) -> None:
        self._kept.clear()
        self._document.close()
