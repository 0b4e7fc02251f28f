"""What the batch page has done by its one worker: verdicts, the page looked at, the printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from shipu_desk.domain.awards import Form
from shipu_desk.services.desk import Desk
from shipu_desk.services.verdicts import Judge, Verdict
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.parts.batch_preview import Wanted, make

CHUNK = 40  # awards judged in one go; a preview waits for no more than these


class BatchWork(QObject):
    """One thing after the other; answers to questions that no longer stand are dropped."""

    judged = Signal(object)  # dict of verdicts by id
    previewed = Signal(object, object, str, object)  # Wanted, the PDF, why there is none, the ghost
    trouble = Signal(object, str)  # Exception, what was being done
    progressed = Signal(object)  # Progress of the printing
    stopped = Signal(object)  # Exception: Cancelled or a trouble

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, Jobs(self)
        self._queue: list[int] = []
        self._judging = False
        self._turn = 0  # grows whenever the verdicts are open again
        self._judge: Callable[[], Judge] = lambda: Judge(desk, Form.PLAQUE)
        self._asked: Wanted | None = None
        self._making: Wanted | None = None
        self._cancel: Callable[[], None] | None = None

    # verdicts

    def judge_by(self, form: Form, template: str) -> None:
        """From now on by this template; verdicts under way are dropped."""
        self._turn += 1
        self._queue.clear()
        kept: list[Judge] = []

        def judge() -> Judge:
            if not kept:  # templates and fonts are read on the worker, once
                kept.append(Judge(self._desk, form, template))
            return kept[0]

        self._judge = judge

    def judge(self, ids: Sequence[int]) -> None:
        """These next; what stood in the queue is forgotten."""
        self._queue = list(ids)
        self._judge_some()

    def _judge_some(self) -> None:
        if self._judging or not self._queue:
            return
        self._judging = True
        ids, self._queue = self._queue[:CHUNK], self._queue[CHUNK:]
        turn, judge = self._turn, self._judge

        def done(found: dict[int, Verdict]) -> None:
            self._judging = False
            if turn == self._turn:
                self.judged.emit(found)
            self._judge_some()

        def failed(error: Exception) -> None:
            self._judging = False
            if turn == self._turn:
                self._queue.clear()
                self.trouble.emit(error, "核对")
            self._judge_some()

        self._jobs.run(lambda: judge().of(ids), done, failed, name="核对")

    # the page looked at

    def preview(self, wanted: Wanted) -> None:
        """Make this page; of several asked for while one is made, only the last."""
        self._asked = wanted
        if self._making is None:
            self._making = wanted
            self._jobs.run(
                lambda: make(self._desk, wanted), self._made, self._not_made, name="预览"
            )

    def _made(self, result: tuple[bytes, str, bytes]) -> None:
        wanted, self._making = self._making, None
        self.previewed.emit(wanted, *result)
        self._again(wanted)

    def _not_made(self, error: Exception) -> None:
        wanted, self._making = self._making, None
        self.previewed.emit(wanted, b"", str(error), b"")
        self._again(wanted)

    def _again(self, wanted: Wanted | None) -> None:
        if self._asked is not None and self._asked != wanted:
            self.preview(self._asked)

    # the printing

    @property
    def printing(self) -> bool:
        return self._cancel is not None

    def print(self, steps: Callable[[], Any], then: Callable[[Any], object], name: str) -> None:
        """Run a printing, `then` take its result; `cancel` stops it between two awards."""

        def done(result: object) -> None:
            self._cancel = None
            then(result)

        def failed(error: Exception) -> None:
            self._cancel = None
            self.stopped.emit(error)

        self._cancel = self._jobs.run(steps, done, failed, self.progressed.emit, name=name)

    @property
    def busy(self) -> bool:
        return self._jobs.busy

    def cancel(self) -> None:
        if self._cancel:
            self._cancel()

    def finish(self) -> None:
        """The window closes: stop what can be stopped, let the rest come back."""
        self._turn += 1
        self._queue.clear()
        self._asked = None
        self.cancel()
        self._jobs.wait()
        QCoreApplication.sendPostedEvents(self._jobs)
