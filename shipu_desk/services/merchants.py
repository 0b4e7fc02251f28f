"""The cultivation pool: merchants come in, and move from stage to stage with reason and basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shipu_desk.db.work import Work
from shipu_desk.domain.fields import FieldError, Raw
from shipu_desk.domain.merchants import BY_AWARD, Merchant, Stage, StageMove, refusal
from shipu_desk.domain.records import Problem, Rejected, spec_of
from shipu_desk.services import records, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.references import Names
from shipu_desk.services.register import Query, Row

LATER = "日期不能晚于今天"
ONLY_THE_GONE = "退出日期只用于阶段为“退出”的单位"


class Entry(NamedTuple):
    """A merchant's raw values parted from the stage that it is said to be in."""

    raw: dict[str, object]
    stage: Stage
    left_on: date | None
    problems: list[Problem]


def parted(raw: Raw) -> Entry:
    """What a file says of a new merchant, the stage and the day of leaving taken out and read."""
    fields, problems = spec_of(Merchant).fields, list[Problem]()

    def value(key: str) -> object:
        try:
            return fields[key].read(raw.get(key))
        except FieldError as error:
            problems.append(Problem(key, f"{fields[key].label}{error}"))
            return None

    stage, left_on = value("stage") or Stage.CANDIDATE, value("left_on")
    assert isinstance(stage, Stage)
    assert left_on is None or isinstance(left_on, date)
    if stage is Stage.EXEMPLARY:
        problems.append(Problem("stage", BY_AWARD))
    if left_on and stage is not Stage.WITHDRAWN:
        problems.append(Problem("left_on", ONLY_THE_GONE))
    rest = {key: said for key, said in raw.items() if key not in {"stage", "left_on"}}
    return Entry(rest, stage, left_on, problems)


def settle(merchant: Merchant, entry: Entry, today: date) -> None:
    """Put a new merchant into the stage that its entry says; `first_move` tells of it."""
    merchant.stage = entry.stage
    if entry.stage is Stage.WITHDRAWN:
        merchant.left_on = entry.left_on or today


def first_moves(merchants: Iterable[Merchant], today: date) -> Iterator[StageMove]:
    """The moves implied by new merchants (with ids) that are past the pool's door already."""
    for merchant in merchants:
        if merchant.stage is not Stage.CANDIDATE:
            yield StageMove(
                merchant_id=merchant.id or 0,
                origin=Stage.CANDIDATE,
                to=merchant.stage,
                moved_on=merchant.left_on or merchant.joined_on or today,
                reason=f"登记时已为“{merchant.stage}”",
            )


def enter(work: Work, raw: Raw, today: date, *, twin_accepted: bool = False) -> Merchant:
    """A new merchant inside a unit of work; references are ids. Raises Rejected."""
    entry = parted(raw)
    try:
        made = records.save(work, Merchant, entry.raw, twin_accepted=twin_accepted)
    except Rejected as refused:
        raise Rejected([*entry.problems, *refused.problems]) from None
    if entry.problems:
        raise Rejected(entry.problems)
    settle(made, entry, today)
    work.add_all(first_moves([made], today))
    work.flush()
    return made


def add(desk: Desk, raw: Raw, *, twin_accepted: bool = False) -> Row:
    """Add a merchant, also one in a later stage; 示范 is refused. Raises Rejected, DeskError."""
    with desk.store.writing(f"新增{Merchant.LABEL}", desk.clerk) as work:
        known = Names(work).resolved(Merchant, raw)
        made = enter(work, known, desk.today(), twin_accepted=twin_accepted)
        work.title(f"新增{Merchant.LABEL}：{made.name}")
    return register.get(desk, Merchant, made.id or 0)


@dataclass(frozen=True)
class Going:
    """Where merchants are to move, when and why; days may be text. `to` is a stage's word."""

    to: str
    on: object
    reason: str
    basis: str | None = None

    def raw(self) -> dict[str, object]:
        return {"to": self.to, "moved_on": self.on, "reason": self.reason, "basis": self.basis}


def move(
    desk: Desk,
    merchant_id: int,
    to: str,
    on: object,
    reason: str,
    basis: str | None = None,
    version: int | None = None,
) -> Row:
    """Move one merchant; `version` is that of the row shown, None for the row as it is.

    Raises Rejected (faults under the keys of StageMove), Stale, DeskError.
    """
    if version is None:
        version = register.get(desk, Merchant, merchant_id).version
    with desk.store.writing("变更阶段", desk.clerk) as work:
        merchant = records.shown(work, Merchant, merchant_id, version)
        made, problems = _read(merchant, Going(to, on, reason, basis), desk.today())
        if made is None:
            raise Rejected(problems)
        shift(work, merchant, made)
        work.title(f"变更阶段：{merchant.name} {made.origin}→{made.to}")
    return register.get(desk, Merchant, merchant_id)


def move_many(desk: Desk, shown: Mapping[int, int], going: Going) -> int:
    """Move all of them (id → version shown) or none; how many. Raises Rejected naming each."""
    with desk.store.writing("变更阶段", desk.clerk) as work:
        moves, problems = list[tuple[Merchant, StageMove]](), list[Problem]()
        for id, version in shown.items():
            merchant = records.shown(work, Merchant, id, version)
            made, faults = _read(merchant, going, desk.today())
            problems += _named(merchant, faults)
            if made:
                moves.append((merchant, made))
        if problems:
            raise Rejected(list(dict.fromkeys(problems)))
        for merchant, made in moves:
            shift(work, merchant, made)
        work.title(f"变更阶段：{len(moves)}家→{going.to}")
    return len(moves)


def _read(merchant: Merchant, going: Going, today: date) -> tuple[StageMove | None, list[Problem]]:
    raw = {**going.raw(), "merchant_id": merchant.id, "origin": merchant.stage}
    made, problems = spec_of(StageMove).read(raw)
    if made is None:
        return None, problems
    why = refusal(made.origin, made.to)
    problems = [Problem("to", why)] if why else []
    if made.moved_on > today:
        problems.append(Problem("moved_on", LATER))
    return (None if problems else made), problems


def _named(merchant: Merchant, faults: Sequence[Problem]) -> list[Problem]:
    """Faults of the stage belong to one merchant, the others to what was asked of all."""
    return [
        Problem(p.key, f"“{merchant.name}”{p.message}" if p.key == "to" else p.message)
        for p in faults
    ]


def shift(work: Work, merchant: Merchant, made: StageMove) -> None:
    """Carry a move out that has been found lawful; acts of awarding use it too."""
    merchant.stage = made.to
    merchant.left_on = made.moved_on if made.to is Stage.WITHDRAWN else None
    work.add(made)


def moves(desk: Desk, merchant_id: int) -> list[Row]:
    """The moves of one merchant as they were recorded: each begins where the last one ended."""
    query = Query(equal={"merchant_id": merchant_id}, order="id")
    return register.page(desk, StageMove, register.find(desk, StageMove, query))
