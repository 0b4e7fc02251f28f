"""Search over all registers: the first hits of each, chosen from a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.ui import icons
from shipu_desk.ui.pages import Page
from shipu_desk.ui.parts.basic import on_button

EACH = 6


def hits_menu(
    parent: QWidget,
    desk: Desk,
    pages: Sequence[Page],
    words: str,
    go: Callable[[str, int], object],
) -> QMenu:
    """One section per register with a hit; choosing one opens its page at the row."""
    menu = QMenu(parent)
    for page in pages:
        found = register.choices(desk, page.record, words, EACH)
        for id, title in found:
            action = menu.addAction(icons.icon(page.icon), f"{page.name}　{on_button(title)}")
            action.triggered.connect(partial(go, page.key, id))
        if found:
            menu.addSeparator()
    if menu.isEmpty():
        menu.addAction("没有找到，换个写法，或试试拼音首字母").setEnabled(False)
    return menu
