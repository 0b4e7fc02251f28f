"""What an import came to, row by row, and how the clerk is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.rows import Row
from shipu_desk.documents.workbooks import Column, write_list
from shipu_desk.services.desk import Desk
from shipu_desk.services.intake import Taken, Verdict


@dataclass(kw_only=True)
class Line(Taken):
    """One row of the file and what became of it."""

    row: Row


@dataclass(frozen=True)
class Report:
    """What an import found and whether it wrote; `str` of it is what the clerk is told."""

    label: str
    texts: tuple[str, ...]
    unused: tuple[str, ...]
    others: tuple[str, ...]  # sheets of the workbook that were not read
    lines: tuple[Line, ...]
    written: bool = False
    trial: bool = False

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict is verdict for line in self.lines)

    @property
    def faulty(self) -> list[Line]:
        return [line for line in self.lines if line.verdict is Verdict.FAULTY]

    def __str__(self) -> str:
        counts = "、".join(f"{verdict}{self.count(verdict)}条" for verdict in Verdict)
        done = "试读，没有写入" if self.trial else self._done()
        unused = f"；没有用到的列：{'、'.join(self.unused)}" if self.unused else ""
        others = f"；没有读取的工作表：{'、'.join(self.others)}" if self.others else ""
        return f"{self.label}共{len(self.lines)}条：{counts}。{done}{unused}{others}"

    def _done(self) -> str:
        if self.written:
            return "已写入" + ("，有误的没有写入" if self.faulty else "")
        return "有误的改好之后再导入，这次一条也没有写入" if self.faulty else "没有要写入的"


def told(line: Line) -> str:
    return f"第{line.row.number}行：" + "；".join(problem.message for problem in line.problems)


def write_report(desk: Desk, report: Report, path: Path) -> Path:
    """The faulty rows as they stand in the file, each with its reasons; raises NotWritten."""
    columns = [Column("行号", 8, "number"), Column("原因", 50)]
    columns += [Column(text or "（无列名）", 16) for text in report.texts]
    lines = (
        (line.row.number, "；".join(p.message for p in line.problems), *line.row.values)
        for line in report.faulty
    )
    return write_list(path, f"{report.label}有误的行", columns, lines, desk.now()).path
