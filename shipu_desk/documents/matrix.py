"""A QR symbol as horizontal runs of dark modules."""

from __future__ import annotations

import re
from typing import Any

import zxingcpp

_DARK = re.compile(rb"\x00+")

Run = tuple[int, int, int]
"""Column, row (downwards) and length, in modules."""


def modules(text: str) -> tuple[int, list[Run]]:
    """Side of the symbol without its quiet zone, in modules, and its dark runs (level M).

    Raises ValueError when the text is too long for any symbol.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    side, pixels = image.shape[0], memoryview(image).tobytes()
    return side, [
        (dark.start() - row * side, row, dark.end() - dark.start())
        for row in range(side)
        for dark in _DARK.finditer(pixels, row * side, (row + 1) * side)
    ]
