"""Cards: all that a register knows of one row, with what happened to it, on upright A4."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.drawing.shapes import rect
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page.card import CardFacts, Happened, Value
from shipu_desk.documents.page.columns import A4, PAD, PT
from shipu_desk.documents.page.galley import Line
from shipu_desk.documents.page.grid import set_line
from shipu_desk.documents.page.listing import lines_of
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.typography.fonts import Fonts

ROLE = "song"
LEFT, WIDTH, TOP, BOTTOM = 20.0, 170.0, 18.0, 279.0  # mm
TITLE, NAME, BODY, SMALL = 18 * PT, 14 * PT, 10.5 * PT, 9 * PT  # 小二, 四号, 五号, 小五
LEAD, AIR = BODY * 1.34, 2.6  # mm from line to line; beside the lines of a row together
ROOM = BOTTOM - TOP - 60.0  # mm of a page for one row, whatever head stands above it
LABEL = 33.5  # mm a field's label takes
THICK, THIN = 0.35, 0.12  # mm


def write_cards(cards: Sequence[CardFacts], path: Path, fonts: Fonts) -> Written:
    """One card after the other, each on a page of its own.

    Raises ProofFailed with everything that cannot be printed; NotWritten.
    """
    _prove(cards, fonts)
    sheet = Sheet(path, *A4, fonts, title="、".join(dict.fromkeys(card.kind for card in cards)))
    for card in cards:
        _Card(sheet, card).draw()
    return finished(sheet)


def _prove(cards: Sequence[CardFacts], fonts: Fonts) -> None:
    proof = Proof(fonts)
    for card in cards:
        where = f"“{card.name}”"
        proof.text(f"{where}名称", card.name, "hei")
        proof.texts(((f"{where}页眉", card.kind, "biaosong"), (f"{where}页眉", card.made, ROLE)))
        proof.texts((f"{where}{value.label}", value.text, ROLE) for value in card.values)
        for table in card.tables:
            said = "".join(dict.fromkeys("".join(text for row in table.rows for text in row)))
            proof.text(f"{where}{table.title}", said, ROLE)
    proof.close()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something `height` mm high; `keep` binds it to the next, `head` stands again overleaf."""

    height: float
    draw: Callable[[float], None]
    keep: bool = False
    head: _Piece | None = None


Cells = Sequence[Sequence[Line]]
"""The lines of each cell of a row."""


