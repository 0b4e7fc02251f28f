"""Small ready-made pieces: rows, columns, frames, labels, buttons, chips, strips."""

from __future__ import annotations

import re
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shipu_desk.ui import icons
from shipu_desk.ui.parts.following import Following
from shipu_desk.ui.theme import C, Space, px

Piece = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", "\n": "<br>"})
_MAY_BREAK = "\u200b"
_UNBROKEN = re.compile(r"[!-~\u00a1-\u02ff\u0370-\u052f]{24,}")  # letters that Qt keeps together
_TINT = {"primary": C.on_dark, "dark": C.on_dark, "link": C.sea}


def _fill(box: QBoxLayout, pieces: tuple[Piece, ...], gap: int, margins: Margins) -> None:
    box.setSpacing(px(gap))
    box.setContentsMargins(*(px(m) for m in margins))
    for piece in pieces:
        if piece is None:
            box.addStretch(1)
        elif isinstance(piece, int):
            box.addSpacing(px(piece))
        elif isinstance(piece, QWidget):
            box.addWidget(piece)
        else:
            box.addLayout(piece)


def row(*pieces: Piece, gap: int = Space.S, margins: Margins = NONE) -> QHBoxLayout:
    """Left to right: widgets, layouts, an int (gap in design px) or None (stretch)."""
    box = QHBoxLayout()
    _fill(box, pieces, gap, margins)
    return box


def column(*pieces: Piece, gap: int = Space.S, margins: Margins = NONE) -> QVBoxLayout:
    """Top to bottom, as `row`."""
    box = QVBoxLayout()
    _fill(box, pieces, gap, margins)
    return box


def frame(kind: str, content: QLayout | None = None) -> QFrame:
    made = QFrame()
    made.setProperty("kind", kind)
    if content is not None:
        made.setLayout(content)
    return made


def held(content: QLayout) -> QWidget:
    """A layout as a widget."""
    made = QWidget()
    made.setLayout(content)
    return made


def rule() -> QFrame:
    return frame("rule")


def label(text: str, kind: str = "body", wrap: bool = False) -> QLabel:
    """Plain text: what the clerk typed is never read as markup."""
    made = Wrapped() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setText(text)
    return made


class Wrapped(QLabel):
    """Breaks its lines wherever it must: a code or a path without spaces takes no more room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        super().setText(_UNBROKEN.sub(lambda run: _MAY_BREAK.join(run[0]), text))

    def text(self) -> str:
        return super().text().replace(_MAY_BREAK, "")


class Elided(QLabel):
    """A line that gives way: cut with … and whole in its tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint, box = QPainter(self), self.contentsRect()
        cut = Qt.TextElideMode.ElideRight
        said = self.fontMetrics().elidedText(self.text(), cut, box.width())
        hover(self, self.text() if said != self.text() else "")
        paint.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        paint.drawText(box, int(flags), said)


def on_button(text: str, most: int = 40) -> str:
    """A name as a button or a menu shows it: cut where it is long, & as it was typed."""
    return (
        f"{text[: most - 1]}…".replace("&", "&&") if len(text) > most else text.replace("&", "&&")
    )


class Hovered(Protocol):
    """A widget or the line of a list."""

    def setToolTip(self, text: str, /) -> None: ...


def hover(on: Hovered, text: str) -> None:
    """Plain text: Qt would show a picture that a name of `<img src=…>` points at."""
    said = text.translate(_ESCAPED)
    on.setToolTip(f"<qt>{said}</qt>" if said != text else text)


def elided(text: str, kind: str = "caption") -> Elided:
    made = Elided(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made


def height_for(piece: QWidget, width: int) -> int:
    """What a piece needs at this width, its lines broken there."""
    layout = piece.layout()
    if layout is not None:
        layout.activate()  # something in it may just have been hidden
    return max(piece.heightForWidth(width), piece.minimumSizeHint().height())


def scrolled(inner: QWidget) -> Following:
    """Transparent vertical scrolling; nothing scrolls sideways but tables."""
    inner.setProperty("kind", "clear")
    return Following(inner)


def glyph(name: str, colour: str = C.ink2, side: int = 16) -> QLabel:
    """An icon that only accompanies words; `side` in design px."""
    made = QLabel()
    size = QSize(px(side), px(side))
    made.setPixmap(icons.icon(name, colour, side).pixmap(size, made.devicePixelRatioF()))
    made.setFixedSize(size)
    return made


def emptied(box: QLayout) -> None:
    """Take every widget out of a list and away."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()


def spoken(text: str) -> str:
    """A caption without its mnemonic: 保存(&S) → 保存."""
    return re.sub(r"\(&.\)|&", "", text).strip()


class Press(QPushButton):
    """Pressed by Space and by Enter while it has the ring, in a dialog as in the window.

    One with an icon may give up its words; its name and its tooltip still tell them.
    """

    yields = 3  # among the tools of a line, 1 gives up its words first

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.words, self._least = text, 0

    @property
    def is_bare(self) -> bool:
        return bool(self.words) and not self.text()

    def be_bare(self, bare: bool) -> None:
        if bare == self.is_bare or not self.words:
            return
        if bare:
            self._least = self.minimumWidth()
        self.setMinimumWidth(0 if bare else self._least)
        self._write("" if bare else self.words)

    def setText(self, text: str) -> None:
        bare, self.words = self.is_bare, text
        self._write("" if bare else text)

    def _write(self, text: str) -> None:
        """Qt takes the key of a button away with its words: give it back."""
        key = self.shortcut()
        super().setText(text)
        if not key.isEmpty():
            self.setShortcut(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, name: str = "", kind: str = "plain", tip: str = "") -> Press:
    """kind: plain, primary, quiet, link, chip, dark. `name` is an icon."""
    made = Press(f" {text}" if name and text else text)
    made.setProperty("kind", kind)
    made.setAccessibleName(spoken(text) or tip)
    hover(made, tip or (spoken(text) if name else ""))
    made.setAutoDefault(False)
    if name:
        made.setIcon(icons.icon(name, _TINT.get(kind, C.ink2)))
        made.setIconSize(QSize(px(16), px(16)))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def chip(text: str, checked: bool = False) -> QPushButton:
    made = button(text, kind="chip")
    made.setCheckable(True)
    made.setChecked(checked)
    return made


def tone(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property and let the style sheet look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        polish(widget)


def polish(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


_SIGNS = {"info": ("info", C.sea), "warn": ("warn", C.warn), "alarm": ("warn", C.alarm)}


class Strip(QFrame):
    """One notice inside a page: info, warn or alarm; actions at its right."""

    def __init__(self, kind: str, text: str, *actions: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self._words = label(text, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(row(glyph(*_SIGNS[kind]), self._words, *actions, margins=(12, 6, 12, 6)))

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, text: str) -> None:
        self._words.setText(text)
