"""The print log: what was printed, by whom, when, and what the printer was told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from shipu_desk.db.tables import table_of
from shipu_desk.domain.awards import Award, AwardState, Printing
from shipu_desk.domain.changes import Act
from shipu_desk.domain.printing import Printed, Sent
from shipu_desk.errors import DeskError, Refused
from shipu_desk.services.desk import Desk

TOLD = 200  # characters of the pages asked for that a line of the log holds


def where(sent: Sent) -> str:
    """The destination as the log has it."""
    return f"打印机 {sent.printer}".strip()


def told(printing: Printing, sent: Sent, pages: str = "") -> Printing:
    """The line with what the printer was told; `pages` where they are not those of the job."""
    said = pages or sent.told
    printing.printer, printing.copies, printing.sides = sent.printer, sent.copies, sent.sides
    printing.pages = said if len(said) <= TOLD else f"{said[: TOLD - 1]}…"
    return printing


def document(desk: Desk, kind: Printed, what: str, sent: Sent) -> None:
    """A document other than an award went to a printer. Raises Refused."""
    line = Printing(form=kind, what=what[:120], moment="", by="", file=where(sent))
    write(desk, f"打印{kind}：{what}", [told(line, sent)])


def write(desk: Desk, title: str, made: Sequence[Printing]) -> list[str]:
    """Write down what was printed; tells of awards that were revoked while it was.

    Raises Refused where the log could not be written.
    """
    if not made:
        return []
    try:
        with desk.store.writing(title, desk.clerk, Act.PRINT) as work:
            moment = desk.now().isoformat(timespec="seconds")
            for printing in made:
                printing.moment, printing.by = moment, desk.clerk
            work.add_all(made)
            columns = table_of(Award).c
            ended = select(columns.number).where(
                columns.id.in_({one.award_id for one in made if one.award_id}),
                columns.state == AwardState.REVOKED,
            )
            return [f"{number}在打印期间已摘牌，这一份请作废" for number in work.scalars(ended)]
    except DeskError as trouble:
        raise Refused(f"已经打印，但打印记录没有写入：{trouble}；请重新打印一次") from trouble
