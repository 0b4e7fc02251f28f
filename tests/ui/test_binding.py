"""What the binding must not do: lose references (6.12.0 on 3.11), slow every import down."""

import builtins
import importlib
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


def test_the_import_that_reads_sources_is_not_in_place(qtbot):
    """PySide6's would read the source of every module that is imported after it."""
    assert importlib.import_module("shipu_desk.ui")
    assert builtins.__import__.__name__ != "__feature_import__"
