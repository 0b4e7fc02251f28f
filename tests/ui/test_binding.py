"""Guard against the binding that loses a reference to None with every call (6.12.0 on 3.11)."""

import sys

from PySide6.QtWidgets import QLabel

CALLS = 300


def test_calls_into_qt_keep_their_references(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - CALLS // 3
