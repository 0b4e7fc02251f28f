"""The issue as it will be printed, made anew while the clerk types; an old page says it is old."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.domain.printing import Printed
from shipu_desk.errors import DeskError
from shipu_desk.services.bulletin_previews import Shown
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.parts.article_faults import Faults
from shipu_desk.ui.parts.basic import column, elided, frame, held, row
from shipu_desk.ui.preview import Preview

SOON, LATEST = 500, 4_000  # ms of rest before a page is made: more where it takes longer

Make = Callable[[], Shown]


class LivePreview(Preview):
    """Prints and saves only what is current: the acts are asked for, and done when it is."""

    wanted = Signal(str)

    def print_it(self) -> None:
        self.wanted.emit("打印")

    def save_as(self) -> None:
        self.wanted.emit("另存")

    def act(self, what: str) -> None:
        """Do it now, with the bytes shown."""
        (super().print_it if what == "打印" else super().save_as)()


class LivePaper(QWidget):
    """`prepare` is asked on the window's thread and gives the work for the worker, or None.

    `wanted` asks for 打印 or 另存; `act` does it when the page is current.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk, prepare: Callable[[], Make | None]) -> None:
        super().__init__()
        self._prepare = prepare
        self._jobs = Jobs(self)
        self._old, self._again, self._then = True, False, ""
        self._took = 0.0  # ms of the last making
        self.wish = Path("信息简报.pdf")
        self.preview = LivePreview("信息简报预览", desk, Printed.BULLETIN)
        self.preview.wanted.connect(self.wanted)
        self.faults = Faults()
        self.mark = elided("", "caption")
        self._mark_line = frame("warn", row(self.mark, margins=(12, 2, 12, 2)))
        self._mark_line.hide()
        top = held(column(self.faults, self._mark_line, gap=4, margins=(8, 8, 8, 0)))
        box = column(top, self.preview, gap=0)
        box.setStretch(1, 1)
        self._top = top
        top.hide()
        self.setLayout(box)
        self.setFocusProxy(self.preview)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._run)

    # when

    def renew(self, at_once: bool = False) -> None:
        """What is typed or stored changed."""
        self._old = True
        if self.isVisible():
            rest = min(LATEST, max(SOON, round(self._took * 1.5)))
            self._soon.start(0 if at_once else rest)

    @property
    def current(self) -> bool:
        """Whether the page shown is what is typed now."""
        return not (self._old or self.busy or self.faults.problems or not self.preview.data)

    @property
    def busy(self) -> bool:
        return self._jobs.busy or self._soon.isActive()

    def _run(self) -> None:
        self._soon.stop()
        if self._jobs.busy:
            self._again = True
            return
        make = self._prepare()
        self._old = False
        if make is None:
            self._then = ""
            self._show("", (), "")
            self.preview.clear("本期还没有稿件")
            return
        began = monotonic()

        def done(shown: Shown) -> None:
            self._took = (monotonic() - began) * 1000
            self._made(shown)

        self._jobs.run(make, done, self._failed, name="信息简报预览")

    # what came

    def _made(self, shown: Shown) -> None:
        self._show("", (), "；".join(shown.notes))
        if shown.data != self.preview.data:
            bar = self.preview.view.verticalScrollBar()
            kept = bar.value() if self.preview.data else 0
            self.preview.show_pdf(shown.data, self.wish)
            bar.setValue(kept)
        if not self._next() and self._then:
            act, self._then = self._then, ""
            self.preview.act(act)

    def _failed(self, error: Exception) -> None:
        problems = error.problems if isinstance(error, ProofFailed) else (str(error),)
        if not isinstance(error, DeskError):
            messages.tell(self, error, "生成信息简报")
            problems = ("排版时出了意外",)
        said = f"有 {len(problems)} 处不能照原样印出，改好后再打印"
        old = "下面是改动之前排好的样子" if self.preview.data else ""
        self._show(said, problems, old)
        if self._then:
            messages.say(f"没有{self._then}：{said}")
        self._then = ""
        self._next()

    def _show(self, said: str, problems: tuple[str, ...], mark: str) -> None:
        self.faults.say(said, problems)
        self.mark.setText(mark)
        self._mark_line.setVisible(bool(mark))
        self._top.setVisible(bool(said or mark))

    def _next(self) -> bool:
        if self._again:
            self._again = False
            self._run()
            return True
        return False

    def act(self, what: str) -> None:
        """打印, 另存: at once when the page is current, else as soon as it is."""
        if self.current:
            self.preview.act(what)
        elif self.faults.problems and not (self._old or self.busy):
            messages.say(f"没有{what}：{self.faults.told.text()}")
        else:
            self._then = what
            self.renew(at_once=True)

    # the window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._old and not self._soon.isActive():
            self._soon.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes: no job may outlive what it reports to."""
        super().hideEvent(event)
        if not self.window().isVisible():
            self.rest()

    def rest(self) -> None:
        """The window may close: give the document back; it is made again if it stays."""
        self.finish()
        self.preview.clear()
        self._old = True
        if self.isVisible():
            self._soon.start(0)

    def finish(self) -> None:
        """Let what is under way come back; nothing new is begun."""
        self._soon.stop()
        self._again, self._then = False, ""
        self._jobs.wait()
        QCoreApplication.sendPostedEvents(self._jobs)
