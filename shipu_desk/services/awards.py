"""Awards once granted: looked up by number, reissued, revoked (摘牌)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Work
from shipu_desk.domain.awards import Award, AwardAct, AwardEvent, AwardState, Printing
from shipu_desk.domain.changes import Act
from shipu_desk.domain.merchants import Merchant, Stage, StageMove
from shipu_desk.domain.records import Problem, Record, Rejected, spec_of
from shipu_desk.domain.texts import tidy
from shipu_desk.errors import Refused
from shipu_desk.services import records, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.merchants import LATER, shift
from shipu_desk.services.register import Query, Row


def by_number(desk: Desk, number: str) -> Row:
    """The award of a number. Raises Refused where there is none."""
    with desk.store.reading() as session:
        columns = table_of(Award).c
        id = session.scalar(select(columns.id).where(columns.number == tidy(number)))
    if id is None:
        raise Refused(f"没有编号为“{number}”的授牌")
    return register.get(desk, Award, id)


def events(desk: Desk, award_id: int) -> list[Row]:
    """What happened to an award: 授牌, 补发, 摘牌, as they were recorded."""
    return _of_award(desk, AwardEvent, award_id)


def printings(desk: Desk, award_id: int) -> list[Row]:
    """Every time an award was printed: who, what, when, into which file."""
    return _of_award(desk, Printing, award_id)


def _of_award(desk: Desk, record: type[Record], award_id: int) -> list[Row]:
    query = Query(equal={"award_id": award_id}, order="id")
    return register.page(desk, record, register.find(desk, record, query))


def revoke(
    desk: Desk,
    number: str,
    on: object,
    reason: str,
    basis: str | None = None,
    version: int | None = None,
) -> Row:
    """摘牌: the award ends, every way of printing it is closed, and the merchant goes back to
    培育 unless another valid award holds it up.

    A legal act. `on` may be text; `version` is that of the row shown. Raises Rejected (faults
    under the keys of AwardEvent), Stale, DeskError.
    """
    row = by_number(desk, number)
    with desk.store.writing(f"摘牌：{row.title}", desk.clerk, Act.REVOKE) as work:
        award = _valid(work, row, version)
        event = _event(award, AwardAct.REVOKE, (on, reason, basis), desk.today())
        award.state = AwardState.REVOKED
        award.revoked_on, award.revoke_reason = event.happened_on, event.reason
        work.add(event)
        work.flush()
        _step_back(work, award, event)
    return register.get(desk, Award, row.id)


def reissue(
    desk: Desk,
    number: str,
    on: object,
    reason: str,
    basis: str | None = None,
    version: int | None = None,
) -> Row:
    """补发: the number stays; what is printed from now on carries 补发. A legal act.

    Raises Rejected (faults under the keys of AwardEvent), Stale, DeskError.
    """
    row = by_number(desk, number)
    with desk.store.writing(f"补发：{row.title}", desk.clerk, Act.REISSUE) as work:
        award = _valid(work, row, version)
        event = _event(award, AwardAct.REISSUE, (on, reason, basis), desk.today())
        award.reissues += 1
        work.add(event)
        work.flush()
    return register.get(desk, Award, row.id)


def _valid(work: Work, row: Row, version: int | None) -> Award:
    award = records.shown(work, Award, row.id, row.version if version is None else version)
    if award.state is AwardState.REVOKED:
        raise Refused(f"“{award.number}”已于{award.revoked_on}摘牌，没有改动")
    return award


def _event(
    award: Award, act: AwardAct, said: tuple[object, str, str | None], today: date
) -> AwardEvent:
    on, reason, basis = said
    raw = {"award_id": award.id, "act": act, "happened_on": on, "reason": reason, "basis": basis}
    event, problems = spec_of(AwardEvent).read(raw)
    if not str(reason or "").strip():
        problems.append(Problem("reason", f"{act}原因必填"))
    if event and event.happened_on > today:
        problems.append(Problem("happened_on", LATER))
    # an award dated ahead of the ceremony can still be taken back today
    if event and event.happened_on < min(award.granted_on, today):
        problems.append(Problem("happened_on", f"不能早于授牌日期{award.granted_on}"))
    if problems:
        raise Rejected(problems)
    return event  # type: ignore[no-any-return]


def _step_back(work: Work, award: Award, event: AwardEvent) -> None:
    """示范 rests on a valid award; without one the merchant is 培育 again."""
    columns = table_of(Award).c
    held = select(func.count()).where(
        columns.merchant_id == award.merchant_id, columns.state == AwardState.GRANTED
    )
    merchant = work.get_one(Merchant, award.merchant_id)
    if work.scalar(held) or merchant.stage is not Stage.EXEMPLARY:
        return
    move = StageMove(
        merchant_id=award.merchant_id,
        origin=Stage.EXEMPLARY,
        to=Stage.CULTIVATED,
        moved_on=event.happened_on,
        reason=f"摘牌 {award.number}",
        basis=event.basis,
    )
    shift(work, merchant, move)
