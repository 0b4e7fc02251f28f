"""Rows read by the many, as files and blocks of cells bring them: judged first, then written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from shipu_desk.db.work import Work
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import Problem, Record, spec_of
from shipu_desk.services import bulk, merchants, records
from shipu_desk.services.merchants import Entry


class Verdict(StrEnum):
    NEW = "新增"
    CHANGED = "修改"
    SAME = "相同"
    FAULTY = "有误"


@dataclass
class Taken:
    """Raw values, references as ids (or as names that stand for no row and will be told), and
    what becomes of them: of the `stored` row, or of a new one where there is none."""

    raw: dict[str, object]
    stored: Any = None
    verdict: Verdict = Verdict.NEW
    problems: list[Problem] = field(default_factory=list)
    made: Any = None
    entry: Entry | None = None  # the stage that a new merchant is said to be in

    def fail(self, *problems: Problem) -> None:
        self.verdict = Verdict.FAULTY
        self.problems += problems


def judge(record: type[Record], one: Taken, today: date) -> None:
    """Read it; what other rows say against it is not asked here."""
    raw = one.raw
    if one.stored is None and record is Merchant:
        one.entry = merchants.parted(raw)
        one.problems += one.entry.problems
        raw = one.entry.raw
    one.made, problems = records.read(record, raw, one.stored, today)
    if problems or one.problems:
        one.fail(*problems)
    elif one.stored is not None:
        fields = spec_of(record).fields
        same = all(getattr(one.made, key) == getattr(one.stored, key) for key in fields)
        one.verdict = Verdict.SAME if same else Verdict.CHANGED


def write(work: Work, record: type[Record], every: Sequence[Taken], today: date) -> None:
    """Change and add what was judged so; new rows go to the end of a hand order, in this one."""
    bulk.change(work, record, (one.made for one in every if one.verdict is Verdict.CHANGED))
    new = [one for one in every if one.verdict is Verdict.NEW]
    for one in new:
        if one.entry:
            merchants.settle(one.made, one.entry, today)
    bulk.add(work, record, (one.made for one in new))
    if record is Merchant:
        work.add_all(merchants.first_moves((one.made for one in new), today))
