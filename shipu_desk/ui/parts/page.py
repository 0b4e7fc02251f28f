"""The frame of every page: title and caption, tools, then its parts in the fixed order."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from shipu_desk.ui.parts.basic import Elided, column, elided, label, row
from shipu_desk.ui.theme import px


def head(title: str, caption: Elided, *tools: QWidget) -> QLayout:
    """Title line: one caption beside it, tools at the right, the primary one last."""
    caption.setContentsMargins(px(4), px(6), 0, 0)
    line = row(label(title, "page"), caption, *tools, margins=(16, 10, 16, 0))
    line.setStretch(1, 1)
    return line


def page(
    title: str, told: str, tools: list[QWidget], *parts: QWidget | QLayout, gap: int = 8
) -> QWidget:
    """A page written by hand; the last part takes the room."""
    made = QWidget()
    box = column(head(title, elided(told), *tools), *parts, gap=gap)
    box.setStretch(box.count() - 1, 1)
    made.setLayout(box)
    return made
