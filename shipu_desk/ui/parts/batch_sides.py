"""Three panes side by side; where room is short the last two share one place under tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from shipu_desk.ui.parts.basic import column, row
from shipu_desk.ui.theme import metrics

NARROW = 76  # em of width
LIST, SIDE = (21.0, 25.0), 20.5  # em: least and most of the list, width of the last pane


class BatchSides(QWidget):
    """`first` always shows; of `second` and `third` one shows when it is narrow."""

    def __init__(
        self, first: QWidget, second: QWidget, third: QWidget, names: Sequence[str]
    ) -> None:
        super().__init__()
        self._pair = (second, third)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("预览与设置")
        self.tabs.setExpanding(False)
        for name in names:
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(lambda _: self._place())
        em = metrics().em
        first.setMinimumWidth(round(LIST[0] * em))
        first.setMaximumWidth(round(LIST[1] * em))
        both = row(second, third, gap=0)
        both.setStretch(0, 1)
        tabs = row(self.tabs, None, margins=(16, 0, 0, 0))
        right = column(tabs, both, gap=0)
        right.setStretch(1, 1)
        box = row(first, right, gap=0)
        box.setStretch(0, 2)
        box.setStretch(1, 5)
        self.setLayout(box)

    @property
    def is_narrow(self) -> bool:
        return self.width() < NARROW * metrics().em

    def turn_to(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)

    def _place(self) -> None:
        narrow, chosen = self.is_narrow, self.tabs.currentIndex()
        self.tabs.setVisible(narrow)
        for at, one in enumerate(self._pair):
            one.setVisible(not narrow or at == chosen)
        last = self._pair[-1]
        if narrow:
            last.setMinimumWidth(0)
            last.setMaximumWidth(16_777_215)
        else:
            last.setFixedWidth(round(SIDE * metrics().em))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