class _Card:
    """The pages of one card."""

    def __init__(self, sheet: Sheet, card: CardFacts) -> None:
        self.sheet, self.card, self.fonts = sheet, card, sheet.fonts

    def draw(self) -> None:
        pages = self._pages()
        for number, page in enumerate(pages, 1):
            self._frame(number, len(pages))
            for y, piece in page:
                piece.draw(y)
            self.sheet.page()

    def _frame(self, number: int, of: int) -> None:
        middle = LEFT + WIDTH / 2
        foot = f"第 {number} 页，共 {of} 页" if of > 1 else ""
        self.sheet.text(foot, middle, A4[1] - 10, SMALL, ROLE)
        if number > 1:
            again = f"{self.card.name}（续）"
            size = min(SMALL, WIDTH * 0.8 / self.fonts.width(again, ROLE))
            self.sheet.text(again, LEFT, TOP - 5, size, ROLE, align="l")

    def _pages(self) -> list[list[tuple[float, _Piece]]]:
        pages: list[list[tuple[float, _Piece]]] = [[]]
        y = TOP
        for bound in _bound(self._pieces()):
            tall = sum(piece.height for piece in bound)
            if pages[-1] and y + tall > BOTTOM:
                pages.append([])
                y = TOP
                head = bound[0].head
                if head:
                    pages[-1].append((y, head))
                    y += head.height
            for piece in bound:
                pages[-1].append((y, piece))
                y += piece.height
        return pages

    def _pieces(self) -> Iterator[_Piece]:
        yield _Piece(22.0, self._title, keep=True)
        yield from self._name()
        yield from self._values()
        for table in self.card.tables:
            yield from self._table(table)
        if self.card.note:
            yield from self._note()

    # the head of a card

    def _title(self, y: float) -> None:
        self.sheet.text(self.card.kind, LEFT + WIDTH / 2, y + 5, TITLE, "biaosong", tracking=0.4)
        self.sheet.text(self.card.made, LEFT + WIDTH, y + 17, SMALL, ROLE, align="r")

    def _name(self) -> Iterator[_Piece]:
        lines = lines_of(self.card.name, WIDTH / NAME, self.fonts, "hei")
        lead = NAME * 1.3

        def draw(y: float) -> None:
            for i, line in enumerate(lines):
                self._line(line, LEFT, y + (i + 0.5) * lead, NAME)

        yield _Piece(len(lines) * lead + 2.0, draw, keep=True)

    # the fields

    def _values(self) -> Iterator[_Piece]:
        rows = list(_paired(self.card.values))
        for i, row in enumerate(rows):
            wide = WIDTH / len(row)
            cells = [lines_of(v.text, (wide - LABEL - 2 * PAD) / BODY, self.fonts) for v in row]
            parts = list(_parted(cells, ROOM))
            for j, part in enumerate(parts):
                first, last = i == j == 0, i == len(rows) - 1 and j == len(parts) - 1
                yield self._fields(row, part, first=first, last=last)

    def _fields(self, row: Sequence[Value], cells: Cells, *, first: bool, last: bool) -> _Piece:
        wide = WIDTH / len(row)
        height = max(1, *map(len, cells)) * LEAD + AIR

        def draw(y: float) -> None:
            for i, (value, lines) in enumerate(zip(row, cells, strict=True)):
                x = LEFT + i * wide
                self.sheet.fill([rect(x, y, LABEL, height)], "ivory")
                middle = y + height / 2
                self._fitted(value.label, x + PAD, middle, LABEL - 2 * PAD)
                self._lines(lines, x + LABEL + PAD, middle)
                self._uprights((x, x + LABEL) if i else (x + LABEL,), y, height)
            self._rule(y, THICK if first else THIN)
            self._rule(y + height, THICK if last else THIN)

        return _Piece(height, draw)

    # the tables

    def _table(self, table: Happened) -> Iterator[_Piece]:
        def named(y: float) -> None:
            self.sheet.text(table.title, LEFT, y + 7.5, 12 * PT, "hei", align="l")

        yield _Piece(11.5, named, keep=True)
        if not table.rows:
            yield _Piece(6.0, lambda y: self._quiet(table.empty, y + 2.5))
            return
        labels = self._cells(table, [column.label for column in table.columns], "hei")
        head = self._row(table, labels, head=True)
        yield _Piece(head.height, head.draw, keep=True)
        for i, row in enumerate(table.rows):
            parts = list(_parted(self._cells(table, row, ROLE), ROOM))
            for j, part in enumerate(parts):
                last = i == len(table.rows) - 1 and j == len(parts) - 1
                made = self._row(table, part, last=last)
                yield _Piece(made.height, made.draw, head=head)

    def _cells(self, table: Happened, row: Sequence[str], face: str) -> Cells:
        return [
            lines_of(text, (wide - 2 * PAD) / BODY, self.fonts, face)
            for text, wide in zip(row, table.widths, strict=True)
        ]

    def _row(
        self, table: Happened, cells: Cells, *, head: bool = False, last: bool = False
    ) -> _Piece:
        height = max(1, *map(len, cells)) * LEAD + AIR

        def draw(y: float) -> None:
            if head:
                self.sheet.fill([rect(LEFT, y, WIDTH, height)], "blush")
                self._rule(y, THICK)
            x = LEFT
            for column, wide, lines in zip(table.columns, table.widths, cells, strict=True):
                tall = max([line.width for line in lines], default=0.0) * BODY
                start = x + (wide - tall) / 2 if column.align == "m" else x + PAD
                self._lines(lines, start, y + height / 2)
                x += wide
                if x < LEFT + WIDTH - 0.1:
                    self._uprights((x,), y, height)
            self._rule(y + height, THICK if last else THIN)

        return _Piece(height, draw)

    def _note(self) -> Iterator[_Piece]:
        lines = lines_of(self.card.note, WIDTH / SMALL, self.fonts)
        lead = SMALL * 1.34

        def draw(y: float) -> None:
            for i, line in enumerate(lines):
                self._line(line, LEFT, y + 4 + i * lead, SMALL)

        yield _Piece(len(lines) * lead + 5.0, draw)

    # marks

    def _fitted(self, text: str, x: float, y: float, wide: float) -> None:
        size = min(BODY, wide / max(1.0, self.fonts.width(text, "hei-light")))
        self.sheet.text(text, x, y, size, "hei-light", align="o")

    def _quiet(self, text: str, y: float) -> None:
        self.sheet.text(text, LEFT, y, SMALL, ROLE, "grey", align="l")

    def _lines(self, lines: Sequence[Line], x: float, y: float) -> None:
        first = y - (len(lines) - 1) / 2 * LEAD
        for i, line in enumerate(lines):
            self._line(line, x, first + i * LEAD, BODY)

    def _line(self, line: Line, x: float, y: float, size: float) -> None:
        if len(line.roles) == 1 and line.text:
            self.sheet.text(line.text, x, y, size, line.roles[0], align="o")
        elif line.text:
            set_line(self.sheet, self.fonts, line, x, y, size)

    def _rule(self, y: float, thick: float) -> None:
        self.sheet.fill([rect(LEFT, y - thick / 2, WIDTH, thick)], "black")

    def _uprights(self, edges: Sequence[float], y: float, height: float) -> None:
        self.sheet.fill([rect(x - THIN / 2, y, THIN, height) for x in edges], "black")


def _parted(cells: Cells, room: float) -> Iterator[Cells]:
    """The lines of a row in as many parts as it needs pages of `room` mm."""
    most = max(1, int((room - AIR) / LEAD))
    for first in range(0, max(1, *map(len, cells)), most):
        yield [lines[first : first + most] for lines in cells]


def _paired(values: Sequence[Value]) -> Iterator[tuple[Value, ...]]:
    """Two narrow fields side by side; the order stays."""
    waiting: list[Value] = []
    for value in values:
        if value.wide and waiting:
            yield tuple(waiting)
            waiting = []
        waiting.append(value)
        if value.wide or len(waiting) == 2:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def _bound(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """What may not be parted by the end of a page."""
    bound: list[_Piece] = []
    for piece in pieces:
        bound.append(piece)
        if not piece.keep:
            yield bound
            bound = []
    if bound:
        yield bound
