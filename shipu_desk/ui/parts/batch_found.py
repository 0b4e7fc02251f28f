"""Below the list: the whole name of the award looked at, its verdict and why, earlier prints."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import Printing
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.services.verdicts import TURNED, Verdict
from shipu_desk.ui.parts.basic import column, label, row
from shipu_desk.ui.parts.batch_lines import PENDING
from shipu_desk.ui.parts.marks import LIGHTS, Mark
from shipu_desk.ui.theme import State, px


class Found(QWidget):
    """Filled by `show_row`; says nothing while no award is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.name = label("", "strong", wrap=True)
        self.mark = Mark(State.IDLE, "")
        self.why = label("", "caption", wrap=True)
        self.before = label("", "caption", wrap=True)
        box = column(self.name, row(self.mark, None), self.why, self.before, gap=2)
        box.setContentsMargins(px(16), px(6), px(12), px(8))
        self.setLayout(box)

    def show_row(self, shown: Row | None, verdict: Verdict | None) -> None:
        self.setVisible(shown is not None)
        if shown is None:
            return
        word = verdict.word if verdict else PENDING
        self.name.setText(shown.record.name)
        told = verdict is not None and verdict.word == TURNED
        self.name.setVisible(not told)  # the reason has it whole, with its break
        self.mark.show_state(LIGHTS.get(word, State.IDLE), word)
        self.why.setText("；".join(verdict.reasons) if verdict else "")
        self.why.setVisible(bool(self.why.text()))
        self.before.setText(self._before(shown))

    def height_at(self, width: int) -> int:
        """px that the words take at this width."""
        box = self.layout()
        if self.isHidden() or box is None:
            return 0
        return box.totalHeightForWidth(width) if box.hasHeightForWidth() else 0

    def _before(self, shown: Row) -> str:
        """How often it was printed, and when last."""
        query = Query(equal={"award_id": shown.id}, order="id", descending=True)
        ids = register.find(self._desk, Printing, query)
        if not len(ids):
            return f"{shown.record.number} · 没有打印过"
        cells = register.get(self._desk, Printing, ids[0]).cells
        moment = cells["moment"][:16].replace("T", " ")
        return f"{shown.record.number} · 打印过 {len(ids)} 次，最近 {moment} {cells['form']}"
