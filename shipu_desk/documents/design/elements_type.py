"""Elements of display type: the title spread on its measure, the name by the fit rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shipu_desk.documents.design.elements import (
    Line,
    Role,
    Scope,
    Setting,
    across,
)
from shipu_desk.documents.design.elements_worded import Hung, Worded
from shipu_desk.documents.design.fitting import Room, lacking, too_long
from shipu_desk.documents.design.reading import (
    Distance,
    Length,
    LineCount,
    Offset,
)
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.drawing.typeset import Fitted, fit
from shipu_desk.documents.typography.characters import listed
from shipu_desk.documents.typography.fonts import Fonts

TIGHTEST, LOOSEST = 0.05, 0.30
"""Letter-spacing of a title that is spread on a measure (em)."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Title(Worded):
    """称号: its ink fills the measure; a longer one is set smaller, never closer than TIGHTEST.

    From eight characters on it starts at `size8`. Without a name it moves by `nameless_dy`.
    """

    TYPE: ClassVar = "title"
    WORD: ClassVar = "称号"
    size8: Distance = 0.0
    smallest: Distance = 0.0
    nameless_dy: Offset = 0.0
    role: Role = "title"

    def areas(self) -> list[Box]:
        x, y = self.at
        top = y - self.size / 2 + min(self.nameless_dy, 0.0)
        return [(x - self.measure / 2, top, self.measure, self.size + abs(self.nameless_dy))]

    def set(self, scope: Scope, /) -> Setting:
        text = self.text.fill(scope.values)
        if problem := lacking(scope.fonts, text, self.role, self.WORD):
            return Setting(problem=problem)
        natural, gaps = _natural(scope.fonts, text, self.role), len(text) - 1
        largest = self.size8 if self.size8 and len(text) >= 8 else self.size
        size = min(largest, self.measure / (natural + TIGHTEST * gaps))
        smallest = self.smallest or self.size / 2
        if size < smallest:
            return Setting(problem=too_long(self.WORD, text, Room(self.measure, size, smallest)))
        spread = (self.measure - natural * size) / max(gaps, 1)
        tracking = min(spread, LOOSEST * size) if gaps else 0.0
        x, y = self.at
        y += 0 if scope.values["name"] else self.nameless_dy
        return Setting([Line(text, x, y, size, self.role, self.ink or scope.main, "m", tracking)])


def _natural(fonts: Fonts, text: str, role: str) -> float:
    """Width of the ink without letter-spacing (em)."""
    lead, tail = fonts.ink(text[0], role)[0], fonts.ink(text[-1], role)[1]
    return fonts.width(text[:-1], role) - lead + tail


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Name(Hung):
    """The awarded unit by the fit rule: `size`, one line down to `one`, two lines down to `two`.

    y is the middle of the lines, or the last line with `anchor = "last"`.
    """

    TYPE: ClassVar = "name"
    WORD: ClassVar = "单位名称"
    one: Length
    two: Length
    lines: LineCount = 2
    leading: Length = 1.28

    def areas(self) -> list[Box]:
        x, y = self.at
        left = across(x, self.measure, self.align)
        pair = self.one * (1 + self.leading)
        if self.anchor == "last":
            top = min(y - self.size / 2, y + self.one / 2 - pair)
            return [(left, top, self.measure, y + self.size / 2 - top)]
        high = max(self.size, pair)
        return [(left, y - high / 2, self.measure, high)]

    def set(self, scope: Scope, /) -> Setting:
        if self.optional and not scope.values["name"]:
            return Setting()
        text, fonts = self.text.fill(scope.values), scope.fonts
        if problem := lacking(fonts, text, self.role, self.WORD):
            return Setting(problem=problem)
        role = fonts.coherent(text, self.role)
        found = fit(fonts, text, role, self.measure, self.size, self.two, self.lines, self.one)
        if found.problem:
            room = Room(self.measure, self.size, self.two, self.lines)
            return Setting(problem=too_long(self.WORD, scope.values["name"] or text, room))
        notes = []
        if len(found.lines) > 1:
            notes.append(
                "名称排成两行：" + "／".join(found.lines).removesuffix(self.text.texts[-1])
            )
        if role != self.role:
            notes.append(_other_font(fonts, text, self.role, role))
        return Setting(self._lines(found, role, self.ink or scope.main), notes=notes)

    def _lines(self, found: Fitted, role: str, ink: str) -> list[Line]:
        size = found.size
        # air belongs to centred lines
        tracking = found.tracking if self.align == "m" else min(found.tracking, size * 0.06)
        x, y = self.at
        step = size * self.leading
        top = y - (len(found.lines) - 1) * step / (1 if self.anchor == "last" else 2)
        return [
            Line(line, x, top + i * step, size, role, ink, self.align, tracking)
            for i, line in enumerate(found.lines)
        ]


def _other_font(fonts: Fonts, text: str, role: str, other: str) -> str:
    missing = listed(char for char, _ in fonts.fallbacks(text, role))
    return f"首选字体缺{missing}，整个名称改用 {fonts.glyphs(other).chain[0].name}"
