"""附件2: the duties in their order, sections numbered, units and deadlines as written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from shipu_desk.documents.duties import DutiesFacts, DutyFacts, SectionFacts, write_duties
from shipu_desk.documents.proof import Written
from shipu_desk.domain.duties import DRAFTED, Duty
from shipu_desk.domain.numerals import han
from shipu_desk.services import fonts, proofs, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row


def facts(desk: Desk) -> DutiesFacts:
    """The list as it stands: every duty, sections in the order in which they begin."""
    rows = register.page(desk, Duty, register.find(desk, Duty))
    drafted = any(row.record.origin == DRAFTED for row in rows)
    return DutiesFacts(
        title=desk.settings().duties_title,
        sections=tuple(_sections(rows)),
        note=f"注：{DRAFTED}。" if drafted else "",
    )


def _sections(rows: Iterable[Row]) -> Iterable[SectionFacts]:
    """Each section once, where its first duty stands; later duties of it stand with that one.

    Duties of no section come before all heads: below one they would read as part of it.
    """
    within: dict[str, list[Row]] = {"": []}
    for row in rows:
        within.setdefault(row.cells["section"], []).append(row)
    numbers, sections = count(1), count(1)
    for title, duties in within.items():
        if duties:
            called = f"{han(next(sections))}、{title}" if title else ""
            yield SectionFacts(called, tuple(_duty(next(numbers), row) for row in duties))


def _duty(number: int, row: Row) -> DutyFacts:
    cells, due = row.cells, row.record.due_on
    dated = f"{due.year}年{due.month}月{due.day}日" if due else ""
    return DutyFacts(
        number=str(number),
        task=cells["title"],
        measures=cells["content"],
        lead=cells["lead_id"],
        support=cells["supporting"],
        deadline=cells["deadline"] or dated,
        note=cells["remark"],
    )


def write(desk: Desk, path: Path) -> Written:
    """附件2 as .pdf, or as .docx or .xlsx to be worked on.

    Raises ProofFailed with all that cannot be printed on paper, NotWritten.
    """
    return _write(desk, path.suffix.lower())(path)


def preview(desk: Desk) -> bytes:
    """The very PDF that `write` would make."""
    return proofs.shown(_write(desk, ".pdf"))


def _write(desk: Desk, suffix: str) -> proofs.Writes:
    ready, type_, notes, now = facts(desk), fonts.fonts(desk), fonts.troubles(desk), desk.now()
    match suffix:
        case ".docx":
            from shipu_desk.documents.editable.duties import write_word

            return proofs.editable(lambda path: write_word(ready, path, now), notes)
        case ".xlsx":
            from shipu_desk.documents.editable import sheets

            return proofs.editable(lambda path: sheets.write_duties(ready, path, now), notes)

    return proofs.noted(lambda path: write_duties(ready, path, type_), notes)
