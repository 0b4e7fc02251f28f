"""Printed pages read back: text as it is copied, characters and rules where they stand (mm)."""

from collections import defaultdict
from dataclasses import dataclass

import pdfplumber
import pypdfium2

MM = 25.4 / 72
CENTRE = 0.38  # of the em box above the baseline, em


@dataclass(frozen=True)
class Char:
    """One character: its origin, advance edge, centre of the em box and size; lying if turned."""

    text: str
    left: float
    right: float
    middle: float
    size: float
    font: str
    lying: bool


@dataclass(frozen=True)
class Rule:
    left: float
    right: float
    middle: float
    weight: float


def copied(path):
    """The text of each page as PDFium copies it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def squashed(path):
    """All text without blanks and line breaks."""
    return "".join("".join(copied(path)).split())


def chars(path, page=0):
    with pdfplumber.open(path) as pdf:
        found, height = pdf.pages[page].chars, pdf.pages[page].height
    return [_char(c, float(height)) for c in found]


def _char(c, height):
    _, b, _, _, x, y = c["matrix"]
    lying = abs(b) > 0.5
    size = float(c["size"]) if not lying else float(c["width"])
    middle = (height - y) * MM - CENTRE * size * MM
    left = x * MM
    return Char(c["text"], left, float(c["x1"]) * MM, middle, size, c["fontname"], lying)


def lines(path, page=0, size=15.75):
    """Lines of one type size from the top down: lists of characters from the left."""
    rows = defaultdict(list)
    for c in chars(path, page):
        if not c.lying and abs(c.size - size) < 0.06:
            rows[round(c.middle * 2) / 2].append(c)
    return [sorted(row, key=lambda c: c.left) for _, row in sorted(rows.items())]


def text_of(line):
    return "".join(c.text for c in line)


def rules(path, page=0):
    """Filled bars wider than they are high, from the top down."""
    with pdfplumber.open(path) as pdf:
        found = [*pdf.pages[page].rects, *pdf.pages[page].curves]
    bars = [
        Rule(b["x0"] * MM, b["x1"] * MM, (b["top"] + b["bottom"]) / 2 * MM, b["height"] * MM)
        for b in found
        if b["width"] > 20 * b["height"]
    ]
    return sorted(bars, key=lambda bar: bar.middle)


def ink(path, box, page=0, dpi=300):
    """Edges of the ink (left, top, right, bottom) inside a box of mm, from the rendered page."""
    scale = dpi / 25.4
    with pypdfium2.PdfDocument(path) as pdf:
        picture = pdf[page].render(scale=dpi / 72, grayscale=True).to_pil()
    part = picture.crop([round(v * scale) for v in box]).point(lambda v: 255 if v < 140 else 0)
    edges = part.getbbox()
    return None if edges is None else tuple(box[i % 2] + edges[i] / scale for i in range(4))
