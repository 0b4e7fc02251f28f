"""附件1 and 附件2 as workbooks, ready to print as they are and to be worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from shipu_desk.documents.duties import TODO, DutiesFacts, DutyFacts, columns_for, row_for
from shipu_desk.documents.files import Written
from shipu_desk.documents.page.persons import PersonFacts
from shipu_desk.documents.roster import RosterFacts
from shipu_desk.documents.workbooks import clean, packed, sheet_name

TITLE, HEAD, TEXT, SECTION = "方正小标宋简体", "黑体", "仿宋", "楷体"
GREY, HEAD_GROUND, SECTION_GROUND = "#7F7F7F", "#F5E8E2", "#FBF6EE"
_ROSTER = (12.0, 14.0, 50.0)  # characters
_SIZE = 11.0  # pt
_LINE, _AIR = 14.0, 9.0  # pt: from line to line, and above and below the lines of a row together
_TALLEST = 400.0  # pt; Excel has no taller row than 409.5
_MM = 0.53  # characters of a column's width that go into a millimetre
_EM = 2.05  # the same that one full-width character takes, a little too many to be sure
_INDENT = 2.0  # the same, for the blank at either side


def write_roster(facts: RosterFacts, path: Path, made_on: datetime) -> Written:
    """One row for each person, the role word in each row so that it can be filtered. Raises
    NotWritten, TooLong."""

    def fill(page: _Page) -> None:
        page.columns(_ROSTER)
        page.top(facts.label, facts.title)
        page.head(("职务", "姓名", "单位"))
        for group in facts.groups:
            for person in group.people or (PersonFacts(TODO),):
                waits = frozenset({1} if person.name == TODO else ())
                page.row((group.role, person.name, person.unit), waits, centred=(0, 1))
        if not facts.groups:
            page.row((TODO, "", ""), frozenset({0}))
        page.below(facts.office)

    return _write(path, facts.title or facts.label, made_on, fill, lying=False)


def write_duties(facts: DutiesFacts, path: Path, made_on: datetime) -> Written:
    """The table as on paper; the head is repeated on every sheet. Raises NotWritten, TooLong."""
    columns = columns_for(facts)
    widths = tuple(column.width * _MM for column in columns)
    centred = tuple(i for i, column in enumerate(columns) if column.centred)

    def fill(page: _Page) -> None:
        page.columns(widths)
        page.top(facts.label, facts.title)
        page.head(["".join(column.head) for column in columns])
        for part in _parts(facts):
            if isinstance(part, str):
                page.section(part)
            else:
                row = row_for(part)
                page.row(row.cells, row.waiting, centred=centred)
        page.below(facts.note)

    return _write(path, facts.title or facts.label, made_on, fill, lying=True)


def _parts(facts: DutiesFacts) -> Iterator[str | DutyFacts]:
    for section in facts.sections:
        if section.title and section.duties:
            yield section.title
        yield from section.duties


def _write(
    path: Path, title: str, made_on: datetime, fill: Callable[[_Page], None], *, lying: bool
) -> Written:
    def one_sheet(book: Any) -> None:
        sheet = book.add_worksheet(sheet_name(title))
        sheet.set_paper(9)
        sheet.set_landscape() if lying else sheet.set_portrait()
        sheet.set_margins(left=0.9, right=0.9, top=1.0, bottom=0.9)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C— &P —")
        sheet.hide_gridlines(2)
        fill(_Page(book, sheet))

    return packed(path, title, made_on, one_sheet, by_row=False)


@dataclass
class _Page:
    """A sheet under way; rows from the top."""

    book: Any
    sheet: Any
    at: int = 0

    widths: tuple[float, ...] = ()

    @property
    def width(self) -> int:
        return len(self.widths)

    def columns(self, widths: tuple[float, ...]) -> None:
        self.widths = widths
        for i, width in enumerate(widths):
            self.sheet.set_column(i, i, width)

    def _form(self, **looks: Any) -> Any:
        looks = {
            "font_name": TEXT,
            "font_size": _SIZE,
            "valign": "vcenter",
            "num_format": "@",
            **looks,
        }
        return self.book.add_format({"text_wrap": True, **looks})

    def _across(self, text: str, look: Any, least: float, size: float = _SIZE) -> None:
        """Over all columns, in as many rows as its lines of type of this size (pt) need."""
        lines = _lines(text, sum(self.widths), size)
        tall = max(least, lines * _LINE * size / _SIZE + _AIR)
        first, rows = self._rows(tall)
        self.sheet.merge_range(first, 0, first + rows - 1, self.width - 1, "", look)
        self.sheet.write_string(first, 0, clean(text), look)

    def _rows(self, tall: float) -> tuple[int, int]:
        """The first row, and how many it takes: one is never taller than a row can be."""
        first, rows = self.at, ceil(tall / _TALLEST)
        for _ in range(rows):
            self.sheet.set_row(self.at, tall / rows)
            self.at += 1
        return first, rows

    def top(self, label: str, title: str) -> None:
        self._across(label, self._form(font_name=HEAD, font_size=14), 24, 14)
        self._across(title, self._form(font_name=TITLE, font_size=20, align="center"), 40, 20)

    def head(self, labels: Any) -> None:
        look = self._form(font_name=HEAD, align="center", border=1, bg_color=HEAD_GROUND)
        self.sheet.set_row(self.at, 30)
        for i, label in enumerate(labels):
            self.sheet.write_string(self.at, i, clean(label), look)
        self.sheet.repeat_rows(self.at)
        self.at += 1
        self.sheet.freeze_panes(self.at, 0)

    def section(self, title: str) -> None:
        look = self._form(font_name=SECTION, indent=1, border=1, bg_color=SECTION_GROUND)
        self._across(title, look, 20)

    def row(self, cells: Any, waiting: frozenset[int], centred: tuple[int, ...] = ()) -> None:
        """Its height is counted: not every program fits rows when it opens a file. One that is
        taller than a row can be takes several, each cell over all of them."""
        tall = _LINE * max(map(_lines, cells, self.widths)) + _AIR
        first, rows = self._rows(tall)
        for i, text in enumerate(cells):
            middle = {"align": "center"} if i in centred or i in waiting else {"indent": 1}
            grey = {"font_color": GREY} if i in waiting else {}
            look = self._form(border=1, **middle, **grey)
            if rows > 1:
                self.sheet.merge_range(first, i, self.at - 1, i, "", look)
            self.sheet.write_string(first, i, clean(text), look)

    def below(self, text: str) -> None:
        """Running text under the table."""
        if text:
            self._across(text, self._form(), 0)


def _lines(text: str, width: float, size: float = _SIZE) -> int:
    """How many lines a text takes in a column of this width (characters), in type of `size` pt."""
    room, em = width - _INDENT, _EM * size / _SIZE
    return sum(max(1, ceil(_breadth(part) * em / room)) for part in text.splitlines() or [""])


def _breadth(text: str) -> float:
    """In full-width characters; the narrow ones count as half."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in text)
