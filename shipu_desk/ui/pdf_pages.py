"""The pages of one PDF as pictures, drawn by PDFium from the file's own bytes."""

from __future__ import annotations

from collections import OrderedDict

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

CACHED = 60_000_000  # bytes of pictures kept: about six A4 pages at 150 %
POINTS_PER_MM = 72 / 25.4


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

    def picture(self, page: int, scale: float) -> QImage:
        """The page at `scale`, one device pixel per pixel: never enlarged afterwards."""
        key = (page, round(scale, 4))
        if key not in self._kept:
            self._kept[key] = self.draw(page, scale)
            self._forget()
        self._kept.move_to_end(key)
        return self._kept[key]

    def draw(self, page: int, scale: float, for_print: bool = False) -> QImage:
        """A fresh picture, for print as PDFium prepares it for printers."""
        sheet = self._document[page]
        bitmap = sheet.render(
            scale=scale, prefer_bgrx=True, optimize_mode="print" if for_print else None
        )
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
