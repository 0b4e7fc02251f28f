"""The ornament of Shipu (渔光) in millimetres: lighthouse, its beams, its light on the water, fish.

Every shape is filled, so preview and engraving are one geometry. Only horizontal light: no
sunburst, no rays over waves, no stacked concentric arcs.
"""

from __future__ import annotations

from math import sin

from shipu_desk.documents.drawing.shapes import Path, hole, lens, place, poly, rect

HAIR = 0.2
"""The thinnest stroke a plate or a printer keeps (mm)."""


def fish(cx: float, cy: float, length: float, *, mirror: bool = False) -> list[Path]:
    """The glint with a tail: body 0.80, tail 0.26 of the length."""
    k = length
    body = lens(0.10 * k, 0, 0.80 * k, 0.17 * k)
    tail: Path = [
        ("M", -0.24 * k, 0.0),
        ("L", -0.50 * k, -0.105 * k),
        ("C", -0.45 * k, -0.03 * k, -0.45 * k, 0.03 * k, -0.50 * k, 0.105 * k),
        ("Z",),
    ]
    return [place(body, cx, cy, 1, mirror), place(tail, cx, cy, 1, mirror)]


def glints(
    cx: float, y: float, width: float, rows: int, unit: float, *, shoal: int = 0
) -> list[Path]:
    """Light on water: staggered lenses, `unit` long in the middle, shorter towards the ends.

    Every `shoal`-th lens is a fish that swims to the middle; 0 means none.
    """
    out: list[Path] = []
    number = 0
    for row in range(rows):
        half = width / 2 * (1 - row * 0.16)
        for x in _row(half, unit, shifted=bool(row % 2)):
            length = unit * (1 - 0.55 * (abs(x) / half) ** 1.6)
            number += 1
            at = y + row * unit * 0.36
            if shoal and number % shoal == 0:
                out += fish(cx + x, at, length, mirror=x > 0)
            else:
                out.append(lens(cx + x, at, length, length * 0.15))
    return out


def _row(half: float, unit: float, *, shifted: bool) -> list[float]:
    """Places along one row of glints, left to right."""
    pitch = unit * 1.42
    count = int(half // pitch) + 1
    places = [(i + (0.5 if shifted else 0)) * pitch for i in range(-count, count + 1)]
    return [x for x in places if abs(x) <= half - unit / 2]


def lighthouse(cx: float, base: float, height: float, courses: int = 3) -> list[Path]:
    """Height 12 u: plinth, tapering tower in `courses`, gallery, lantern with light, cap."""
    cap: Path = [
        ("M", -1.12, -9.95),
        ("C", -0.9, -10.65, -0.4, -11.0, 0.0, -11.05),
        ("C", 0.4, -11.0, 0.9, -10.65, 1.12, -9.95),
        ("Z",),
    ]
    parts = [
        rect(-2.2, -0.42, 4.4, 0.42),
        *_tower(courses),
        rect(-1.5, -8.1, 3.0, 0.36),
        rect(-0.82, -9.95, 1.64, 1.85),
        hole(rect(-0.46, -9.65, 0.92, 1.3)),
        cap,
        rect(-0.11, -12.0, 0.22, 1.05),
    ]
    return [place(part, cx, base, height / 12) for part in parts]


def _tower(courses: int) -> list[Path]:
    """Straight taper from 1.38 u to 0.82 u half width, parted by joints."""

    def half(v: float) -> float:
        return 1.38 - (v - 0.7) * (1.38 - 0.82) / 6.9

    joint = 0.48 if courses <= 3 else 0.26
    step = (7.6 - 0.7 + joint) / courses
    out = []
    for i in range(courses):
        low = 0.7 + i * step
        high = low + step - joint
        out.append(poly([(-half(low), -low), (-half(high), -high), (half(high), -high),
                         (half(low), -low)]))  # fmt: skip
    return out


def beams(cx: float, cy: float, reach: float, u: float) -> list[Path]:
    """Light to both sides of a lantern at (cx, cy): one tapering stroke between two slender ones.

    The slender ones set in only where they stand clear of the middle one, so that nothing closes
    at the lantern when the sheet is small.
    """
    hair = max(0.07 * u, HAIR)
    middle = _tapered(0, 3.2 * u, reach, (0.30 * u, max(0.19 * u, hair), hair))
    gap = max(0.11 * u, 2.2 * hair)
    tilt = max(0.034, (0.13 * u + hair + gap) / (reach * 0.33))
    start = max(7.4 * u, (0.12 * u + hair / 2 + gap) / sin(tilt))
    end = 3.2 * u + (reach - 3.2 * u) * 0.78
    slender = (hair, max(0.14 * u, hair), hair)
    strokes = [middle, *(_tapered(sign * tilt, start, end, slender) for sign in (-1, 1))]
    return [place(s, cx, cy, 1, mirror) for mirror in (True, False) for s in strokes]


def _tapered(tilt: float, x0: float, x2: float, widths: tuple[float, float, float]) -> Path:
    """A stroke from x0 to x2, leaning by `tilt` (rad), as thick as the three widths."""
    x1 = x0 + (x2 - x0) * 0.4
    run = list(zip((x0, x1, x2), widths, strict=True))
    upper = [(x, x * sin(tilt) - w / 2) for x, w in run]
    lower = [(x, x * sin(tilt) + w / 2) for x, w in reversed(run)]
    return poly(upper + lower)
