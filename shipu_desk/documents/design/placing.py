"""Where elements may stand: inside the page, and out of the clear area of a certificate."""

from __future__ import annotations

from collections.abc import Sequence

from shipu_desk.documents.design.elements import Element
from shipu_desk.documents.design.elements_award import Clear, Signature
from shipu_desk.documents.drawing.frames import Box

SEAL = 50.0
"""Least side of the clear area of a certificate (mm): a seal of 42 or 45 mm and room to spare."""
_HAIR = 0.01


def placing_faults(
    kind: str, size: tuple[float, float], bleed: float, elements: Sequence[Element]
) -> list[str]:
    """One sentence for every element that stands where it must not."""
    page = (-bleed, -bleed, size[0] + 2 * bleed, size[1] + 2 * bleed)
    found = [
        f"第 {number} 个元素 {one.TYPE}（{one.WORD}）超出纸面"
        for number, one in enumerate(elements, start=1)
        if not all(within(area, page) for area in one.areas())
    ]
    return found if found or kind != "certificate" else _seal_faults(elements)


def _seal_faults(elements: Sequence[Element]) -> list[str]:
    clear = [area for one in elements if isinstance(one, Clear) for area in one.areas()]
    if not any(w >= SEAL and h >= SEAL for _, _, w, h in clear):
        return [f"证书应有一处不小于 {SEAL:g} × {SEAL:g} 毫米的净空（clear），留给用章"]
    return [
        f"第 {number} 个元素 {one.TYPE}（{one.WORD}）进入了用章的净空"
        for number, one in enumerate(elements, start=1)
        if not isinstance(one, Clear | Signature)
        and any(overlap(area, box) for area in one.areas() for box in clear)
    ]


def within(inner: Box, outer: Box) -> bool:
    """Whether a box lies in another, but for a hair."""
    x, y, w, h = inner
    left, top, width, height = outer
    return (
        x >= left - _HAIR
        and y >= top - _HAIR
        and x + w <= left + width + _HAIR
        and y + h <= top + height + _HAIR
    )


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return (
        a[0] + a[2] > b[0] + _HAIR
        and b[0] + b[2] > a[0] + _HAIR
        and a[1] + a[3] > b[1] + _HAIR
        and b[1] + b[3] > a[1] + _HAIR
    )
