"""Which rows refer to others: asked before something is taken away, without a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shipu_desk.db.columns import as_list, from_list, keys_of
from shipu_desk.db.reading import Reads
from shipu_desk.domain.catalogue import BY_NAME, RECORDS
from shipu_desk.domain.changes import Stored
from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.records import spec_of


def referrers(reads: Reads, record: str, ids: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    """(record, id, id referred to) of every row that refers to one of these rows."""
    wanted = "{at} IN (SELECT value FROM json_each(?))"
    yield from _referring_where(reads, record, wanted, (as_list(ids),))


def referring_since(
    reads: Reads, record: str, low: int, high: int, number: int
) -> Iterator[tuple[str, int, int]]:
    """(record, id, id referred to) of rows written after a change set that refer into a run."""
    later = "t.version > ? AND {at} BETWEEN ? AND ?"
    return _referring_where(reads, record, later, (number, low, high))


def _referring_where(
    reads: Reads, record: str, where: str, values: Sequence[object]
) -> Iterator[tuple[str, int, int]]:
    """(record, id, id referred to); in `where` the row is t and what it refers to `{at}`."""
    for name, key, many in _referring(record):
        at, each = ("j.value", f', json_each(t."{key}") j') if many else (f't."{key}"', "")
        sql = f'SELECT t.id, {at} FROM "{name}" t{each} WHERE {where.format(at=at)}'
        yield from ((name, id, ref) for id, ref in reads.rows(sql, values))


def references(record: str, rows: Sequence[Stored]) -> Iterator[tuple[str, set[int]]]:
    """What stored rows refer to: (record, ids), a pair for each field that refers to others."""
    keys = keys_of(record)
    for key, field in spec_of(BY_NAME[record]).fields.items():
        if isinstance(field, Ref):
            held = (row[keys.index(key)] for row in rows)
            yield field.to, {id for id in held if id is not None}
        elif isinstance(field, Refs):
            yield field.to, {id for row in rows for id in from_list(row[keys.index(key)])}


def _referring(to: str) -> Iterator[tuple[str, str, bool]]:
    """Every field that refers to a record: (record, key, whether it names several)."""
    for record in RECORDS:
        spec = spec_of(record)
        for key, field in spec.fields.items():
            if isinstance(field, Ref | Refs) and field.to == to:
                yield spec.name, key, isinstance(field, Refs)
