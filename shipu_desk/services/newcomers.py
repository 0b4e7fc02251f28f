"""New rows by the many, as files and pasted blocks bring them: read first, added together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shipu_desk.db.work import Work
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import Problem, Record, ahead, spec_of
from shipu_desk.services import merchants, records
from shipu_desk.services.merchants import Entry


@dataclass
class Newcomer:
    """A row that is not stored yet, or what is wrong with it; `entry` is a merchant's stage."""

    made: Any = None
    problems: list[Problem] = field(default_factory=list)
    entry: Entry | None = None


def read(record: type[Record], raw: Raw, today: date) -> Newcomer:
    """References are ids here, or names that stand for no row and will be told."""
    found = Newcomer()
    if record is Merchant:
        found.entry = merchants.parted(raw)
        raw = found.entry.raw
    found.made, problems = spec_of(record).read(raw)
    if found.made is not None:
        problems = ahead(found.made, today)
    found.problems = [*(found.entry.problems if found.entry else ()), *problems]
    return found


def add(work: Work, record: type[Record], found: Sequence[Newcomer], today: date) -> None:
    """In this order, at the end of the list where the register has a hand order."""
    for one in found:
        if one.entry:
            merchants.settle(one.made, one.entry, today)
    records.bulk_add(work, record, (one.made for one in found))
    if record is Merchant:
        work.add_all(merchants.first_moves((one.made for one in found), today))
