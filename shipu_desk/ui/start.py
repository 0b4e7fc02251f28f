"""Open the window: its shell is painted first, then the desk is opened behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages, theme
from shipu_desk.ui.window import Window

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk


def open_window(open_desk: Callable[[], Desk], size: theme.Size = theme.Size.MEDIUM) -> int:
    """Run the window until it is closed; the exit code. `open_desk` may raise DeskError."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("石浦放心消费工作台")
    theme.apply(app, size)
    messages.install_hook()
    window = Window()
    window.resize(1366, 700)
    window.show()
    QTimer.singleShot(0, lambda: _open(window, open_desk))
    return app.exec()


def _open(window: Window, open_desk: Callable[[], Desk]) -> None:
    try:
        window.attach(open_desk())
    except DeskError as error:
        messages.tell(window, error, "打开数据")
        window.close()
