"""A ruled table on lying pages: repeated head, （续表）, rows that may go on overleaf."""

from collections.abc import Sequence
from dataclasses import dataclass

from shipu_desk.documents.drawing.shapes import rect
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.cells import Way, cell_lines
from shipu_desk.documents.page.galley import Line
from shipu_desk.documents.page.lying import HEIGHT, LEFT, WIDTH, page_number, top_of

SIZE, LEAD = 10.5 * grid.PT, 5.4  # 五号, mm from line to line
PAD, AIR = 1.6, 2.8  # mm: beside the text; above and below it together
HEAD, SECTION, AGAIN = 9.0, 7.0, 6.0  # mm: head, section title, the line of （续表）
THICK, THIN = 0.4, 0.18  # mm
SPLIT_LEAST = 4  # lines of a row on either side of a page turn
WASTE = 62.0  # mm; a row that would leave more than this blank is parted

Cells = list[list[Line]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of `width` mm, its heading in lines, and the way its text is turned."""

    head: tuple[str, ...]
    width: float
    way: Way = Way.FULL
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The text of each cell; grey cells wait to be filled in."""

    cells: tuple[str, ...]
    waiting: frozenset[int] = frozenset()


class Table:
    """Draws rows one after the other; `close` ends the last page."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], first_page: int, opening: float
    ) -> None:
        """`opening` mm are left free for the title on the first page."""
        self.sheet, self.columns, self.number = sheet, columns, first_page
        self.fonts = sheet.fonts
        edges = [LEFT]
        for column in columns:
            edges.append(edges[-1] + column.width)
        self.edges = edges
        self._open(opening)

    @property
    def top(self) -> float:
        return top_of(self.number)

    @property
    def bottom(self) -> float:
        return self.top + HEIGHT

    def _open(self, opening: float = 0.0) -> None:
        y = self.top + opening
        if not opening:
            self.sheet.text("（续表）", self.edges[-1], y + 2.4, SIZE, "fang", align="r")
            y += AGAIN
        self.start = y
        self.sheet.fill([rect(LEFT, y, WIDTH, HEAD)], "blush")
        for i, column in enumerate(self.columns):
            size = 3.9 if len(column.head) == 1 else 3.4
            self._stack(column.head, i, y + HEAD / 2, size)
        self.y = y + HEAD
        self.rules, self.spans = [self.y], [(y, self.y)]

    def _stack(self, lines: Sequence[str], i: int, y: float, size: float) -> None:
        middle = (self.edges[i] + self.edges[i + 1]) / 2
        for j, text in enumerate(lines):
            off = (j - (len(lines) - 1) / 2) * size * 1.2
            self.sheet.text(text, middle, y + off, size, "hei")

    def _end_page(self) -> None:
        fill = self.sheet.fill
        fill([rect(LEFT, y - THIN / 2, WIDTH, THIN) for y in self.rules[:-1]], "black")
        fill([rect(LEFT, y - THICK / 2, WIDTH, THICK) for y in (self.start, self.y)], "black")
        inner = self.edges[1:-1]
        bars = [rect(x - THIN / 2, a, THIN, b - a) for x in inner for a, b in self.spans]
        fill(bars, "black")
        page_number(self.sheet, self.number)
        self.sheet.page()
        self.number += 1

    def _turn(self) -> None:
        self._end_page()
        self._open()

    def close(self, note: str = "") -> None:
        """The note below the table, then the end of the last page."""
        lines = grid.note_lines(note, "fang", self.fonts, SIZE, WIDTH, hang=2 * SIZE)
        if self.y + 1.5 + len(lines) * LEAD > self.bottom + 0.1 and lines:
            self._turn()
        for i, line in enumerate(lines):
            grid.set_line(self.sheet, self.fonts, line, LEFT, self.y + 4 + i * LEAD, SIZE)
        self._end_page()

    def section(self, title: str, first: Row) -> None:
        """A title across the table; it stays with the first row below it."""
        lines = grid.note_lines(title, "kai", self.fonts, 4.1, WIDTH - 4.8)
        tall = SECTION + (len(lines) - 1) * LEAD
        need = min(self.height(self._set(first)), self._part(SPLIT_LEAST))
        if self.y + tall + need > self.bottom or self._wasteful(self._set(first), tall):
            self._turn()
        self.sheet.fill([rect(LEFT, self.y, WIDTH, tall)], "ivory")
        for i, line in enumerate(lines):
            y = self.y + SECTION / 2 + i * LEAD
            grid.set_line(self.sheet, self.fonts, line, LEFT + 2.4, y, 4.1)
        self.y += tall
        self.rules.append(self.y)

    def row(self, row: Row, *, bound: bool = False) -> None:
        """Whole if a page can hold it, else as much as fits and the rest overleaf; a row that is
        `bound` begins under the section title just drawn."""
        cells = self._set(row)
        again = False
        while self.y + self.height(cells) > self.bottom:
            free = int((self.bottom - self.y - AIR) / LEAD)
            if not bound and (self._whole_overleaf(cells) or free < SPLIT_LEAST):
                self._turn()
                continue
            free = max(min(free, max(map(len, cells)) - 2), 1)
            self._draw([lines[:free] for lines in cells], row, again)
            cells = self._rest(cells, free, row)
            again, bound = True, False
            self._turn()
        self._draw(cells, row, again)

    def _whole_overleaf(self, cells: Cells) -> bool:
        """It fits the next page and leaves no great hole on this one."""
        fits = self.height(cells) <= HEIGHT - AGAIN - HEAD
        return fits and self.bottom - self.y <= WASTE and self.y > self.start + HEAD + 0.1

    def _wasteful(self, cells: Cells, tall: float) -> bool:
        """The first row goes overleaf whole, so its title goes too."""
        fits = self.height(cells) <= HEIGHT - AGAIN - HEAD - tall
        over = self.y + tall + self.height(cells) > self.bottom
        return fits and over and self.bottom - self.y - tall <= WASTE

    def _rest(self, cells: Cells, done: int, row: Row) -> Cells:
        """What goes on overleaf; the number is repeated so that the row can be told."""
        rest = [lines[done:] for lines in cells]
        rest[0] = self._lines(f"{row.cells[0]}\n（续）", 0)
        return rest

    @staticmethod
    def height(cells: Cells) -> float:
        return max(1, *map(len, cells)) * LEAD + AIR

    @staticmethod
    def _part(lines: int) -> float:
        return lines * LEAD + AIR

    def _set(self, row: Row) -> Cells:
        return [self._lines(text, i) for i, text in enumerate(row.cells)]

    def _lines(self, text: str, i: int) -> list[Line]:
        column = self.columns[i]
        width = (column.width - (2 * PAD if i else 0.4)) / SIZE
        parts = [part.strip() for part in text.splitlines()]
        return [line for part in parts for line in cell_lines(part, width, self.fonts, column.way)]

    def _draw(self, cells: Cells, row: Row, again: bool) -> None:
        tall = self.height(cells)
        for i, lines in enumerate(cells):
            ink = "grey" if i in row.waiting or (again and i == 0) else "black"
            for j, line in enumerate(lines):
                y = self.y + tall / 2 + (j - (len(lines) - 1) / 2) * LEAD
                self._line(line, i, y, ink, centred=self.columns[i].centred or i in row.waiting)
        self.spans.append((self.y, self.y + tall))
        self.y += tall
        self.rules.append(self.y)

    def _line(self, line: Line, i: int, y: float, ink: str, *, centred: bool) -> None:
        x = self.edges[i] + PAD
        if centred:
            x = (self.edges[i] + self.edges[i + 1] - line.width * SIZE) / 2
        grid.set_line(self.sheet, self.fonts, line, x, y, SIZE, ink)
