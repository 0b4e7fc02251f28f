"""What elements of one text have in common: the text, its place, measure, size and ink."""

from __future__ import annotations

from dataclasses import dataclass

from shipu_desk.documents.design.elements import Align, Anchor, Element, Ink, Role
from shipu_desk.documents.design.patterns import Pattern
from shipu_desk.documents.design.reading import At, Filled, Flag, Length, LineCount


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Worded(Element):
    """One text set on a measure; y of `at` is the middle of its line (mm)."""

    text: Filled
    at: At
    measure: Length
    size: Length
    role: Role = "song"
    ink: Ink = ""

    def patterns(self) -> tuple[Pattern, ...]:
        return (self.text,)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Hung(Worded):
    """A text that hangs on `at` by one of its sides, takes some lines, and may be left out."""

    lines: LineCount = 1
    leading: Length = 1.4
    anchor: Anchor = "middle"
    align: Align = "m"
    optional: Flag = False

    def required(self) -> tuple[Pattern, ...]:
        return () if self.optional else (self.text,)
