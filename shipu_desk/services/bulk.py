"""Add, change and remove rows by the many, inside a unit of work.

Without the mapper, so that a whole register goes in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TypeVar

from shipu_desk.db.columns import as_list
from shipu_desk.db.links import refuse_loose_ends
from shipu_desk.db.rows import Shape, shape_of
from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Work
from shipu_desk.domain.changes import ID, VERSION, Change, Stored
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import records

R = TypeVar("R", bound=Record)
CHUNK = 1_000


def remove(work: Work, record: type[Record], rows: Mapping[int, int]) -> None:
    """Remove rows, given as id → version; refused while others refer to them."""
    shape, ids = shape_of(spec_of(record).name), iter(rows)
    while part := list(islice(ids, CHUNK)):
        stored = _as_shown(work, record, {id: rows[id] for id in part})
        _carry_out(work, shape, [Change(row, None) for row in stored.values()])
    refuse_loose_ends(work, f"删除{spec_of(record).label}")


def change(work: Work, record: type[R], made: Iterable[R]) -> None:
    """Change stored rows into these, read and free of problems. Raises Stale."""
    shape, source = shape_of(spec_of(record).name), iter(made)
    while chunk := list(islice(source, CHUNK)):
        stored = _as_shown(work, record, {row.id or 0: row.version for row in chunk})
        for row in chunk:
            work.stamp(row)
        _carry_out(work, shape, [Change(stored[row.id or 0], shape.row(row)) for row in chunk])


def _as_shown(work: Work, record: type[Record], rows: Mapping[int, int]) -> dict[int, Stored]:
    """Rows as they are stored, given as id → version shown, in this order. Raises Stale."""
    shape = shape_of(spec_of(record).name)
    listed = ", ".join(f'"{key}"' for key in shape.keys)
    sql = f'SELECT {listed} FROM "{shape.name}" WHERE id IN (SELECT value FROM json_each(?))'
    stored = {row[ID]: row for row in work.rows(sql, (as_list(rows),))}
    for id, version in rows.items():
        if id not in stored or stored[id][VERSION] != version:
            records.shown(work, record, id, version)  # tells who changed it
    return {id: stored[id] for id in rows}


def _carry_out(work: Work, shape: Shape, changes: list[Change]) -> None:
    shape.write(work.connection(), changes)
    work.journal.note(shape.name, changes)


def add(work: Work, record: type[R], made: Iterable[R]) -> int:
    """Add records already read and free of problems; how many there were."""
    shape, added = shape_of(spec_of(record).name), 0
    work.flush()
    first, last = _next_id(work, record), records.last_place(work, record)
    source = iter(made)
    while chunk := list(islice(source, CHUNK)):
        changes = []
        for id, row in enumerate(chunk, start=first + added):
            row.id = id
            if getattr(row, "order", 0) is None:
                last = row.order = last + 1  # type: ignore[attr-defined]
            work.stamp(row)
            changes.append(Change(None, shape.row(row)))
        _carry_out(work, shape, changes)
        added += len(chunk)
    return added


def _next_id(work: Work, record: type[Record]) -> int:
    """Ids are never used twice, not even after removal."""
    sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
    last = work.connection().exec_driver_sql(sql, (table_of(record).name,)).scalar()
    return (last or 0) + 1
