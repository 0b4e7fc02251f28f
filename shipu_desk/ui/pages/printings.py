"""牌匾与证书: each award looked at as it will be printed, the sum checked, then printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from shipu_desk.documents.batch import Outcome
from shipu_desk.domain.awards import Award, Form, Printing, Round
from shipu_desk.domain.settings import Settings
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.award_ways import go
from shipu_desk.ui.parts.basic import button, column, elided, frame, held, row, scrolled
from shipu_desk.ui.parts.batch_list import BatchList
from shipu_desk.ui.parts.batch_outcome import BatchOutcome
from shipu_desk.ui.parts.batch_preview import BatchPreview, Wanted
from shipu_desk.ui.parts.batch_run import BatchRun
from shipu_desk.ui.parts.batch_settings import BatchSettings
from shipu_desk.ui.parts.batch_sides import BatchSides
from shipu_desk.ui.parts.batch_work import BatchWork
from shipu_desk.ui.parts.children import Commits
from shipu_desk.ui.parts.empty import EmptyState, Way
from shipu_desk.ui.parts.following import bring_into_sight
from shipu_desk.ui.parts.keys import page_keys
from shipu_desk.ui.parts.page import head

VIEW, SETTINGS = 0, 1
CAPTION = "先勾选，逐家看过再生成；已摘牌的一张也印不出"


class Printings(QWidget):
    """List at the left, the page in the middle, settings and the sum at the right."""

    hints = ("Ctrl+F", "F6")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self._old = desk, True
        self._row: Row | None = None
        self._printed: set[int] = set()  # the ticks that the outcome shown tells of
        self.list, self.work = BatchList(desk), BatchWork(self, desk)
        self.view = BatchPreview(desk, self.work.preview)
        self.settings = BatchSettings(desk.today().isoformat())
        self.outcome = BatchOutcome(desk)
        self.run = BatchRun(self, desk, self.work, self.settings, self._show_outcome)
        self.make = button("生成", "plaque", "primary", "生成勾选的、可以印的 (Ctrl+Shift+P)")
        self.make.setShortcut("Ctrl+Shift+P")
        self.side = self._side()
        self.sides = BatchSides(self.list, self.view, self.side, ("预览", "版式与输出"))
        self._build()
        self._connect()
        self.work.judge_by(self.settings.form, self.settings.template)

    def _side(self) -> QFrame:
        inner = held(column(self.settings, self.outcome, None, gap=0))
        side = frame("panel", column(scrolled(inner), gap=0))
        side.setFocusProxy(self.settings)
        return side

    def _build(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self.sides)
        way = Way("grant", "先授牌", "在“授牌”里给“培育”中的单位授牌。", "去授牌", self._go_grant)
        self._body.addWidget(
            EmptyState("还没有可以打印的授牌", "授牌以后，这里逐家核对、打印。", (way,))
        )
        strip = row(self.run.progress, margins=(16, 0, 16, 0))
        title = head("牌匾与证书", elided(CAPTION), self.make)
        box = column(title, strip, self._body, gap=8)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.looked_at.connect(self._look_at)
        self.list.listed.connect(self._judge)
        self.list.ticks_changed.connect(self._ticked)
        self.settings.changed.connect(self._rejudge)
        self.settings.retargeted.connect(self._say_sums)
        self.work.judged.connect(self.list.take)
        self.work.previewed.connect(self.view.take)
        self.work.trouble.connect(lambda error, doing: messages.tell(self, error, doing))
        self.work.stopped.connect(lambda _: self._say_sums())
        self.view.printed.connect(self.run.log_sent)
        self.view.saved.connect(lambda one, path: self.run.log_one(one, str(path)))
        self.make.clicked.connect(self.generate)
        Commits(self, self.desk, {Award, Round, Settings}, self._renew)
        Commits(self, self.desk, {Printing}, self._look_again)
        page_keys(self, {"F5": self.refresh, "Ctrl+F": self.list.pick.enter})

    # what is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._old:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes: no job may outlive what it reports to."""
        super().hideEvent(event)
        if not self.window().isVisible():
            self._rest()

    def _renew(self) -> None:
        """Awards, rounds or settings changed: nothing shown is certain any more."""
        self._old = True
        self.view.clear()
        self.outcome.hide()
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again; ticks stay."""
        self._old = False
        some = bool(register.count(self.desk, Award))
        self._body.setCurrentIndex(0 if some else 1)
        self.make.setVisible(some)
        self.list.pick.fill()
        self.list.forget()
        self.work.judge_by(self.settings.form, self.settings.template)
        self.list.refresh()
        self.view.renew()

    def _rejudge(self) -> None:
        self.outcome.hide()  # it told of the other form, or of another template
        self.list.forget()
        self.work.judge_by(self.settings.form, self.settings.template)
        self._judge()
        self._look_at(self._row)
        self._say_sums()

    def _judge(self) -> None:
        """Those in the list that have no verdict yet, and what is ticked beyond it."""
        asked = [*self.list.ids, *self.list.ticked]
        self.work.judge([id for id in dict.fromkeys(asked) if id not in self.list.verdicts])

    def _look_at(self, shown: Row | None) -> None:
        self._row = shown
        if shown is None:
            self.view.want(None)
            return
        award = shown.record
        chosen = self.settings
        self.view.want(
            Wanted(award.number, award.name, chosen.form, chosen.template, chosen.overprint)
        )

    def _look_again(self) -> None:
        """A print was logged: say so below the list."""
        found = self.list.verdicts.get(self._row.id) if self._row else None
        self.list.found.show_row(self._row, found)

    def _ticked(self) -> None:
        """Other awards are meant now: what is told of the last printing is over."""
        if self._printed != set(self.list.ticked):
            self.outcome.hide()
        self._say_sums()

    def _say_sums(self) -> None:
        known = [self.list.verdicts.get(id) for id in self.list.ticked]
        good = sum(one is not None and one.prints for one in known)
        pending = sum(one is None for one in known)
        self.settings.show_sums(len(known), good, len(known) - good - pending, pending)
        verb = "打印" if self.settings.target.is_printer else "生成"
        self.make.setText(f" {verb} {good} 份")
        self.make.setAccessibleName(f"{verb} {good} 份")
        self.make.setEnabled(bool(good) and not pending and not self.work.printing)

    # acts

    def generate(self) -> None:
        """生成: the ticked awards, as the settings say."""
        self.run.start(self.list.ticked)
        if self.settings.has_fault:
            self.sides.turn_to(SETTINGS)
        self._say_sums()

    def _show_outcome(self, form: Form, outcome: Outcome) -> None:
        self._printed = set(self.list.ticked)
        self.outcome.show_outcome(form, outcome)
        self.sides.turn_to(SETTINGS)
        self._say_sums()
        bring_into_sight(self.outcome)

    def _go_grant(self) -> None:
        go(self, "awards")

    # what the window and other pages may ask

    def choose(self, ids: Sequence[int]) -> None:
        """Come here with these awards ticked."""
        self.outcome.hide()
        self.list.choose(ids)
        self.list.table.setFocus()

    def show_id(self, id: int) -> None:
        self.list.table.look_at(id)

    def may_close(self) -> bool:
        """A printing under way is stopped only when the clerk says so."""
        if not self.work.printing:
            self._rest()
            return True
        text = "关闭会停止生成；已写好的单张留在文件夹里，也记了打印记录。"
        if messages.ask(self, "正在生成牌匾与证书", text, ("停止生成",)) != "停止生成":
            return False
        self._rest()
        return True

    def _rest(self) -> None:
        """The window may close: nothing under way outlives it; asked again if it stays."""
        self.work.finish()
        self.view.clear()
        self._old = True
        QTimer.singleShot(0, self, self._wake)

    def _wake(self) -> None:
        if self.isVisible() and self._old:
            self.refresh()

    def areas(self) -> list[QWidget]:
        return [self.list, self.view, self.side]


def build(desk: Desk) -> QWidget:
    return Printings(desk)
