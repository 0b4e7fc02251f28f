"""The keys of a register page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipu_desk.ui.parts.keys import keys_inside, page_keys
from shipu_desk.ui.record_order import bind_order
from shipu_desk.ui.record_tools import open_list

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage


def bind_keys(page: RecordPage) -> None:
    """Ctrl+N, S, F, the key of 清单, F2, F5, Esc; Enter, Space and Del belong to the table."""
    page_keys(
        page,
        {
            "Ctrl+N": page.add,
            "Ctrl+S": page.save,
            "Ctrl+F": lambda: _find(page),
            page.look.list_key: lambda: open_list(page),
            "F2": page.open_row,
            "F5": page.refresh,
        },
    )
    keys_inside(page, {"Esc": lambda: _escape(page)})
    bind_order(page)


def _find(page: RecordPage) -> None:
    box = page.list.find_box
    if not box.isHidden():  # an empty register has nothing to find
        box.setFocus()
        box.selectAll()


def _escape(page: RecordPage) -> None:
    """Out of the find box, out of the drawer, back to the table."""
    if page.list.find_box.hasFocus() and page.list.find_box.text():
        page.list.find_box.clear()
        page.list.search()
    if page.drawer.is_open and (page.drawer.is_drawer or page.row is None):
        page.close_panel()
    else:
        page.list.setFocus()
