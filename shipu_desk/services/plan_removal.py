"""Take loaded rows out again: only those that nobody touched and that nothing left refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from shipu_desk.db.changes import history
from shipu_desk.db.links import refuse_loose_ends
from shipu_desk.db.tables import table_of
from shipu_desk.db.titles import titles
from shipu_desk.db.work import Work
from shipu_desk.domain.catalogue import BY_NAME, RECORDS
from shipu_desk.domain.fields import Field, Ref, Refs
from shipu_desk.domain.records import Record, spec_of

Place = tuple[str, int]  # name of the register, id


class Left(NamedTuple):
    """A row that stays: what it is, what it is called, and why it stays."""

    label: str
    title: str
    why: str


def take_out(work: Work, uids: Mapping[type[Record], Sequence[str]]) -> tuple[int, list[Left]]:
    """Remove the rows with these identities; how many went, and what was left."""
    rows = {(spec_of(r).name, row.id or 0): row for r in uids for row in _rows(work, r, uids[r])}
    why = {place: said for place in rows if (said := _touched(work, place, rows[place]))}
    going = set(rows) - set(why)
    while found := dict(_referred(work, going)):
        why |= found
        going -= set(found)
    told = [_left(work, place, why[place]) for place in rows if place in why]
    for place in reversed(list(rows)):
        if place in going:
            work.delete(rows[place])
    refuse_loose_ends(work, "移除方案数据")
    return len(going), told


def _rows(work: Work, record: type[Record], uids: Sequence[str]) -> Sequence[Record]:
    columns = table_of(record).c
    return work.scalars(select(record).where(columns.uid.in_(uids)).order_by(columns.id)).all()


def _touched(work: Work, place: Place, row: Record) -> str:
    """Who changed the row last, if its content is not that of its first change set."""
    known = [change_set for change_set, _ in history(work, *place)]
    if row.version == known[-1].number:
        return ""
    last = next(done for done in known if done.number == row.version)
    return f"载入后改动过（{last.who}，{last.moment[:10]}）"


def _referred(work: Work, going: set[Place]) -> Iterator[tuple[Place, str]]:
    """Rows on their way out that a row which stays refers to."""
    for record in RECORDS:
        for key, field in spec_of(record).fields.items():
            if isinstance(field, Ref | Refs):
                yield from _holders(work, record, key, field, going)


def _holders(
    work: Work, record: type[Record], key: str, field: Field, going: set[Place]
) -> Iterator[tuple[Place, str]]:
    assert isinstance(field, Ref | Refs)
    name, columns = spec_of(record).name, table_of(record).c
    wanted = {id for to, id in going if to == field.to}
    if not wanted:
        return
    for id, value in work.execute(select(columns.id, columns[key])):
        pointed = value if isinstance(value, tuple) else () if value is None else (value,)
        for target in wanted.intersection(pointed):
            if (name, id) not in going:
                called = titles(work, name, [id])[id]
                yield (field.to, target), f"{record.LABEL}“{called}”还在用它"


def _left(work: Work, place: Place, why: str) -> Left:
    name, id = place
    return Left(BY_NAME[name].LABEL, titles(work, name, [id])[id], why)
