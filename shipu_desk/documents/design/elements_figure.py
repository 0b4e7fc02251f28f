"""Elements that show something: the lighthouse with its light, the harbour front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from shipu_desk.documents.design.elements import Element, Ink, Scope, Setting, Shapes
from shipu_desk.documents.design.reading import At, Count, Distance, Length, Offset, table, text
from shipu_desk.documents.drawing import ornaments, skyline
from shipu_desk.documents.drawing.frames import Box


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Glints:
    width: Length
    rows: Count
    unit: Length
    drop: Distance
    shoal: Count = 0


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Lighthouse(Element):
    """灯塔 standing at a point, its beams reaching to both sides, its light on the water below."""

    TYPE: ClassVar = "lighthouse"
    WORD: ClassVar = "灯塔"
    at: At
    height: Length
    courses: Count = 3
    beams: Distance = 0.0
    glints: Annotated[Glints | None, table(Glints)] = None
    ink: Ink = ""

    def areas(self) -> list[Box]:
        (x, y), h = self.at, self.height
        out = [(x - h * 2.2 / 12, y - h, h * 4.4 / 12, h)]
        if self.beams:
            out.append((x - self.beams, y - h * 0.8, 2 * self.beams, h * 0.1))
        if g := self.glints:
            top = y + g.drop - g.unit * 0.09
            out.append((x - g.width / 2, top, g.width, g.unit * (0.36 * (g.rows - 1) + 0.18)))
        return out

    def set(self, scope: Scope, /) -> Setting:
        (x, y), h = self.at, self.height
        paths = ornaments.lighthouse(x, y, h, self.courses)
        if self.beams:
            paths += ornaments.beams(x, y - h * 0.75, self.beams, h / 12)
        if g := self.glints:
            paths += ornaments.glints(x, y + g.drop, g.width, g.rows, g.unit, shoal=g.shoal)
        return Setting(shapes=[Shapes(paths, self.ink or scope.main)])


def _parts(raw: object) -> tuple[str, ...]:
    names = tuple(text(raw).split())
    unknown = [name for name in names if name not in skyline.PARTS]
    if unknown:
        raise ValueError(f"没有“{unknown[0]}”，可以用：{'、'.join(skyline.PARTS)}")
    return names


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Panorama(Element):
    """港岸: houses, boats and the tower on one waterline."""

    TYPE: ClassVar = "panorama"
    WORD: ClassVar = "港岸"
    from_: Offset
    to: Offset
    base: Offset
    parts: Annotated[tuple[str, ...], _parts]
    ink: Ink = ""

    def areas(self) -> list[Box]:
        u = (self.to - self.from_) / sum(skyline.PARTS[name][0] for name in self.parts)
        return [(self.from_ - u, self.base - 12 * u, self.to - self.from_ + 2 * u, 12 * u)]

    def set(self, scope: Scope, /) -> Setting:
        paths = skyline.panorama(self.from_, self.to, self.base, self.parts)
        return Setting(shapes=[Shapes(paths, self.ink or scope.main)])
