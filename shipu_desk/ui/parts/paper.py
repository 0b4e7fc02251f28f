"""A document beside its register: made in a job, shown as the very PDF, made anew after changes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QStandardPaths, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.printing import Printed
from shipu_desk.errors import DeskError
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.jobs import Cancelled, Jobs
from shipu_desk.ui.parts.basic import Strip, button, column, held
from shipu_desk.ui.parts.dialogs import WIDE, Dialog, ground
from shipu_desk.ui.preview import Preview
from shipu_desk.ui.theme import metrics

if TYPE_CHECKING:
    from shipu_desk.documents.proof import Written

SOON = 150  # ms after the last change
Make = Callable[[], bytes] | Callable[[], Generator[object, None, bytes]]
"""Gives the bytes of a paper; one that goes by steps is stopped when nobody waits for it."""


class Forms(NamedTuple):
    """Files of the same paper to be worked on: what writes one, and their endings."""

    write: Callable[[Path], Written]
    endings: tuple[str, ...] = (".docx", ".xlsx")


class Paper(QWidget):
    """`make` gives the bytes; it runs on the worker and may raise DeskError. `kind` is for the log.

    Nothing is made while nobody looks. 另存为 proposes `wish`, a bare name, among the documents;
    it offers the other `forms` of the paper too, which are made on the worker.
    """

    def __init__(
        self,
        make: Make,
        name: str,
        wish: Path,
        forms: Forms | None = None,
        *,
        desk: Desk,
        kind: Printed,
    ) -> None:
        super().__init__()
        self._make, self._name = make, name
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._wish = Path(place) / wish
        self._jobs, self._writing = Jobs(self), Jobs(self)
        self._old, self._again, self._print_wanted = True, False, False
        self._stop: Callable[[], None] = lambda: None
        self.told = ""  # why there is nothing to show
        self.preview = Preview(f"{name}预览", desk, kind)
        self.preview.clear("正在排版")
        if forms:
            self.preview.offer(forms.endings, lambda path: self._keep(forms, path))
        self.trouble = Strip("alarm", "")
        self.trouble.hide()
        box = column(self.trouble, self.preview, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.preview)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._run)

    def renew(self) -> None:
        """The registers changed: make it anew, at once when it is looked at."""
        self._old = True
        if self.isVisible():
            self._soon.start()

    def print_soon(self) -> None:
        """Print it as it is now; where it is still being made, as soon as it stands there."""
        self._print_wanted = self._old or self.busy
        if not self._print_wanted and self.isVisible():
            self.preview.print_it()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._old and not self._soon.isActive():
            self._soon.start(SOON)  # the rows beside it are painted and answer keys first

    def _run(self) -> None:
        if self._jobs.busy:
            self._again = True
            return
        self._old = False
        self._stop = self._jobs.run(self._make, self._made, self._failed, name=self._name)

    def _made(self, data: bytes) -> None:
        self._tell("")
        if data != self.preview.data:
            self.preview.show_pdf(data, self._wish)
        if self._print_wanted and not self._again:
            QTimer.singleShot(0, self.print_soon)  # its dialog would hold up what comes next
        self._next()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._old = True
            return
        self._print_wanted = False
        self.preview.clear("没有生成")
        self._tell(str(error) if isinstance(error, DeskError) else f"没有生成{self._name}")
        if not isinstance(error, DeskError):
            messages.tell(self, error, f"生成{self._name}")
        self._next()

    def _keep(self, forms: Forms, path: Path) -> None:
        self._writing.run(
            lambda: forms.write(path),
            lambda kept: messages.say("。".join((f"已存到 {kept.path}", *kept.notes))),
            lambda error: messages.tell(self, error, f"存“{path.name}”"),
            name=f"另存{self._name}",
        )

    def _tell(self, trouble: str) -> None:
        self.told = trouble
        self.trouble.say(trouble)
        self.trouble.setVisible(bool(trouble))

    def _next(self) -> None:
        if self._again:
            self._again = False
            self._run()

    @property
    def busy(self) -> bool:
        return self._jobs.busy or self._writing.busy or self._soon.isActive()

    def finish(self) -> None:
        """Let what is under way come back, stopped where it can be; nothing new is begun."""
        self._soon.stop()
        self._again = False
        self._stop()
        for jobs in (self._jobs, self._writing):
            jobs.wait()
            QCoreApplication.sendPostedEvents(jobs)

    def rest(self) -> None:
        """The window may close: give the document back; it is made again if it stays."""
        self.finish()
        self.preview.clear()
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes: no job may outlive what it reports to."""
        super().hideEvent(event)
        if not self.window().isVisible():
            self.rest()
            self._soon.stop()


class PaperDialog(Dialog):
    """A document in a window of its own, with print and 另存为 in its tools."""

    def __init__(
        self,
        parent: QWidget,
        make: Make,
        name: str,
        wish: Path,
        forms: Forms | None = None,
        *,
        desk: Desk,
        kind: Printed,
    ) -> None:
        super().__init__(parent, name, WIDE)
        self.paper = Paper(make, name, wish, forms, desk=desk, kind=kind)
        self.paper.setMinimumHeight(
            max(metrics().em * 18, round(ground(parent).height() - metrics().em * 9))
        )
        shut = button("关闭", tip="关闭 (Esc)")
        shut.clicked.connect(self.reject)
        self.fill(held(column(self.paper, gap=0)), None, shut)
        self.paper.setFocus()

    def done(self, code: int) -> None:
        """Closing stops the worker, which reads the same file, or waits for it."""
        self.paper.finish()
        super().done(code)
