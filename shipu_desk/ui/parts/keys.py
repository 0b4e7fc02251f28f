"""Keys of a page: they work wherever the focus is in the window, or inside one part of it only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Acts = Mapping[str, Callable[[], object]]


def page_keys(page: QWidget, acts: Acts) -> None:
    """From rail, page list and band too, while the page is shown; never inside a dialog."""
    _bind(page, acts, Qt.ShortcutContext.WindowShortcut)


def keys_inside(part: QWidget, acts: Acts) -> None:
    """Only while the focus is in this part."""
    _bind(part, acts, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def _bind(owner: QWidget, acts: Acts, context: Qt.ShortcutContext) -> None:
    for key, act in acts.items():
        made = QShortcut(QKeySequence(key), owner)
        made.setContext(context)
        made.activated.connect(act)
