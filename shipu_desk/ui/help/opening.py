"""F1: the topic that lies nearest to where the clerk is, in the one window of the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from shipu_desk.ui.help.window import HelpWindow

_window: list[HelpWindow] = []


def bind_help(on: QWidget) -> None:
    """F1 anywhere in this window or dialog."""
    QShortcut(QKeySequence("F1"), on).activated.connect(lambda: show_help(on))


def topic_near(place: QWidget | None) -> str:
    """`help_topic` of the widget or of what it lies in; of a dialog, of what asked for it."""
    while place is not None:
        said = getattr(place, "help_topic", "")
        if said:
            return str(said)
        place = place.parentWidget()
    return ""


def _focus_of(place: QWidget | None) -> QWidget | None:
    """Where the clerk is in this window."""
    return (place.focusWidget() or place) if place else None


def show_help(place: QWidget | None, key: str = "") -> HelpWindow:
    """The help at this topic, in front; the window at work stays as it is."""
    from shipu_desk.ui.help import topics

    shown = _the_window()
    shown.open(key or topic_near(_focus_of(place)) or topics.FIRST)
    if not shown.isVisible():
        _stand_aside(shown, place)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def _the_window() -> HelpWindow:
    if not _window:
        from shipu_desk.ui.help.window import HelpWindow

        _window.append(HelpWindow())
        app = QApplication.instance()
        assert app
        app.aboutToQuit.connect(close_help)
    return _window[0]


def _stand_aside(shown: QWidget, place: QWidget | None) -> None:
    """At the right edge of the screen, so that the work at the left stays in sight."""
    screen = place.screen() if place else QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    shown.move(
        room.right() - shown.width(), room.top() + max(0, room.height() - shown.height()) // 3
    )


def close_help() -> None:
    """With the desk, or at the end of a test."""
    for one in _window:
        one.close()
        one.deleteLater()
    _window.clear()
