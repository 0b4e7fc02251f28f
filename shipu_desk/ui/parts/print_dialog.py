"""打印: the printer is asked and fed in a process of its own, and the window stays alive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.printing import Sent
from shipu_desk.services import printers as known
from shipu_desk.ui import messages, printers
from shipu_desk.ui.parts.basic import Strip, button, column, held, label
from shipu_desk.ui.parts.batch_progress import BatchProgress
from shipu_desk.ui.parts.calibration_dialog import CalibrationDialog
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.print_calibration import Made, forget, looked_up, told
from shipu_desk.ui.parts.print_facts import Printer, Size, told_of_lack, told_of_sheets
from shipu_desk.ui.parts.print_settings import PrintSettings
from shipu_desk.ui.printed import Paper
from shipu_desk.ui.printers import Asked

WIDTH = 46  # em
PATIENCE = 12_000  # ms until a silence is told; the answer is still waited for
LOOKING = "正在查找打印机…"
SILENT = "打印机一直没有回应。可以接着等、再找一次，或先另存为 PDF。"
NONE = "这台电脑上没有打印机。可以先另存为 PDF，拿到有打印机的电脑上打印。"
STOPPED = "已停止，没送完的已经取消；打印机里可能已印出几页，没有记入打印记录"


class PrintDialog(Dialog):
    """`sent` is what a printer took; `wants_file` that 另存为 PDF was asked for instead."""

    def __init__(self, parent: QWidget, paper: Paper) -> None:
        super().__init__(parent, "打印", WIDTH)
        self.sent: Sent | None = None
        self.wants_file = False
        self._paper = paper
        self._printer = Printer()
        self._asked: Asked | None = None
        self._job: Sent | None = None
        self._uncalibrated = ""  # why pages would go uncalibrated though there is a record
        self.settings = PrintSettings(len(paper.sizes), told_of_sheets(paper.sizes))
        self.trouble, self.lack = Strip("alarm", ""), Strip("warn", "")
        self.again = button("再找一次", kind="link")
        self.silence = Strip("warn", SILENT, self.again)
        self.progress = BatchProgress("送去打印", "没送完的会取消")
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE)
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        pages = len(self._paper.sizes)
        head = column(
            label("打印", "title"),
            label(f"{self._paper.title} · 共 {pages} 页", "caption", wrap=True),
            gap=2,
            margins=(24, 16, 24, 0),
        )
        strips = (self.silence, self.trouble, self.lack)
        for strip in strips:
            strip.hide()
        said = column(*strips, gap=6, margins=(24, 6, 24, 0))
        body = held(column(held(said), self.settings, gap=0))
        self.back = button("取消", tip="不打印 (Esc)")
        self.save = button("另存为 PDF…", "save", tip="不打印，存成文件")
        self.go = button("打印", "print", "primary", "送去打印 (Enter)")
        self.fill(body, self.save, None, self.back, self.go, primary=self.go, head=held(head))
        self.hold_above_foot(self.progress)
        self.settings.setFocus()
        if self._paper.paths is None:
            self.settings.hide_calibration()

    def _connect(self) -> None:
        self._wait.timeout.connect(self._tell_silence)
        self.again.clicked.connect(self.look)
        self.back.clicked.connect(self.reject)
        self.save.clicked.connect(self._to_file)
        self.go.clicked.connect(self.send)
        self.progress.stop_wanted.connect(self.stop)
        self.settings.chosen.connect(lambda _: self.ask())
        self.settings.changed.connect(self._be_able)
        self.settings.calibrate.clicked.connect(self._calibrate)
        self.settings.clear.clicked.connect(self._clear)

    # the printers

    def look(self) -> None:
        """Which printers there are."""
        self.settings.list_printers((), "")
        self._begin(printers.names(self), LOOKING, self._listed)

    def _begin(self, asked: Asked, said: str, heard: Any) -> None:
        """Only the newest question is waited for."""
        if self._asked:
            self._asked.let_go()
        self._asked = asked
        asked.told.connect(heard)
        asked.failed.connect(self._not_heard)
        self.settings.say_state(said)
        self.silence.hide()
        self._wait.start()
        self._be_able()

    def _listed(self, said: dict[str, Any]) -> None:
        last = known.last_used(self._paper.paths) if self._paper.paths else ""
        names = said["names"]
        wanted = last if last in names else said["default"]
        self.settings.list_printers(names, wanted)
        if names:
            self.ask()
        else:
            self._be_heard(NONE)
            self._be_able()

    def ask(self) -> None:
        """What the chosen printer can do."""
        name = self.settings.printer
        self._printer = Printer()
        self.settings.be_able(())
        self.trouble.hide()
        self._begin(printers.facts(self, name), f"正在问“{name}”能做什么…", self._told)
        self._show_calibration()

    def _told(self, said: dict[str, Any]) -> None:
        facts = said["facts"]
        if not facts:
            self._be_heard("这台打印机已经不在这台电脑上了，请另选一台。")
            return
        self._printer = Printer.heard(facts)
        self.settings.be_able(self._printer.sides, known=True)
        failed = "这台打印机报告有故障，可能缺纸、卡纸或关着；送去的会等在它的队列里。"
        self._be_heard(failed if self._printer.failed else "")
        self._show_lack()

    def _not_heard(self, trouble: str) -> None:
        self._be_heard("")
        self._say_trouble(trouble)

    def _be_heard(self, said: str) -> None:
        self._wait.stop()
        self.silence.hide()
        self.settings.say_state(said)

    def _tell_silence(self) -> None:
        self.silence.say(SILENT)
        self.silence.show()

    def _show_lack(self) -> None:
        lack = told_of_lack(self._sizes(), self._printer)
        self.lack.say(lack)
        self.lack.setVisible(bool(lack))
        self.go.setText(" 仍要打印" if lack or self._uncalibrated else " 打印")

    def _sizes(self) -> Sequence[Size]:
        """Of the pages that are asked for."""
        sizes = self._paper.sizes
        if not self.settings.sound:
            return sizes
        return [sizes[page - 1] for page in self.settings.asked_pages]

    def _be_able(self) -> None:
        settings, sending = self.settings, self._job is not None
        self.go.setEnabled(bool(settings.printer) and settings.sound and not sending)
        self.settings.setEnabled(not sending)
        self.save.setEnabled(not sending)
        self.settings.calibrate.setEnabled(bool(settings.printer))
        if settings.printer:
            self._show_lack()

    # calibration

    def _calibrations(self) -> Made:
        """Why there are none is said, and what was said is known when it comes to printing."""
        made, self._uncalibrated = looked_up(self._paper, self.settings.printer, self._sizes())
        if self._uncalibrated:
            self._say_trouble(self._uncalibrated)
        return made

    def _show_calibration(self) -> None:
        made = self._calibrations()
        self.settings.say_calibration(told(made), made=any(made.values()))
        self._show_lack()

    def _calibrate(self) -> None:
        [size, *_] = self._sizes()
        dialog = CalibrationDialog(self, self._paper, self.settings.printer, size)
        dialog.exec()
        dialog.deleteLater()
        self.trouble.hide()
        self._show_calibration()

    def _clear(self) -> None:
        forget(self, self._paper, self.settings.printer, self._calibrations())
        self._show_calibration()

    # sending

    def send(self) -> None:
        """打印: what is asked for, to the printer chosen."""
        settings, known = self.settings, self._uncalibrated
        made = self._calibrations()
        if self._uncalibrated != known:
            self._show_lack()
            return  # uncalibrated only where the clerk knows of it
        self._job = Sent(
            settings.printer,
            settings.asked_pages,
            len(self._paper.sizes),
            settings.asked_copies,
            settings.asked_sides,
        )
        job = self._paper.job(
            self._job,
            made,
            collated=settings.collated.isChecked(),
            anyway=not self.lack.isHidden(),
        )
        self._wait.stop()
        if self._asked:
            self._asked.let_go()
        self._asked = printers.send(self, job, self._paper.data)
        self._asked.told.connect(self._hear)
        self._asked.failed.connect(self._not_sent)
        self.progress.begin(f"正在送去“{settings.printer}”")
        self._be_able()

    def _hear(self, said: dict[str, Any]) -> None:
        if "done" in said:
            self.progress.show_progress(said["done"], said["whole"], said["what"])
            return
        job, self._job = self._job, None
        self.progress.hide()
        if "sent" in said:
            self.sent = job
            self.accept()
            return
        messages.say(STOPPED)
        self.settings.say_state(f"{STOPPED}。")
        self._be_able()

    def _not_sent(self, trouble: str) -> None:
        self._job = None
        self.progress.hide()
        self._say_trouble(trouble)
        self._be_able()

    def _say_trouble(self, trouble: str) -> None:
        self.trouble.say(trouble)
        self.trouble.show()

    def stop(self) -> None:
        """停止: the job is withdrawn; what the printer has already may come out."""
        if self._asked:
            self._asked.withdraw()

    # the end

    def _to_file(self) -> None:
        self.wants_file = True
        self.reject()

    def reject(self) -> None:
        """Esc while a job is sent stops the job; the dialog stays to say so."""
        if self._job is not None:
            self.progress.stop.click()
            return
        super().reject()

    def done(self, code: int) -> None:
        self._wait.stop()
        if self._asked:
            self._asked.let_go()
        super().done(code)
