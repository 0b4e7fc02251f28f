"""A field as a column of a workbook: heading, width, kind, hint."""

from __future__ import annotations

from shipu_desk.documents.workbooks import Column
from shipu_desk.domain.fields import Code, Day, Field, Refs, Text, Whole


def column_of(field: Field, required: bool, choices: tuple[str, ...] = ()) -> Column:
    kind = "day" if isinstance(field, Day) else "number" if isinstance(field, Whole) else "text"
    return Column(field.label, width_of(field), kind, required, choices, hint_of(field))


def width_of(field: Field) -> float:
    match field:
        case Code():
            return 24
        case Text() if field.max_length > 100:
            return 40
        case Text() if field.wide or field.max_length > 40:
            return 30
        case Refs():
            return 30
        case _:
            return max(12, 2.4 * len(field.label))


def hint_of(field: Field) -> str:
    several = "可写几个，用顿号隔开" if isinstance(field, Refs) else ""
    return "；".join(part for part in (field.hint, several) if part)
