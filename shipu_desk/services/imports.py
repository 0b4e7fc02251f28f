"""Import a list into a register: every row is new, changed, the same or faulty, and told so.

Nothing is written while a row is faulty, unless the good ones alone are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from shipu_desk.db.work import Reading, Work
from shipu_desk.documents import forms, rows
from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.records import Problem, Record, ahead, changed, spec_of
from shipu_desk.errors import Refused
from shipu_desk.services import headings, newcomers
from shipu_desk.services.desk import Desk
from shipu_desk.services.identities import Identities, Identity
from shipu_desk.services.import_reports import Line, Report, Verdict
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
    refuse_acts(record)
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
            taken = _Taking(work, record, lines, desk)
            taken.judge()
            if report.faulty and not only_good:
                raise _Undone
            taken.write(work)
            work.title(f"导入{record.LABEL}：{path.name}")
    except _Undone:
        return report
    new, changed = report.count(Verdict.NEW), report.count(Verdict.CHANGED)
    return replace(report, written=bool(new + changed))


def _line(heading: headings.Headings, row: rows.Row) -> Line:
    line = Line(row, heading.raw(row))
    faults = heading.problems(row)
    if faults:
        line.fail(*faults)
    return line


def refuse_acts(record: type[Record]) -> None:
    if record.ACTS_ONLY:
        raise Refused(record.ACTS_ONLY)


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
            self._compare(line, self._known.stored(ids[0]))
        elif unsaid:
            said = "、".join(unsaid)
            line.fail(Problem("", f"已有相同的登记，但{said}不是空的；请填上，或删去这一列再导入"))
        else:
            self._read_new(line)

    def _read_new(self, line: Line) -> None:
        line.new = newcomers.read(self._record, line.raw, self._today)
        line.made = line.new.made
        if line.new.problems:
            line.fail(*line.new.problems)

    def _compare(self, line: Line, stored: Any) -> None:
        line.stored = stored
        line.made, problems = self._spec.read(line.raw, stored)
        if line.made is not None:
            problems = [*ahead(line.made, self._today, stored), *changed(stored, line.made)]
        if problems:
            line.fail(*problems)
        elif all(getattr(line.made, key) == getattr(stored, key) for key in self._spec.fields):
            line.verdict = Verdict.SAME
        else:
            line.verdict = Verdict.CHANGED

    def write(self, work: Work) -> None:
        new = [line.new for line in self._lines if line.verdict is Verdict.NEW and line.new]
        for line in self._lines:
            if line.verdict is Verdict.CHANGED:
                for key in self._spec.fields:
                    setattr(line.stored, key, getattr(line.made, key))
        newcomers.add(work, self._record, new, self._today)


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
