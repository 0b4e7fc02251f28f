"""信息简报: issues with what the office usually sets, articles from plain text, the PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Work
from shipu_desk.documents.bulletin import ArticleFacts, BulletinFacts, write_bulletin
from shipu_desk.documents.proof import Written
from shipu_desk.domain.bulletins import Article, Bulletin, BulletinState
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.texts import narrow
from shipu_desk.errors import Refused
from shipu_desk.services import fonts, proofs, records, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row

_NUMBER = re.compile(r"(\d{4})\s*(?:[-_/.—–]|年)\s*第?\s*(\d{1,4})\s*期?", re.ASCII)


def defaults(desk: Desk) -> dict[str, object]:
    """What a new issue begins with: the year's next number, today, names from the settings."""
    with desk.store.reading() as session:
        return _defaults(session, desk.today(), desk.today().year)


def new_issue(desk: Desk, raw: Raw | None = None) -> Row:
    """A new issue; what `raw` does not say is as usual. Raises Rejected, DeskError."""
    return register.save(desk, Bulletin, {**defaults(desk), **(raw or {})})


def _defaults(session: Session, today: date, year: int) -> dict[str, object]:
    settings = session.scalars(select(Settings)).one()
    return {
        "year": year,
        "issue": _last(session, year) + 1,
        "day": today.isoformat(),
        "editor": settings.editor,
        "report": settings.report,
        "send": settings.send,
        "dispatch": settings.dispatch,
    }


def _last(session: Session, year: int) -> int:
    columns = table_of(Bulletin).c
    found = session.scalar(select(func.max(columns.issue)).where(columns.year == year))
    return found or 0


def parse_number(said: str) -> tuple[int, int]:
    """Year and issue of `2023-1` or 2023年第1期. Raises Refused."""
    found = _NUMBER.fullmatch(narrow(said))
    if not found:
        raise Refused(f"“{said}”不是期号，应写成 2023-1")
    return int(found[1]), int(found[2])


def issue(desk: Desk, said: str) -> Row:
    """The issue of a number such as `2023-1`. Raises Refused where there is none."""
    year, number = parse_number(said)
    found = register.find(desk, Bulletin, Query(equal={"year": year, "issue": number}))
    if not found:
        raise Refused(f"没有{year}年第{number}期简报")
    return register.get(desk, Bulletin, found[0])


def open_draft(desk: Desk) -> Row | None:
    """The newest issue that is not printed and sent yet."""
    with desk.store.reading() as session:
        draft = _draft(session)
    return register.get(desk, Bulletin, draft.id or 0) if draft else None


def _draft(session: Session) -> Bulletin | None:
    columns = table_of(Bulletin).c
    newest = columns.year.desc(), columns.issue.desc()
    drafts = select(Bulletin).where(columns.state == BulletinState.DRAFT).order_by(*newest)
    return session.scalars(drafts.limit(1)).first()


def articles(desk: Desk, bulletin_id: int) -> list[Row]:
    """The articles of an issue in the order in which they are printed."""
    query = Query(equal={"bulletin_id": bulletin_id})
    return register.page(desk, Article, register.find(desk, Article, query))


def add_article(
    desk: Desk,
    text: str,
    to: str | None = None,
    source: str | None = None,
    *,
    twin_accepted: bool = False,
) -> Row:
    """An article from plain text, the first line its title, at the end of the issue `to`.

    Without `to` it goes into the open draft, or into a new issue; the year's next number is made
    when it is asked for. Raises Rejected (faults by field), DeskError.
    """
    title, body = parted(text)
    with desk.store.writing("新增稿件", desk.clerk) as work:
        bulletin = _issue_for(work, desk.today(), to)
        raw: dict[str, object] = {
            "bulletin_id": bulletin.id,
            "title": title,
            "body": body,
            "source": source,
            "order": _end(work, bulletin),
        }
        made = records.save(work, Article, raw, twin_accepted=twin_accepted)
        work.title(f"新增稿件：{made.title}（{bulletin.year}年第{bulletin.issue}期）")
    return register.get(desk, Article, made.id or 0)


def parted(text: str) -> tuple[str, str]:
    """Title and body of a plain text: its first line that is not blank, and the rest."""
    lines = text.removeprefix("\ufeff").strip().splitlines() or [""]
    return lines[0].strip(), "\n".join(line.rstrip() for line in lines[1:]).strip("\n")


def _end(work: Work, bulletin: Bulletin) -> int:
    columns = table_of(Article).c
    last = select(func.max(columns.order)).where(columns.bulletin_id == bulletin.id)
    return (work.scalar(last) or 0) + 1


def _issue_for(work: Work, today: date, to: str | None) -> Bulletin:
    if to is None:
        return _draft(work) or _made(work, _defaults(work, today, today.year))
    year, number = parse_number(to)
    wanted = select(Bulletin).filter_by(year=year, issue=number)
    found = work.scalars(wanted.limit(1)).first()
    if found is None:
        return _next_one(work, today, year, number)
    if found.state is BulletinState.ISSUED:
        raise Refused(f"{year}年第{number}期已印发，稿件没有加入；请加到下一期")
    return found


def _next_one(work: Work, today: date, year: int, number: int) -> Bulletin:
    usual = _defaults(work, today, year)
    if usual["issue"] != number:
        raise Refused(
            f"没有{year}年第{number}期简报，{year}年的下一期是第{usual['issue']}期；稿件没有加入"
        )
    return _made(work, usual)


def _made(work: Work, raw: Raw) -> Bulletin:
    return records.save(work, Bulletin, raw)


def facts(desk: Desk, bulletin_id: int) -> BulletinFacts:
    """One issue, ready to print."""
    bulletin = register.get(desk, Bulletin, bulletin_id).record
    settings = desk.settings()
    return BulletinFacts(
        masthead=settings.masthead,
        kicker=settings.kicker or "",
        issue_no=bulletin.issue,
        year=bulletin.year,
        day=bulletin.day,
        editor=bulletin.editor or settings.editor,
        report=bulletin.report or "",
        send=bulletin.send or "",
        dispatch=bulletin.dispatch or "",
        copies=bulletin.copies,
        articles=tuple(
            ArticleFacts(row.record.title, row.record.body, row.record.source or "")
            for row in articles(desk, bulletin_id)
        ),
    )


def write(desk: Desk, bulletin_id: int, path: Path) -> Written:
    """An issue as PDF. Raises ProofFailed with all that cannot be printed, NotWritten."""
    return _write(desk, bulletin_id)(path)


def preview(desk: Desk, bulletin_id: int) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, bulletin_id))


def _write(desk: Desk, bulletin_id: int) -> Callable[[Path], Written]:
    ready, type_, notes = facts(desk, bulletin_id), fonts.fonts(desk), fonts.troubles(desk)

    return proofs.noted(lambda path: write_bulletin(ready, path, type_), notes)
