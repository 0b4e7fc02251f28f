"""What is printed, by which template, into which files; and the sum that must come out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shipu_desk.documents import filenames
from shipu_desk.domain.awards import Form
from shipu_desk.domain.printing import Overprint
from shipu_desk.services import printing
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, held, hover, label, row, rule
from shipu_desk.ui.parts.form import FieldBox
from shipu_desk.ui.parts.form import Form as FormGrid
from shipu_desk.ui.theme import px

MERGED, SINGLE, BOTH, PRINTER = "合并成一个 PDF", "每家一个 PDF", "合并的和每家的都要", "送打印机"
NO_OVERPRINT = "整张都印"
SUMS = ("输入", "可以印", "不印（有原因）", "还在核对")


@dataclass(frozen=True)
class Target:
    """Where the batch goes: the merged file, the folder of single files, or a printer."""

    merged: Path | None
    split: Path | None

    @property
    def is_printer(self) -> bool:
        return self.merged is None and self.split is None


def combo(*words: str) -> QComboBox:
    made = QComboBox()
    made.addItems(list(words))
    made.setMinimumContentsLength(6)
    adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    made.setSizeAdjustPolicy(adjust)
    return made


class BatchSettings(QWidget):
    """`changed` when form or template changed: every verdict is open then."""

    changed = Signal()
    retargeted = Signal()

    def __init__(self, today: str) -> None:
        super().__init__()
        self._today = today
        self.forms, self.templates = combo(*(str(form) for form in Form)), combo()
        self.overprints = combo(NO_OVERPRINT, *(str(one) for one in Overprint))
        self.targets = combo(MERGED, SINGLE, BOTH, PRINTER)
        self.folder, self.name = QLineEdit(), QLineEdit()
        self.folder.textChanged.connect(lambda text: hover(self.folder, text))
        self.folder.setText(_documents())
        self.pick = button("选…", "folder", tip="选一个文件夹")
        self._figures = {word: label("0", "strong") for word in SUMS}
        self._build()
        self.forms.currentIndexChanged.connect(lambda _: self._reform())
        self.templates.activated.connect(lambda _: self.changed.emit())
        self.overprints.activated.connect(lambda _: self.changed.emit())
        self.targets.currentIndexChanged.connect(lambda _: self._retarget())
        self.pick.clicked.connect(self._pick)
        self._reform()
        self._retarget()

    def _build(self) -> None:
        grid = FormGrid()
        where = row(self.folder, self.pick, gap=6)
        where.setStretch(0, 1)
        place = held(where)
        place.setFocusProxy(self.folder)
        self._place = FieldBox("文件夹", place)
        self._named = FieldBox("文件名", self.name)
        self.folder.setAccessibleName("文件夹")
        grid.section("版式")
        grid.add(FieldBox("印什么", self.forms))
        grid.add(FieldBox("版式", self.templates))
        self._over = FieldBox("纸", self.overprints, hint="买来的证书纸已印好花边时用套打")
        grid.add(self._over)
        grid.section("输出")
        for box in (FieldBox("去向", self.targets), self._place, self._named):
            grid.add(box)
        grid.done()
        lines = [row(label(word, "label"), None, self._figures[word]) for word in SUMS]
        self._pending = held(lines[-1])
        sums = column(label("对账", "strong"), *lines[:-1], self._pending, gap=4)
        sums.setContentsMargins(px(16), px(8), px(16), px(10))
        self.setLayout(column(grid, rule(), sums, gap=0))
        self.setFocusProxy(self.forms)

    def _reform(self) -> None:
        self.templates.clear()
        for name, told in printing.template_list(self.form):
            self.templates.addItem(told, name)
        self.name.setText(f"{self.form} {self._today}")
        self._over.setVisible(self.form is Form.CERTIFICATE)
        self.changed.emit()

    def _retarget(self) -> None:
        word = self.targets.currentText()
        self._place.setVisible(word != PRINTER)
        self._named.setVisible(word in (MERGED, BOTH))
        self.retargeted.emit()

    def _pick(self) -> None:
        chosen = messages.folder(self, "放到哪个文件夹", Path(self.folder.text() or _documents()))
        if chosen:
            self.folder.setText(str(chosen))

    @property
    def form(self) -> Form:
        return Form(self.forms.currentText())

    @property
    def template(self) -> str:
        return str(self.templates.currentData())

    @property
    def overprint(self) -> Overprint | None:
        """How a certificate goes on bought stock; None prints it whole."""
        if self.form is not Form.CERTIFICATE or not self.overprints.currentIndex():
            return None
        return Overprint(self.overprints.currentText())

    @property
    def target(self) -> Target:
        word, folder = self.targets.currentText(), Path(self.folder.text().strip())
        name = filenames.clean(self.name.text().removesuffix(".pdf")) or str(self.form)
        merged = folder / f"{name}.pdf" if word in (MERGED, BOTH) else None
        return Target(merged, folder if word in (SINGLE, BOTH) else None)

    def say_folder(self, fault: str) -> None:
        """A fault of the folder, beside it; an empty one takes it away."""
        self._place.say(fault)

    @property
    def has_fault(self) -> bool:
        return bool(self._place.fault.text())

    def show_sums(self, asked: int, good: int, bad: int, pending: int) -> None:
        """Input = can be printed + not printed, with what is still being looked at."""
        for word, count in zip(SUMS, (asked, good, bad, pending), strict=True):
            self._figures[word].setText(str(count))
        self._pending.setVisible(bool(pending))


def _documents() -> str:
    """The documents folder; a fresh profile may have none yet, then the home folder."""
    place = QStandardPaths.StandardLocation
    documents = QStandardPaths.writableLocation(place.DocumentsLocation)
    return documents if os.path.isdir(documents) else str(Path.home())
