"""What of an issue cannot be printed as typed: one line each, with a way to the place."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shipu_desk.ui.parts.basic import button, column, emptied, glyph, held, label, row
from shipu_desk.ui.theme import C, px

NAMED = 6  # faults named; the others are counted
_ARTICLE = re.compile(r"第(\d+)篇")
_CODE = re.compile(r"U\+([0-9A-F]{4,6})")


class Faults(QFrame):
    """What cannot be printed as typed: one line each, with a way to the place."""

    go = Signal(int, str)  # number of the article from 1, the character

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "alarm")
        self.told = label("", "strong", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(2))
        head = row(glyph("warn", C.alarm), self.told)
        head.setStretch(1, 1)
        self.setLayout(column(head, self._list, gap=4, margins=(12, 6, 12, 6)))
        self.problems: tuple[str, ...] = ()
        self.hide()

    def say(self, told: str, problems: tuple[str, ...] = ()) -> None:
        """An empty sentence takes it away."""
        self.problems = problems
        self.told.setText(told)
        emptied(self._list)
        for problem in problems[:NAMED]:
            self._list.addWidget(self._line(problem))
        if len(problems) > NAMED:
            self._list.addWidget(label(f"另有 {len(problems) - NAMED} 处。", "caption"))
        self.setVisible(bool(told))

    def _line(self, problem: str) -> QWidget:
        found = _ARTICLE.match(problem)
        words = label(problem, wrap=True)
        if not found:
            return words
        code = _CODE.search(problem)
        character = chr(int(code[1], 16)) if code else ""
        there = button("去改", kind="link", tip=f"到第{found[1]}篇")
        there.setAccessibleName(f"去改：{problem}")
        number = int(found[1])
        there.clicked.connect(lambda: self.go.emit(number, character))
        line = row(words, there, gap=4)
        line.setStretch(0, 1)
        return held(line)
