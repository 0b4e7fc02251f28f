"""Elements of line work: frames, the band of net, rules, own paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from shipu_desk.documents.design.elements import Element, Ink, Scope, Setting, Shapes
from shipu_desk.documents.design.reading import Area, Distance, Length, tables, text
from shipu_desk.documents.drawing import frames
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.drawing.shapes import Path, rect


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FrameLine:
    inset: Distance
    weight: Length
    gap: Distance = 0.0


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Frame(Element):
    """委角框: notched lines around the screws; a line with a gap opens at its foot."""

    TYPE: ClassVar = "frame"
    WORD: ClassVar = "边框"
    box: Area
    notch: Length
    lines: Annotated[tuple[FrameLine, ...], tables(FrameLine)]
    ink: Ink = ""

    def areas(self) -> list[Box]:
        depth = max(line.inset + line.weight for line in self.lines)
        return strips(self.box, depth)

    def set(self, scope: Scope, /) -> Setting:
        paths: list[Path] = []
        for line in self.lines:
            if line.gap:
                paths += frames.open_frame(
                    self.box, self.notch, line.weight, line.inset + line.weight / 2, line.gap
                )
            else:
                paths += frames.frame(self.box, self.notch, line.weight, line.inset)
        return Setting(shapes=[Shapes(paths, self.ink or scope.main)])


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Net(Element):
    """网带: a band of net between two lines, a float in each corner. Paper only."""

    TYPE: ClassVar = "net"
    WORD: ClassVar = "网带"
    box: Area
    band: Length
    line: Length = 0.5
    thread: Length = 0.22
    ink: Ink = ""

    def areas(self) -> list[Box]:
        return strips(self.box, self.band + 2 * frames.NET_GAP + self.line)

    def set(self, scope: Scope, /) -> Setting:
        paths = frames.net_frame(self.box, self.band, self.line, self.thread)
        return Setting(shapes=[Shapes(paths, self.ink or scope.main)])


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Rule(Element):
    TYPE: ClassVar = "rule"
    WORD: ClassVar = "线条"
    box: Area
    ink: Ink = ""

    def areas(self) -> list[Box]:
        return [self.box]

    def set(self, scope: Scope, /) -> Setting:
        return Setting(shapes=[Shapes([rect(*self.box)], self.ink or scope.main)])


_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d{1,4}(\.\d{1,6})?")
_MANY = {"M": 2, "L": 2, "C": 6, "Z": 0}


def _drawn(raw: object) -> tuple[Path, ...]:
    """`M x y L x y C … Z` in mm, as the designer exports it."""
    paths: list[Path] = []
    steps = text(raw).strip()
    if not re.fullmatch(r"(M[^MZ]*Z?\s*)+", steps):
        raise ValueError("应由 M、L、C、Z 和数字组成，以 M 开头")
    for op, rest in _STEP.findall(steps):
        written = rest.replace(",", " ").split()
        if len(written) != _MANY[op] or not all(map(_NUMBER.fullmatch, written)):
            raise ValueError(f"{op} 后应有 {_MANY[op]} 个数字（毫米）")
        if op == "M":
            paths.append([])
        paths[-1].append((op, *map(float, written)))
    return tuple(paths)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Drawing(Element):
    """Own line work: filled, or stroked when a weight is given."""

    TYPE: ClassVar = "path"
    WORD: ClassVar = "图形"
    d: Annotated[tuple[Path, ...], _drawn]
    weight: Distance = 0.0
    ink: Ink = ""

    def areas(self) -> list[Box]:
        half = self.weight / 2
        return [
            (x - half, y - half, w + self.weight, h + self.weight)
            for x, y, w, h in map(bounds, self.d)
        ]

    def set(self, scope: Scope, /) -> Setting:
        return Setting(shapes=[Shapes(self.d, self.ink or scope.main, self.weight)])


def bounds(path: Path) -> Box:
    """The box of a path's points (mm); curves stay inside their control points."""
    xs = [v for op, *at in path for v in at[::2]]
    ys = [v for op, *at in path for v in at[1::2]]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def strips(box: Box, depth: float) -> list[Box]:
    """The four sides of a frame as boxes."""
    x, y, w, h = box
    return [
        (x, y, w, depth),
        (x, y + h - depth, w, depth),
        (x, y, depth, h),
        (x + w - depth, y, depth, h),
    ]
