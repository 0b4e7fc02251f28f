"""Titles of a document: 二号小标宋, centred, turned by sense (GB/T 9704-2012, 7.3.1)."""

from shipu_desk.documents.page import grid, headline
from shipu_desk.documents.page.grid import Item
from shipu_desk.documents.typography.fonts import Fonts

AIR = 0.12  # mm between the characters
ROLE = "biaosong"
_NARROWEST = 8  # characters


def title_lines(title: str, fonts: Fonts, width: float = grid.WIDTH) -> tuple[str, ...]:
    """Lines that fit `width` mm; () if the title is empty or there is no such division."""
    text = title.strip()
    most = int(width / (grid.TITLE + AIR))
    for chars in range(most, _NARROWEST - 1, -1) if text else ():
        lines = headline.split(text, chars)
        if lines and all(_width(line, fonts) <= width for line in lines):
            return lines
    return ()


def title_items(title: str, fonts: Fonts) -> list[Item]:
    """The title as rows of the grid, bound to what follows."""
    lines = title_lines(title, fonts)
    return [grid.centred(line, ROLE, grid.TITLE, tracking=AIR) for line in lines]


def _width(line: str, fonts: Fonts) -> float:
    return fonts.width(line, ROLE) * grid.TITLE + AIR * (len(line) - 1)
