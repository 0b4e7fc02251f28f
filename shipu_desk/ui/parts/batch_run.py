"""Printing the ticked awards, into files or on a printer: logged, nothing replaced unasked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shipu_desk.documents.batch import Outcome, Progress, single_name
from shipu_desk.domain.awards import Award, Form, Printing
from shipu_desk.domain.printing import Overprint, Sent
from shipu_desk.errors import DeskError
from shipu_desk.services import print_log, printing, reconciling, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.printing import Choice
from shipu_desk.services.register import Query
from shipu_desk.ui import messages
from shipu_desk.ui.jobs import Cancelled
from shipu_desk.ui.parts.batch_preview import Wanted
from shipu_desk.ui.parts.batch_progress import BatchProgress
from shipu_desk.ui.parts.batch_settings import MERGED, BatchSettings, Target
from shipu_desk.ui.parts.batch_work import BatchWork
from shipu_desk.ui.pdf_pages import PdfPages
from shipu_desk.ui.printing import WantsFile, print_document

NAMED = 5  # files named in the question before they are replaced


class BatchRun:
    """One printing at a time; `then` is given the form and the outcome."""

    def __init__(
        self,
        page: QWidget,
        desk: Desk,
        work: BatchWork,
        settings: BatchSettings,
        then: Callable[[Form, Outcome], object],
    ) -> None:
        self._page, self._desk, self._work = page, desk, work
        self._settings, self._then = settings, then
        self.progress = BatchProgress()
        self.progress.stop_wanted.connect(work.cancel)
        work.progressed.connect(self._show_progress)
        work.stopped.connect(self._stopped)
        self._form, self._template, self._since = Form.PLAQUE, "", 0
        self._overprint: Overprint | None = None

    def start(self, ids: Sequence[int]) -> None:
        """Print these awards as the settings say."""
        rows = register.page(self._desk, Award, ids)
        numbers = [row.record.number for row in rows]
        if not numbers or self._work.printing:  # no number at all would mean every award
            return
        self._form, self._template = self._settings.form, self._settings.template
        self._overprint = self._settings.overprint
        target = self._settings.target
        if target.is_printer:
            self._on_printer(numbers)
            return
        names = [(row.record.number, row.record.name) for row in rows]
        if self._place_is_good(target) and self._may_replace(target, names):
            self._into_files(numbers, target)

    # into files

    def _place_is_good(self, target: Target) -> bool:
        folder = (target.merged.parent if target.merged else target.split) or Path()
        blank = not self._settings.folder.text().strip()
        fault = (
            "先选一个文件夹" if blank else "" if os.path.isdir(folder) else "没有这个文件夹，请另选"
        )
        self._settings.say_folder(fault)
        if fault:
            self._settings.folder.setFocus()
        return not fault

    def _may_replace(self, target: Target, names: Sequence[tuple[str, str]]) -> bool:
        wanted = [target.merged] if target.merged else []
        if target.split:
            kind = printing.KINDS[self._form]
            wanted += [target.split / _single(kind, *named, target.split) for named in names]
        there = [path.name for path in wanted if path and os.path.exists(path)]
        if not there:
            return True
        said = "、".join(there[:NAMED]) + (f"等 {len(there)} 个文件" if len(there) > NAMED else "")
        text = f"文件夹里已有{said}。替换以后，原来的文件就没有了。"
        return messages.ask_grave(self._page, "替换已有的文件", text, "替换")

    def _into_files(self, numbers: Sequence[str], target: Target) -> None:
        desk, form, template = self._desk, self._form, self._template
        overprint = self._overprint
        self._since = self._last_print()
        self.progress.begin(f"正在生成 {len(numbers)} 份{form}")
        self._work.print(
            lambda: printing.print_awards(
                desk, form, target.merged, Choice(numbers=numbers), template=template,
                split=target.split, overprint=overprint,
            ),
            self._done,
            f"打印{form}",
        )  # fmt: skip

    def _done(self, outcome: Outcome) -> None:
        self.progress.hide()
        messages.say(reconciling.summary(self._form, outcome))
        self._then(self._form, outcome)

    def _last_print(self) -> int:
        """The id of the newest line in the log of prints."""
        found = register.find(self._desk, Printing, Query(order="id", descending=True))
        return found[0] if len(found) else 0

    # on a printer

    def _on_printer(self, numbers: Sequence[str]) -> None:
        desk, form, template = self._desk, self._form, self._template
        overprint = self._overprint
        self.progress.begin(f"正在排 {len(numbers)} 份{form}")
        self._work.print(
            lambda: printing.preview(
                desk, form, Choice(numbers=numbers), template=template, overprint=overprint
            ),
            self._send,
            f"打印{form}",
        )

    def _send(self, made: tuple[bytes, Outcome]) -> None:
        data, outcome = made
        self.progress.hide()
        if not data:
            self._then(self._form, outcome)
            return
        pages = PdfPages(data)
        try:
            title = f"{self._form} {len(pages)}份"
            sent = print_document(self._page, pages, title, self._desk)
        except WantsFile:
            self._settings.targets.setCurrentText(MERGED)
            messages.say(f"去向已改为“{MERGED}”，看一下文件夹和文件名，再按“生成”")
            return
        finally:
            pages.close()
        if sent:
            went = {one.number: one.page for one in outcome.made}
            self._log({n: page for n, page in went.items() if page in sent.pages}, sent)

    def _log(self, gone: Mapping[str, int], sent: Sent) -> None:
        try:
            ended = printing.printed(
                self._desk, self._form, list(gone), print_log.where(sent), template=self._template,
                overprint=self._overprint, sent=sent, pages=gone,
            )  # fmt: skip
        except DeskError as error:
            messages.tell(self._page, error, "记下这次打印")
        else:
            messages.say("；".join((f"已送去打印 {len(gone)} 份{self._form}", *ended)))

    def log_sent(self, shown: Wanted | None, sent: Sent) -> None:
        """The page looked at went to a printer."""
        self.log_one(shown, print_log.where(sent), sent)

    def log_one(self, shown: Wanted | None, where: str, sent: Sent | None = None) -> None:
        """The page looked at went to a printer, or into a file."""
        if shown is None:
            return
        try:
            ended = printing.printed(
                self._desk, shown.form, [shown.number], where, template=shown.template,
                overprint=shown.overprint, sent=sent,
            )  # fmt: skip
            if ended:
                messages.say("；".join(ended))
        except DeskError as error:
            messages.tell(self._page, error, "记下这次打印")

    # on the way

    def _show_progress(self, step: Progress) -> None:
        self.progress.show_progress(step.done, step.whole, step.what)

    def _stopped(self, error: Exception) -> None:
        self.progress.hide()
        if not isinstance(error, Cancelled):
            messages.tell(self._page, error, f"生成{self._form}")
            return
        kept = self._last_print() - self._since
        said = (
            f"停下前已写好 {kept} 份单张，留在文件夹里，也记了打印记录" if kept else "没有写成文件"
        )
        messages.say(f"已停止，{said}")


def _single(kind: str, number: str, name: str, folder: Path) -> str:
    """The name of a single file, blank where the path is too deep: that is told while printing."""
    try:
        return single_name(kind, number, name, folder)
    except DeskError:
        return "."
