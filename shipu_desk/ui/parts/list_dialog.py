"""清单: the rows of a register on paper or in a workbook, with the columns that are wanted."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit

from shipu_desk.documents import filenames
from shipu_desk.domain.printing import Printed
from shipu_desk.domain.records import spec_of
from shipu_desk.errors import DeskError
from shipu_desk.services import listing, proofs
from shipu_desk.services.listing import Exported, Listing
from shipu_desk.ui import messages
from shipu_desk.ui.jobs import Cancelled, Jobs, Progress
from shipu_desk.ui.parts.basic import Strip, button, column, held, label
from shipu_desk.ui.parts.batch_progress import BatchProgress
from shipu_desk.ui.parts.batch_settings import combo
from shipu_desk.ui.parts.columns import ORDER
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.form import FieldBox, Form
from shipu_desk.ui.parts.paper import PaperDialog
from shipu_desk.ui.theme import px

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage

WIDTH = 46  # em
ACROSS = 3  # columns to choose from, side by side
KINDS = "Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"
_asked: WeakKeyDictionary[RecordPage, tuple[str, set[str]]] = WeakKeyDictionary()
"""Title and columns of the last list of each page: paper and workbook are asked for in turn."""
PURPOSE = "留空时号码是遮住的；写明用途才给出完整号码，并记入修改历史"


class ListDialog(Dialog):
    """What is chosen here goes to a sheet that is looked at first, or straight into a workbook."""

    help_topic = "lists"

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page, f"清单：{page.look.title}", WIDTH)
        self._page, self._desk, self._jobs = page, page.desk, Jobs(self)
        self._ids = list(page.list.model.ids)
        self._ticked = [row.id for row in page.list.ticked_rows()]
        self._columns = _columns(page)
        before = _asked.get(page, (page.look.title, set()))
        self.title = QLineEdit(before[0])
        unit = page.look.unit
        self.which = combo(f"列出的 {len(self._ids)} {unit}")
        if self._ticked:
            self.which.addItem(f"勾选的 {len(self._ticked)} {unit}")
            self.which.setCurrentIndex(1)
        self.purpose = QLineEdit()
        self._purpose = FieldBox("用途", self.purpose, hint=PURPOSE)
        self.boxes = {key: QCheckBox(head) for key, head, _ in self._columns}
        for key, _, shown in self._columns:
            self.boxes[key].setChecked(key in before[1] if before[1] else shown)
            self.boxes[key].toggled.connect(lambda _: self._chosen())
        self.kept = Strip("info", "")
        self.progress = BatchProgress()
        self._cancel: Callable[[], object] = lambda: None
        self.progress.stop_wanted.connect(self.stop)
        self._build()
        self._chosen()

    def _build(self) -> None:
        form = Form()
        form.add(FieldBox("标题", self.title), half=True)
        form.add(FieldBox("哪些", self.which), half=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(4))
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // ACROSS, number % ACROSS)
        for number in range(ACROSS):
            grid.setColumnStretch(number, 1)
        self._columns_box = FieldBox("列", held(grid))
        form.add(self._columns_box)
        form.add(self._purpose)
        form.done()
        head = column(
            label(self.windowTitle(), "title"),
            label("勾选要的列；打印稿是横是竖、字多大，按所选的列自动安排。", "caption", wrap=True),
            gap=2,
            margins=(24, 16, 24, 0),
        )
        back = button("关闭", tip="关闭 (Esc)")
        back.clicked.connect(self.reject)
        self.keep = button("存为表格…", "export", tip="存为 .xlsx 或 .csv")
        self.keep.clicked.connect(self.keep_sheet)
        self.look = button("看打印稿", "print", "primary", "看过再打印或存为 PDF")
        self.look.clicked.connect(self.look_at_paper)
        body = held(column(form, margins=(8, 0, 8, 0)))
        self.fill(body, back, None, self.keep, self.look, primary=self.look, head=held(head))
        self.kept.hide()
        self.hold_above_foot(self.kept)
        self.hold_above_foot(self.progress)
        self.look.setFocus()

    @property
    def asked(self) -> Listing:
        """What the settings ask for."""
        page, keys = self._page, tuple(key for key, box in self.boxes.items() if box.isChecked())
        fields = spec_of(page.record).fields
        ticked = self.which.currentIndex() == 1
        return Listing(
            page.record,
            keys,
            self._ticked if ticked else self._ids,
            title=self.title.text().strip() or page.look.title,
            unit=page.look.unit,
            told="" if ticked else page.list.narrowed_by,
            labels={key: head for key, head, _ in self._columns if key not in fields},
            fill=page.look.fill,
            purpose=self.purpose.text() if self._purpose.isVisibleTo(self) else "",
        )

    def _chosen(self) -> None:
        """Whether anything can be made of the columns, and whether a purpose is to be asked."""
        wanted = self.asked
        self._purpose.setVisible(wanted.personal)
        self._columns_box.say("" if wanted.keys else "至少勾选一列")
        for act in (self.keep, self.look):
            act.setEnabled(bool(wanted.keys))

    def look_at_paper(self) -> None:
        """看打印稿: the very PDF, from which it is printed or kept."""
        desk, wanted = self._desk, self.asked
        name = filenames.clean(wanted.title) or wanted.spec.label

        def make() -> Generator[int, None, bytes]:
            return proofs.shown_by_steps(lambda path: listing.write(desk, wanted, path))

        wish = Path(f"{name} {desk.today()}.pdf")
        PaperDialog(self, make, wanted.title, wish, desk=desk, kind=Printed.LIST).exec()

    def keep_sheet(self) -> None:
        """存为表格: .xlsx or .csv, as the name says."""
        wanted = self.asked
        name = filenames.clean(wanted.title) or wanted.spec.label
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        wish = Path(folder) / f"{name} {self._desk.today()}.xlsx"
        path = messages.save_path(self, "存为表格", wish, KINDS)
        if path is None:
            return
        self.progress.begin(f"正在写“{path.name}”")
        self._busy(True)
        self._cancel = self._jobs.run(
            lambda: self._steps(wanted, path), self._kept, self._failed, self._show, "清单"
        )

    def _steps(self, wanted: Listing, path: Path) -> Generator[Progress, None, Exported]:
        whole, steps = len(wanted.ids or ()), listing.write(self._desk, wanted, path)
        while True:
            try:
                yield Progress(next(steps), whole, path.name)
            except StopIteration as over:
                done: Exported = over.value
                return done

    def _show(self, step: Progress) -> None:
        self.progress.show_progress(step.done, step.whole, step.what)

    def _kept(self, done: Exported) -> None:
        self._busy(False)
        masked = "，号码已遮住" if done.masked else ""
        renamed = "原文件正被别的程序打开，另存为" if done.written.renamed else "已存到"
        unit = self._page.look.unit
        said = f"{renamed} {done.written.path}：{done.count} {unit}{masked}"
        messages.say(said)
        self.kept.say(said)
        self.kept.show()
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        if isinstance(error, Cancelled):
            messages.say("已停止，没有写成文件")
        else:
            messages.tell(self, error, "存为表格")

    def stop(self) -> None:
        self._cancel()

    def _busy(self, busy: bool) -> None:
        self.kept.setHidden(busy or not self.kept.text)
        self.progress.setVisible(busy)
        for act in (self.keep, self.look):
            act.setEnabled(not busy)

    def done(self, code: int) -> None:
        """Closing stops what is being written; nothing half written stays."""
        self.stop()
        self._jobs.wait()
        keys = {key for key, box in self.boxes.items() if box.isChecked()}
        _asked[self._page] = (self.title.text(), keys)
        super().done(code)


def _columns(page: RecordPage) -> list[tuple[str, str, bool]]:
    """(key, heading, shown now): the table's columns in their order, then the other fields."""
    arranged, shown = page.list.table.arrangement, set(page.list.table.arrangement.chosen_keys())
    heads = {c.key: c.title for c in page.list.model.columns}
    table = [(key, heads[key]) for key in arranged.view.order if key != ORDER]
    known = {key for key, _ in table}
    fields = spec_of(page.record).fields.items()
    others = [(key, one.label) for key, one in fields if key not in known and key != ORDER]
    return [(key, head, key in shown) for key, head in (*table, *others)]


def open_list(page: RecordPage) -> None:
    """The dialog over a page; nothing to list says so."""
    if not page.list.model.rowCount():
        messages.say("没有可列的登记")
        return
    try:
        ListDialog(page).exec()
    except DeskError as error:
        messages.tell(page, error, "清单")
