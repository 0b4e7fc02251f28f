"""Elements of a document that counts: signature and date, numbered facts, QR code, clear area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from shipu_desk.documents.design.elements import Code, Element, Ink, Line, Role, Scope, Setting
from shipu_desk.documents.design.elements_worded import Worded
from shipu_desk.documents.design.fitting import Room, fitted, lacking, too_long
from shipu_desk.documents.design.patterns import Pattern, words
from shipu_desk.documents.design.reading import (
    Area,
    At,
    Distance,
    Filled,
    Length,
    LineCount,
    Offset,
    Words,
    tables,
)
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.drawing.matrix import modules

SMALLEST_MODULE = 0.3
"""Side of a module that an office printer and a telephone's camera still part (mm)."""
LEADING = 1.25
"""From line to line of a value that takes several (em)."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Signature(Worded):
    """署名 centred on a point and the date below it; the seal is stamped over both."""

    TYPE: ClassVar = "signature"
    WORD: ClassVar = "落款"
    date: Filled
    smallest: Distance = 0.0
    lines: LineCount = 2
    leading: Length = 1.75
    tracking: Offset = 0.04
    ink: Ink = "black"

    def patterns(self) -> tuple[Pattern, ...]:
        return self.text, self.date

    def areas(self) -> list[Box]:
        x, y = self.at
        top = y - self.size * (0.5 + (self.lines - 1) * 1.3)
        bottom = y + self.size * (self.leading + 0.5)
        return [(x - self.measure / 2, top, self.measure, bottom - top)]

    def set(self, scope: Scope, /) -> Setting:
        name, day = self.text.fill(scope.values), self.date.fill(scope.values)
        if problem := lacking(scope.fonts, name + day, self.role, words(self.text)):
            return Setting(problem=problem)
        smallest = self.smallest or self.size
        room = Room(self.measure, self.size, smallest, self.lines, self.tracking)
        found = fitted(scope.fonts, name, self.role, room)
        if not found.lines:
            return Setting(problem=too_long(words(self.text), name, room))
        x, y = self.at
        last = len(found.lines) - 1
        lines = [
            Line(line, x, y + (i - last) * found.size * 1.3, found.size, self.role, self.ink, "m",
                 found.tracking, not self.text.fields)
            for i, line in enumerate(found.lines)
        ]  # fmt: skip
        below, air = y + self.size * self.leading, self.size * self.tracking
        fixed = not self.date.fields
        dated = Line(day, x, below, self.size, self.role, self.ink, "m", air, fixed)
        return Setting([*lines, dated])


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Row:
    label: Words
    text: Filled
    lines: LineCount = 1


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Labelled(Element):
    """Rows of label and value; `at` is the left edge and the middle of all rows.

    Labels are spread to `label` mm, values stand `gap` mm after them; two lines stand around the
    label's, further ones below, so a long value belongs into the last row.
    """

    TYPE: ClassVar = "facts"
    WORD: ClassVar = "编号依据"
    rows: Annotated[tuple[Row, ...], tables(Row)]
    at: At
    pitch: Length
    label: Length
    gap: Distance = 3.6
    measure: Length
    size: Length
    smallest: Distance = 0.0
    role: Role = "hei-light"
    ink: Ink = "black"

    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(row.text for row in self.rows)

    def areas(self) -> list[Box]:
        x, y = self.at
        high = self.pitch * len(self.rows)
        below = self.size * (0.5 + LEADING * max(self.rows[-1].lines - 1.5, 0.0))
        high = max(high, (high - self.pitch) + self.pitch / 2 + below)
        top = y - self.pitch * len(self.rows) / 2
        return [(x, top, self.label + self.gap + self.measure, high)]

    def set(self, scope: Scope, /) -> Setting:
        lines: list[Line] = []
        for number, row in enumerate(self.rows):
            y = self.at[1] + (number - (len(self.rows) - 1) / 2) * self.pitch
            value = row.text.fill(scope.values)
            if problem := lacking(scope.fonts, value, self.role, row.label):
                return Setting(problem=problem)
            smallest = self.smallest or self.size
            room = Room(self.measure, self.size, smallest, row.lines, 0.03)
            found = fitted(scope.fonts, value, self.role, room)
            if not found.lines:
                return Setting(problem=too_long(row.label, value, room))
            lines.append(self._label(row.label, y, scope))
            x = self.at[0] + self.label + self.gap
            step = found.size * LEADING
            top = y - (min(len(found.lines), 2) - 1) * step / 2
            lines += [
                Line(part, x, top + i * step, found.size, self.role, self.ink, "l",
                     found.tracking, not row.text.fields)
                for i, part in enumerate(found.lines)
            ]  # fmt: skip
        return Setting(lines)

    def _label(self, word: str, y: float, scope: Scope) -> Line:
        size = self.size * 0.94
        lead, tail = scope.fonts.ink(word[0], self.role)[0], scope.fonts.ink(word[-1], self.role)[1]
        natural = scope.fonts.width(word[:-1], self.role) - lead + tail
        spread = (self.label - natural * size) / max(len(word) - 1, 1)
        return Line(word, self.at[0], y, size, self.role, "grey", "l", max(spread, 0.0), fixed=True)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Symbol(Element):
    """A QR symbol of `side` mm without its white rim; `at` is its upper left corner."""

    TYPE: ClassVar = "qr"
    WORD: ClassVar = "二维码"
    text: Filled
    at: At
    side: Length

    def patterns(self) -> tuple[Pattern, ...]:
        return (self.text,)

    def areas(self) -> list[Box]:
        return [(*self.at, self.side, self.side)]

    def set(self, scope: Scope, /) -> Setting:
        try:
            many, path = modules(self.text.fill(scope.values))
        except ValueError:
            many, path = 0, ""
        if not many or self.side / many < SMALLEST_MODULE:
            return Setting(problem=f"二维码内容太长，{self.side:g} 毫米的二维码印不清")
        return Setting(code=Code(*self.at, self.side, many, path))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Clear(Element):
    """净空: draws nothing; every other element but the signature keeps out of it."""

    TYPE: ClassVar = "clear"
    WORD: ClassVar = "用章区"
    box: Area

    def areas(self) -> list[Box]:
        return [self.box]

    def set(self, _: Scope, /) -> Setting:
        return Setting()
