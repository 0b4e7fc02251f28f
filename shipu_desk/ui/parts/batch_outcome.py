"""What became of a printing: the sum, every reason, the files, the list to check against."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipu_desk.documents.batch import Outcome
from shipu_desk.domain.awards import Form
from shipu_desk.errors import DeskError
from shipu_desk.services import reconciling
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, emptied, label, row, rule
from shipu_desk.ui.theme import px

TOLD = 40  # reasons told one by one; the list to check against has all


class BatchOutcome(QWidget):
    """Empty until something was printed; then it stays until the next time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form, self._folder = Form.PLAQUE, Path()
        self.outcome: Outcome | None = None
        self.title = label("", "strong", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(4))
        self.open = button("打开文件夹")
        self.keep = button("另存核对表…")
        self.open.clicked.connect(self.open_folder)
        self.keep.clicked.connect(self.keep_list)
        acts = row(self.open, self.keep, None, gap=6)
        box = column(self.title, acts, self._lines, gap=8, margins=(16, 8, 12, 12))
        self.setLayout(column(rule(), box, gap=0))
        self.hide()

    def show_outcome(self, form: Form, outcome: Outcome) -> None:
        self.outcome, self._form = outcome, form
        self.title.setText(reconciling.summary(form, outcome))
        emptied(self._lines)
        left = [*outcome.skipped, *outcome.failed]
        said = [f"{one.number} {one.name}：{one.reason}" for one in left[:TOLD]]
        more = len(left) - TOLD
        said += [f"另有 {more} 份没有印，都在核对表里"] if more > 0 else []
        said += list(outcome.messages)
        said += [f"写成 {_files(outcome.files)}"] if outcome.files else []
        for one in said:
            self._lines.addWidget(label(one, "caption", wrap=True))
        self._folder = outcome.files[0].parent if outcome.files else Path()
        self.open.setVisible(bool(outcome.files))
        self.show()

    def open_folder(self) -> None:
        """The folder in the system's own window."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            messages.say(f"系统没有打开文件夹，它在 {self._folder}")

    def keep_list(self) -> None:
        """另存核对表: every award with what became of it."""
        if self.outcome is None:
            return
        wish = self._folder / f"{self._form}核对表 {self._desk.today()}.xlsx"
        path = messages.save_path(self, "另存核对表", wish, "Excel 工作簿 (*.xlsx)")
        if path is None:
            return
        try:
            kept = reconciling.write(self._desk, self._form, self.outcome, path)
        except DeskError as error:
            messages.tell(self, error, f"存“{path.name}”")
        else:
            messages.say(f"核对表已存到 {kept.path}")


def _files(files: list[Path]) -> str:
    return files[0].name if len(files) == 1 else f"{files[0].name} 等 {len(files)} 个文件"
