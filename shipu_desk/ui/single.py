"""One window per data folder: a second start brings the first one forward.

The lock beside the data decides who is first (`db/lock`); this is only how the second tells it.
A window of another user or another computer cannot be told, and is named to the clerk instead.
"""

from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from shipu_desk import windows

KNOCK, HERE = b"come forward\n", b"here\n"
PATIENCE = 3.0  # s; the first window may have its lock and not listen yet
ANSWER = 1_000  # ms for one try


def _name(folder: str) -> str:
    """The same for the same folder, however it was written."""
    place = str(Path(folder).resolve()).casefold()
    return f"shipu-desk-{sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


class Doorbell(QObject):
    """Listens in the window that is first."""

    rung = Signal()

    def __init__(self, parent: QObject, folder: str) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(folder))  # a crash leaves one; who has the lock is first
        self._server.listen(_name(folder))

    def _answer(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller.canReadLine() and bytes(caller.readLine().data()) == KNOCK:
            caller.write(HERE)
            caller.flush()
            self.rung.emit()


def ring(folder: str, patience: float = PATIENCE) -> bool:
    """Ask the window that has this folder open to come forward; whether it did."""
    windows.let_others_come_forward()
    until = time.monotonic() + patience
    while True:
        if _ring_once(folder):
            return True
        if time.monotonic() > until:
            return False
        time.sleep(0.1)


def _ring_once(folder: str) -> bool:
    caller = QLocalSocket()
    caller.connectToServer(_name(folder))
    if not caller.waitForConnected(ANSWER):
        return False
    caller.write(KNOCK)
    caller.waitForBytesWritten(ANSWER)
    heard = caller.waitForReadyRead(ANSWER) and bytes(caller.readLine().data()) == HERE
    caller.disconnectFromServer()
    return heard


def come_forward(window: QWidget) -> None:
    """Out of the task bar, over the others, with the keys."""
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
