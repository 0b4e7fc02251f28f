"""Line icons: the SVG files of `resources/icons`, tinted by a token, sharp at any scale."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt, QTemporaryDir
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from shipu_desk import resources
from shipu_desk.ui.theme import C, px


@cache
def _source(name: str, colour: str) -> bytes:
    return resources.text(f"icons/{name}.svg").replace("currentColor", colour).encode()


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name, colour)))


def paint(painter: QPainter, name: str, colour: str, where: QRectF) -> None:
    """Draw inside a delegate or a widget; `where` (px) should be square."""
    _renderer(name, colour).render(painter, where)


def pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """`side` in px; `ratio` is the screen's scale."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str = C.ink2, side: int = 16) -> QIcon:
    """A QIcon for every screen of this desk, with its disabled face."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
    return _icon(name, colour, px(side), tuple(sorted(ratios)))


@cache
def _icon(name: str, colour: str, side: int, ratios: tuple[float, ...]) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(pixmap(name, colour, side, ratio))
        made.addPixmap(pixmap(name, C.off, side, ratio), QIcon.Mode.Disabled)
    return made


@cache
def _scratch() -> QTemporaryDir:
    return QTemporaryDir()


@cache
def file(name: str, colour: str) -> str:
    """The path of a tinted copy, for `image: url(…)` in the style sheet."""
    target = f"{_scratch().path()}/{name}-{colour.lstrip('#')}.svg"
    with open(target, "wb") as out:  # noqa: PTH123 - a path of Qt's own temporary folder
        out.write(_source(name, colour))
    return target
