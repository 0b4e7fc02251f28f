"""Paths in millimetres, y down: every ornament is a filled closed shape.

All shapes run clockwise; holes run the other way (fills use the nonzero rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

# ("M", x, y) ("L", x, y) ("C", x1, y1, x2, y2, x, y) ("Z",)
Command = tuple[str, *tuple[float, ...]]
Path = list[Command]
Point = tuple[float, float]


def poly(points: Iterable[Point]) -> Path:
    head, *rest = points
    return [("M", *head), *(("L", *point) for point in rest), ("Z",)]


def rect(x: float, y: float, w: float, h: float) -> Path:
    return poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])


def hole(path: Path) -> Path:
    """The same polygon wound the other way, to be cut out of one around it."""
    points = [(values[0], values[1]) for op, *values in path if op in "ML"]
    return poly(reversed(points))


def circle(cx: float, cy: float, r: float, reverse: bool = False) -> Path:
    k, s = 0.5523 * r, -1 if reverse else 1
    return [
        ("M", cx + r, cy),
        ("C", cx + r, cy + s * k, cx + k, cy + s * r, cx, cy + s * r),
        ("C", cx - k, cy + s * r, cx - r, cy + s * k, cx - r, cy),
        ("C", cx - r, cy - s * k, cx - k, cy - s * r, cx, cy - s * r),
        ("C", cx + k, cy - s * r, cx + r, cy - s * k, cx + r, cy),
        ("Z",),
    ]


def lens(cx: float, cy: float, length: float, thick: float) -> Path:
    """Two parabolic arcs on one chord; the mother shape of the glint (光) and the fish (渔)."""
    a, b, t = length / 2, length / 6, thick * 2 / 3
    return [
        ("M", cx - a, cy),
        ("C", cx - b, cy - t, cx + b, cy - t, cx + a, cy),
        ("C", cx + b, cy + t, cx - b, cy + t, cx - a, cy),
        ("Z",),
    ]


def place(path: Path, dx: float, dy: float, k: float = 1.0, mirror: bool = False) -> Path:
    """Scaled by k, mirrored left to right if asked, then moved."""
    sx = -k if mirror else k
    return [
        (op, *(value * k + dy if i % 2 else value * sx + dx for i, value in enumerate(values)))
        for op, *values in path
    ]


def turn(path: Path, angle: float, cx: float = 0, cy: float = 0) -> Path:
    """Turned about (cx, cy) by an angle in radians, clockwise on the page."""
    c, s = cos(angle), sin(angle)
    out: Path = []
    for op, *v in path:
        moved: list[float] = []
        for x, y in zip(v[::2], v[1::2], strict=True):
            moved += [cx + (x - cx) * c - (y - cy) * s, cy + (x - cx) * s + (y - cy) * c]
        out.append((op, *moved))
    return out


def bar(x0: float, y0: float, x1: float, y1: float, width: float) -> Path:
    """A straight stroke as a polygon."""
    n = hypot(x1 - x0, y1 - y0) or 1
    dx, dy = (y1 - y0) / n * width / 2, -(x1 - x0) / n * width / 2
    return poly([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)])


def ribbon(points: Sequence[Point], width: float | Callable[[float], float]) -> Path:
    """A curve with a width that may swell; the width function gets 0..1 along the curve."""
    n = len(points) - 1
    left, right = [], []
    for i, (x, y) in enumerate(points):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, n)]
        d = hypot(bx - ax, by - ay) or 1
        w = (width(i / n) if callable(width) else width) / 2
        nx, ny = (by - ay) / d * w, -(bx - ax) / d * w
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return poly(left + right[::-1])


def mitred(points: Sequence[Point], width: float) -> Path:
    """A polyline of constant weight with mitred corners (for roofs); two points at least."""
    courses = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points)]
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(points):
        a, b = courses[max(i - 1, 0)], courses[min(i, len(courses) - 1)]
        half = ((b - a + pi) % (2 * pi) - pi) / 2
        r = width / 2 / max(cos(half), 0.35)
        m = a + half - pi / 2
        left.append((x + cos(m) * r, y + sin(m) * r))
        right.append((x - cos(m) * r, y - sin(m) * r))
    return poly(left + right[::-1])


def arc(cx: float, cy: float, r: float, a0: float, a1: float, steps: int = 24) -> list[Point]:
    """Points of an arc from angle a0 to a1 (radians)."""
    angles = (a0 + (a1 - a0) * i / steps for i in range(steps + 1))
    return [(cx + r * cos(a), cy + r * sin(a)) for a in angles]
