"""Print a PDF: each page is drawn by PDFium at the printer's resolution and laid on the sheet."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QMarginsF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.ui.jobs import Progress
from shipu_desk.ui.pdf_pages import PdfPages
from shipu_desk.ui.theme import metrics

FINEST = 600  # dpi; finer only makes the spool larger


class PrinterTrouble(DeskError):
    """The printer did not take the job."""


@dataclass(frozen=True)
class Sent:
    """What went to the printer of this name: pages from 0."""

    pages: range
    printer: str


def print_document(parent: QWidget, pages: PdfPages, title: str) -> Sent | None:
    """Ask for a printer and print; None when the clerk cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFromTo(1, len(pages))
    fit_sheet(printer, pages.size(0))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    done = _with_progress(parent, print_pages(pages, printer))
    return Sent(pages_asked(pages, printer), printer.printerName()) if done else None


def fit_sheet(printer: QPrinter, size: QSizeF) -> None:
    """A sheet of the page's own size (pt), no margins of the printer's own, no scaling."""
    lying = size.width() > size.height()
    upright = size.transposed() if lying else size
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    sheet = QPageSize(upright, QPageSize.Unit.Point, "", match)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(sheet, way, QMarginsF()))


def pages_asked(pages: PdfPages, printer: QPrinter) -> range:
    """The pages (from 0) that the clerk chose in the printer's dialog."""
    first = max(1, printer.fromPage())
    return range(first - 1, min(printer.toPage() or len(pages), len(pages)))


def print_pages(pages: PdfPages, printer: QPrinter) -> Generator[Progress, None, int]:
    """Print the range chosen, telling progress by page; how many pages were sent."""
    asked = pages_asked(pages, printer)
    first, last = asked.start + 1, asked.stop
    painter = QPainter()
    printer.setResolution(min(FINEST, printer.resolution()))
    try:
        for number in range(first, last + 1):
            yield Progress(number - first, last - first + 1, f"第 {number} 页")
            fit_sheet(printer, pages.size(number - 1))
            if number == first and not painter.begin(printer):
                raise PrinterTrouble("打印机没有接收；检查它是否开着、连着，或先另存为 PDF")
            if number > first:
                printer.newPage()
            _lay(painter, printer, pages, number - 1)
    finally:
        if painter.isActive():
            painter.end()
    return last - first + 1


def _lay(painter: QPainter, printer: QPrinter, pages: PdfPages, page: int) -> None:
    dots = printer.resolution() / 72  # device dots per pt
    picture = pages.draw(page, dots, for_print=True)
    size = pages.size(page)
    painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), picture)


def _with_progress(parent: QWidget, steps: Generator[Progress, None, int]) -> bool:
    """Drive the steps from the event loop so that the window lives and can cancel."""
    dialog = QProgressDialog("正在送去打印", "取消", 0, 0, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumWidth(metrics().em * 24)
    loop, failed = QEventLoop(), list[Exception]()

    def step() -> None:
        try:
            if dialog.wasCanceled():
                steps.close()
                loop.exit(1)
                return
            told = next(steps)
            dialog.setMaximum(told.whole)
            dialog.setValue(told.done)
            dialog.setLabelText(f"正在送去打印：{told.what}")
            QTimer.singleShot(0, step)
        except StopIteration:
            loop.exit(0)
        except DeskError as error:
            failed.append(error)
            loop.exit(2)

    QTimer.singleShot(0, step)
    code = loop.exec()
    dialog.close()
    if failed:
        raise failed[0]
    return code == 0
