"""Hands on the cells of a register: where the clerk stands, what is pressed, what is stored."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import register
from shipu_desk.services.register import Query
from shipu_desk.ui.record_look import Look
from shipu_desk.ui.record_page import RecordPage

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
COLUMNS = ("name", "premises", "credit_code", "industry_id", "stage", "status", "phone")
ALT = Qt.KeyboardModifier.AltModifier


def shown(pool, qtbot, *columns):
    made = RecordPage(pool, Merchant, Look("培育库", unit="家", columns=columns))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    made.list.table.setFocus()
    QApplication.processEvents()
    return made


def press(*keys, held=NONE):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        QApplication.processEvents()


def go(grid, row, key):
    column = [one.key for one in grid.model().columns].index(key)
    grid.setFocus()
    grid._stand_on(grid.model().index(row, column))
    QApplication.processEvents()


def place(grid):
    return grid.currentIndex().row(), grid.current_key()


def stored(pool, row=0):
    ids = register.find(pool, Merchant, Query())
    return register.get(pool, Merchant, ids[row])


def editor():
    part = QApplication.focusWidget()
    assert part.property("kind") == "cell", part
    return part


def composed(text, *, done):
    """The input method's two events: the letters still composed, or the word they became."""
    event = QInputMethodEvent("" if done else text, [])
    if done:
        event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)
