"""Copy, cut and paste blocks of cells on a register page, as spreadsheets do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from shipu_desk.domain.records import spec_of
from shipu_desk.ui import messages

if TYPE_CHECKING:
    from shipu_desk.domain.blocks import Block
    from shipu_desk.services.pasting import Way
    from shipu_desk.services.register import Row
    from shipu_desk.ui.record_blocks import Blocks
    from shipu_desk.ui.record_page import RecordPage

MOST = 200_000  # cells of a block; more is an import's work
TOO_MANY = "一次最多 20 万格；更多的请用导入，或把清单存为表格"


class Clipboard:
    """Between the clipboard and the cells selected in the table of one page."""

    def __init__(self, page: RecordPage, blocks: Blocks) -> None:
        self._page, self._blocks = page, blocks

    def copy(self, headed: bool = False) -> bool:
        """Ctrl+C: the block as a spreadsheet takes it; masked stays masked."""
        from shipu_desk.domain.blocks import html_of, text_of

        rows, columns = self._page.list.table.block()
        keys = self._blocks.keys(columns)
        if not keys or len(rows) * len(keys) > MOST:
            messages.say(TOO_MANY if keys else "没有选中要复制的格子")
            return False
        block = [[row.cells.get(key, "") for key in keys] for row in self._blocks.rows(rows)]
        if headed:
            shown = self._page.list.model.columns
            block.insert(0, [shown[column].title for column in columns])
        made = QMimeData()
        made.setText(text_of(block))
        made.setHtml(html_of(block))
        QGuiApplication.clipboard().setMimeData(made)
        messages.say(f"已复制 {len(rows)} 行 {len(keys)} 列")
        return True

    def cut(self) -> None:
        """Ctrl+X: copied, then emptied; never a number behind a mask, which would be lost."""
        from shipu_desk.domain.fields import Phone

        _, columns = self._page.list.table.block()
        keys = self._blocks.editable(columns)
        masked = [
            f.label
            for k, f in spec_of(self._page.record).fields.items()
            if k in keys and isinstance(f, Phone)
        ]
        if masked:
            messages.say(f"{masked[0]}是遮住的，剪切会丢掉原号码；请只选别的列")
        elif self.copy():
            self._blocks.empty()

    def paste(self) -> None:
        """Ctrl+V: shown first, unless it is one cell that is sound."""
        from shipu_desk.domain.blocks import parse, spread

        text = QGuiApplication.clipboard().text()
        if not text.strip():
            messages.say("剪贴板里没有文字可以贴")
            return
        if text.count("\t") + text.count("\n") > MOST:
            messages.say(TOO_MANY)
            return
        block = parse(text)
        rows, columns = self._page.list.table.block()
        block = spread(block, len(rows) or 1, len(columns) or 1)
        single = len(block) == len(block[0]) == 1
        self._blocks.carry_out(
            self._ways(block), f"粘贴到{self._page.record.LABEL}", look_first=not single
        )

    def _ways(self, block: Block) -> list[Way]:
        """Over the rows from the current one on; as new rows, first where names stand above."""
        from shipu_desk.services import pasting

        page, record = self._page, self._page.record
        base = page.base if page.look.addable and not record.ACTS_ONLY else None
        named = pasting.headed(record, block)
        lines = block[1:] if named and len(block) > 1 else block
        keys = named if lines is not block else self._keys_from_here()
        ways = []
        if self._page.list.model.rowCount():
            rows = self._rows_from_here(len(lines))
            lay = partial(pasting.over, record, lines, keys, rows, base)
            ways.append(pasting.Way(f"从选中的第 {self._here() + 1} 行起改写", lay))
        if base is not None:
            lay = partial(pasting.added, record, lines, keys, base)
            ways.append(pasting.Way("都作为新增的行", lay))
        return ways[::-1] if named else ways

    def _here(self) -> int:
        rows, _ = self._page.list.table.block()
        return rows[0] if rows else 0

    def _rows_from_here(self, high: int) -> list[Row]:
        return self._blocks.rows(range(self._here(), len(self._page.list.model.ids))[:high])

    def _keys_from_here(self) -> list[str]:
        grid = self._page.list.table
        _, columns = grid.block()
        shown = grid.shown_columns()
        return self._blocks.keys(shown[shown.index(columns[0]) if columns else 0 :])
