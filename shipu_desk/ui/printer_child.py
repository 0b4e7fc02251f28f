"""The process that speaks with the printers: `python -m shipu_desk.ui.printer_child`.

Qt asks Windows about a printer while it holds the interpreter's lock, and Windows may wait half a
minute for one that is switched off. So it is asked here: the window never waits, and a driver that
breaks takes this process with it and nothing else. One request (a line of JSON, then the bytes of
the PDF) comes in; lines of JSON go out. A further line, or the end of the input, means stop.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import FileIO
from threading import Event, Thread
from typing import Any, Protocol

from PySide6.QtGui import QGuiApplication, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shipu_desk import windows
from shipu_desk.ui.pdf_pages import PdfPages
from shipu_desk.ui.spooling import DUPLEX, Job, PrinterTrouble, spool

GONE = "这台打印机已经不在这台电脑上了，请另选一台"
CUT = "要打印的内容没有传完，没有打印；请再试一次"
MILLIMETRES = QPageSize.Unit.Millimeter


class Office(Protocol):
    """The printers of a PC."""

    def names(self) -> tuple[list[str], str]:
        """All of them without asking any, and which is the default one."""
        ...

    def facts(self, printer: str) -> dict[str, Any]:
        """What it can do: sizes in mm, ways to print both sides. Empty where it is gone."""
        ...

    def open(self, printer: str) -> QPrinter: ...


class System:
    """Those that the system knows."""

    def names(self) -> tuple[list[str], str]:
        return QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName()

    def facts(self, printer: str) -> dict[str, Any]:
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            return {}
        able = info.supportedDuplexModes()
        return {
            "sizes": [_size(one) for one in info.supportedPageSizes()],
            "largest": _size(info.maximumPhysicalPageSize()),
            "custom": info.supportsCustomPageSizes(),
            "sides": [str(sides) for sides, mode in DUPLEX.items() if mode in able],
            "failed": info.state() is QPrinter.PrinterState.Error,
        }

    def open(self, printer: str) -> QPrinter:
        info = QPrinterInfo.printerInfo(printer)
        if info.isNull():
            raise PrinterTrouble(GONE)
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def _size(one: QPageSize) -> list[float]:
    size = one.size(MILLIMETRES)
    return [round(size.width(), 1), round(size.height(), 1)]


Say = Callable[[dict[str, Any]], None]


def answer(office: Office, asked: dict[str, Any], source: FileIO, say: Say) -> None:
    """Do what was asked: names, facts or print."""
    if asked["act"] == "names":
        names, default = office.names()
        say({"names": names, "default": default})
    elif asked["act"] == "facts":
        say({"facts": office.facts(asked["printer"])})
    else:
        _print(office, Job.heard(asked["job"]), _whole(source, asked["bytes"]), source, say)


def _print(office: Office, job: Job, data: bytes, source: FileIO, say: Say) -> None:
    stop = Event()
    Thread(target=_wait, args=(source, stop), daemon=True).start()
    pages = PdfPages(data)
    steps = spool(pages, office.open(job.printer), job)
    before = None
    for step in steps:
        if step != before:
            say({"done": step.done, "whole": step.whole, "what": step.what})
            before = step
        if stop.is_set():
            steps.close()
            say({"stopped": True})
            return
    say({"sent": True})


def _whole(source: FileIO, length: int) -> bytes:
    data = bytearray()
    while len(data) < length:
        piece = source.read(length - len(data))
        if not piece:
            raise PrinterTrouble(CUT)
        data += piece
    return bytes(data)


def _wait(source: FileIO, stop: Event) -> None:
    source.read(1)
    stop.set()


def main(office: Office | None = None) -> int:
    """Answer one request; a trouble leaves as {"trouble": sentence}."""
    # unbuffered: a thread that still waits for a word must hold no lock when all is over
    source = FileIO(windows.standard_input(), closefd=False)
    target = FileIO(windows.standard_output(), "w", closefd=False)

    asked = json.loads(source.readline())

    def say(line: dict[str, Any]) -> None:
        """Signed, and on a line of its own whatever a driver wrote before."""
        said = json.dumps({**line, "sign": asked.get("sign", "")}, ensure_ascii=True)
        target.write(b"\n" + said.encode() + b"\n")

    app = QGuiApplication([sys.argv[0]])
    try:
        answer(office or System(), asked, source, say)
    except PrinterTrouble as trouble:
        say({"trouble": str(trouble)})
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
