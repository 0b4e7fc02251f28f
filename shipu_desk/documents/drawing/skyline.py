"""The harbour front of Shipu as line work: gables, shops, trawler, junk, strung on one waterline.

Measures are in units u with v upwards; ashore is line (0.22 u), afloat is solid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shipu_desk.documents.drawing.ornaments import lighthouse
from shipu_desk.documents.drawing.shapes import Path, Point, bar, hole, mitred, place, poly, rect

LINE = 0.22


def _up(points: Iterable[Point]) -> list[Point]:
    """Points are written with v upwards; the sheet runs downwards."""
    return [(x, -v) for x, v in points]


def gable(w: float = 6.0, eaves: float = 3.2, steps: int = 2) -> list[Path]:
    """马头墙: a wall whose gable climbs in level steps, each under a tile cap that overhangs."""
    run = w / (2 * steps + 1)
    points: list[Point] = [(0.0, 0.0)]
    for i in range(steps + 1):
        points += [(i * run, eaves + i), ((i + 1) * run, eaves + i)]
    left = points[:-1]
    out = [mitred(_up(left + [(w - x, v) for x, v in reversed(left)]), LINE)]
    for i in range(steps + 1):
        out += [
            rect(a, -(eaves + i) - 0.36, b - a, 0.4) for a, b in _caps(w, run, i, top=i == steps)
        ]
    return [*out, rect(w / 2 - 0.32, -eaves + 0.1, 0.64, 0.8)]


def _caps(w: float, run: float, i: int, *, top: bool) -> list[Point]:
    """From and to of the tile caps on one step: a pair, or one over the top."""
    x0, x1 = i * run, (i + 1) * run
    if top:
        return [(x0 - 0.3, w - x0 + 0.3)]
    return [(x0 - 0.3, x1 - 0.2), (w - x1 + 0.2, w - x0 + 0.3)]


def shop(w: float = 6.6, eaves: float = 2.7, leaves: int = 5) -> list[Path]:
    """Old-street shop: solid roof with raised ridge ends, and a front of shutter boards (排门)."""
    out = [*_roof(w, eaves), bar(0.2, 0, 0.2, -eaves, LINE), bar(w - 0.2, 0, w - 0.2, -eaves, LINE)]
    step = (w - 1.2) / leaves
    lintel = -eaves + 0.55
    places = [0.6 + i * step for i in range(leaves + 1)]
    boards = [bar(x, -0.05, x, lintel, LINE * 0.6) for x in places]
    return [*out, *boards, bar(0.2, lintel, w - 0.2, lintel, LINE * 0.6)]


def _roof(w: float, eaves: float) -> list[Path]:
    roof = [(-0.5, eaves), (0.75, eaves + 1.35), (w - 0.75, eaves + 1.35), (w + 0.5, eaves)]
    slits = []
    for k in range(1, 7):
        x, low, high = w * k / 7 - 0.08, eaves + 0.22, eaves + 1.1
        slits.append(hole(poly(_up([(x, low), (x, high), (x + 0.16, high), (x + 0.16, low)]))))
    left = [(0.45, 1.62), (0.2, 1.95), (0.95, 1.78)]
    ridge = [(x, eaves + v) for x, v in left]
    ridge += [(w - x, v) for x, v in reversed(ridge)]
    ridge += [(w - 0.75, eaves + 1.5), (0.75, eaves + 1.5)]
    return [poly(_up(roof)), *slits, poly(_up(ridge))]


def trawler() -> list[Path]:
    """Steel fishing boat: sheer line rising to the bow, house aft, one mast with two stays."""
    hull: Path = [
        ("M", -4.2, 0.0),
        ("L", -4.8, -1.55),
        ("C", -2.0, -1.05, 1.6, -1.0, 5.3, -2.45),
        ("L", 3.9, 0.0),
        ("Z",),
    ]
    line = 0.2
    return [
        hull,
        rect(-3.9, -3.2, 2.5, 1.62),
        hole(rect(-3.55, -2.85, 0.75, 0.6)),
        hole(rect(-2.5, -2.85, 0.75, 0.6)),
        rect(-4.15, -3.5, 3.0, 0.3),
        bar(0.5, -1.1, 0.5, -6.4, line * 1.25),
        bar(0.5, -6.2, 5.0, -2.5, line * 0.7),
        bar(0.5, -6.2, -3.1, -3.5, line * 0.7),
        bar(0.5, -2.6, 3.0, -4.6, line),
    ]


def _sail(
    luff: tuple[Point, Point],
    leech: tuple[Point, Point],
    panels: int,
    gap: float,
    belly: float,
) -> list[Path]:
    """Panels between battens that open like a fan; luff and leech are (bottom, top) points."""

    def at(t: float, edge: tuple[Point, Point], bulge: float) -> Point:
        (ax, av), (bx, bv) = edge
        return ax + (bx - ax) * t + bulge * 4 * t * (1 - t), av + (bv - av) * t

    out = []
    for i in range(panels):
        low, high = i / panels + gap / 2, (i + 1) / panels - gap / 2
        near = [at(low, luff, 0), at(high, luff, 0)]
        far = [at(high, leech, belly), at(low, leech, belly)]
        out.append(poly(_up(near + far)))
    return out


def junk() -> list[Path]:
    """Sailing junk: crescent hull, main sail and fore sail of battened panels."""
    hull: Path = [
        ("M", -5.2, -2.1),
        ("C", -2.5, -1.05, 2.6, -1.05, 5.6, -1.85),
        ("C", 4.4, -0.3, 2.8, 0.0, 0.6, 0.0),
        ("C", -2.2, 0.0, -4.2, -0.3, -5.2, -2.1),
        ("Z",),
    ]
    main = _sail(((-2.75, 2.3), (-1.5, 10.2)), ((2.2, 1.9), (0.7, 11.4)), 7, 0.022, 0.75)
    fore = _sail(((2.75, 2.3), (3.0, 7.3)), ((5.3, 2.6), (4.0, 8.0)), 5, 0.03, 0.4)
    return [hull, *main, *fore]


def _light() -> list[Path]:
    """The lighthouse on a headland in facets."""
    w, h = 7.6, 1.5
    facets = [(0, 0), (0.12, 0.45), (0.30, 0.62), (0.38, 1), (0.62, 1), (0.74, 0.55), (0.9, 0.32)]
    rock = poly(_up([*((w * x, h * v) for x, v in facets), (w, 0)]))
    return [rock, *(place(path, w / 2, -h) for path in lighthouse(0, 0, 9.5))]


PARTS: dict[str, tuple[float, Callable[[], list[Path]]]] = {
    "gable": (6.0, gable),
    "gable3": (7.0, lambda: gable(7.0, 3.6, 3)),
    "low": (4.6, lambda: gable(4.6, 2.4, 1)),
    "shop": (6.6, shop),
    "long": (9.4, lambda: shop(9.4, 2.7, 8)),
    "trawler": (10.2, lambda: [place(path, 5, 0) for path in trawler()]),
    "junk": (11.0, lambda: [place(path, 5.4, 0) for path in junk()]),
    "light": (7.6, _light),
    ".": (1.2, list),
    "..": (3.4, list),
}
"""Width (u) and drawing of every part; one and two dots are short and long gaps."""


def panorama(x0: float, x1: float, base: float, parts: Iterable[str]) -> list[Path]:
    """Parts on one waterline at `base`, scaled so that the row fills x0..x1 (mm)."""
    row = [PARTS[name] for name in parts]
    u = (x1 - x0) / sum(width for width, _ in row)
    x, out = x0, []
    for width, make in row:
        out += [place(path, x, base, u) for path in make()]
        x += width * u
    return out
