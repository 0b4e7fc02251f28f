"""From one page of the window to another, such as from a register to what prints it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

PRINTINGS = "printings"


def go(page: QWidget, key: str) -> QWidget | None:
    """Open another page of the window that holds this one, and give it back."""
    window = page.window()
    open_page, stack = getattr(window, "open_page", None), getattr(window, "stack", None)
    if open_page is None or not isinstance(stack, QStackedWidget):
        return None
    open_page(key)
    return stack.currentWidget()


def go_print(page: QWidget, ids: Sequence[int]) -> None:
    """Open 牌匾与证书, these awards ticked there."""
    choose = getattr(go(page, PRINTINGS), "choose", None)
    if choose:
        choose(list(ids))
