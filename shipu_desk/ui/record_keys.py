"""The keys of a register page, and F6 between its halves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage


def bind_keys(page: RecordPage) -> None:
    """Ctrl+N, Ctrl+S, Ctrl+F, F2, F5, Esc; Enter, Space and Del belong to the table."""
    keys = {
        "Ctrl+N": page.add,
        "Ctrl+S": page.save,
        "Ctrl+F": lambda: _find(page),
        "F2": page.open_row,
        "F5": page.refresh,
        "Esc": lambda: _escape(page),
    }
    for key, act in keys.items():
        made = QShortcut(QKeySequence(key), page)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)


def _find(page: RecordPage) -> None:
    page.list.find_box.setFocus()
    page.list.find_box.selectAll()


def _escape(page: RecordPage) -> None:
    """Out of the find box, out of the drawer, back to the table."""
    if page.list.find_box.hasFocus() and page.list.find_box.text():
        page.list.find_box.clear()
        page.list.search()
    if page.drawer.is_open and (page.drawer.is_drawer or page.row is None):
        page.close_panel()
    else:
        page.list.table.setFocus()
