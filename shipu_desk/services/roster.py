"""附件1: who is in the leading group today, and who runs its office."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shipu_desk.documents.page.persons import GroupFacts, PersonFacts
from shipu_desk.documents.proof import Written
from shipu_desk.documents.roster import RosterFacts, write_roster
from shipu_desk.domain.members import Member, Post, PostTitle, Role, in_office
from shipu_desk.domain.settings import Settings
from shipu_desk.services import fonts, proofs, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row


def facts(desk: Desk) -> RosterFacts:
    """The list as it stands today: by role, then by the order set by hand."""
    settings, (members, _) = desk.settings(), _parted(desk, Member)
    groups = [
        GroupFacts(role, tuple(_person(row) for row in members if row.record.role is role))
        for role in Role
    ]
    return RosterFacts(
        title=settings.roster_title,
        groups=tuple(group for group in groups if group.people),
        office=office_paragraph(settings, _posts(desk)[0]) if members else "",
    )


def office_paragraph(settings: Settings, posts: Sequence[Row]) -> str:
    """The paragraph below 附件1 in the plan's own words; posts nobody holds are left out."""
    clauses = [f"领导小组在{settings.seat}下设领导小组办公室"]
    for title in PostTitle:
        held = [row.cells["member_id"] for row in posts if row.record.title is title]
        if held:
            clauses.append(f"{'、'.join(held)}兼任{title}")
    return "，".join(clauses) + "。"


def write(desk: Desk, path: Path) -> Written:
    """附件1 as .pdf, or as .docx or .xlsx to be worked on.

    Raises ProofFailed with all that cannot be printed on paper, NotWritten.
    """
    return _write(desk, path.suffix.lower())(path)


def preview(desk: Desk) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, ".pdf"))


def _write(desk: Desk, suffix: str) -> proofs.Writes:
    ready, type_, notes, now = facts(desk), fonts.fonts(desk), _notes(desk), desk.now()
    match suffix:
        case ".docx":
            from shipu_desk.documents.editable.rosters import write_word

            return proofs.editable(lambda path: write_word(ready, path, now), notes)
        case ".xlsx":
            from shipu_desk.documents.editable import sheets

            return proofs.editable(lambda path: sheets.write_roster(ready, path, now), notes)

    return proofs.noted(lambda path: write_roster(ready, path, type_), notes)


def _notes(desk: Desk) -> list[str]:
    """Who is left out, so that nobody goes missing in silence."""
    away = [row.record.name for row in _parted(desk, Member)[1]]
    idle = [f"{row.cells['member_id']}（{row.cells['title']}）" for row in _posts(desk)[1]]
    chiefs = [
        row.cells["member_id"] for row in _posts(desk)[0] if row.record.title is PostTitle.DIRECTOR
    ]
    told = (
        (chiefs if len(chiefs) > 1 else [], "办公室主任不止一人，请核对"),
        (away, "任期不含今天、没有列入的"),
        (idle, "兼任的职务没有写进办公室一段（本人或职务的任期不含今天）"),
    )
    return [f"{said}：{'、'.join(names)}" for names, said in told if names] + fonts.troubles(desk)


def _posts(desk: Desk) -> tuple[list[Row], list[Row]]:
    """Posts that are held today by a member in office, and the others."""
    known = {row.id for row in _parted(desk, Member)[0]}
    within, others = _parted(desk, Post)
    held = [row for row in within if row.record.member_id in known]
    return held, [*others, *(row for row in within if row not in held)]


def _parted(desk: Desk, record: type[Member | Post]) -> tuple[list[Row], list[Row]]:
    """Rows whose term holds today, and the others, each in their order."""
    today, rows = desk.today(), register.page(desk, record, register.find(desk, record))
    serving = [row for row in rows if in_office(row.record, today)]
    return serving, [row for row in rows if not in_office(row.record, today)]


def _person(row: Row) -> PersonFacts:
    return PersonFacts(row.record.name, row.cells["unit_id"])
