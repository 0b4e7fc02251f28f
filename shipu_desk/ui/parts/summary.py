"""One line that counts rows by light: chips that filter, and a bar of their shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shipu_desk.ui.parts.basic import chip, hover, label, row
from shipu_desk.ui.parts.marks import LIGHTS, paint_shape
from shipu_desk.ui.theme import LIGHT, C, State, colour, px

SCALES = (1.0, 1.25, 1.5, 2.0)


def light_icon(state: State) -> QIcon:
    """The shape of a light, sharp at every scale."""
    made, side = QIcon(), px(14)
    for scale in SCALES:
        picture = QPixmap(round(side * scale), round(side * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        paint = QPainter(picture)
        paint.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(paint, QRectF(2, 2, side - 4, side - 4), state)
        paint.end()
        made.addPixmap(picture)
    return made


class Shares(QWidget):
    """The shares as one bar, in the order of the words."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[tuple[State, int]] = []
        self.setFixedHeight(px(8))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(8))

    def show_counts(self, counts: Sequence[tuple[State, int]]) -> None:
        self._counts = [(state, count) for state, count in counts if count]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint, whole = QPainter(self), sum(count for _, count in self._counts)
        gap, left = px(2), 0.0
        room = self.width() - gap * max(0, len(self._counts) - 1)
        for state, count in self._counts:
            wide = room * count / whole
            tint = C.line if state is State.IDLE else LIGHT[state].mark
            paint.fillRect(QRectF(left, 0, wide, self.height()), colour(tint))
            left += wide + gap


class Summary(QWidget):
    """`chosen` is the word pressed, empty when none is."""

    chosen = Signal(str)

    def __init__(self, words: Sequence[str], unit: str) -> None:
        super().__init__()
        self._unit, self.word = unit, ""
        self.total = label("", "strong")
        self.chips: dict[str, QPushButton] = {}
        for word in words:
            made = chip(word)
            made.setIcon(light_icon(LIGHTS[word]))
            made.setIconSize(QSize(px(14), px(14)))
            made.clicked.connect(lambda _=False, word=word: self.choose(word))
            self.chips[word] = made
        self.bar = Shares()
        line = row(self.total, *self.chips.values(), 6, self.bar, gap=6)
        line.setStretchFactor(self.bar, 1)
        line.addStretch(0)
        self.setLayout(line)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.total.setText(f"{sum(counts.values())} {self._unit}")
        for word, made in self.chips.items():
            made.setText(f"{word} {counts.get(word, 0)}")
            made.setAccessibleName(f"只看{word}，{counts.get(word, 0)} {self._unit}")
        self.bar.show_counts([(LIGHTS[word], counts.get(word, 0)) for word in self.chips])
        said = "、".join(f"{word} {counts.get(word, 0)}" for word in self.chips)
        hover(self.bar, said)
        self.bar.setAccessibleName(said)

    def choose(self, word: str) -> None:
        """Press a word; pressed again, all rows are shown."""
        self.word = "" if word == self.word else word
        for one, made in self.chips.items():
            made.setChecked(one == self.word)
        self.chosen.emit(self.word)
