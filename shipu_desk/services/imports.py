"""Import a list into a register: every row is new, changed, the same or faulty, and told so.

Nothing is written while a row is faulty, unless the good ones alone are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shipu_desk.db.work import Reading
from shipu_desk.documents import forms, rows
from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.records import Problem, Record, spec_of
from shipu_desk.errors import Refused
from shipu_desk.services import headings, intake, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.identities import Identities, Identity
from shipu_desk.services.import_reports import Line, Report
from shipu_desk.services.intake import Verdict, judge
from shipu_desk.services.references import Names


class _Undone(Exception):
    pass


def run(
    desk: Desk,
    record: type[Record],
    path: Path,
    *,
    dry_run: bool = False,
    only_good: bool = False,
) -> Report:
    """Read a file into a register as one change set. Raises NotRead, Refused, DeskError."""
    register.refuse_acts(record)
    found = rows.read(path)
    heading = headings.find(record, found)
    lines = [_line(heading, row) for row in found if row.number > heading.number]
    if not lines:
        raise Refused(f"“{path.name}”里只有列名，没有要导入的行")
    others = tuple(name for name in found.others if name != forms.HOW)
    report = Report(
        record.LABEL, heading.texts, heading.unused, others, tuple(lines), trial=dry_run
    )
    if dry_run:  # others may go on writing meanwhile
        with desk.store.reading() as session:
            _Taking(session, record, lines, desk).judge()
        return report
    try:
        with desk.store.writing(f"导入{record.LABEL}", desk.clerk) as work:
            _Taking(work, record, lines, desk).judge()
            if report.faulty and not only_good:
                raise _Undone
            intake.write(work, record, lines, desk.today())
            work.title(f"导入{record.LABEL}：{path.name}")
    except _Undone:
        return report
    new, changed = report.count(Verdict.NEW), report.count(Verdict.CHANGED)
    return replace(report, written=bool(new + changed))


def _line(heading: headings.Headings, row: rows.Row) -> Line:
    line = Line(heading.raw(row), row=row)
    faults = heading.problems(row)
    if faults:
        line.fail(*faults)
    return line


class _Taking:
    """One import under way."""

    def __init__(
        self, session: Reading, record: type[Record], lines: Sequence[Line], desk: Desk
    ) -> None:
        self._record, self._lines = record, lines
        self._spec, self._today = spec_of(record), desk.today()
        present = {key for line in lines[:1] for key in line.raw}
        names = Names(session)
        for line in lines:
            line.raw = names.resolved(record, _named(record, line.raw))
        self._known = Identities(session, record, present)

    def judge(self) -> None:
        found = [(line, self._known.identity(line.raw)) for line in self._lines]
        self._known.fetch(sorted({id for _, known in found for id in self._known.ids(known)}))
        seen: dict[Identity, int] = {}
        for line, identity in found:
            self._judge(line, identity)
            if identity in seen:
                first = seen[identity]
                line.fail(Problem("", f"与第{first}行是同一条{self._spec.label}，请只留一行"))
            elif identity and not line.problems:
                seen[identity] = line.row.number

    def _judge(self, line: Line, identity: Identity | None) -> None:
        if line.problems:
            return
        ids, unsaid = self._known.ids(identity), self._known.unsaid(identity)
        if len(ids) > 1:
            line.fail(Problem("", f"已登记的有{len(ids)}条与它同名，请补上能分清的列"))
        elif ids:
            line.stored = self._known.stored(ids[0])
            judge(self._record, line, self._today)
        elif unsaid:
            said = "、".join(unsaid)
            line.fail(Problem("", f"已有相同的登记，但{said}不是空的；请填上，或删去这一列再导入"))
        else:
            judge(self._record, line, self._today)


def _named(record: type[Record], raw: Mapping[str, object]) -> dict[str, object]:
    """Numbers in a file are names of what is referred to, never ids."""
    fields = spec_of(record).fields
    return {
        key: _text(value) if isinstance(fields[key], Ref | Refs) else value
        for key, value in raw.items()
    }


def _text(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if value is None or isinstance(value, str) else str(value)
