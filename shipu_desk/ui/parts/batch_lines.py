"""What one line of the list to be printed shows: the award, and the verdict of this moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shipu_desk.domain.records import Record
from shipu_desk.services.register import Row
from shipu_desk.services.verdicts import Verdict
from shipu_desk.ui.parts.columns import Column

PENDING = "核对中"
COLUMNS = (
    Column("", "", 2.6, "check"),
    Column("name", "单位名称", 7.4, "text", grow=3),
    Column("verdict", "核对结果", 9.0, "mark", worked_out=True),
    Column("number", "编号", 10.2, "quiet", yields=1),
)


@dataclass(frozen=True)
class BatchLine:
    """An award with the verdict of this moment."""

    row: Row
    verdicts: Mapping[int, Verdict]

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def version(self) -> int:
        return self.row.version

    @property
    def record(self) -> Record:
        return self.row.record  # type: ignore[no-any-return]

    @property
    def cells(self) -> Mapping[str, str]:
        found = self.verdicts.get(self.id)
        return {**self.row.cells, "verdict": found.word if found else PENDING}
