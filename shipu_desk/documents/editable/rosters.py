"""附件1 as a Word document and as a workbook: the same list as on paper, to be worked on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from shipu_desk.documents.editable import word
from shipu_desk.documents.editable.tables import Grid
from shipu_desk.documents.editable.wordml import (
    GREY,
    Shape,
    Type,
    paragraph,
    runs,
    spread,
)
from shipu_desk.documents.files import Written
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.persons import TODO, PersonFacts, columns_for
from shipu_desk.documents.roster import RosterFacts

_LINE, _ROWS = 28.95, 22  # pt from row to row and rows of a page, as the grid has it
_SPARE = 4.0  # pt
_CLOSEST = 0.81  # the same as on paper: so far rows are drawn together to stay on one page


def write_word(facts: RosterFacts, path: Path, made_on: datetime) -> Written:
    """附件1 as .docx. Raises NotWritten."""
    book = word.new(f"{facts.label} {facts.title}".strip(), made_on)
    lines = word.title_lines(facts.title, grid.WIDTH)
    word.add(book, word.label(facts.label), paragraph(()), word.title(lines), paragraph(()))
    word.add(book, _table(facts, _pitch(facts, len(lines))))
    if facts.office:
        word.add(book, paragraph(runs(facts.office, Type()), Shape("both", first=2)))
    return word.save(book, path)


def _pitch(facts: RosterFacts, title: int) -> float:
    """pt from row to row, 0 for the grid: the list and its paragraph on one page if they can."""
    people = sum(max(1, len(group.people)) for group in facts.groups)
    paragraph_rows = ceil((len(facts.office) + 2) / grid.COLS) if facts.office else 0
    taken = (3 + paragraph_rows) * _LINE + title * word.TITLE_LINE + word.TITLE_AFTER
    free = (_ROWS * _LINE - taken - _SPARE) / max(people, 1)
    return free if _CLOSEST * _LINE <= free < _LINE else 0.0


def _table(facts: RosterFacts, pitch: float) -> Any:
    """No rules; the columns stand where they stand on paper."""
    at = columns_for(facts.groups)
    cells = (at.name - at.role, at.unit - at.name, at.unit_cells)
    columns = Grid(tuple(cell * grid.CELL for cell in cells), left=at.role * grid.CELL)
    return columns.table(columns.row(row) for row in _rows(facts, Shape(exactly=pitch)))


def _rows(facts: RosterFacts, shape: Shape) -> Iterator[list[Any]]:
    for group in facts.groups:
        for i, person in enumerate(group.people or (PersonFacts(TODO),)):
            role = [*spread(group.role, "hei"), *runs("：", Type("hei"))] if i == 0 else []
            quiet = person.name == TODO
            name = runs(person.name, Type(colour=GREY)) if quiet else spread(person.name, "fang")
            cells = (role, name, runs(person.unit, Type()))
            yield [paragraph(cell, shape) for cell in cells]
    if not facts.groups:
        yield [paragraph(cell, shape) for cell in ((), runs(TODO, Type(colour=GREY)), ())]
