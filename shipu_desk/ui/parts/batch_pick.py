"""Which awards the list shows: those of a round, those that fit the words."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shipu_desk.domain.awards import Round
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query
from shipu_desk.ui.parts.basic import row
from shipu_desk.ui.parts.composing import Composition

DEBOUNCE = 120  # ms


class BatchPick(QWidget):
    """`query` says what is asked for; `changed` when it is another."""

    changed = Signal()
    entered = Signal()  # Enter in the words

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rounds, self.words = QComboBox(), QLineEdit()
        self.rounds.setAccessibleName("评选批次")
        self.rounds.setMinimumContentsLength(4)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.rounds.setSizeAdjustPolicy(adjust)
        self.words.setPlaceholderText("查找")
        self.words.setToolTip("单位、编号、依据，可用拼音首字母 (Ctrl+F)")
        self.words.setAccessibleName("在授牌中查找，可用拼音首字母")
        self.words.setClearButtonEnabled(True)
        box = row(self.rounds, self.words, gap=6)
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        self.setLayout(box)
        soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        soon.timeout.connect(self.changed)
        self.rounds.activated.connect(lambda _: self.changed.emit())
        self.words.textChanged.connect(lambda _: soon.start())
        Composition(self.words).entered.connect(self.entered)

    def fill(self) -> None:
        """The rounds there are; the one chosen stays chosen."""
        kept = self.rounds.currentData()
        self.rounds.clear()
        self.rounds.addItem("全部批次", 0)
        for id in register.find(self._desk, Round):
            self.rounds.addItem(register.title(self._desk, "round", id), id)
        self.rounds.setCurrentIndex(max(0, self.rounds.findData(kept)))

    def clear(self) -> None:
        self.rounds.setCurrentIndex(0)
        self.words.clear()

    def enter(self) -> None:
        """Ctrl+F; nothing to find while the page is empty."""
        if self.isVisible():
            self.words.setFocus()
            self.words.selectAll()

    @property
    def query(self) -> Query:
        round_id = self.rounds.currentData()
        return Query(self.words.text().strip(), {"round_id": round_id} if round_id else {})
