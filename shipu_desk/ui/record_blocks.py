"""What a register page does with blocks of cells: empty them, fill them, write what was pasted.

Every act is judged first and written as one change, which one undo takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from shipu_desk.domain.records import spec_of
from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.record_sources import DeskSources

if TYPE_CHECKING:
    from shipu_desk.services.edits import Edit
    from shipu_desk.services.pasting import Way
    from shipu_desk.services.register import Row
    from shipu_desk.ui.record_page import RecordPage

CHUNK = 2_000  # rows read at a time for the clipboard


class Blocks:
    """The acts of one page over the cells selected in its table."""

    def __init__(self, page: RecordPage) -> None:
        self._page = page
        self._spec = spec_of(page.record)

    # what is selected

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        ids, page = self._page.list.model.ids, self._page
        wanted = [ids[number] for number in numbers]
        found = [
            page.list.fetch(wanted[start : start + CHUNK]) for start in range(0, len(wanted), CHUNK)
        ]
        return [row for part in found for row in part]

    def keys(self, columns: Sequence[int]) -> list[str]:
        return [self._page.list.table.key_at(column) for column in columns]

    def editable(self, columns: Sequence[int]) -> list[str]:
        shown = self._page.list.model.columns
        return [shown[column].key for column in columns if shown[column].editable]

    # clear, fill

    def clear(self) -> None:
        """Del: empty the cells; whole rows are removed, after a question."""
        grid = self._page.list.table
        if grid.is_whole_rows():
            self._page.remove()
        else:
            self.empty()

    def empty(self) -> None:
        rows, columns = self._page.list.table.block()
        keys = self.editable(columns)
        if not keys:
            messages.say("这几格不能直接改，按 F4 打开右边的资料看看")
            return
        blank = dict.fromkeys(keys, "")
        self._change([(row, blank) for row in self.rows(rows)], "清空")

    def fill_down(self) -> None:
        """Ctrl+D: what stands in the first row goes into those below; one row takes from above."""
        rows, columns = self._page.list.table.block()
        keys = self.editable(columns)
        if len(rows) == 1:
            rows = [rows[0] - 1, rows[0]]
        if not keys or rows[0] < 0:
            messages.say("上面没有可以向下填的格")
            return
        first, *below = self.rows(rows)
        values = self._values(first, keys)
        self._change([(row, values) for row in below], "向下填充")

    def fill(self, key: str, *, ticked: bool) -> None:
        """批量改: one field of the rows that are ticked, or of those selected."""
        from shipu_desk.ui.parts.fill_dialog import FillDialog

        page = self._page
        rows = page.list.ticked_rows() if ticked else self.rows(page.list.table.block()[0])
        if not rows or not page.may_close():
            return
        many = f" {len(rows)} {page.look.unit}" if len(rows) > 1 else f"“{rows[0].title}”"
        dialog = FillDialog(page, self._spec, key, DeskSources(page), many)
        if dialog.exec():
            self._change([(row, {key: dialog.value}) for row in rows], "批量改")

    def _values(self, row: Row, keys: Sequence[str]) -> dict[str, object]:
        """As they are stored: a number behind a mask goes along whole."""
        from shipu_desk.domain.fields import Ref, Refs

        fields = self._spec.fields
        stored = {key: getattr(row.record, key) for key in keys}
        return {
            key: value if isinstance(fields[key], Ref | Refs) else fields[key].text(value)
            for key, value in stored.items()
        }

    def _change(self, asked: Sequence[tuple[Row, Mapping[str, object]]], doing: str) -> None:
        """Write at once what is sound; show what is not before anything is written."""
        from shipu_desk.services.edits import Edit
        from shipu_desk.services.pasting import Laid, Way

        keys = tuple(asked[0][1]) if asked else ()
        title = f"{doing}{'、'.join(self._spec.fields[key].label for key in keys)}"
        laid = Laid([Edit(dict(raw), shown=row) for row, raw in asked], keys)
        self.carry_out([Way(doing, lambda: laid)], title)

    def carry_out(self, ways: Sequence[Way], title: str, *, look_first: bool = False) -> None:
        from shipu_desk.services import edits
        from shipu_desk.services.intake import Verdict

        page = self._page
        if not page.may_close():
            return
        laid = ways[0].lay()
        try:
            edits.judged(page.desk, page.record, laid.edits)
            found = {one.verdict for one in laid.edits}
            if look_first or Verdict.FAULTY in found:
                self._ask(ways, title)
            elif found - {Verdict.SAME}:
                self._write(laid.edits, title)
            else:
                messages.say("和原来一样，没有改动")
        except DeskError as error:
            messages.tell(page, error, title)

    def _write(self, made: Sequence[Edit], title: str) -> None:
        from shipu_desk.services import edits

        page = self._page
        with page.cells.own_change():
            ids = edits.write(page.desk, page.record, made, f"{title}：{len(made)}{page.look.unit}")
        self._told(title, ids)

    def _ask(self, ways: Sequence[Way], title: str) -> None:
        """Show every cell with its fault; what is accepted there is written there."""
        from shipu_desk.ui.parts.paste_dialog import PasteDialog

        page = self._page
        numbers = {id: number for number, id in enumerate(page.list.model.ids, start=1)}
        dialog = PasteDialog(page, page.desk, page.record, ways, title, numbers)
        with page.cells.own_change():
            dialog.exec()
        if dialog.ids:
            if not set(dialog.ids) <= set(numbers):
                page.list.refresh()  # new rows have their place in the list
            self._told(title, dialog.ids)

    def _told(self, title: str, ids: Sequence[int]) -> None:
        messages.say(f"{title}，写入 {len(ids)} {self._page.look.unit}，可用 Ctrl+Z 撤回")
