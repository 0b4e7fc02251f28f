"""附件2 as a Word document: the same table as on paper, to be worked on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from shipu_desk.documents.duties import TODO, DutiesFacts, columns_for, row_for
from shipu_desk.documents.editable import word
from shipu_desk.documents.editable.tables import Grid
from shipu_desk.documents.editable.wordml import (
    CELL,
    GREY,
    PLAIN,
    Shape,
    Type,
    paragraph,
    runs,
)
from shipu_desk.documents.files import Written
from shipu_desk.documents.page import tables
from shipu_desk.documents.page.lying import WIDTH

_LEAD = tables.LEAD / 25.4 * 72  # pt from line to line within a cell
HEAD_GROUND, SECTION_GROUND = "F5E8E2", "FBF6EE"


def write_word(facts: DutiesFacts, path: Path, made_on: datetime) -> Written:
    """附件2 as .docx, lying. Raises NotWritten."""
    book = word.new(f"{facts.label} {facts.title}".strip(), made_on, on_side=True)
    lines = word.title_lines(facts.title, WIDTH)
    word.add(book, word.label(facts.label), word.title(lines), _table(facts))
    if facts.note:
        word.add(book, paragraph(runs(facts.note, Type("fang", CELL))))
    else:  # a table is never the last thing of a document
        word.add(book, paragraph((), Shape(exactly=2)))
    return word.save(book, path)


def _table(facts: DutiesFacts) -> Any:
    columns = columns_for(facts)
    ruled = Grid(tuple(column.width for column in columns), ruled=True)
    return ruled.table(_rows(facts, ruled))


def _rows(facts: DutiesFacts, ruled: Grid) -> Iterator[Any]:
    columns = columns_for(facts)
    head = Type("hei", CELL)
    middle = Shape("center", exactly=_LEAD)
    heads = [paragraph(runs("\n".join(column.head), head), middle) for column in columns]
    yield ruled.row(heads, height=tables.HEAD, head=True, ground=HEAD_GROUND)
    for section in facts.sections:
        if section.title and section.duties:
            shape = Shape(exactly=_LEAD, keep=True)
            named = paragraph(runs(section.title, Type("kai", CELL)), shape)
            yield ruled.row([named], height=tables.SECTION, ground=SECTION_GROUND)
        for duty in section.duties:
            row = row_for(duty)
            yield ruled.row(
                [
                    _cell(text, grey=i in row.waiting, centred=columns[i].centred)
                    for i, text in enumerate(row.cells)
                ],
                height=tables.SECTION,
            )
    if not any(section.duties for section in facts.sections):
        cells = [TODO if i == 1 else "" for i in range(len(columns))]
        yield ruled.row([_cell(text, grey=True, centred=False) for text in cells])


def _cell(text: str, *, grey: bool, centred: bool) -> Any:
    look = Type("fang", CELL, GREY if grey else "")
    align = "center" if centred or grey else "both"
    return (
        paragraph(runs(text, look), Shape(align, exactly=_LEAD)) if text else paragraph((), PLAIN)
    )
