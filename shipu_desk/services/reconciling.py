"""What became of a batch, award by award: printed, left out, failed, as a list to check against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from shipu_desk.documents.batch import Left, Outcome
from shipu_desk.documents.files import Written
from shipu_desk.documents.workbooks import Column, write_list
from shipu_desk.domain.awards import Award, Form
from shipu_desk.services import register
from shipu_desk.services.desk import Desk

MADE, SKIPPED, FAILED = "已生成", "没有生成", "生成失败"
COLUMNS = (
    Column("编号", 18),
    Column("单位名称", 40),
    Column("结果", 10),
    Column("页", 6, "number"),
    Column("文件", 36),
    Column("说明", 40),
)


def summary(form: Form, outcome: Outcome) -> str:
    """One line: how many were asked for, and that they add up."""
    made, skipped, failed = (len(x) for x in (outcome.made, outcome.skipped, outcome.failed))
    whole = made + skipped + failed
    return f"{form}共{whole}份：{MADE}{made}份、{SKIPPED}{skipped}份、{FAILED}{failed}份"


def write(desk: Desk, form: Form, outcome: Outcome, path: Path) -> Written:
    """The list as a workbook. Raises NotWritten."""
    return write_list(path, f"{form}打印对账", COLUMNS, _lines(desk, outcome), desk.now())


def _lines(desk: Desk, outcome: Outcome) -> Iterator[Sequence[object]]:
    names = {
        row.record.number: row.record.name
        for row in register.page(desk, Award, register.find(desk, Award))
    }
    notes = {note.number: note.note for note in outcome.notes}
    for one in outcome.made:
        file = (one.own or one.path).name
        yield one.number, names.get(one.number, ""), MADE, one.page, file, notes.get(one.number, "")
    for word, left in ((SKIPPED, outcome.skipped), (FAILED, outcome.failed)):
        yield from (_left(word, one) for one in left)


def _left(word: str, one: Left) -> Sequence[object]:
    return one.number, one.name, word, None, None, one.reason
