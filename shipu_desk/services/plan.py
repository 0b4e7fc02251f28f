"""The plan's own data (象政办发〔2023〕8号): one click loads it, one click removes it.

The rows carry fixed identities, so that they are known again after a change of name and are the
same rows on every desk that loads the plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from shipu_desk import resources
from shipu_desk.db.tables import table_of
from shipu_desk.db.titles import titles
from shipu_desk.db.work import Work
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.fields import Ref
from shipu_desk.domain.members import Member, Post
from shipu_desk.domain.places import Street
from shipu_desk.domain.records import Record, Rejected, spec_of
from shipu_desk.domain.units import Unit
from shipu_desk.errors import DeskError
from shipu_desk.services import records
from shipu_desk.services.desk import Desk
from shipu_desk.services.plan_removal import Left, take_out
from shipu_desk.services.records import natural_key

FOLDER = "plan-2023"
LOADING, REMOVING = "载入2023年方案数据", "移除2023年方案数据"
# Parents before their children.
PARTS: tuple[type[Record], ...] = (Unit, Member, Post, Duty, Street)
_SPACE = UUID("8d6f2a52-33a5-5c6d-9f0e-2b1a7c4e2023")

Entry = Mapping[str, Any]


class PlanDamaged(DeskError):
    """The plan's files that come with the program are not whole."""


@dataclass(frozen=True)
class Loaded:
    """How many rows of each register were added, and which were there already."""

    added: Mapping[str, int]
    kept: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        if not self.added:
            return "方案数据此前已经载入，这次没有新增"
        told = "、".join(f"{label}{count}条" for label, count in self.added.items())
        rest = f"；已有的{len(self.kept)}条没有改动" if self.kept else ""
        return f"已载入方案数据：{told}{rest}"


@dataclass(frozen=True)
class Removed:
    """How many rows went, and which were left for what reason."""

    count: int
    left: tuple[Left, ...]

    def __str__(self) -> str:
        if not self.count and not self.left:
            return "没有载入过方案数据，无需移除"
        rest = f"，{len(self.left)}条留下没有动" if self.left else ""
        return f"已移除方案数据{self.count}条{rest}"


def facts() -> Entry:
    """The document itself: name, document (文号), issued_on, issuer."""
    return _read("plan")  # type: ignore[no-any-return]


def entries(record: type[Record]) -> list[Entry]:
    """The plan's rows of one register as raw input; references are names."""
    return _read(record.PLURAL)  # type: ignore[no-any-return]


def _read(name: str) -> Any:
    try:
        return json.loads(resources.text(f"{FOLDER}/{name}.json"))
    except (OSError, ValueError):
        raise PlanDamaged("随程序带的方案数据不完整，没有载入；请重新安装本程序") from None


def identity(record: type[Record], entry: Entry) -> str:
    """The fixed uid of an entry, made of what names it in the plan."""
    said = (str(entry.get(key) or "") for key in record.NATURAL_KEY)
    return str(uuid5(_SPACE, "|".join((spec_of(record).name, *said))))


def load(desk: Desk) -> Loaded:
    """Add what is missing of the plan's rows, one change set; rows that are there stay as they are.

    A second load adds nothing and leaves no change set.
    """
    with desk.store.writing(LOADING, desk.clerk) as work:
        loading = _Loading(work)
        for record in PARTS:
            for entry in entries(record):
                loading.take(record, entry)
        return Loaded(loading.added, tuple(loading.kept()))


def is_loaded(desk: Desk) -> bool:
    """Whether a row of the plan is there."""
    with desk.store.reading() as session:
        return any(
            session.scalar(select(table_of(record).c.id).where(table_of(record).c.uid.in_(uids)))
            for record, uids in _identities()
        )


def remove(desk: Desk) -> Removed:
    """Remove the plan's rows that nobody touched and nothing else refers to, one change set."""
    with desk.store.writing(REMOVING, desk.clerk) as work:
        count, left = take_out(work, dict(_identities()))
    return Removed(count, tuple(left))


def _identities() -> Iterator[tuple[type[Record], list[str]]]:
    for record in PARTS:
        yield record, [identity(record, entry) for entry in entries(record)]


class _Loading:
    """One load under way: what the plan's names stand for, what was added and what was there."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ids: dict[tuple[str, str], int] = {}
        self._kept: list[tuple[str, int]] = []
        self._labels: dict[str, str] = {}
        self.added: dict[str, int] = {}

    def take(self, record: type[Record], entry: Entry) -> None:
        spec = spec_of(record)
        made = self._made(record, entry)
        there = self._there(record, made)
        if there is None:
            made = records.keep(self._work, made)
            self.added[record.LABEL] = self.added.get(record.LABEL, 0) + 1
        else:
            self._kept.append((spec.name, there))
            self._labels[spec.name] = record.LABEL
        known_as = str(entry[record.NATURAL_KEY[0]])
        self._ids[spec.name, known_as] = there or made.id or 0

    def _made(self, record: type[Record], entry: Entry) -> Record:
        fields = spec_of(record).fields
        raw = {
            key: self._ids[field.to, value] if isinstance(field := fields[key], Ref) else value
            for key, value in entry.items()
        }
        made, problems = spec_of(record).read(raw)
        if made is None:
            raise Rejected(problems)
        made.uid = identity(record, entry)
        if "order" in fields and not self._free(record, made.order):
            made.order = None  # someone else's place: the row goes to the end
        return made  # type: ignore[no-any-return]

    def _free(self, record: type[Record], order: int) -> bool:
        columns = table_of(record).c
        return self._work.scalar(select(columns.id).where(columns.order == order)) is None

    def _there(self, record: type[Record], made: Record) -> int | None:
        """The row that is the entry already: by its identity, else by what it is called."""
        columns = table_of(record).c
        same = [columns[key].is_not_distinct_from(value) for key, value in natural_key(made)]
        by_uid = self._work.scalar(select(columns.id).where(columns.uid == made.uid))
        return by_uid or self._work.scalar(select(columns.id).where(*same).limit(1))

    def kept(self) -> Iterator[tuple[str, str]]:
        for name, id in self._kept:
            yield self._labels[name], titles(self._work, name, [id])[id]
