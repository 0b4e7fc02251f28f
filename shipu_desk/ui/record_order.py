"""Hand order on a register page: 上移, 下移, and their keys anywhere beside the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipu_desk.domain.records import Record
from shipu_desk.services import register
from shipu_desk.ui import messages
from shipu_desk.ui.parts.keys import keys_inside
from shipu_desk.ui.record_look import Action

if TYPE_CHECKING:
    from shipu_desk.ui.record_list import RecordList
    from shipu_desk.ui.record_page import RecordPage

UP, DOWN = "上移", "下移"


def shift(page: RecordPage, *, up: bool) -> None:
    """One place up or down among the rows of the same list, where all of them can be seen."""
    hindered = _hindered(page.list, page.record)
    if hindered:
        messages.say(hindered)
        return
    row = page.row
    if row is not None and page.may_close():
        kept = register.move(page.desk, page.record, row, up=up)
        if kept.version == row.version:
            messages.say(f"“{row.title}”已经在最{'前' if up else '后'}面")


def _hindered(rows: RecordList, record: type[Record]) -> str:
    """Why a neighbour would not be the one above or below on the screen."""
    title = rows.model.sorted_by
    if title:
        return f"现在按“{title}”排着，看不出手排的次序。先点表头“序号”，再上移下移"
    own = record.ORDER[: record.ORDER.index("order")]
    if rows.narrowed_beyond(own):
        return "现在只列出一部分，看不出手排的次序。先清除查找和筛选，再上移下移"
    return ""


ORDER_ACTIONS = (
    Action(
        UP, "sort-up", lambda page: shift(page, up=True), "上移 (Alt+↑)", needs_row=True, yields=1
    ),
    Action(
        DOWN,
        "sort-down",
        lambda page: shift(page, up=False),
        "下移 (Alt+↓)",
        needs_row=True,
        yields=1,
    ),
)


def bind_order(page: RecordPage) -> None:
    """Alt+↑ and Alt+↓ press the two tools, where a page has them."""
    tools = page.tools.named
    if UP in tools:
        keys_inside(page.list, {"Alt+Up": tools[UP].click, "Alt+Down": tools[DOWN].click})
