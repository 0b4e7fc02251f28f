"""An A4 page on its side in an upright document (GB/T 9704-2012, 8).

The page number keeps the place it has on upright pages; the head of a table is at the binding edge
on odd pages and at the cut edge on even ones.
"""

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid

PAGE = (297.0, 210.0)
LEFT, WIDTH, HEIGHT = 35.0, 225.0, 156.0  # the upright type area, turned
BINDING, CUT = 28.0, 26.0  # mm from the upper edge: the head at the binding or at the cut edge


def top_of(number: int) -> float:
    """Upper edge of the type area on the page of this number, mm."""
    return BINDING if number % 2 else CUT


def page_number(sheet: Sheet, number: int) -> None:
    """On its side at the left: where it would stand if the sheet were bound upright."""
    odd = number % 2
    y = top_of(number) + (HEIGHT - grid.CELL if odd else grid.CELL)
    with sheet.turned(90, LEFT - grid.NUMBER_BELOW, y):
        rise = grid.dash_rise(sheet.fonts)
        sheet.text(f"— {number} —", 0, rise, grid.SMALL, "numerals", align="r" if odd else "l")
