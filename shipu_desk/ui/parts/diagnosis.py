"""诊断包: every file of it is looked at before it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.services import diagnosis
from shipu_desk.services.desk import Desk
from shipu_desk.services.diagnosis import Facts, Sheet
from shipu_desk.ui import messages, printers, theme
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.parts.basic import button, column, held, label, row
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.theme import metrics, px

WIDTH, HIGH = 64, 24  # em
PATIENCE = 10_000  # ms for the process that knows the printers
TOLD = "只有版本、数量和出错的位置，没有姓名、单位、号码和登记的内容。存之前可以逐份看。"


class DiagnosisDialog(Dialog):
    """What is in it at the left, its words at the right; nothing is written before 存为."""

    help_topic = "diagnosis"

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, "诊断包", WIDTH)
        self._desk, self._jobs, self.sheets = desk, Jobs(self), list[Sheet]()
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.list.setProperty("kind", "picked")
        self.list.setAccessibleName("诊断包里的文件")
        self.list.setFixedWidth(round(metrics().em * 10))
        self.list.currentRowChanged.connect(self._show)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("这份文件的内容")
        self.text.setPlainText("正在收集，检查数据要一会儿")
        self.text.setMinimumHeight(round(metrics().em * HIGH))
        self.keep = button("存为…", "save", "primary", "存成一个 .zip 文件")
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self.save)
        shut = button("关闭", tip="关闭 (Esc)")
        shut.clicked.connect(self.reject)
        said = column(label("诊断包", "title"), label(TOLD, "caption", wrap=True), gap=2)
        said.setContentsMargins(px(24), px(16), px(24), px(8))
        body = row(self.list, self.text, margins=(24, 4, 24, 16))
        body.setStretch(1, 1)
        self.fill(held(body), None, shut, self.keep, primary=self.keep, head=held(said))
        self._printers = ""
        self._asked = printers.names(self)
        self._asked.told.connect(lambda said: self._collect(f"{len(said['names'])} 台"))
        self._asked.failed.connect(lambda _: self._collect("问不到"))
        QTimer.singleShot(PATIENCE, self, lambda: self._collect("没有回答"))

    def _collect(self, printers: str) -> None:
        """Once it is known how many printers there are, or that nobody answers."""
        if self._printers:
            return
        self._printers, desk = printers, self._desk
        screen = screen_facts(printers)
        work = lambda: diagnosis.sheets(desk.paths, desk, screen)  # noqa: E731
        self._jobs.run(work, self._made, self._failed, name="诊断包")

    def _made(self, found: list[Sheet]) -> None:
        self.sheets = found
        self.list.addItems([one.name for one in found])
        self.list.setCurrentRow(0)
        self.keep.setEnabled(True)
        self.list.setFocus()

    def _failed(self, error: Exception) -> None:
        """Data that cannot be read: the rest is still worth having."""
        kind = type(error).__name__
        screen = screen_facts(self._printers)
        self._made(diagnosis.sheets(self._desk.paths, None, screen, kind))

    def _show(self, at: int) -> None:
        if 0 <= at < len(self.sheets):
            self.text.setPlainText(self.sheets[at].text)

    def save(self) -> None:
        """存为: the very sheets that were shown."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
        wish = Path(folder) / f"诊断包 {self._desk.today()}.zip"
        path = messages.save_path(self, "存为", wish, "压缩文件 (*.zip)")
        if path is None:
            return
        try:
            kept = diagnosis.write(path, self.sheets)
        except DeskError as error:
            messages.tell(self, error, "存诊断包")
        else:
            messages.say(f"诊断包已存到 {kept.path}")
            self.accept()

    def done(self, code: int) -> None:
        """Closing waits for the worker, which reads the data."""
        self._printers = self._printers or "没有问"
        self._asked.let_go()
        self._jobs.wait()
        super().done(code)


def screen_facts(printers: str) -> Facts:
    """What only a window knows: Qt, its screens, the letters in use, and what was said of
    printers."""
    screens = [
        f"{one.size().width()}×{one.size().height()}，{one.devicePixelRatio():.0%}"
        for one in QGuiApplication.screens()
    ]
    return (
        ("Qt", f"{qVersion()}，{QGuiApplication.platformName()}"),
        ("屏幕", "；".join(screens)),
        ("窗口字体", theme.family()),
        ("字号", f"{QGuiApplication.font().pointSizeF():g} 磅"),
        ("打印机", printers),
    )
