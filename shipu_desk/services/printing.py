"""Plaques and certificates on paper: who asked for what, what was made, and every print logged."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select

from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Reading
from shipu_desk.documents import certificates, plaques
from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.batch import Left, Outcome, Progress, run
from shipu_desk.documents.design import templates
from shipu_desk.domain.awards import Award, AwardState, Form, Printing, Round
from shipu_desk.domain.printing import Overprint, Printed, Sent
from shipu_desk.domain.texts import tidy
from shipu_desk.domain.verification import check_code, payload
from shipu_desk.errors import Refused
from shipu_desk.services import fonts, print_log, proofs
from shipu_desk.services.desk import Desk
from shipu_desk.services.references import Names

__all__ = ["Outcome", "Progress", "run"]

KEY = "award key"
REISSUED = "补发"
KINDS = {Form.PLAQUE: "plaque", Form.CERTIFICATE: "certificate"}
SHIPPED = {Form.PLAQUE: plaques.SHIPPED, Form.CERTIFICATE: certificates.SHIPPED}
Writer = Callable[..., Generator[Progress, None, Outcome]]
NO_OVERPRINT = "套打只用于证书；牌匾由制作单位做，没有打印"


@dataclass(frozen=True)
class Choice:
    """Which awards: those of a round (name or id), those of these numbers, or every one."""

    round: str | int | None = None
    numbers: Sequence[str] = ()


def template_list(form: Form) -> list[tuple[str, str]]:
    """The templates that come with the program: (name, what the clerk calls it)."""
    return [(name, templates.shipped(name).name) for name in SHIPPED[form]]


def called(form: Form, template: str | Path) -> str:
    """What the print log calls a template: as the clerk does, or its file without the folders."""
    return dict(template_list(form)).get(str(template)) or Path(template).stem


def template_of(desk: Desk, form: Form, said: str | Path | None = None) -> str | Path:
    """A shipped template's name, one in the desk's folder by name, or a file. Raises Refused."""
    if said is None or said in SHIPPED[form]:
        return str(said or SHIPPED[form][0])
    named = desk.paths.templates / f"{said}.toml"
    found = next((path for path in (named, Path(said)) if os.path.isfile(path)), None)
    if found is None:
        known = "、".join(SHIPPED[form])
        raise Refused(f"没有“{said}”这个{form}版式，随程序带的有：{known}")
    return found


def print_awards(
    desk: Desk,
    form: Form,
    path: Path | None,
    choice: Choice | None = None,
    *,
    template: str | Path | None = None,
    split: Path | None = None,
    overprint: Overprint | None = None,
) -> Generator[Progress, None, Outcome]:
    """Print into the file `path` and the folder `split` (one file each), and log what was made.

    `overprint` (certificates only) leaves out what bought stock carries.

    Yields progress, returns the outcome: made + skipped + failed is what was asked for. Revoked
    awards are skipped by name. Closing it early logs only what was made by then. Raises Refused,
    TemplateRefused, NotWritten.
    """
    chosen = template_of(desk, form, template)
    outcome = Outcome()
    facts, ids = _facts(desk, choice or Choice(), outcome)
    writing = _writing(form, overprint)(
        facts, path, fonts.fonts(desk), template=chosen, split=split, outcome=outcome
    )
    marks = {award.number: award.mark for award in facts}
    try:
        yield from writing
    finally:
        writing.close()
        line = partial(_line, form, called(form, chosen), overprint)
        made = [
            line(ids[one.number], str((one.own or one.path).absolute()), marks[one.number])
            for one in outcome.made
        ]
        outcome.messages += print_log.write(desk, _title(form, made), made)
    outcome.messages += fonts.troubles(desk)
    return outcome


def _writing(form: Form, overprint: Overprint | None) -> Writer:
    """Raises Refused."""
    if form is Form.CERTIFICATE:
        return partial(certificates.write_certificates, overprint=overprint)
    if overprint:
        raise Refused(NO_OVERPRINT)
    return plaques.write_plaques


def preview(
    desk: Desk,
    form: Form,
    choice: Choice,
    *,
    template: str | Path | None = None,
    overprint: Overprint | None = None,
) -> tuple[bytes, Outcome]:
    """The very PDF that would be printed (b"" if nothing can be), not logged; a revoked award
    has no preview either, because a preview can be printed."""
    chosen = template_of(desk, form, template)
    outcome = Outcome()
    facts, _ = _facts(desk, choice, outcome)
    writer, type_ = _writing(form, overprint), fonts.fonts(desk)

    def write(path: Path) -> None:
        for _ in writer(facts, path, type_, template=chosen, outcome=outcome):
            pass

    return proofs.shown(write), outcome


def printed(
    desk: Desk,
    form: Form,
    numbers: Sequence[str],
    where: str,
    *,
    template: str | Path | None = None,
    overprint: Overprint | None = None,
    sent: Sent | None = None,
    pages: Mapping[str, int] | None = None,
) -> list[str]:
    """Log a preview that went to a printer or a file: `where` is its name or path, `sent` what
    the printer was told, `pages` the page of each number in the document sent.

    What came out is logged, also where the award was revoked meanwhile: that is told, as every
    such sheet must be destroyed. Raises Refused for a number that there is not.
    """
    outcome = Outcome()
    with desk.store.reading() as session:
        awards = _numbered(session, numbers, outcome)
    if outcome.failed:
        raise Refused("；".join(f"{one.number}：{one.reason}" for one in outcome.failed))
    line = partial(_line, form, called(form, template_of(desk, form, template)), overprint)
    made = [line(award.id or 0, where, REISSUED if award.reissues else "") for award in awards]
    if sent:
        for award, printing in zip(awards, made, strict=True):
            page = (pages or {}).get(award.number)
            print_log.told(printing, sent, str(page) if page else "")
    return print_log.write(desk, _title(form, made), made)


def _line(
    form: Form, template: str, overprint: Overprint | None, award_id: int, file: str, mark: str
) -> Printing:
    """A line of the print log; its moment and clerk are put in when it is written."""
    return Printing(
        award_id=award_id,
        form=Printed(form),
        moment="",
        by="",
        template=template,
        file=file,
        mark=mark or None,
        overprint=overprint,
    )


def _title(form: Form, made: Sequence[Printing]) -> str:
    return f"打印{form}：{len(made)}份"


def _facts(desk: Desk, choice: Choice, outcome: Outcome) -> tuple[list[AwardFacts], dict[str, int]]:
    """What may be printed, and the ids by number; what may not goes into the outcome."""
    key = desk.store.keepsake(KEY)
    with desk.store.reading() as session:
        awards = _chosen(session, choice, outcome)
    outcome.skipped += [
        Left(award.number, award.name, f"已于{award.revoked_on}摘牌，不打印")
        for award in awards
        if award.state is AwardState.REVOKED
    ]
    valid = [award for award in awards if award.state is AwardState.GRANTED]
    return [facts_of(award, key) for award in valid], {a.number: a.id or 0 for a in valid}


def _chosen(session: Reading, choice: Choice, outcome: Outcome) -> list[Award]:
    columns = table_of(Award).c
    every = select(Award).order_by(columns.granted_on, columns.serial, columns.id)
    if choice.numbers:
        return _numbered(session, choice.numbers, outcome)
    if choice.round is not None:
        round = Names(session).resolved(Award, {"round_id": choice.round})["round_id"]
        if not isinstance(round, int) or session.get(Round, round) is None:
            raise Refused(f"没有“{choice.round}”这个评选批次")
        every = every.where(columns.round_id == round)
    return list(session.scalars(every))


def _numbered(session: Reading, numbers: Iterable[str], outcome: Outcome) -> list[Award]:
    """Awards in the order in which their numbers were given, each as often as asked for."""
    found = list[Award]()
    for number in numbers:
        wanted = select(Award).where(table_of(Award).c.number == tidy(number))
        award = session.scalars(wanted).one_or_none()
        if award is None:
            outcome.failed.append(Left(number, "", "没有这个编号的授牌"))
        else:
            found.append(award)
    return found


def facts_of(award: Award, key: bytes) -> AwardFacts:
    """What one award says on paper, its code signed with the office's key."""
    number, name, day = award.number, award.name, award.granted_on
    return AwardFacts(
        number=number,
        title=award.title,
        name=name,
        body=award.body,
        basis=award.basis,
        granted_on=day,
        year=str(day.year),
        check=check_code(key, number, name, day),
        qr=payload(key, number, name, day),
        mark=REISSUED if award.reissues else "",
    )
