"""The line below a register: how many rows, what of them is selected, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from shipu_desk.ui.parts.basic import label, row

if TYPE_CHECKING:
    from shipu_desk.domain.records import Spec
    from shipu_desk.ui.parts.grid import Grid
    from shipu_desk.ui.record_table import RecordTable

SUMMED = 2_000  # rows read for a sum; more are not added up in passing
SOON = 80  # ms after the selection changed


class Footer(QFrame):
    """Follows the table by itself."""

    def __init__(self, table: Grid, model: RecordTable, spec: Spec, unit: str) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self._table, self._model, self._spec, self._unit = table, model, spec, unit
        self.totals, self.picked = label("", "caption"), label("", "caption")
        self.sorting = label("", "caption")
        self.setLayout(
            row(self.totals, 12, self.picked, None, self.sorting, margins=(16, 3, 16, 3))
        )
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._say_picked)
        table.selectionModel().selectionChanged.connect(lambda *_: self._soon.start())

    def say(self, *, narrowed: bool) -> None:
        rows, more = self._model.rowCount(), "" if self._model.whole else " 以上"
        self.totals.setText(f"{'找到' if narrowed else '共'} {rows} {self._unit}{more}")
        key, down = self._model.order
        fields = self._spec.fields
        said = f"按 {fields[key].label} {'降序' if down else '升序'}" if key else self._own_order()
        self.sorting.setText(said)

    def _own_order(self) -> str:
        return "按手工排定的次序" if "order" in self._spec.fields else "按登记次序"

    def _say_picked(self) -> None:
        """Of several cells: how many, and what their numbers add up to."""
        rows, columns = self._table.block()
        if len(rows) * len(columns) < 2:
            self.picked.setText("")
            return
        whole = self._table.is_whole_rows()
        said = f"选中 {len(rows)} 行" + ("" if whole else f" {len(columns)} 列")
        numbers = [c for c in columns if self._model.columns[c].kind == "number"]
        if numbers and len(rows) <= SUMMED:
            said += f"，合计 {self._sum(rows, numbers)}"
        self.picked.setText(said)

    def _sum(self, rows: list[int], columns: list[int]) -> int:
        cells = (self._model.index(row, c).data() for row in rows for c in columns)
        return sum(int(text) for text in cells if text and str(text).isdecimal())
