"""A strip while a batch is printed: how far it is, what it is at, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from shipu_desk.ui.parts.basic import button, column, elided, row


class BatchProgress(QFrame):
    """Hidden while nothing is printed."""

    stop_wanted = Signal()

    def __init__(self, doing: str = "生成", stopping: str = "写到一半的不会留下") -> None:
        super().__init__()
        self._doing, self._stopping = doing, stopping
        self.setProperty("kind", "info")
        self.told = elided("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(f"{doing}的进度")
        self.stop = button("停止", "close", tip=f"停止{doing}")
        self.stop.clicked.connect(self._stop)
        line = row(column(self.told, self.bar, gap=4), self.stop, margins=(12, 6, 8, 6))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def begin(self, told: str) -> None:
        self.told.setText(told)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def show_progress(self, done: int, whole: int, what: str) -> None:
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(done)
        self.told.setText(f"正在{self._doing}，{done} / {whole}：{what}")

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.told.setText(f"正在停止，{self._stopping}")
        self.stop_wanted.emit()
