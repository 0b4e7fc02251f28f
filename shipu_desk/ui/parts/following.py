"""A scroll area that keeps in sight whatever has the focus in it, with its label and its fault."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from shipu_desk.ui.theme import px

MARGIN = 8  # design px kept free above and below
AGAIN = 40  # ms; while a button of the mouse is down nothing may slip away under it


class Together(QWidget):
    """What is to be seen as a whole: an editor with its label above and its fault below."""


class Following(QScrollArea):
    """Vertical scrolling. It follows the focus, and a field that grows while it has it."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self._wanted: QWidget | None = None  # asked for by name, before what has the focus
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._soon.start(0))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._holds(now):
            self._wanted = None
            self._soon.start(0)  # after the layout: a fault may be about to make room

    def _holds(self, one: QWidget | None) -> bool:
        inner = self.widget()
        return one is not None and inner is not None and inner.isAncestorOf(one)

    def _follow(self) -> None:
        now = self._wanted or self.window().focusWidget()
        if now is None or not self._holds(now) or not now.isVisible():
            return
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if pressed or QApplication.activePopupWidget():
            self._soon.start(AGAIN)
        else:
            self._wanted = None
            self._show_whole(now)

    def want(self, one: QWidget) -> None:
        """Show this one now, and once more when what changed beside it is laid out."""
        self._wanted = one
        self._show_whole(one)
        self._soon.start(0)

    def _show_whole(self, one: QWidget) -> None:
        """Scroll as little as shows it with what belongs to it, or itself if that is too high."""
        inner = self.widget()
        if inner is None:
            return
        bar, room, gap = self.verticalScrollBar(), self.viewport().height(), px(MARGIN)
        for part in (self._whole(one), one):
            top = part.mapTo(inner, QPoint(0, 0)).y() - gap
            bottom = top + part.height() + 2 * gap
            if bottom - top <= room:
                break
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(min(top, bottom - room))

    def _whole(self, one: QWidget) -> QWidget:
        part: QWidget | None = one
        while part is not None and part is not self.widget():
            if isinstance(part, Together):
                return part
            part = part.parentWidget()
        return one


def bring_into_sight(one: QWidget) -> None:
    """What does not get the focus, or has it already; before a list opens below it."""
    part = one.parentWidget()
    while part is not None and not isinstance(part, Following):
        part = part.parentWidget()
    if part is not None:
        part.want(one)
