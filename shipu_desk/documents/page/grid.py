"""The page of an official document: 22 lines of 28 characters (GB/T 9704-2012, 5.2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page.breaking import break_lines
from shipu_desk.documents.page.galley import Line, Measure, Run
from shipu_desk.documents.page.manuscript import Paragraph
from shipu_desk.documents.typography.fonts import CENTRE, Fonts

PAGE = (210.0, 297.0)
LEFT, TOP = 28.0, 37.0  # 订口 28 mm ± 1, 天头 37 mm ± 1 (5.2.1)
WIDTH, HEIGHT = 156.0, 225.0  # 版心
RIGHT, BOTTOM = LEFT + WIDTH, TOP + HEIGHT
COLS, ROWS = 28, 22  # 5.2.3
CELL, PITCH = WIDTH / COLS, HEIGHT / ROWS  # 5.571 and 10.227 mm
PT = 25.4 / 72
BODY = 15.75 * PT  # 三号 of lead type; 16 pt × 28 would be 2 mm wider than the type area
TITLE = 22 * PT  # 二号
SMALL = 14 * PT  # 四号
NUMBER_BELOW = 7.0  # the dash of the page number stands 7 mm below the type area (7.5)
_STEADY = 1e-4  # em; steps that differ by less are one tracking


def row_y(row: float) -> float:
    """Centre of a grid row, mm from the upper edge of the sheet."""
    return TOP + (row + 0.5) * PITCH


def body_measure(cols: float = COLS, indent: float = 2, hang: float = 0) -> Measure:
    """`cols` cells of 三号 type."""
    cell = CELL / BODY
    return Measure(cols * cell, cell, indent * cell, hang * cell)


def set_line(sheet: Sheet, fonts: Fonts, line: Line, x: float, y: float, size: float,
             ink: str = "black") -> None:  # fmt: skip
    """Draw a broken line: x is the left edge of its measure, y the centre of its em box (mm)."""
    for start, end, air in _stretches(line, fonts):
        text, role = line.text[start:end], line.roles[start]
        sheet.text(text, x + line.places[start] * size, y, size, role, ink,
                   align="o", tracking=air * size)  # fmt: skip


def _stretches(line: Line, fonts: Fonts) -> Iterable[tuple[int, int, float]]:
    """Parts of a line that share role and letter-spacing (em), so that they are one string."""
    start, air = 0, 0.0
    for i in range(1, len(line.text) + 1):
        if i < len(line.text) and line.roles[i] == line.roles[start]:
            before = fonts.advance(line.text[i - 1], line.roles[i - 1])
            step = line.places[i] - line.places[i - 1] - before
            if i == start + 1:
                air = step
            if abs(step - air) < _STEADY:
                continue
        yield start, i, air if i > start + 1 else 0.0
        start, air = i, 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """Something that takes `height` rows; `keep` binds it to the next; a gap opens no page."""

    draw: Callable[[Sheet, float], None]  # gets the sheet and the upper row
    height: float = 1.0
    keep: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    row: float
    item: Item


def body(paragraphs: Iterable[Paragraph], fonts: Fonts) -> list[Item]:
    """Lines of an article on the grid; a heading is kept with the first line of what follows."""
    items = [
        Item(_line_drawer(line, fonts), keep=paragraph.heading)
        for paragraph in paragraphs
        for line in break_lines(paragraph.runs, fonts.advance, body_measure())
    ]
    if items:
        items[-1] = Item(items[-1].draw)
    return items


def _line_drawer(line: Line, fonts: Fonts) -> Callable[[Sheet, float], None]:
    return lambda sheet, row: set_line(sheet, fonts, line, LEFT, row_y(row), BODY)


def blank(height: float = 1.0, keep: bool = False) -> Item:
    return Item(_nothing, height, keep, gap=True)


def _nothing(_sheet: Sheet, _row: float) -> None:
    """An empty line draws nothing."""


def paginate(items: Sequence[Item], first_row: float = 0.0, rows: float = ROWS,
             turn_before: int = -1) -> list[list[Placed]]:  # fmt: skip
    """Pages of placed items. What is bound together goes over together unless it is longer than a
    page; `turn_before` forces a new page before that item."""
    pages: list[list[Placed]] = [[]]
    row, i = first_row, 0
    while i < len(items):
        end = _chain(items, i)
        height = sum(item.height for item in items[i:end])
        turn = i <= turn_before < end or (row + height > rows + 1e-6 and height <= rows)
        if turn and pages[-1]:
            pages.append([])
            row = 0.0
        for item in items[i:end]:
            if row + item.height > rows + 1e-6 and pages[-1]:
                pages.append([])
                row = 0.0
            if item.gap and not pages[-1] and len(pages) > 1:
                continue
            pages[-1].append(Placed(row, item))
            row += item.height
        i = end
    return pages


def _chain(items: Sequence[Item], start: int) -> int:
    end = start
    while end < len(items) - 1 and items[end].keep:
        end += 1
    return end + 1


def end_row(page: Sequence[Placed], first_row: float = 0.0) -> float:
    return page[-1].row + page[-1].item.height if page else first_row


def centred(text: str, role: str, size: float, rise: float = 0.0, keep: bool = True,
            tracking: float = 0.0, height: float = 1.0) -> Item:  # fmt: skip
    """A centred line as an item; `rise` shifts it within its row (rows)."""

    def draw(sheet: Sheet, row: float) -> None:
        y = row_y(row + rise + (height - 1) / 2)
        sheet.text(text, LEFT + WIDTH / 2, y, size, role, tracking=tracking)

    return Item(draw, height, keep)


def page_number(sheet: Sheet, number: int) -> None:
    """四号 song figures between dashes; odd pages right, even pages left, one cell in (7.5)."""
    odd = number % 2
    x = RIGHT - CELL if odd else LEFT + CELL
    y = BOTTOM + NUMBER_BELOW + dash_rise(sheet.fonts)
    sheet.text(f"— {number} —", x, y, SMALL, "numerals", align="r" if odd else "l")


def dash_rise(fonts: Fonts) -> float:
    """How far the dash of the page number stands above the centre of its em box, mm."""
    glyph = fonts.glyphs("numerals")["—"]
    box = glyph.face.bounds(glyph.number)
    middle = (box[1] + box[3]) / 2 / glyph.face.units if box else CENTRE
    return (middle - CENTRE) * SMALL


def note_lines(text: str, role: str, fonts: Fonts, size: float, width: float,
               hang: float = 0.0) -> list[Line]:  # fmt: skip
    """Lines of smaller type in `width` mm, without a grid."""
    measure = Measure(width / size, hang=hang / size)
    return break_lines([Run(text, role)], fonts.advance, measure)
