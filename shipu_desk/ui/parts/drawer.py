"""Two panes: the panel stands beside the main pane, or slides over it where room is short."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from shipu_desk.ui.parts.focus import COVERED
from shipu_desk.ui.theme import C, colour, metrics

DRAWER = 88  # em of the window's width; below it the panel is a drawer
KEPT = 40  # em that the main pane keeps beside a docked panel, at least


class _Shade(QWidget):
    """Over the main pane while the drawer is open; a press on it closes the drawer."""

    pressed = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(C.shade))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class Drawer(QWidget):
    """Places its two children itself. Wide: side by side. Narrow: the panel over the pane."""

    closed = Signal()

    def __init__(self, pane: QWidget, panel: QWidget | None = None, width: float = 25.5) -> None:
        """`width` of the panel in em; a panel that is built later comes by `hold`."""
        super().__init__()
        self._pane, self._em = pane, width
        self._panel: QWidget | None = None
        self._filled = self._pulled = False  # is there something to show; is the drawer out
        self._docked = True  # unless the clerk closed it
        self._shade = _Shade()
        for one in (pane, self._shade):
            one.setParent(self)
        self._shade.hide()
        self._shade.pressed.connect(lambda: self.be_open(False))
        if panel is not None:
            self.hold(panel)

    def hold(self, panel: QWidget) -> None:
        """The panel, hidden until there is something to show."""
        self._panel = panel
        panel.setParent(self)
        panel.hide()

    @property
    def is_drawer(self) -> bool:
        """Whether the panel lies over the pane at the present width."""
        em = metrics().em
        narrow = self.window().width() < DRAWER * em
        return narrow or self.width() - self._panel_width() < KEPT * em

    @property
    def is_open(self) -> bool:
        can = self._filled and self._panel is not None
        return can and (self._pulled if self.is_drawer else self._docked)

    def be_filled(self, filled: bool) -> None:
        """Whether there is something to show; docked it then shows unless it was closed."""
        self._filled = filled
        self._pulled = self._pulled and filled
        self._place()

    def be_open(self, wanted: bool) -> None:
        """Pull or push the drawer; docked, open or close the panel until it is opened again."""
        was = self.is_open
        self._pulled = wanted
        self._docked = wanted
        self._place()
        if was and not wanted:
            self.closed.emit()

    def _panel_width(self) -> int:
        return min(round(self._em * metrics().em), self.width())

    def _place(self) -> None:
        room, high = self.width(), self.height()
        wide, over = self._panel_width(), self.is_drawer
        shown = self.is_open
        self._shade.setVisible(shown and over)
        self._pane.setProperty(COVERED, shown and over)
        beside = shown and not over
        self._pane.setGeometry(0, 0, room - wide if beside else room, high)
        self._shade.setGeometry(0, 0, room, high)
        if self._panel is not None:
            self._panel.setGeometry(room - wide, 0, wide, high)
            self._panel.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
