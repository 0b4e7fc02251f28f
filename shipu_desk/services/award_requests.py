"""A request for an award, read against the register: who, what, by whom, under which number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import extract, func, select

from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Reading, Work
from shipu_desk.domain.awards import Award, AwardState, Round
from shipu_desk.domain.fields import FieldError, Raw, Ref
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.records import Problem, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.services import issued
from shipu_desk.services.references import Names

# What a request may say; the words of the command line beside the names of the fields.
ALIASES = {"merchant": "merchant_id", "round": "round_id", "on": "granted_on"}
KEYS = frozenset(
    {"merchant_id", "round_id", "granted_on", "title", "basis", "body", "number", "name"}
)


class Requests:
    """Requests inside one unit of work; names and settings are read once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._names = Names(work)
        self._settings = work.scalars(select(Settings)).one()

    def award(self, raw: Raw) -> tuple[Award | None, list[Problem]]:
        """The award that is asked for, not yet written, or what is wrong with it."""
        said = {ALIASES.get(key, key): value for key, value in raw.items()}
        strange = [Problem(key, f"授牌没有“{key}”这一项") for key in said if key not in KEYS]
        strange += _said_twice(raw)
        said.setdefault("merchant_id", said.get("name"))
        known = self._names.resolved(Award, said)
        merchant = self._found(Merchant, known.get("merchant_id"))
        self._fill(known, merchant)
        made, problems = spec_of(Award).read({**known, "number": "-", "serial": 0})
        problems = [*strange, *self._clearer(problems, said)]
        if made and made.round_id is not None and not self._found(Round, made.round_id):
            problems.append(Problem("round_id", "评选批次已不在登记里，请改选"))
        if made and merchant:
            problems += [*self._misfits(made, merchant, said), *self._number(made, known)]
        return (None if problems else made), problems

    def _found(self, record: type[Any], id: object) -> Any:
        try:
            known = Ref(record.LABEL).read(id)
        except FieldError:  # told beside the field when the award is read
            return None
        return self._work.get(record, known) if known else None

    def _fill(self, known: dict[str, object], merchant: Merchant | None) -> None:
        """What the request leaves open: from the round, then from the settings."""
        round = self._found(Round, known.get("round_id"))
        settings = self._settings
        known["name"] = merchant.name if merchant else "-"
        for key, standing in (
            ("title", settings.award_title), ("body", settings.awarding_body), ("basis", None),
        ):  # fmt: skip
            open_ = not str(known.get(key) or "").strip()
            known[key] = getattr(round, key, None) or standing if open_ else known[key]

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
        made.serial, made.number = next_number(self._work, self._settings, year)
        try:
            given = spec_of(Award).fields["number"].read(known.get("number"))
        except FieldError as error:
            return [Problem("number", f"编号{error}")]
        if given and self._is_its_own(str(given), made):
            placed = self._settings.place_of(str(given))
            made.number, made.serial = str(given), placed[1] if placed and placed[0] == year else 0
            return []
        if given and given != made.number:
            if self._settings.place_of(str(given)):
                return [Problem("number", f"{year}年的下一个编号是{made.number}，不能跳号或重号")]
            made.number, made.serial = str(given), 0
        return self._taken(made.number)

    def _is_its_own(self, number: str, made: Award) -> bool:
        """A number from before a restore, given back to the very unit that holds it on paper."""
        return issued.before_restore(self._work).get(number) == made.name

    def _taken(self, number: str) -> list[Problem]:
        columns = table_of(Award).c
        holder = self._work.scalar(select(columns.name).where(columns.number == number))
        gone = issued.before_restore(self._work).get(number)
        if gone and not holder:
            return [Problem("number", f"编号{number}在恢复备份之前已授予“{gone}”，不能重复使用")]
        told = f"编号{number}已授予“{holder}”，不能重复使用"
        return [Problem("number", told)] if holder else []


def next_number(session: Reading, settings: Settings, year: int) -> tuple[int, str]:
    """Serial and number of the year's next award; awards are never removed, so there is no gap.

    One more than the last of the year; a number that was taken over by hand, before the office
    chose its pattern, is passed over, and so is one that was given out before a restore.
    """
    columns = table_of(Award).c
    of_year = extract("year", columns.granted_on) == year
    serial = 1 + (session.scalar(select(func.max(columns.serial)).where(of_year)) or 0)
    taken, gone = select(columns.id), issued.before_restore(session)
    while (number := settings.award_number(year, serial)) in gone or session.scalar(
        taken.where(columns.number == number)
    ):
        serial += 1
    return serial, number


def _said_twice(raw: Raw) -> list[Problem]:
    """A legal act takes nothing that is said in two ways, even if both say the same."""
    return [
        Problem(key, f"“{word}”和“{key}”是同一项，请只填一个")
        for word, key in ALIASES.items()
        if word in raw and key in raw
    ]
