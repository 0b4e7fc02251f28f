"""The header band: the desk's mark, its name and office, search, undo and redo, the clerk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from shipu_desk.domain.quotes import nested
from shipu_desk.ui import icons
from shipu_desk.ui.emblem import Emblem
from shipu_desk.ui.parts.basic import button, column, elided, held, hover, on_button, row
from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.theme import C, colour, metrics, px

PRODUCT = "石浦放心消费工作台"


class Band(QFrame):
    """All of it has keys; Tab comes here after the page."""

    searched = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    help_wanted = Signal()
    clerk_wanted = Signal()
    first_painted = Signal()  # once: the shell is on the screen

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "band")
        self.setFixedHeight(metrics().header)
        self._painted = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.first_painted)
        self.office = elided("", "ondark2")
        names = held(column(elided(PRODUCT, "ondark"), self.office, gap=0, margins=(0, 3, 0, 5)))
        self.search = self._search_box()
        self.undo = button("", "undo", "dark", "撤回 (Ctrl+Z)")
        self.redo = button("", "redo", "dark", "重做 (Ctrl+Y)")
        self.help = button("", "help", "dark", "帮助 (F1)")
        self.person = button("经办人", "user", "dark", "换经办人")
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.person.clicked.connect(self.clerk_wanted)
        acts = (self.undo, self.redo, self.help, self.person)
        box = row(Emblem(), names, self.search, *acts, margins=(14, 0, 8, 0))
        box.setStretch(1, 5)
        box.setStretch(2, 6)
        box.insertStretch(3, 1)
        self.setLayout(box)

    def _search_box(self) -> QLineEdit:
        made = QLineEdit()
        made.setProperty("kind", "dark")
        made.setPlaceholderText("查找登记或首字母 sp，按 Enter")
        made.setToolTip("在所有登记中查找 (Ctrl+Shift+F)")
        made.setAccessibleName("在所有登记中查找")
        glass = icons.icon("search", C.on_dark2)
        made.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        made.setMinimumWidth(px(160))
        made.setMaximumWidth(px(380))
        Composition(made).entered.connect(lambda: self.searched.emit(made.text().strip()))
        return made

    def show_desk(self, office: str, clerk: str) -> None:
        """Office and clerk; once the desk is open."""
        self.office.setText(office)
        self.person.setText(f" 经办人 {on_button(clerk, 12)}" if clerk else " 经办人")

    def show_ways(self, undo: str, redo: str, held: str = "") -> None:
        """What undo and redo would do, empty when there is nothing; `held` is why nothing may be
        taken back."""
        idle = held or "没有可撤回的改动", "没有可重做的改动"
        for one, what, no in ((self.undo, undo, idle[0]), (self.redo, redo, idle[1])):
            key = "Ctrl+Z" if one is self.undo else "Ctrl+Y"
            one.setEnabled(bool(what))
            hover(one, f"{nested(what)} ({key})" if what else nested(no))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        y = self.height() - px(3)  # the horizon
        QPainter(self).fillRect(QRectF(0, y, self.width(), px(3)), colour(C.sea))
        if not self._painted:
            self._painted = True
            self._soon.start()
