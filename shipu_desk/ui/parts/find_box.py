"""The find box of a register page: a pause in typing or Enter asks, the newest words win."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit

from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.theme import px

DEBOUNCE = 120  # ms


class FindBox(QLineEdit):
    """`search` after a pause in typing, `enter` when Enter is meant for it."""

    def __init__(
        self, title: str, search: Callable[[], object], enter: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setPlaceholderText("本页查找 (Ctrl+F)")
        self.setAccessibleName(f"在{title}中查找，可用拼音首字母")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(px(120))
        self.setMaximumWidth(px(170))
        soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        soon.timeout.connect(search)
        self.textChanged.connect(lambda _: soon.start())
        Composition(self).entered.connect(enter)

    @property
    def words(self) -> str:
        return self.text().strip()
