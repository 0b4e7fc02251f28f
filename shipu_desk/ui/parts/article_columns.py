"""Lists, pen and paper side by side; where room is short the paper is a tab of its own.

In a low window the fold line of the pen stands beside the tabs, and the text gets its height.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from shipu_desk.ui.parts.article_pen import Pen
from shipu_desk.ui.parts.basic import column, frame, held, row
from shipu_desk.ui.theme import metrics

NARROW = 72  # em of width below which the paper goes behind a tab
LOW = 32  # em of height below which the fold line goes beside the tabs
LISTS = 17  # em
WRITING, PAPER = 0, 1


class ArticleColumns(QWidget):
    """`turn_to` shows the paper (or the pen) wherever it is."""

    turned = Signal(int)

    def __init__(self, lists: QWidget, pen: Pen, paper: QWidget) -> None:
        super().__init__()
        self._lists, self._pen, self._paper = lists, pen, paper
        self.tabs = QTabBar()
        self.tabs.addTab("写稿")
        self.tabs.addTab("预览")
        self.tabs.setAccessibleName("写稿与预览")
        self.tabs.setExpanding(False)
        self._beside = row()
        self._fold_place = held(self._beside)
        tabs = row(self.tabs, self._fold_place, margins=(16, 0, 16, 0))
        tabs.setStretch(1, 1)
        self._tab_line = held(tabs)
        self._posts = (frame("post"), frame("post"))
        lists.setFixedWidth(LISTS * metrics().em)
        line = row(lists, self._posts[0], pen, self._posts[1], paper, gap=0)
        line.setStretch(2, 11)
        line.setStretch(4, 10)
        box = column(self._tab_line, line, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.tabs.currentChanged.connect(self._turn)
        self._place()

    @property
    def is_narrow(self) -> bool:
        return self.width() < NARROW * metrics().em

    @property
    def is_low(self) -> bool:
        return self.is_narrow and self.height() < LOW * metrics().em

    def turn_to(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)

    def _turn(self, tab: int) -> None:
        self._place()
        self.turned.emit(tab)

    def _place(self) -> None:
        narrow, paper = self.is_narrow, self.tabs.currentIndex() == PAPER
        self._tab_line.setVisible(narrow)
        for one in (self._lists, self._pen, self._posts[0]):
            one.setVisible(not (narrow and paper))
        self._posts[1].setVisible(not narrow)
        self._paper.setVisible(not narrow or paper)
        self._fold_place.setVisible(self.is_low and not paper)
        self._pen.lend_top(self._beside if self.is_low else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
