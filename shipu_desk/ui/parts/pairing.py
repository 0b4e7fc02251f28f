"""Which fields of a form stand two in a row, so that no row is left half empty.

Short fields that follow one another are paired from the first; of an odd number one takes a whole
row: the one that needs the width most, as long as what belongs together is not parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from shipu_desk.domain.fields import Code, Day, Field, Phone, Ref, Refs, Text

HALF_TEXT = 40  # characters; a shorter text may share its row
NAMED = 30  # characters that the name of another record may have
PLAIN = 6  # characters that a number, a day or a chosen word has

Keyed = tuple[str, Field]


def halves(fields: Mapping[str, Field]) -> frozenset[str]:
    """The keys of the fields that share a row with their neighbour, two and two."""
    return frozenset(key for run in _runs(fields) for key in _paired(run))


def _is_short(field: Field) -> bool:
    if field.wide or isinstance(field, Refs | Code):
        return False
    return not isinstance(field, Text) or (field.lines == 1 and field.max_length <= HALF_TEXT)


def _runs(fields: Mapping[str, Field]) -> Iterator[list[Keyed]]:
    for short, run in groupby(fields.items(), lambda one: _is_short(one[1])):
        if short:
            yield list(run)


def _paired(run: Sequence[Keyed]) -> list[str]:
    keys = [key for key, _ in run]
    if len(run) % 2:
        kinds = [field for _, field in run]
        keys.pop(max(range(0, len(run), 2), key=lambda at: _merit(kinds, at)))
    return keys


def _merit(kinds: Sequence[Field], at: int) -> tuple[int, int]:
    """Of giving the field at `at` a row of its own: what stays together, then its need."""
    rest = [*kinds[:at], *kinds[at + 1 :]]
    couples = sum(_couple(*rest[i : i + 2]) for i in range(0, len(rest), 2))
    return couples, _need(kinds[at])


def _couple(one: Field, other: Field) -> bool:
    """Begin and end of a term; a person and the number to call."""
    return isinstance(other, Phone) or (isinstance(one, Day) and isinstance(other, Day))


def _need(field: Field) -> int:
    words = field.max_length if isinstance(field, Text) else PLAIN
    return max(NAMED if isinstance(field, Ref) else words, len(field.hint))
