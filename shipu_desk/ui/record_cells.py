"""What a register page does with cells: typing into them, clearing, filling, copying, pasting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.records import Rejected, spec_of
from shipu_desk.errors import DeskError
from shipu_desk.services import register
from shipu_desk.services.register import Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.bubble import Refusal
from shipu_desk.ui.record_sources import DeskSources

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage


class RecordCells:
    """The keeper of the grid; every act is one change that one undo takes back."""

    def __init__(self, page: RecordPage) -> None:
        self._page = page
        self._spec = spec_of(page.record)
        self.writing = False  # our own change: the rows stay where the clerk sees them

    def _row(self, number: int) -> Row:
        row = self._page.list.model.row(number)
        assert isinstance(row, Row)
        return row

    def editor(self, key: str) -> QWidget:
        from shipu_desk.ui.parts.kinds import cell_editor_of

        made = cell_editor_of(self._spec.fields[key], DeskSources(self._page))
        made.setObjectName(key)
        made.setAccessibleName(self._spec.fields[key].label)
        return made

    def may_begin(self, number: int) -> bool:
        return self._page.may_close()

    def may_leave(self) -> bool:
        """Whether no cell is left half typed: stored, or given up."""
        grid = self._page.list.table
        if not grid.finish():
            title, ways = "这一格还没有保存", ("放弃这一格",)
            if not messages.ask(self._page, title, grid.why, ways, "回去改"):
                return False
            grid.give_up()
        return True

    @contextmanager
    def own_change(self) -> Iterator[None]:
        """Around a change made in the cells: the rows stay where the clerk sees them."""
        self.writing = True
        try:
            yield
        finally:
            self.writing = False

    def raw(self, number: int, key: str) -> object:
        return register.raw(self._row(number))[key]

    def put(self, number: int, key: str, raw: object, *, twin: bool = False) -> Refusal | None:
        page, row = self._page, self._row(number)
        try:
            with self.own_change():
                kept = register.save(page.desk, page.record, {key: raw}, row, twin_accepted=twin)
        except Rejected as error:
            return Refusal(str(error), error.is_twin)
        except DeskError as error:
            messages.tell(page, error, "保存")
            return Refusal(str(error))
        label = self._spec.fields[key].label
        messages.say(f"“{kept.title}”的{label}已改，可用 Ctrl+Z 撤回")
        return None
