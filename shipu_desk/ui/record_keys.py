"""The keys of a register page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shipu_desk.ui.parts.empty import Aside
from shipu_desk.ui.parts.keys import keys_inside, page_keys
from shipu_desk.ui.record_clipboard import Clipboard
from shipu_desk.ui.record_menu import cells_menu
from shipu_desk.ui.record_order import bind_order
from shipu_desk.ui.record_tools import open_list

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage


PASTE = "表格里已经有的，在 Excel 或 WPS 里连列名一起复制，到这里粘贴 (Ctrl+V)"


def bind_cells(page: RecordPage) -> None:
    """What keys do with the cells selected in the table."""
    blocks = page.blocks
    clipboard = Clipboard(page, blocks)
    copy, cut, paste, form = clipboard.copy, clipboard.cut, clipboard.paste, page.open_row
    page.list.table.acts = {
        "Del": blocks.clear,
        "Ctrl+-": page.remove,
        "Ctrl+D": blocks.fill_down,
        "Ctrl+C": copy,
        "Ctrl+Ins": copy,
        "Ctrl+Shift+C": partial(copy, headed=True),
        "Ctrl+X": cut,
        "Shift+Del": cut,
        "Ctrl+V": paste,
        "Shift+Ins": paste,
        "Alt+Return": form,
        "Alt+Enter": form,
    }
    if page.look.addable and not page.record.ACTS_ONLY:
        page.list.aside = Aside(PASTE, ("Ctrl+V", "Shift+Ins"), paste)
    page.list.table.menu_wanted.connect(lambda at: cells_menu(page).popup(at))


def bind_keys(page: RecordPage) -> None:
    """Ctrl+N, S, F, the key of 清单, F2, F4, F5, Esc; and those of the cells."""
    page_keys(
        page,
        {
            "Ctrl+N": page.add,
            "Ctrl+S": page.save,
            "Ctrl+F": lambda: _find(page),
            page.look.list_key: lambda: open_list(page),
            "F2": page.list.table.begin,
            "F4": page.open_row,
            "F5": page.refresh,
        },
    )
    bind_cells(page)
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
