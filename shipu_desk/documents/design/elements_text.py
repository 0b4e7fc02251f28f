"""Elements of running type: a plain line, and a paragraph of several roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from shipu_desk.documents.design.elements import (
    Element,
    Ink,
    Line,
    Role,
    Scope,
    Setting,
    across,
)
from shipu_desk.documents.design.elements_worded import Hung
from shipu_desk.documents.design.fitting import Room, fitted, lacking, too_long
from shipu_desk.documents.design.patterns import Pattern, words
from shipu_desk.documents.design.reading import (
    At,
    Count,
    Distance,
    Length,
    Offset,
    Phrases,
    tables,
)
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.typography.fonts import Fonts


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Text(Hung):
    """One line from `size` down to `smallest`; with `lines = 2` two lines before that."""

    TYPE: ClassVar = "text"
    WORD: ClassVar = "文字"
    smallest: Distance = 0.0
    tracking: Offset = 0.0

    def areas(self) -> list[Box]:
        x, y = self.at
        more = self.size * (self.lines - 1) * self.leading
        top = y - self.size / 2 - more * self._above()
        return [(across(x, self.measure, self.align), top, self.measure, self.size + more)]

    def _above(self) -> float:
        """Share of several lines that stands above y."""
        return 1.0 if self.anchor == "last" else 0.5

    def set(self, scope: Scope, /) -> Setting:
        text, ink = self.text.fill(scope.values), self.ink or scope.main
        if not text or (self.optional and self.text.lacking(scope.values)):
            return Setting()
        if problem := lacking(scope.fonts, text, self.role, words(self.text)):
            return Setting(problem=problem)
        room = Room(self.measure, self.size, self.smallest or self.size, self.lines, self.tracking)
        found = fitted(scope.fonts, text, self.role, room)
        if not found.lines:
            return Setting(problem=too_long(words(self.text), text, room))
        (x, y), step = self.at, found.size * self.leading
        y -= (len(found.lines) - 1) * step * self._above()
        size, tracking = found.size, found.tracking
        return Setting([
            Line(line, x, y + i * step, size, self.role, ink, self.align, tracking)
            for i, line in enumerate(found.lines)
        ])  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Run:
    """A stretch of one role; it may turn only where the template has a `|`."""

    text: Phrases
    role: Role = "kai"
    ink: Ink = "black"


HANG = 0.5
"""How far the last mark of a line may hang out, being mostly white (em)."""
Phrase = tuple[str, str, str, bool]
"""Text, role and ink of what must stay on one line, and whether it is the same every time."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Paragraph(Element):
    """Runs set from `at` (first line; `indent` in em), turned between phrases, `lines` at most."""

    TYPE: ClassVar = "paragraph"
    WORD: ClassVar = "正文"
    runs: Annotated[tuple[Run, ...], tables(Run)]
    at: At
    measure: Length
    size: Length
    smallest: Distance = 0.0
    leading: Length = 1.75
    indent: Distance = 2.0
    lines: Count = 2

    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(part for run in self.runs for part in run.text)

    def areas(self) -> list[Box]:
        x, y = self.at
        high = self.size * (1 + (self.lines - 1) * self.leading)
        return [(x, y - self.size / 2, self.measure + HANG * self.size, high)]

    def set(self, scope: Scope, /) -> Setting:
        phrases: list[Phrase] = [
            (part.fill(scope.values), run.role, run.ink, not part.fields)
            for run in self.runs
            for part in run.text
        ]
        for run in self.runs:
            text = "".join(part.fill(scope.values) for part in run.text)
            if problem := lacking(scope.fonts, text, run.role, self.WORD):
                return Setting(problem=problem)
        smallest = self.smallest or self.size
        size = self.size
        while size >= smallest:
            turned = turn(scope.fonts, phrases, self.measure / size, self.indent)
            if 0 < len(turned) <= self.lines:
                return Setting(self._lines(turned, size))
            size = round(size - 0.1, 3)
        text = "".join(text for text, *_ in phrases)
        room = Room(self.measure, self.size, smallest, self.lines)
        return Setting(problem=too_long(self.WORD, text, room))

    def _lines(self, turned: Sequence[Sequence[tuple[Phrase, float]]], size: float) -> list[Line]:
        (x, y), step = self.at, self.size * self.leading
        return [
            Line(text, x + pen * size, y + i * step, size, role, ink, "o", 0.0, fixed)
            for i, line in enumerate(turned)
            for (text, role, ink, fixed), pen in line
        ]


def turn(
    fonts: Fonts, phrases: Sequence[Phrase], measure: float, indent: float
) -> list[list[tuple[Phrase, float]]]:
    """Lines of phrases, each with where it starts (em); empty if one is wider than a line."""
    lines: list[list[tuple[Phrase, float]]] = [[]]
    pen = indent
    for phrase in phrases:
        width = fonts.width(phrase[0], phrase[1])
        if lines[-1] and pen + width > measure + HANG:
            lines.append([])
            pen = 0.0
        if pen + width > measure + HANG:
            return []
        lines[-1].append((phrase, pen))
        pen += width
    return lines
