"""A PDF on a printer: each page drawn by PDFium in bands, moved and scaled as calibrated.

Runs in the printer's own process (`printer_child`), where nothing else waits for it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrinter

from shipu_desk.domain.calibration import Calibration
from shipu_desk.domain.printing import Sides, in_order
from shipu_desk.errors import DeskError
from shipu_desk.ui.jobs import Progress
from shipu_desk.ui.pdf_pages import POINTS_PER_MM, PdfPages

FINEST = 600  # dpi; finer only makes the spool larger
BAND = 12_000_000  # pixels drawn at a time: 48 MB, however large the sheet
NEAR = 2.0  # mm by which a printer's sheet may differ from the page's
DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}
NOT_TAKEN = "打印机没有接收；检查它是否开着、连着，或先另存为 PDF"


class PrinterTrouble(DeskError):
    """The printer did not take the job, or stopped taking it."""


@dataclass(frozen=True)
class Job:
    """What to print and how: pages from 1; `anyway` prints on a sheet of another size too."""

    printer: str
    title: str
    pages: tuple[int, ...]
    copies: int = 1
    collated: bool = True
    sides: Sides = Sides.ONE
    upright: Calibration | None = None
    lying: Calibration | None = None
    anyway: bool = False

    @classmethod
    def heard(cls, said: dict[str, Any]) -> Job:
        """As `printed.Paper.job` said it."""
        made = {key: said[key] and Calibration(**said[key]) for key in ("upright", "lying")}
        sides = Sides(said["sides"])
        return cls(**{**said, **made, "pages": tuple(said["pages"]), "sides": sides})

    def calibration(self, size: QSizeF) -> Calibration:
        """What is done to a page of this size."""
        made = self.lying if is_lying(size) else self.upright
        return made or Calibration()


def spool(pages: PdfPages, printer: QPrinter, job: Job) -> Generator[Progress, None, None]:
    """Send the job, telling before each band how far it is. Closed early, the job is withdrawn.

    Raises PrinterTrouble.
    """
    faces = _set_up(printer, job)
    painter = QPainter()
    ended = False
    try:
        for number, page in enumerate(faces):
            told = Progress(number, len(faces), f"第 {page} 页" if page else "空白页")
            yield told
            _turn_to(painter, printer, pages.size((page or job.pages[0]) - 1), job)
            if page:
                for _ in _lay(painter, printer, pages, page - 1, job):
                    yield told
        ended = True
    finally:
        if painter.isActive():
            if not ended:
                printer.abort()
            if not painter.end() and ended:
                raise PrinterTrouble(NOT_TAKEN)


def is_lying(size: QSizeF) -> bool:
    return size.width() > size.height()


def _set_up(printer: QPrinter, job: Job) -> list[int | None]:
    """The faces to send: copies are the printer's own work where it makes them."""
    printer.setDocName(job.title)
    printer.setResolution(min(FINEST, printer.resolution()))
    double = job.sides is not Sides.ONE
    printer.setDuplex(DUPLEX[job.sides])
    if job.copies > 1 and printer.supportsMultipleCopies():
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(job.collated)
        return list(job.pages)
    return in_order(job.pages, job.copies, collated=job.collated, double=double)


def _turn_to(painter: QPainter, printer: QPrinter, size: QSizeF, job: Job) -> None:
    """A fresh sheet of this size (pt)."""
    fit_sheet(printer, size)
    if not job.anyway:
        _refuse_other_sheet(printer, size)
    if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
        raise PrinterTrouble(NOT_TAKEN)


def fit_sheet(printer: QPrinter, size: QSizeF) -> None:
    """A sheet of the page's own size (pt), no margins of the printer's own, no scaling."""
    lying = is_lying(size)
    upright = size.transposed() if lying else size
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    sheet = QPageSize(upright, QPageSize.Unit.Point, "", match)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(sheet, way, QMarginsF()))


def _refuse_other_sheet(printer: QPrinter, size: QSizeF) -> None:
    got = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    wide, high = size.width() / POINTS_PER_MM, size.height() / POINTS_PER_MM
    if abs(got.width() - wide) > NEAR or abs(got.height() - high) > NEAR:
        raise PrinterTrouble(
            f"打印机把纸换成了 {got.width():.0f} × {got.height():.0f} 毫米，"
            f"这一页是 {wide:.0f} × {high:.0f} 毫米，没有打印；请另存为 PDF"
        )


def _lay(
    painter: QPainter, printer: QPrinter, pages: PdfPages, page: int, job: Job
) -> Iterator[None]:
    """One page, band by band; every yield is a moment to stop at."""
    dots = printer.resolution() / 72  # device dots per pt
    size = pages.size(page)
    painter.setTransform(drawn(job.calibration(size), printer.resolution()))
    wide, high = pages.pixels(page, dots)
    step = max(1, BAND // max(1, wide))
    for top in range(0, high, step):
        tall = min(step, high - top)
        picture = pages.band(page, dots, top, tall)
        painter.drawImage(QRectF(0, top, wide, tall), picture)
        yield


def drawn(made: Calibration, resolution: int) -> QTransform:
    """From the page's dots to the sheet's, at `resolution` dpi."""
    dots = resolution / 25.4  # per mm
    return QTransform(made.wide, 0, 0, made.high, made.right * dots, made.down * dots)
