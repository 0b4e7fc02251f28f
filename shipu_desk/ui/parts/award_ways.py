"""From a register of awards to the page that prints them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

PRINTINGS = "printings"


def go_print(page: QWidget, ids: Sequence[int]) -> None:
    """Open 牌匾与证书 in the window that holds this page, these awards ticked there."""
    window = page.window()
    open_page = getattr(window, "open_page", None)
    if open_page is None:
        return
    open_page(PRINTINGS)
    stack = getattr(window, "stack", None)
    shown = stack.currentWidget() if isinstance(stack, QStackedWidget) else None
    choose = getattr(shown, "choose", None)
    if choose:
        choose(list(ids))
