"""The preview: the very file that is printed or saved, with its page turner, zoom and two acts.

PDFium is read when the first paper is shown, not with the window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, elided, hover, row, tone
from shipu_desk.ui.pdf_view import FIT_PAGE, FIT_WIDTH, PdfView
from shipu_desk.ui.theme import metrics, px

if TYPE_CHECKING:
    from shipu_desk.domain.printing import Printed, Sent
    from shipu_desk.services.desk import Desk
    from shipu_desk.ui.pdf_pages import PdfPages

EDITABLE = {".docx": "Word 文档", ".xlsx": "工作表"}
SHORT = 35  # em; below it 打印 and 另存为 show their icons only


class Preview(QFrame):
    """Shows bytes; saves those bytes; prints those bytes.

    `printed` and `saved` tell that it was done. What a printer took is logged here under its
    kind; without one the page does that, which knows more.
    `keep` writes the same paper in a form to be worked on, one of `endings`.
    """

    begun = Signal()  # printing or keeping: what is shown now is meant, whatever comes meanwhile
    printed = Signal(object)  # Sent
    saved = Signal(Path)

    def __init__(
        self, name: str = "打印预览", desk: Desk | None = None, kind: Printed | None = None
    ) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self._pages: PdfPages | None = None
        self._ghost: PdfPages | None = None
        self._wish = Path("文件.pdf")
        self._endings: tuple[str, ...] = ()
        self._lent: QShortcut | None = None
        self._keep: Callable[[Path], None] = lambda _: None
        self.view = PdfView()
        self.view.setAccessibleName(name)
        self._where = elided("", "label")
        self._before = button("", "chevron-left", "quiet", "上一页 (PageUp)")
        self._after = button("", "chevron-right", "quiet", "下一页 (PageDown)")
        self._fits = [button(fit, kind="quiet") for fit in (FIT_PAGE, FIT_WIDTH)]
        self._zoom = button("100%", kind="quiet", tip="按 100% 显示")
        self._print = button("打印…", "print", "quiet", "打印 (Ctrl+P)")
        self._save = button("另存为…", "save", "quiet", "把这份 PDF 存到别处")
        self._connect()
        turner = row(self._before, self._after, self._where, gap=2)
        turner.setStretch(2, 1)
        tools = row(turner, *self._fits, self._zoom, self._print, self._save, gap=0)
        tools.setContentsMargins(px(8), px(6), px(8), px(6))
        tools.setStretch(0, 1)
        box = column(tools, self.view, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.view)
        app = QApplication.instance()
        if app:
            app.aboutToQuit.connect(self.clear)
        self.clear()

    def offer(self, endings: tuple[str, ...], keep: Callable[[Path], None]) -> None:
        """另存为 writes files of these endings too, by `keep`."""
        self._endings, self._keep = endings, keep
        hover(self._save, f"存到别处：PDF、{'、'.join(EDITABLE[one] for one in endings)}")

    def lend_key(self, page: QWidget, act: Callable[[], object]) -> None:
        """On this page Ctrl+P does `act` while the preview is out of sight."""
        self._lent = QShortcut(QKeySequence("Ctrl+P"), page)
        self._lent.activated.connect(act)
        self._lent.setEnabled(not self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._lent:
            self._lent.setEnabled(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._lent:
            self._lent.setEnabled(True)

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self.view.turn_to(self.view.page - 1))
        self._after.clicked.connect(lambda: self.view.turn_to(self.view.page + 1))
        self._fits[0].clicked.connect(lambda: self.view.zoom_to(FIT_PAGE))
        self._fits[1].clicked.connect(lambda: self.view.zoom_to(FIT_WIDTH))
        self._zoom.clicked.connect(lambda: self.view.zoom_to(1.0))
        self._print.clicked.connect(self.print_it)
        self._print.setShortcut("Ctrl+P")
        self._save.clicked.connect(self.save_as)
        self.view.page_turned.connect(self._say_page)
        self.view.zoomed.connect(self._zoom.setText)

    def show_pdf(self, data: bytes, wish: Path, ghost: bytes = b"") -> None:
        """Show a document; `wish` is where 另存为 proposes to put it. A ghost stands pale below
        it on the screen: it is no part of the document, and neither saved nor printed."""
        from shipu_desk.ui.pdf_pages import PdfPages

        pages, pale = PdfPages(data), PdfPages(ghost) if ghost else None
        self._wish = wish
        self._be_able(True)
        self._put(pages, pale)
        self._say_page(0)

    def _put(self, pages: PdfPages | None, ghost: PdfPages | None = None) -> None:
        """Shown in place of those before, which are given back."""
        before = self._pages, self._ghost
        self._pages, self._ghost = pages, ghost
        self.view.show_pages(pages, ghost)
        for one in before:
            if one:
                one.close()

    def show_file(self, path: Path) -> None:
        """Show the bytes of a file; the file itself is not kept open."""
        self.show_pdf(path.read_bytes(), path)

    def clear(self, told: str = "") -> None:
        """Nothing to show, and why."""
        self._put(None)
        self._be_able(False)
        self._where.setText(told)

    def _be_able(self, able: bool) -> None:
        for one in (self._before, self._after, *self._fits, self._print, self._save):
            one.setEnabled(able)
        self._zoom.setVisible(able)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the two acts keep their icons; their names stay for readers."""
        super().resizeEvent(event)
        short = self.width() < SHORT * metrics().em
        self._print.setText("" if short else " 打印…")
        self._save.setText("" if short else " 另存为…")

    @property
    def data(self) -> bytes:
        return self._pages.data if self._pages else b""

    def _say_page(self, page: int) -> None:
        if self._pages is None:
            return
        whole = len(self._pages)
        self._where.setText(f"第 {page + 1} 页，共 {whole} 页")
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page < whole - 1)
        tone(self._where, "kind", "label")

    def save_as(self) -> None:
        """Write the bytes shown to a file of the clerk's choice, or what is behind them."""
        others = (f"{EDITABLE[ending]} (*{ending})" for ending in self._endings)
        kinds = ";;".join(["PDF 文件 (*.pdf)", *others])
        self.begun.emit()
        path = messages.save_path(self, "另存为", self._wish, kinds)
        if path is None:
            return
        if self._pages is None:
            messages.say("选文件的时候这一页有了改动，没有存；看一下现在的，再存一次")
            return
        if path.suffix.lower() in self._endings:
            self._keep(path)
            return
        try:
            from shipu_desk.documents import files

            kept = files.write(path, self._pages.data)
        except DeskError as error:
            messages.tell(self, error, f"存“{path.name}”")
        else:
            other = "原名的文件正开着，" if kept.renamed else ""
            messages.say(f"{other}已存到 {kept.path}")
            self.saved.emit(kept.path)

    def print_it(self) -> None:
        """Ask for the printer, then print the bytes shown, page by page."""
        if self._pages is None:
            return
        from shipu_desk.ui.printing import WantsFile, print_document

        self.begun.emit()
        try:
            done = print_document(self, self._pages, self._wish.stem, self._desk)
        except WantsFile:
            self.save_as()
            return
        if done:
            messages.say(f"已送去打印：{self._wish.stem}，{_told(done)}")
            self._log(done)
            self.printed.emit(done)

    def _log(self, done: Sent) -> None:
        if self._desk is None or self._kind is None:
            return
        from shipu_desk.services import print_log

        try:
            print_log.document(self._desk, self._kind, self._wish.stem, done)
        except DeskError as error:
            messages.tell(self, error, "记下这次打印")


def _told(done: Sent) -> str:
    copies = f"，{done.copies} 份" if done.copies > 1 else ""
    return f"{done.told if len(done.pages) == done.whole else f'第 {done.told} 页'}{copies}"
