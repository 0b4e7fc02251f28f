"""What a register shows: columns with widths in characters, and how they share the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shipu_desk.domain.fields import Choice, Code, Day, Field, Phone, Ref, Refs, Text, Whole, YesNo
from shipu_desk.domain.records import Spec
from shipu_desk.ui.parts.marks import LIGHTS


@dataclass(frozen=True)
class Column:
    """One column; an empty key is not a field: the tick or the row's number."""

    key: str
    title: str
    width: float  # in characters (em)
    kind: str = "quiet"  # text quiet number mark check
    grow: int = 0  # share of the spare width; 0 keeps its width
    yields: int = 0  # when room is short 1 goes first, then 2 …; 0 stays
    worked_out: bool = False  # no field of the record: it cannot be sorted by
    editable: bool = False  # its cells are typed into
    latin: bool = False  # a code or a number: no input method


TICK = Column("", "", 2.6, "check")
ORDER = "order"  # the hand order of a row: the number column shows where it stands
NUMBER = Column("", "序号", 3.8, "number")

_WIDTHS: dict[type[Field], float] = {
    Text: 8.0,
    Whole: 4.6,
    Day: 7.4,
    YesNo: 4.0,
    Choice: 5.6,
    Ref: 9.0,
    Refs: 10.0,
    Code: 13.5,
    Phone: 8.8,
}


def is_light(field: Field) -> bool:
    """Whether a choice is a state, shown as shape, colour and word."""
    return isinstance(field, Choice) and all(word in LIGHTS for word in field.options)


def columns_of(
    spec: Spec, widths: dict[str, float] | None = None, wanted: Sequence[Column | str] = ()
) -> tuple[Column, ...]:
    """The number column, then those wanted, or all fields that show in tables, titles first."""
    keys: list[Column | str] = [key for key in spec.title if key in spec.columns]
    keys += [key for key in spec.columns if key not in keys and key != ORDER]
    made = [NUMBER]
    for place, one in enumerate(wanted or keys):
        wide = (widths or {}).get(one) if isinstance(one, str) else None
        made.append(_column(spec, one, place, wide) if isinstance(one, str) else one)
    return tuple(made)


def _column(spec: Spec, key: str, place: int, wanted: float | None) -> Column:
    field, named = spec.fields[key], key in spec.title
    width = wanted or max(_width(field), len(field.label) + 1.6)
    kind = "text" if named else "mark" if is_light(field) else "quiet"
    if isinstance(field, Whole):
        kind = "number"
    grows = 3 if named else 1 if isinstance(field, Text | Ref | Refs) and width >= 8 else 0
    yields = 0 if place < 3 or named or kind == "mark" else max(1, 40 - place)
    editable = not (field.by_act or spec.record.ACTS_ONLY or isinstance(field, Refs))
    latin = isinstance(field, Code | Phone | Whole)
    return Column(key, field.label, width, kind, grows, yields, editable=editable, latin=latin)


def _width(field: Field) -> float:
    if isinstance(field, Text):
        return min(16.0, max(5.0, field.max_length * 0.25))
    if isinstance(field, Choice):
        longest = max((len(word) for word in field.options), default=4)
        return min(12.0, longest + (2.9 if is_light(field) else 1.6))
    return _WIDTHS[type(field)]


def fit(columns: Sequence[Column], room: int, em: int, hidden: frozenset[int]) -> list[int]:
    """Widths in px of each column for a view `room` px wide; 0 for one that gave way."""
    widths = [0 if i in hidden else round(c.width * em) for i, c in enumerate(columns)]
    for i in sorted(
        (i for i, c in enumerate(columns) if c.yields), key=lambda i: columns[i].yields
    ):
        if sum(widths) <= room:
            break
        widths[i] = 0
    growing = [i for i, c in enumerate(columns) if c.grow and widths[i]]
    spare, shares = max(0, room - sum(widths)), sum(columns[i].grow for i in growing)
    for i in growing:
        widths[i] += spare * columns[i].grow // shares
    return widths
