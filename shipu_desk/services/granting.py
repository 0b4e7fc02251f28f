"""Grant awards (授牌): a number without gap, a basis, and the merchant's move to 示范."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shipu_desk.db.work import Work
from shipu_desk.domain.awards import (
    Award,
    AwardAct,
    AwardEvent,
    doubt_about_body,
    doubt_about_title,
)
from shipu_desk.domain.changes import Act
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.merchants import Merchant, Stage, StageMove, Status
from shipu_desk.domain.records import Problem, Rejected
from shipu_desk.errors import Refused
from shipu_desk.services import register
from shipu_desk.services.award_requests import Requests
from shipu_desk.services.award_requests import next_number as _next_number
from shipu_desk.services.desk import Desk
from shipu_desk.services.merchants import shift
from shipu_desk.services.register import Row


@dataclass(frozen=True)
class Granted:
    """The awards granted, in the order asked for, and what the clerk should look at again."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """The numbers that would be given, and what the clerk should look at before."""

    numbers: tuple[str, ...]
    warnings: tuple[str, ...]


class _Enough(Exception):
    """No error: the trial is over and nothing is kept."""

    def __init__(self, trial: Trial) -> None:
        super().__init__()
        self.trial = trial


def grant(desk: Desk, raw: Raw) -> Granted:
    """Grant one award. `raw` says merchant (name, code or id), on, and optionally round, title,
    basis, body, number; what is not said comes from the round, then from the settings.

    A legal act: never undone, only countered by 摘牌. Raises Rejected with the faults under the
    keys of Award, DeskError.
    """
    return _grant(desk, [raw])


def grant_many(desk: Desk, raws: Sequence[Raw]) -> Granted:
    """Grant all of them in one act, or none: Rejected then names every merchant and its fault."""
    if not raws:
        raise Refused("没有选中单位，没有授牌")
    return _grant(desk, raws)


def trial(desk: Desk, raws: Sequence[Raw]) -> Trial:
    """What `grant_many` would do, nothing written: for the question before the act.

    Raises what granting would raise.
    """
    try:
        with desk.store.writing("授牌", desk.clerk, Act.GRANT) as work:
            awards, warnings = _written(work, desk, raws)
            raise _Enough(Trial(tuple(award.number for award in awards), warnings))
    except _Enough as enough:
        return enough.trial


def next_number(desk: Desk, year: int) -> str:
    """The number that the year's next award will have, if none is granted before."""
    with desk.store.reading() as session:
        return _next_number(session, desk.settings(), year)[1]


def _grant(desk: Desk, raws: Sequence[Raw]) -> Granted:
    with desk.store.writing("授牌", desk.clerk, Act.GRANT) as work:
        awards, warnings = _written(work, desk, raws)
        more = f"等{len(awards)}家" if len(awards) > 1 else ""
        work.title(f"授牌：{awards[0].number} {awards[0].name}{more}")
        ids = [award.id or 0 for award in awards]
    return Granted(tuple(register.page(desk, Award, ids)), warnings)


def _written(work: Work, desk: Desk, raws: Sequence[Raw]) -> tuple[list[Award], tuple[str, ...]]:
    granting, awards, problems = _Granting(work, desk.today()), list[Award](), list[Problem]()
    for raw in raws:
        award, faults = granting.requests.award(raw)
        problems += faults if len(raws) == 1 else _named(raw, faults)
        if award and not problems:
            granting.write(award)
            awards.append(award)
    if problems:
        raise Rejected(problems)
    granting.follow(awards)
    return awards, tuple(granting.warnings)


def _named(raw: Raw, faults: Sequence[Problem]) -> list[Problem]:
    said = raw.get("merchant") or raw.get("merchant_id") or raw.get("name") or "（未填单位）"
    return [Problem("", f"“{said}”：{fault.message}") for fault in faults]


class _Granting:
    """One act of granting under way, and what was noticed."""

    def __init__(self, work: Work, today: date) -> None:
        self._work, self._today = work, today
        self.requests = Requests(work)
        self.warnings: dict[str, None] = {}

    def write(self, award: Award) -> None:
        """The award alone, so that the next request finds its number taken."""
        self._look(award, self._work.get_one(Merchant, award.merchant_id))
        self._work.add(award)
        self._work.flush()

    def follow(self, awards: Sequence[Award]) -> None:
        """What happened, and the merchants' moves: together, so that the journal holds them so."""
        for award in awards:
            self._work.add(_event(award))
            merchant = self._work.get_one(Merchant, award.merchant_id)
            if merchant.stage is Stage.CULTIVATED:
                shift(self._work, merchant, _move(award))

    def _look(self, award: Award, merchant: Merchant) -> None:
        """What is not refused but should be looked at again."""
        noticed = [doubt_about_body(award.body), doubt_about_title(award.title)]
        if award.granted_on > self._today:
            noticed.append(f"授牌日期{award.granted_on}晚于今天，请核对")
        elif award.granted_on.year != self._today.year:
            year = award.granted_on.year
            noticed.append(f"授牌日期{award.granted_on}不在今年，编号归入{year}年，请核对")
        if merchant.joined_on and award.granted_on < merchant.joined_on:
            joined = f"早于“{merchant.name}”的入库日期{merchant.joined_on}"
            noticed.append(f"授牌日期{award.granted_on}{joined}，请核对")
        if merchant.status is not Status.OPERATING:
            noticed.append(f"“{merchant.name}”登记状态为“{merchant.status}”，请核对")
        self.warnings |= dict.fromkeys(told for told in noticed if told)


def _event(award: Award) -> AwardEvent:
    return AwardEvent(
        award_id=award.id or 0,
        act=AwardAct.GRANT,
        happened_on=award.granted_on,
        basis=award.basis,
    )


def _move(award: Award) -> StageMove:
    return StageMove(
        merchant_id=award.merchant_id,
        origin=Stage.CULTIVATED,
        to=Stage.EXEMPLARY,
        moved_on=award.granted_on,
        reason=f"授牌 {award.number}",
        basis=award.basis,
    )
