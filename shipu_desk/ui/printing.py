"""Print a PDF: the dialog asks where and how, then the bytes go to the printer's own process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.printing import Sent
from shipu_desk.services import printers
from shipu_desk.ui.parts.print_dialog import PrintDialog
from shipu_desk.ui.pdf_pages import POINTS_PER_MM, PdfPages
from shipu_desk.ui.printed import Paper

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk


class WantsFile(Exception):
    """The clerk chose 另存为 PDF instead."""


def print_document(parent: QWidget, pages: PdfPages, title: str, desk: Desk | None) -> Sent | None:
    """Ask for a printer and print; None when the clerk cancelled.

    The desk tells where this PC keeps what it knows of printers. Raises WantsFile.
    """
    sizes = tuple(
        (size.width() / POINTS_PER_MM, size.height() / POINTS_PER_MM)
        for size in map(pages.size, range(len(pages)))
    )
    dialog = PrintDialog(parent, Paper(pages.data, title, sizes, desk))
    dialog.exec()
    dialog.deleteLater()
    if dialog.wants_file:
        raise WantsFile
    if dialog.sent and desk:
        printers.remember(desk.paths, dialog.sent.printer)
    return dialog.sent
