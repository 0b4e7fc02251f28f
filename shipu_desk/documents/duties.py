"""附件2, the list of duties: a lying table of who does what until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.cells import Way
from shipu_desk.documents.page.lying import LEFT, PAGE, WIDTH, top_of
from shipu_desk.documents.page.tables import Column, Row, Table
from shipu_desk.documents.page.titles import AIR, ROLE, title_lines
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.typography.fonts import Fonts

TODO = "待录入"
_MAY_WAIT = (3, 4, 5)  # 牵头单位, 责任（配合）单位, 完成时限


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """One row; units and deadline as written. An empty unit or deadline prints 待录入."""

    number: str
    task: str
    measures: str
    lead: str = ""
    support: str = ""
    deadline: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """Rows under one title; an empty title draws no title row."""

    title: str
    duties: tuple[DutyFacts, ...]


@dataclass(frozen=True, slots=True)
class DutiesFacts:
    """The list, ready to print; `note` stands below the table (such as 注：草拟自方案正文。)."""

    title: str
    sections: tuple[SectionFacts, ...]
    note: str = ""
    label: str = "附件2"
    first_page: int = 1


def write_duties(facts: DutiesFacts, path: Path, fonts: Fonts) -> Written:
    """附件2 as PDF, A4 lying. Raises ProofFailed with everything that cannot be printed."""
    _prove(facts, fonts)
    sheet = Sheet(path, *PAGE, fonts, title=f"{facts.label} {facts.title}".strip())
    lines = title_lines(facts.title, fonts, WIDTH)
    _heading(sheet, facts, lines)
    table = Table(sheet, columns_for(facts), facts.first_page, opening=13.5 + 9.5 * len(lines))
    for section in facts.sections:
        _section(table, section)
    if not any(section.duties for section in facts.sections):
        table.row(Row(("", TODO, "", "", "", "", ""), frozenset({1})))
    table.close(facts.note)
    return finished(sheet)


def columns_for(facts: DutiesFacts) -> tuple[Column, ...]:
    """225 mm; the last column is wider if there are remarks."""
    noted = any(duty.note for section in facts.sections for duty in section.duties)
    remark = 20.0 if noted else 11.0
    return (
        Column(("序号",), 11.5, Way.EVEN, centred=True),
        Column(("目标任务",), 37.0, Way.SENSE),
        Column(("工作举措",), 100.5 - remark),
        Column(("牵头单位",), 26.5, Way.UNITS, centred=True),
        Column(("责任（配合）", "单位"), 28.0, Way.UNITS),
        Column(("完成时限",), 21.5, Way.EVEN, centred=True),
        Column(("备注",), remark),
    )


def _heading(sheet: Sheet, facts: DutiesFacts, lines: tuple[str, ...]) -> None:
    top = top_of(facts.first_page)
    sheet.text(facts.label, LEFT, top + 3, grid.BODY, "hei", align="o")
    for i, text in enumerate(lines):
        y = top + 14 + i * 9.5
        sheet.text(text, LEFT + WIDTH / 2, y, grid.TITLE, ROLE, tracking=AIR)


def _section(table: Table, section: SectionFacts) -> None:
    rows = [row_for(duty) for duty in section.duties]
    if section.title and rows:
        table.section(section.title, rows[0])
    for i, row in enumerate(rows):
        table.row(row, bound=bool(section.title) and i == 0)


def row_for(duty: DutyFacts) -> Row:
    cells = (
        duty.number, duty.task, duty.measures, duty.lead, duty.support, duty.deadline, duty.note,
    )  # fmt: skip
    waiting = frozenset(i for i in _MAY_WAIT if not cells[i].strip())
    return Row(tuple(TODO if i in waiting else text for i, text in enumerate(cells)), waiting)


def _fields(facts: DutiesFacts) -> Iterator[tuple[str, str, str]]:
    yield "附件标识", facts.label, "hei"
    yield "标题", facts.title, ROLE
    yield "表下说明", facts.note, "fang"
    for section in facts.sections:
        yield f"“{section.title}”", section.title, "kai"
        for duty in section.duties:
            where = f"第{duty.number}项"
            yield f"{where}目标任务", duty.task, "fang"
            yield f"{where}工作举措", duty.measures, "fang"
            yield f"{where}牵头单位", duty.lead, "fang"
            yield f"{where}责任（配合）单位", duty.support, "fang"
            yield f"{where}完成时限", duty.deadline, "fang"
            yield f"{where}备注", duty.note, "fang"


def _prove(facts: DutiesFacts, fonts: Fonts) -> None:
    proof = Proof(fonts)
    proof.texts(_fields(facts))
    if not proof.problems and facts.title and not title_lines(facts.title, fonts, WIDTH):
        proof.say(f"标题过长，共{len(facts.title)}字")
    proof.close()
