"""Which rows refer to others: asked before something is taken away, without a unit of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shipu_desk.db.columns import as_list, from_list, keys_of
from shipu_desk.db.reading import Reads
from shipu_desk.domain.catalogue import BY_NAME, RECORDS
from shipu_desk.domain.changes import Stored
from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.records import spec_of

_WANTED = "(SELECT value FROM json_each(?))"


def referrers(reads: Reads, record: str, ids: Iterable[int]) -> Iterator[tuple[str, int]]:
    """(record, id) of every row that refers to one of these rows, each once."""
    wanted, told = as_list(ids), set[tuple[str, int]]()
    for name, key, many in _referring(record):
        if many:
            sql = f'SELECT t.id FROM "{name}" t, json_each(t."{key}") j WHERE j.value IN {_WANTED}'
        else:
            sql = f'SELECT id FROM "{name}" WHERE "{key}" IN {_WANTED}'
        for (id,) in reads.rows(sql, (wanted,)):
            if (name, id) not in told:
                told.add((name, id))
                yield name, id


def referring_since(
    reads: Reads, record: str, low: int, high: int, number: int
) -> Iterator[tuple[str, int, int]]:
    """(record, id, id referred to) of rows written after a change set that refer into a run."""
    for name, key, many in _referring(record):
        if many:
            sql = (
                f'SELECT t.id, j.value FROM "{name}" t, json_each(t."{key}") j'
                " WHERE t.version > ? AND j.value BETWEEN ? AND ?"
            )
        else:
            sql = f'SELECT id, "{key}" FROM "{name}" WHERE version > ? AND "{key}" BETWEEN ? AND ?'
        yield from ((name, id, at) for id, at in reads.rows(sql, (number, low, high)))


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
