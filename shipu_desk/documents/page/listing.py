"""A list's rows to lines and its lines to pages, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shipu_desk.documents.page.breaking import break_lines
from shipu_desk.documents.page.columns import MARGIN, PAD, PT, Fit
from shipu_desk.documents.page.galley import Line, Measure, Run
from shipu_desk.documents.typography.fonts import Fonts

ROLE, TITLE_ROLE, AGAIN = "song", "biaosong", "（续）"
TITLE, LEAST, TRACKING = 18 * PT, 14 * PT, 0.12  # mm: 小二; smaller titles take a second line
TOP, BOTTOM = 16.0, 14.0  # mm of margin
TITLE_ROOM, LEAD, AIR = 13.0, 1.32, 2.4  # mm title to table; lines in em; mm beside a row's lines
NOTE = 6.0  # mm kept below the table for the note
SMALL, GAP, TOLD = 9 * PT, 8.0, 4  # mm of type; mm between told and made; lines of told


@dataclass(frozen=True, slots=True)
class Column:
    """`align` is l, m or r."""

    label: str
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one line of their own; an empty title draws none."""

    title: str
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The list, ready to print; `told` stands at the left above the table, `made` at the right.

    A column 序号 is put in front; it counts anew in each section.
    """

    title: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    told: str = ""
    made: str = ""
    note: str = ""

    @property
    def count(self) -> int:
        return sum(len(section.rows) for section in self.sections)


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of a section, or its lines from `first` to before `last` where no page holds all of
    it; the section's title where `row` is None, with `first` 1 where it stands again. Cells are
    turned again when they are drawn: all lines of 100,000 rows at once would be too many.
    `height` in mm."""

    height: float
    section: Section
    row: int | None = None
    first: int = 0
    last: int | None = None


class Setter:
    """Rows to lines, and lines to pages."""

    def __init__(self, facts: ListFacts, fitted: Fit, fonts: Fonts) -> None:
        self.facts, self.fitted, self.fonts = facts, fitted, fonts
        self.em = fitted.size * PT
        self.lead = self.em * LEAD
        self.whole = fitted.width - 2 * MARGIN
        self.size, self.titles = self._titles()
        self.told = self._told()
        self.notes = lines_of(facts.note, self.whole / SMALL, fonts)
        more = max(len(self.notes) - 1, 0) * SMALL * LEAD
        self.under = TOP + TITLE_ROOM + (len(self.titles) - 1) * self.size * LEAD
        self.top = self.under + (len(self.told) - 1) * SMALL * LEAD
        self.room = fitted.height - self.top - self.head - BOTTOM - NOTE - more

    def _titles(self) -> tuple[float, tuple[Line, ...]]:
        """The size of the title (mm) and its lines."""
        text = self.facts.title
        spaced = TRACKING * len(text)
        one = (self.whole - spaced) / max(1.0, self.fonts.width(text, TITLE_ROLE))
        if one >= LEAST:
            return min(TITLE, one), lines_of(text, len(text) + 1.0, self.fonts, TITLE_ROLE)
        return LEAST, lines_of(text, self.whole / (LEAST + TRACKING), self.fonts, TITLE_ROLE)

    def _told(self) -> tuple[Line, ...]:
        """What stands above the table, beside `made`; the words of a search can be many."""
        beside = self.whole - self.fonts.width(self.facts.made, ROLE) * SMALL - GAP
        lines = lines_of(self.facts.told, beside / SMALL, self.fonts)
        if len(lines) <= TOLD:
            return lines or lines_of("　", 1.0, self.fonts)
        kept = "".join(line.text for line in lines[:TOLD])
        return lines_of(f"{kept[:-3]}……", beside / SMALL, self.fonts)

    @property
    def head(self) -> float:
        """Height of the table's head in mm."""
        return self.lead + AIR + 1.6

    def cells(self, piece: Piece) -> list[tuple[Line, ...]]:
        assert piece.row is not None
        number = f"{piece.row + 1}" if not piece.first else f"{piece.row + 1}续"
        found = self._cells((number, *piece.section.rows[piece.row]))
        return [found[0], *(lines[piece.first : piece.last] for lines in found[1:])]

    def _cells(self, row: Sequence[str]) -> list[tuple[Line, ...]]:
        return [
            lines_of(text, (wide - 2 * PAD) / self.em + 1e-6, self.fonts)
            for text, wide in zip(row, self.fitted.columns, strict=True)
        ]

    def pages(self) -> Iterator[tuple[int, list[Piece]]]:
        """Page by page, with the rows done so far; a section's title stays with its first row."""
        page: list[Piece] = []
        used, done = 0.0, 0
        for bound in self._bound():
            tall = sum(piece.height for piece in bound)
            if page and used + tall > self.room + 0.01:
                yield done, page
                page, used = [], 0.0
                if bound[0].row is not None and bound[0].section.title:
                    page = [self._heading(bound[0].section, again=True)]
                    used = page[0].height
            page += bound
            used += tall
            done += bound[-1].row is not None and not bound[-1].first
        yield done, page

    def _bound(self) -> Iterator[list[Piece]]:
        """What may not be parted by the end of a page."""
        for section in self.facts.sections:
            head = [self._heading(section)] if section.title else []
            for row in range(len(section.rows)):
                first, *more = self._parts(section, row)
                yield [*head, first]
                yield from ([part] for part in more)
                head = []
            if head:
                yield head

    def _heading(self, section: Section, *, again: bool = False) -> Piece:
        """A section's title; `again` where the section goes on overleaf."""
        piece = Piece(0.0, section, first=int(again))
        return replace(piece, height=len(self.title(piece)) * self.lead + AIR + 1.2)

    def title(self, piece: Piece) -> tuple[Line, ...]:
        """The lines of a section's title."""
        text = piece.section.title + (AGAIN if piece.first else "")
        wide = sum(self.fitted.columns) - 2 * PAD
        return lines_of(text, wide / self.em, self.fonts, "hei")

    def _parts(self, section: Section, row: int) -> Iterator[Piece]:
        """The row, in as many parts as it needs pages."""
        above = self._heading(section, again=True).height if section.title else 0.0
        count = max(1, *map(len, self._cells(("", *section.rows[row]))))
        most = max(1, int((self.room - above - AIR) / self.lead))
        for first in range(0, count, most):
            last = min(first + most, count)
            yield Piece((last - first) * self.lead + AIR, section, row, first, last)


def lines_of(text: str, width: float, fonts: Fonts, face: str = ROLE) -> tuple[Line, ...]:
    """A short text is set as it is; only what is too long goes through line breaking."""
    found: list[Line] = []
    for part in map(str.strip, text.splitlines()):
        role = fonts.coherent(part, face) if part else face
        wide = fonts.width(part, role)
        if wide <= width:
            found.append(Line(part, (role,), (0.0,), wide, ends=True))
        else:
            found += _broken(Run(part, role), width, fonts)
    return tuple(found)


def _broken(run: Run, width: float, fonts: Fonts) -> list[Line]:
    """No last line of a single character where a narrower setting avoids it."""
    lines = break_lines([run], fonts.advance, Measure(width, straight=False))
    if len(lines[-1].text) == 1:
        other = break_lines([run], fonts.advance, Measure(width - 1, straight=False))
        lines = other if len(other) == len(lines) else lines
    return lines
