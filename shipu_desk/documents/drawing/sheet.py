"""A sheet in millimetres, y down: fills, lines, live type, repeated drawings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import cos, radians, sin
from pathlib import Path as FilePath
from typing import BinaryIO, NamedTuple

from shipu_desk.documents import files
from shipu_desk.documents.drawing.inks import PREVIEW, Inks, stroking
from shipu_desk.documents.drawing.pdf import Book
from shipu_desk.documents.drawing.pens import Pen
from shipu_desk.documents.drawing.shapes import Path
from shipu_desk.documents.typography.fonts import CENTRE, Fonts

MM = 72 / 25.4  # pt


class Mark(NamedTuple):
    """Where a line of type ended up (mm)."""

    left: float
    right: float


class Sheet:
    """One PDF; (0, 0) is the upper left trim corner of a page of width × height mm.

    `margin` is media around the trim. `save` writes the file through write-then-replace.
    """

    def __init__(
        self,
        file: FilePath | str | BinaryIO,
        width: float,
        height: float,
        fonts: Fonts,
        *,
        title: str = "",
        inks: Inks = PREVIEW,
        margin: float = 0,
    ) -> None:
        self.w, self.h, self.margin = width, height, margin
        self.fonts, self.inks = fonts, inks
        self.pages = 0
        self._file = file
        self._book = Book(title)
        self._pen = Pen(self._book, fonts)
        self._forms: dict[str, str] = {}
        self._home()

    def _home(self) -> None:
        self._x0, self._y0 = self.margin * MM, (self.h + self.margin) * MM

    def resize(self, width: float, height: float) -> None:
        """Size of this page and the following ones; before anything is drawn on it."""
        self.w, self.h = width, height
        self._home()

    def _trace(self, paths: Iterable[Path]) -> Iterator[str]:
        x0, y0 = self._x0, self._y0
        for path in paths:
            for op, *v in path:
                if op == "C":
                    yield (
                        f"{v[0] * MM + x0:.2f} {y0 - v[1] * MM:.2f} {v[2] * MM + x0:.2f} "
                        f"{y0 - v[3] * MM:.2f} {v[4] * MM + x0:.2f} {y0 - v[5] * MM:.2f} c"
                    )
                elif op == "Z":
                    yield "h"
                else:
                    yield f"{v[0] * MM + x0:.2f} {y0 - v[1] * MM:.2f} {op.lower()}"

    def fill(self, paths: Iterable[Path], ink: str = "red") -> None:
        """Fill by the nonzero rule; holes are wound the other way."""
        lines = list(self._trace(paths))
        if lines:
            self._pen.draw(self.inks[ink], *lines, "f")

    def hairline(
        self,
        paths: Iterable[Path],
        ink: str = "grey",
        width: float = 0.1,
        dash: tuple[float, ...] | None = None,
    ) -> None:
        """Stroked lines, `width` and `dash` in mm (cut, holes, marks, table rules)."""
        lines = list(self._trace(paths))
        if not lines:
            return
        style = f"{stroking(self.inks[ink])} {width * MM:.3f} w"
        if dash:
            style += f" [{' '.join(f'{d * MM:.3f}' for d in dash)}] 0 d"
        self._pen.draw(style, *lines, "S [] 0 d" if dash else "S")

    def raw(self, *code: str) -> None:
        """PDF operators (pt, y up); they restore what they change but the fill colour."""
        self._pen.draw(*code)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Millimetres on the sheet in the pt that `raw` takes."""
        return x * MM + self._x0, self._y0 - y * MM

    def text(
        self,
        s: str,
        x: float,
        y: float,
        size: float,
        role: str,
        ink: str = "black",
        *,
        align: str = "m",
        tracking: float = 0.0,
    ) -> Mark:
        """One line; y is the centre of the em box, size and tracking are mm.

        l and r align by ink, m centres the ink, o puts the origin on x. Raises Unprintable
        before anything of the line is drawn.
        """
        if not s:
            return Mark(x, x)
        fonts = self.fonts
        lead = fonts.ink(s[0], role)[0] * size
        pen = fonts.width(s[:-1], role) * size + tracking * (len(s) - 1)
        tail = pen + fonts.ink(s[-1], role)[1] * size
        start = x - {"m": (lead + tail) / 2, "l": lead, "r": tail, "o": 0.0}[align]
        at = self.point(start, y + CENTRE * size)
        self._pen.write(s, *at, size * MM, role, self.inks[ink], tracking * MM)
        return Mark(start + lead, start + tail)

    def column(
        self,
        s: str,
        x: float,
        y: float,
        size: float,
        role: str,
        ink: str = "black",
        tracking: float = 0.0,
    ) -> float:
        """Vertical setting, centred on x, first em box starting at y; returns the end."""
        for char in s:
            half = self.fonts.advance(char, role) * size / 2
            self.text(char, x - half, y + size / 2, size, role, ink, align="o")
            y += size + tracking
        return y - tracking

    @contextmanager
    def turned(self, angle: float, x: float, y: float) -> Iterator[None]:
        """Draw in a frame whose origin is (x, y), turned by `angle` degrees clockwise."""
        home = self._x0, self._y0
        c, s = cos(radians(angle)), sin(radians(angle))
        x0, y0 = self.point(x, y)
        self._pen.push(f"{c:.6f} {-s:.6f} {s:.6f} {c:.6f} {x0:.3f} {y0:.3f} cm")
        self._x0 = self._y0 = 0.0
        try:
            yield
        finally:
            self._pen.pop()
            self._x0, self._y0 = home

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """What is drawn inside is kept as one form XObject; `use(name)` shows it."""
        outer = self._pen.finished()
        self._pen.restart([])
        try:
            yield
            box = (-self._x0, -MM, self._x0 + (self.w + self.margin) * MM, self._y0 + MM)
            self._forms[name] = self._book.form(self._pen.finished(), box)
        finally:
            self._pen.restart(outer)

    def use(self, name: str) -> None:
        self._pen.draw(self._book.use(self._forms[name]))

    def page(self) -> None:
        """End the page."""
        width, height = (self.w + 2 * self.margin) * MM, (self.h + 2 * self.margin) * MM
        self._book.page(self._pen.finished(), width, height)
        self._pen.restart([])
        self.pages += 1

    def save(self) -> files.Written | None:
        """Write the file; a page under way is ended first. None for a stream."""
        if self._pen.code or not self.pages:
            self.page()
        data = self._book.finish()
        if isinstance(self._file, FilePath | str):
            return files.write(FilePath(self._file), data)
        self._file.write(data)
        return None
