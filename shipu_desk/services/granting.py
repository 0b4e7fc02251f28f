"""Grant awards (授牌): a number without gap, a basis, and the merchant's move to 示范."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import extract, func, select

from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Work
from shipu_desk.domain.awards import (
    Award,
    AwardAct,
    AwardEvent,
    AwardState,
    Round,
    doubt_about_body,
    doubt_about_title,
)
from shipu_desk.domain.changes import Act
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.merchants import Merchant, Stage, StageMove, Status
from shipu_desk.domain.records import Problem, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import Refused
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.merchants import shift
from shipu_desk.services.records import Rejected
from shipu_desk.services.references import Names
from shipu_desk.services.register import Row

# What a request may say; the words of the command line beside the names of the fields.
ALIASES = {"merchant": "merchant_id", "round": "round_id", "on": "granted_on"}
KEYS = frozenset(
    {"merchant_id", "round_id", "granted_on", "title", "basis", "body", "number", "name"}
)


@dataclass(frozen=True)
class Granted:
    """The awards granted, in the order asked for, and what the clerk should look at again."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]


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


def _grant(desk: Desk, raws: Sequence[Raw]) -> Granted:
    today = desk.today()
    with desk.store.writing("授牌", desk.clerk, Act.GRANT) as work:
        granting = _Granting(work, today)
        awards, problems = list[Award](), list[Problem]()
        for raw in raws:
            award, faults = granting.award(raw)
            problems += faults if len(raws) == 1 else _named(raw, faults)
            if award and not problems:
                granting.write(award)
                awards.append(award)
        if problems:
            raise Rejected(problems)
        more = f"等{len(awards)}家" if len(awards) > 1 else ""
        work.title(f"授牌：{awards[0].number} {awards[0].name}{more}")
        ids = [award.id or 0 for award in awards]
    return Granted(tuple(register.page(desk, Award, ids)), tuple(granting.warnings))


def _named(raw: Raw, faults: Sequence[Problem]) -> list[Problem]:
    said = raw.get("merchant") or raw.get("merchant_id") or raw.get("name") or "（未填单位）"
    return [Problem("", f"“{said}”：{fault.message}") for fault in faults]


