"""Rows compared with the journal: what was changed behind its back is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shipu_desk.db.journal import chunks, sets, unpacked
from shipu_desk.db.rows import shape_of
from shipu_desk.domain.changes import ID

Known = dict[str, object]


@dataclass(frozen=True)
class Mismatch:
    """Ids of one record's rows that are not as the journal left them."""

    edited: tuple[int, ...]
    vanished: tuple[int, ...]
    added: tuple[int, ...]


def mismatch(session: Session, record: str) -> Mismatch:
    """Compare every row with its latest content in the journal.

    Rows that a purged change set wrote last cannot be compared; they are left out by their
    version, as is a column that the journal's writer did not know yet.
    """
    known, purged = _latest(session, record), _purged(session)
    edited, added = [], []
    for row in _rows(session, record):
        told, id = known.pop(int(str(row["id"])), None), int(str(row["id"]))
        if row["version"] in purged:
            continue
        if told is None:
            added.append(id)
        elif any(row.get(key, value) != value for key, value in told.items()):
            edited.append(id)
    vanished = [id for id, told in known.items() if told["version"] not in purged]
    return Mismatch(tuple(edited), tuple(sorted(vanished)), tuple(added))


def _latest(session: Session, record: str) -> dict[int, Known]:
    known: dict[int, Known] = {}
    mine = select(chunks.c.payload).where(chunks.c.record == record)
    for payload in session.scalars(mine.order_by(chunks.c.number, chunks.c.part)):
        content = unpacked(payload)
        for before, after in content["changes"]:
            if after is None:
                known.pop(before[ID], None)
            else:
                known[after[ID]] = dict(zip(content["keys"], after, strict=True))
    return known


def _purged(session: Session) -> frozenset[int]:
    return frozenset(session.scalars(select(sets.c.number).where(sets.c.salt.is_(None))))


def _rows(session: Session, record: str) -> Iterator[Known]:
    keys = shape_of(record).keys
    listed = ", ".join(f'"{key}"' for key in keys)
    found = session.connection().exec_driver_sql(f'SELECT {listed} FROM "{record}"')
    for row in found:
        yield dict(zip(keys, row, strict=True))
