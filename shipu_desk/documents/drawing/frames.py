"""Frames in millimetres: the notched frame of a plaque, the band of net of a certificate."""

from __future__ import annotations

from math import asin, pi

from shipu_desk.documents.drawing.shapes import (
    Path,
    Point,
    arc,
    circle,
    hole,
    mitred,
    place,
    poly,
    rect,
    turn,
)

NET_GAP = 1.6
"""White between a line and the net (mm)."""

Box = tuple[float, float, float, float]
"""x, y of the upper left corner, width, height (mm)."""


def notched(box: Box, r: float, d: float = 0) -> list[Point]:
    """委角: a rectangle with concave quarter circles of radius r; d insets it, parallel."""
    x, y, w, h = box
    q = r + d
    e = asin(d / q)
    corners = ((x, y, pi / 2), (x + w, y, pi), (x + w, y + h, 1.5 * pi), (x, y + h, 2 * pi))
    out: list[Point] = []
    for cx, cy, a0 in corners:
        out += arc(cx, cy, q, a0 - e, a0 - pi / 2 + e, 16)
    return out


def frame(box: Box, r: float, weight: float, d: float = 0) -> list[Path]:
    """A closed notched line of `weight`, its outer edge `d` inside the box."""
    return [poly(notched(box, r, d)), hole(poly(notched(box, r, d + weight)))]


def open_frame(box: Box, r: float, weight: float, d: float, gap: float) -> list[Path]:
    """The inner line, open by `gap` in the middle of its foot: the number stands there."""
    x, y, w, h = box
    points = notched(box, r, d)
    n = len(points) // 4
    foot = y + h - d
    path = [
        (x + w / 2 - gap / 2, foot),
        *points[3 * n :],
        *points[: 3 * n],
        (x + w / 2 + gap / 2, foot),
    ]
    return [mitred(path, weight)]


def ring(box: Box, weight: float) -> list[Path]:
    """A plain rectangular line inside the box."""
    x, y, w, h = box
    return [rect(x, y, w, h), hole(rect(x + weight, y + weight, w - 2 * weight, h - 2 * weight))]


def mesh(count: int, cell: float, height: float, weight: float) -> list[Path]:
    """One row of `count` diamonds with a knot at each crossing, from (0, 0) to the right.

    Two threads run in zigzag against each other.
    """
    middle, half = height / 2, cell / 2
    out = []
    for way in (-1, 1):
        swing = [middle + way * middle * (i % 2) for i in range(2 * count + 1)]
        out.append(mitred([(i * half, y) for i, y in enumerate(swing)], weight))
    for i in range(count):
        out.append(circle((i + 1) * cell, middle, weight * 1.1))
        out.append(circle((i + 0.5) * cell, height, weight * 1.1))
    return out


def net_band(box: Box, band: float, weight: float) -> list[Path]:
    """A ribbon of net on all four sides of the box, whole meshes only; the corners stay open."""
    x, y, w, h = box
    across, down = w - 2 * band, h - 2 * band
    cols, rows = round(across / (band * 1.25)), round(down / (band * 1.25))
    flat = mesh(cols, across / cols, band, weight)
    steep = [turn(path, pi / 2) for path in mesh(rows, down / rows, band, weight)]
    return [
        *(place(p, x + band, y) for p in flat),
        *(place(p, x + band, y + h - band) for p in flat),
        *(place(p, x + band, y + band) for p in steep),
        *(place(p, x + w, y + band) for p in steep),
    ]


def net_frame(box: Box, band: float, line: float, thread: float) -> list[Path]:
    """网带: net between two lines, a float (ring and dot) in each corner. Paper only."""
    x, y, w, h = box
    gap = NET_GAP
    inner = gap * 2 + band
    out = [
        *ring(box, line),
        *net_band((x + gap, y + gap, w - 2 * gap, h - 2 * gap), band, thread),
        *ring((x + inner, y + inner, w - 2 * inner, h - 2 * inner), line),
    ]
    middle = gap + band / 2
    for cx in (x + middle, x + w - middle):
        for cy in (y + middle, y + h - middle):
            out += _float(cx, cy, band)
    return out


def _float(cx: float, cy: float, band: float) -> list[Path]:
    return [
        circle(cx, cy, band * 0.42),
        circle(cx, cy, band * 0.42 - 0.3, reverse=True),
        circle(cx, cy, band * 0.16),
    ]