class _Granting:
    """One act of granting under way: what is known, and what was noticed."""

    def __init__(self, work: Work, today: date) -> None:
        self._work, self._today = work, today
        self._names = Names(work)
        self._settings = work.scalars(select(Settings)).one()
        self.warnings: dict[str, None] = {}

    def award(self, raw: Raw) -> tuple[Award | None, list[Problem]]:
        """The award that is asked for, not yet written, or what is wrong with it."""
        said = {ALIASES.get(key, key): value for key, value in raw.items()}
        strange = [Problem(key, f"授牌没有“{key}”这一项") for key in said if key not in KEYS]
        said.setdefault("merchant_id", said.get("name"))
        known = self._names.resolved(Award, said)
        merchant = self._found(Merchant, known.get("merchant_id"))
        self._fill(known, merchant)
        made, problems = spec_of(Award).read({**known, "number": "-", "serial": 0})
        problems = [*strange, *self._clearer(problems, said)]
        if made and merchant:
            problems += [*self._misfits(made, merchant, said), *self._number(made, known)]
        return (None if problems else made), problems

    def _found(self, record: type[Any], id: object) -> Any:
        return self._work.get(record, id) if isinstance(id, int) else None

    def _fill(self, known: dict[str, object], merchant: Merchant | None) -> None:
        """What the request leaves open: from the round, then from the settings."""
        round = self._found(Round, known.get("round_id"))
        settings = self._settings
        known["name"] = merchant.name if merchant else "-"
        for key, standing in (
            ("title", settings.award_title), ("body", settings.awarding_body), ("basis", None),
        ):  # fmt: skip
            known[key] = known.get(key) or getattr(round, key, None) or standing

    def _clearer(self, problems: Sequence[Problem], said: Mapping[str, object]) -> list[Problem]:
        """A name that several merchants have is no missing merchant."""
        name = said.get("merchant_id")
        columns = table_of(Merchant).c
        same = select(func.count()).where(columns.name == name)
        count = self._work.scalar(same) if isinstance(name, str) else 0
        if not count or count < 2:
            return list(problems)
        told = f"有{count}家单位叫“{name}”，请改填统一社会信用代码"
        return [Problem(p.key, told) if p.key == "merchant_id" else p for p in problems]

    def _misfits(
        self, made: Award, merchant: Merchant, said: Mapping[str, object]
    ) -> list[Problem]:
        if said.get("name") and str(said["name"]).strip() != merchant.name:
            return [Problem("name", f"单位名称与登记的“{merchant.name}”不符")]
        if merchant.stage not in (Stage.CULTIVATED, Stage.EXEMPLARY):
            told = f"“{merchant.name}”现为“{merchant.stage}”，先变更为“培育”再授牌"
            return [Problem("merchant_id", told)]
        return self._doubled(made)

    def _doubled(self, made: Award) -> list[Problem]:
        """A merchant holds a title once for a year."""
        columns = table_of(Award).c
        same = select(columns.number).where(
            columns.merchant_id == made.merchant_id,
            columns.title == made.title,
            columns.state == AwardState.GRANTED,
            extract("year", columns.granted_on) == made.granted_on.year,
        )
        number = self._work.scalar(same.limit(1))
        if number is None:
            return []
        told = f"“{made.name}”{made.granted_on.year}年已有这一称号的有效授牌（{number}）"
        return [Problem("merchant_id", told)]

    def _number(self, made: Award, known: Mapping[str, object]) -> list[Problem]:
        """The year's next number; a number given by hand takes over an award of before."""
        year = made.granted_on.year
        serial = self._next(year)
        made.number, made.serial = self._settings.award_number(year, serial), serial
        given = spec_of(Award).fields["number"].read(known.get("number"))
        if given and given != made.number:
            if self._settings.place_of(str(given)):
                return [Problem("number", f"{year}年的下一个编号是{made.number}，不能跳号或重号")]
            made.number, made.serial = str(given), 0
        return self._taken(made.number)

    def _next(self, year: int) -> int:
        columns = table_of(Award).c
        of_year = extract("year", columns.granted_on) == year
        return 1 + (self._work.scalar(select(func.max(columns.serial)).where(of_year)) or 0)

    def _taken(self, number: str) -> list[Problem]:
        columns = table_of(Award).c
        holder = self._work.scalar(select(columns.name).where(columns.number == number))
        told = f"编号{number}已授予“{holder}”，不能重复使用"
        return [Problem("number", told)] if holder else []

    def write(self, award: Award) -> None:
        """The award, what happened, and the merchant's move."""
        merchant = self._work.get_one(Merchant, award.merchant_id)
        self._look(award, merchant)
        self._work.add(award)
        self._work.flush()
        event = AwardEvent(
            award_id=award.id or 0,
            act=AwardAct.GRANT,
            happened_on=award.granted_on,
            basis=award.basis,
        )
        self._work.add(event)
        if merchant.stage is Stage.CULTIVATED:
            shift(self._work, merchant, _move(award))
        self._work.flush()

    def _look(self, award: Award, merchant: Merchant) -> None:
        """What is not refused but should be looked at again."""
        noticed = [doubt_about_body(award.body), doubt_about_title(award.title)]
        if award.granted_on > self._today:
            noticed.append(f"授牌日期{award.granted_on}晚于今天，请核对")
        if merchant.status is not Status.OPERATING:
            noticed.append(f"“{merchant.name}”登记状态为“{merchant.status}”，请核对")
        self.warnings |= dict.fromkeys(told for told in noticed if told)


def _move(award: Award) -> StageMove:
    return StageMove(
        merchant_id=award.merchant_id,
        origin=Stage.CULTIVATED,
        to=Stage.EXEMPLARY,
        moved_on=award.granted_on,
        reason=f"授牌 {award.number}",
        basis=award.basis,
    )
