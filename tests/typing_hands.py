"""Typing as a clerk does: keys for Latin, the input method for Chinese."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def write(widget, text):
    """Latin by keys; anything else is composed and committed as an input method does."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    QApplication.sendEvent(widget, QInputMethodEvent("pin'yin", []))
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(widget, done)
    QApplication.processEvents()
