"""A QR symbol as one path of rectangles, in modules."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import zxingcpp

UTF_8 = 26
"""ECI of UTF-8. Unasked, the encoder writes Chinese in Shift-JIS, which telephones misread."""
_DARK = re.compile(rb"\x00+")


def modules(text: str) -> tuple[int, str]:
    """Side of the symbol without its white rim, and PDF operators for its dark runs (level M).

    One unit is a module, (0, 0) the upper left corner, y down; filled as one path, so that rows
    meet without a seam. Raises ValueError when the text is too long.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", eci=UTF_8)
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1)
    width: int = image.shape[0]
    pixels = memoryview(image).tobytes()
    rim = pixels.index(b"\0") % width
    places, sizes = _written(width, rim)
    # the white rim keeps a run from going on in the next row
    spans = map(re.Match.span, _DARK.finditer(pixels))
    return width - 2 * rim, " ".join([places[start] + sizes[end - start] for start, end in spans])


@cache
def _written(width: int, rim: int) -> tuple[list[str], list[str]]:
    """Every place of an image and every length of a run as text."""
    places = [f"{at % width - rim} {at // width - rim} " for at in range(width * width)]
    return places, [f"{length} 1 re" for length in range(width)]
