"""打印校准: print the sheet, type in what was measured, print it again to check."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.calibration import MEASURES, Calibration, measured
from shipu_desk.domain.printing import Sent
from shipu_desk.domain.records import Rejected
from shipu_desk.domain.texts import narrow
from shipu_desk.errors import DeskError
from shipu_desk.services import printers as known
from shipu_desk.ui import messages, printers
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.parts.basic import Strip, button, column, held, label, row
from shipu_desk.ui.parts.batch_progress import BatchProgress
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.editors import LATIN
from shipu_desk.ui.parts.form import FieldBox, Form
from shipu_desk.ui.parts.print_facts import Size, named
from shipu_desk.ui.parts.print_settings import Line
from shipu_desk.ui.printed import Paper
from shipu_desk.ui.printers import Asked

WIDTH = 42  # em
CAPTION = "放纸、走纸总有一点偏差。量一次，以后这台打印机都按它修正；PDF 不变。"
SENT = "已送去打印。印出来以后照纸上的说明量。"
_NAMES = {
    "left": "A　左边纸边到细线",
    "top": "B　上边纸边到细线",
    "across": "C　横的红线",
    "down": "D　竖的红线",
}
_DUE = {"left": "应为 10.0", "top": "应为 10.0", "across": "应为 100.0", "down": "应为 100.0"}


class CalibrationDialog(Dialog):
    """For one printer and one way that the paper lies, as the page to be printed does."""

    def __init__(self, parent: QWidget, paper: Paper, printer: str, size: Size) -> None:
        super().__init__(parent, "打印校准", WIDTH)
        self._desk, self._printer = paper.desk, printer
        self._size = known.sheet_size(size)
        self._lying = size[0] > size[1]
        self._asked: Asked | None = None
        self._shut = False
        self._saved: list[str] = []
        self._jobs = Jobs(self)
        self.fields = {key: Line() for key in MEASURES}
        self._boxes = {
            key: FieldBox(_NAMES[key], line, hint=f"毫米，{_DUE[key]}")
            for key, line in self.fields.items()
        }
        self.trouble, self.told = Strip("alarm", ""), Strip("info", "")
        self.progress = BatchProgress("送去打印", "没送完的会取消")
        self._build()
        self._connect()
        self._show_made()

    def _build(self) -> None:
        about = f"{self._printer} · {named(self._size)}"
        head = column(
            label("打印校准", "title"), label(about, "caption", wrap=True), gap=2,
            margins=(24, 16, 24, 0),
        )  # fmt: skip
        self.sheet = button("打印校准页", "print", tip="原样打印一张，不带校准")
        self.check = button("打印核对页", "print", tip="按校准再印一张，看看准不准")
        form = Form()
        for key, line in self.fields.items():
            line.setInputMethodHints(LATIN)
            form.add(self._boxes[key], half=True)
        form.done()
        first = _step("1", "印一张校准页，用毫米尺量纸上的四处。", self.sheet)
        second = _step("2", "把量得的毫米数填在这里，保存。")
        third = _step("3", "再印一张核对页，四处都应是 10.0 和 100.0。", self.check)
        said = column(self.trouble, self.told, gap=6, margins=(24, 0, 24, 0))
        self.trouble.hide()
        caption = held(column(label(CAPTION, wrap=True), margins=(24, 8, 24, 4)))
        fields = held(column(form, margins=(8, 0, 8, 0)))
        body = held(column(caption, first, second, fields, third, held(said), 8, gap=6))
        self.clear = button("清除校准", kind="quiet", tip="以后按未校准打印")
        self.back = button("关闭", tip="关闭 (Esc)")
        self.keep = button("保存校准", kind="primary", tip="以后这台打印机都按它修正")
        self.fill(body, self.clear, None, self.back, self.keep, primary=self.keep, head=held(head))
        self.hold_above_foot(self.progress)
        self.sheet.setFocus()

    def _connect(self) -> None:
        self.sheet.clicked.connect(lambda: self._print(None))
        self.check.clicked.connect(lambda: self._print(self._made()))
        self.clear.clicked.connect(self._forget)
        self.back.clicked.connect(self.reject)
        self.keep.clicked.connect(self.save)
        self.progress.stop_wanted.connect(self._stop)
        for line in self.fields.values():
            line.editingFinished.connect(self._normalise)

    def _normalise(self) -> None:
        for line in self.fields.values():
            line.setText(narrow(line.text()).strip())

    # what is kept

    def _made(self) -> Calibration | None:
        assert self._desk is not None
        try:
            return known.calibration(self._desk.paths, self._printer, lying=self._lying)
        except known.Unreadable as trouble:
            self._say(str(trouble))
            return None

    def _show_made(self) -> None:
        made = self._made()
        way = known.way(lying=self._lying)
        told = f"现在的校准（{way}）：{made.told}" if made else f"{way}的纸还没有校准"
        self.told.say(told)
        self.clear.setVisible(made is not None)
        self.check.setEnabled(made is not None)

    def save(self) -> bool:
        """Work out what was measured and keep it; faults stay beside their fields."""
        self._say("")
        for box in self._boxes.values():
            box.say("")
        try:
            made = measured({key: line.text() for key, line in self.fields.items()})
            self._keep(made)
        except Rejected as faults:
            for fault in faults.problems:
                self._boxes[fault.key].say(fault.message)
            self._boxes[faults.problems[0].key].editor.setFocus()
        except DeskError as error:
            messages.tell(self, error, "保存校准")
        else:
            self._saved = self._typed
            messages.say(f"已保存“{self._printer}”的校准：{made.told}")
            self.check.setFocus()
            return True
        return False

    @property
    def _typed(self) -> list[str]:
        return [line.text() for line in self.fields.values()]

    def reject(self) -> None:
        """Measures that are not kept yet are given up only when the clerk says so."""
        if any(self._typed) and self._typed != self._saved:
            text = "量得的数还没有保存，关闭就没有了。"
            answer = messages.ask(self, "校准还没有保存", text, ("放弃", "保存校准"))
            if not answer or (answer == "保存校准" and not self.save()):
                return
        super().reject()

    def _keep(self, made: Calibration | None) -> None:
        assert self._desk is not None
        known.calibrate(self._desk.paths, self._printer, made, lying=self._lying)
        self._show_made()

    def _forget(self) -> None:
        try:
            self._keep(None)
        except DeskError as error:
            messages.tell(self, error, "清除校准")

    # the sheet

    def _print(self, made: Calibration | None) -> None:
        """The sheet as it comes out without (None) or with the calibration."""
        desk, size = self._desk, self._size
        assert desk is not None
        self._busy(True)
        self._say("")
        self._jobs.run(
            lambda: known.sheet(desk, self._printer, size, made),
            lambda data: self._send(data, made),
            self._not_made,
            name="打印校准页",
        )

    def _send(self, data: bytes, made: Calibration | None) -> None:
        if self._shut:
            return
        paper = Paper(data, "打印校准页", (self._size,))
        sent = Sent(self._printer, (1,), 1)
        job = paper.job(sent, {self._lying: made})
        self._asked = printers.send(self, job, data)
        self._asked.told.connect(self._hear)
        self._asked.failed.connect(self._not_sent)

    def _hear(self, said: dict[str, Any]) -> None:
        if "done" in said:
            self.progress.show_progress(said["done"], said["whole"], said["what"])
            return
        self._busy(False)
        messages.say(SENT if "sent" in said else "已停止，校准页没有送完")
        if "sent" in said:
            self.told.say(SENT)
            self.fields["left"].setFocus()

    def _stop(self) -> None:
        if self._asked:
            self._asked.withdraw()

    def _not_sent(self, told: str) -> None:
        self._busy(False)
        self._say(told)

    def _not_made(self, error: Exception) -> None:
        self._busy(False)
        messages.tell(self, error, "打印校准页")

    def _say(self, told: str) -> None:
        self.trouble.say(told)
        self.trouble.setVisible(bool(told))

    def _busy(self, busy: bool) -> None:
        if busy:
            self.progress.begin(f"正在送去“{self._printer}”")
        self.progress.setVisible(busy)
        for one in (self.sheet, self.check, self.keep, self.clear):
            one.setEnabled(not busy)
        if not busy:
            self.check.setEnabled(self._made() is not None)

    def done(self, code: int) -> None:
        """Nothing under way outlives the dialog, and what was being made is not sent."""
        self._shut = True
        self._jobs.wait()
        if self._asked:
            self._asked.let_go()
        super().done(code)


def _step(number: str, said: str, *tools: QWidget) -> QWidget:
    line = row(
        label(number, "strong"), label(said, wrap=True), *tools, gap=8, margins=(24, 2, 24, 2)
    )
    line.setStretch(1, 1)
    return held(line)
