"""The printers of this PC, asked in a process of their own: the window never waits for one."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from secrets import token_hex
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

log = logging.getLogger(__name__)
MOMENT = 5_000  # ms that a job told to stop has to withdraw itself
BROKEN = "和打印机通信的程序意外停了；请再试一次，或另存为 PDF"
CUT_SHORT = (
    "和打印机通信的程序意外停了，没有打印完；打印机里可能已印出几页，没有记入打印记录。"
    "看一下印出了哪几页，再打印其余的，或另存为 PDF"
)
# QProcess kills what still runs when it is destroyed and waits: so a stopped one is kept until it
# really ended, however long a driver takes to let go
_leaving: set[QProcess] = set()


def command() -> list[str]:
    """How the process is started: the program itself where it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--printers"]
    return [sys.executable, "-m", "shipu_desk.ui.printer_child"]


class Asked(QObject):
    """One request under way: `told` for every line of the answer, `failed` at most once."""

    told = Signal(object)  # dict
    failed = Signal(str)

    def __init__(self, parent: QObject, request: dict[str, Any], data: bytes = b"") -> None:
        super().__init__(parent)
        self._rest = b""
        self._over = False
        self._broken = CUT_SHORT if data else BROKEN
        self._sign = token_hex(8)  # what a driver writes into the pipe does not bear it
        process = QProcess(QCoreApplication.instance())
        self._process: QProcess | None = process
        known = QProcessEnvironment.systemEnvironment()
        package = str(Path(__file__).parents[2])
        paths = [package, *filter(None, [known.value("PYTHONPATH")])]
        known.insert("PYTHONPATH", os.pathsep.join(paths))
        process.setProcessEnvironment(known)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._not_started)
        program, *arguments = command()
        process.start(program, arguments)
        process.write(json.dumps({**request, "sign": self._sign}).encode() + b"\n" + data)

    def _read(self) -> None:
        if self._process is None:
            return
        self._rest += self._process.readAllStandardOutput().data()
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        if self._over:
            return
        try:
            said = json.loads(line)
        except ValueError:
            return
        if not isinstance(said, dict) or said.pop("sign", "") != self._sign:
            return
        if "trouble" in said:
            self._fail(said["trouble"])
            return
        if "done" not in said:  # progress is followed by more, everything else is the answer
            self._over = True
        self.told.emit(said)

    def _fail(self, told: str) -> None:
        if not self._over:
            self._over = True
            self.failed.emit(told)

    def _ended(self, code: int) -> None:
        self._read()
        if not self._over and self._process:
            said = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            log.warning("打印进程意外结束：%s %s", code, said.strip().splitlines()[-1:])
        self._fail(self._broken)
        self.let_go()

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(BROKEN)

    def withdraw(self) -> None:
        """Tell a job to stop; the answer says that it did. One that does not answer is ended."""
        if self._process:
            self._process.write(b"stop\n")
        QTimer.singleShot(MOMENT, self, self._give_up)

    def _give_up(self) -> None:
        if not self._over:
            self._over = True
            self.let_go()
            self.told.emit({"stopped": True})

    def let_go(self) -> None:
        """Nobody wants the answer any more."""
        self._over = True
        process, self._process = self._process, None
        if process is None:
            return
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
            return
        for signal in (process.readyReadStandardOutput, process.finished, process.errorOccurred):
            signal.disconnect()
        _leaving.add(process)
        process.finished.connect(lambda: _gone(process))
        process.kill()


def _gone(process: QProcess) -> None:
    _leaving.discard(process)
    process.deleteLater()


def names(parent: QObject) -> Asked:
    """Answers {"names": […], "default": name}, without asking any printer."""
    return Asked(parent, {"act": "names"})


def facts(parent: QObject, printer: str) -> Asked:
    """Answers {"facts": {…}} as `printer_child.Office.facts` has them."""
    return Asked(parent, {"act": "facts", "printer": printer})


def send(parent: QObject, job: dict[str, Any], data: bytes) -> Asked:
    """Answers progress (`done`, `whole`, `what`), then {"sent": True} or {"stopped": True}."""
    return Asked(parent, {"act": "print", "job": job, "bytes": len(data)}, data)
