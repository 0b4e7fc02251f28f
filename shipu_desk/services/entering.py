"""New rows handed in as data: one list, one change set, nothing written while one is faulty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shipu_desk.db.titles import titles
from shipu_desk.db.work import Work
from shipu_desk.domain.awards import Award, Round
from shipu_desk.domain.fields import FieldError, Ref
from shipu_desk.domain.merchants import Merchant, StageMove
from shipu_desk.domain.records import Problem, Record, Rejected, spec_of
from shipu_desk.errors import Refused
from shipu_desk.services import headings, merchants, records
from shipu_desk.services.desk import Desk
from shipu_desk.services.references import Names
from shipu_desk.services.register import refuse_acts

# A field by which another record refers to the one asked for.
_REFERS: dict[type[Record], tuple[str, type[Record]]] = {
    Merchant: ("merchant_id", StageMove),
    Round: ("round_id", Award),
}


def add_all(
    desk: Desk,
    record: type[Record],
    said: Sequence[Mapping[str, object]],
    *,
    twin_accepted: bool = False,
) -> list[str]:
    """Add rows given by field name, references by name; their titles. Raises Rejected, Refused."""
    refuse_acts(record)
    problems, made = list[Problem](), list[Record]()
    with desk.store.writing(f"新增{record.LABEL}", desk.clerk) as work:
        names = Names(work)
        for at, one in enumerate(said, start=1):
            try:
                made.append(_add(work, record, one, names, desk, twin_accepted=twin_accepted))
            except Rejected as refused:
                where = f"第{at}条：" if len(said) > 1 else ""
                problems += (Problem(p.key, where + p.message) for p in refused.problems)
        if problems:
            raise Rejected(problems)
        called = titles(work, spec_of(record).name, [row.id or 0 for row in made])
        told = [called[row.id or 0] for row in made]
        what = told[0] if len(told) == 1 else f"{len(told)}条"
        work.title(f"新增{record.LABEL}：{what}")
    return told


def _add(
    work: Work,
    record: type[Record],
    said: Mapping[str, Any],
    names: Names,
    desk: Desk,
    *,
    twin_accepted: bool,
) -> Record:
    raw, problems = headings.keyed(record, said)
    if problems:
        raise Rejected(problems)
    known = names.resolved(record, raw)
    if record is Merchant:
        return merchants.enter(work, known, desk.today(), twin_accepted=twin_accepted)
    return records.save(work, record, known, twin_accepted=twin_accepted)


def named(desk: Desk, record: type[Record], name: str) -> int:
    """The id of the one row that a name or natural key means. Raises Refused."""
    key, kind = _REFERS[record]
    with desk.store.reading() as session:
        said = Names(session).resolved(kind, {key: name})[key]
    try:
        id = Ref(record.LABEL).read(said)
    except FieldError as error:
        raise Refused(f"{record.LABEL}{error}") from None
    if not isinstance(id, int):
        raise Refused(f"没有写明是哪一条{record.LABEL}")
    return id
