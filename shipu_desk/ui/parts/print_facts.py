"""What is known before printing: the sheets that the pages want, and whether a printer has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

NEAR = 2.0
"""Millimetres by which a sheet may differ and still be the one that is meant."""
_NAMED = {
    (297, 420): "A3", (210, 297): "A4", (148, 210): "A5", (176, 250): "B5", (260, 368): "8K",
    (184, 260): "16K",
}  # fmt: skip
Size = tuple[float, float]
"""Width and height in mm, as the page stands."""


class Printer(NamedTuple):
    """What a printer said of itself; nothing is known before it did."""

    sizes: Sequence[Size] = ()
    largest: Size = (0.0, 0.0)
    custom: bool = False
    sides: Sequence[str] = ()
    failed: bool = False

    @classmethod
    def heard(cls, said: dict[str, Any]) -> Printer:
        sizes = [(float(wide), float(high)) for wide, high in said["sizes"]]
        wide, high = said["largest"]
        largest = (float(wide), float(high))
        return cls(sizes, largest, bool(said["custom"]), said["sides"], bool(said["failed"]))

    def takes(self, size: Size) -> bool:
        """Whether it has such a sheet, either way round; one that tells no sizes may."""
        if not self.sizes or any(_same(size, one) for one in self.sizes):
            return True
        short, long = sorted(size)
        least, most = sorted(self.largest)
        return self.custom and (not most or (short <= least + NEAR and long <= most + NEAR))


def _same(one: Size, other: Size) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(abs(a - b) <= NEAR for a, b in pairs)


def named(size: Size) -> str:
    """A4 横放，297 × 210 毫米."""
    wide, high = size
    known = next((name for one, name in _NAMED.items() if _same(size, one)), "")
    way = "横放" if wide > high else "竖放"
    return f"{known}{' ' if known else ''}{way}，{wide:.0f} × {high:.0f} 毫米"


def told_of_sheets(sizes: Iterable[Size]) -> str:
    """Every size of a document, with its count where there are several."""
    counted = Counter((round(wide), round(high)) for wide, high in sizes)
    if len(counted) == 1:
        return named(next(iter(counted)))
    return "；".join(f"{named(size)}：{count} 页" for size, count in counted.items())


def told_of_lack(sizes: Iterable[Size], printer: Printer) -> str:
    """What a printer has no sheet for; empty where it has all."""
    lacking = dict.fromkeys(
        (round(wide), round(high)) for wide, high in sizes if not printer.takes((wide, high))
    )
    if not lacking:
        return ""
    said = "、".join(f"{wide} × {high}" for wide, high in lacking)
    sound = [size for size in (printer.largest, *printer.sizes) if min(size) > 0]
    wide, high = max(sound, key=lambda size: size[0] * size[1], default=(0.0, 0.0))
    upto = f"，最大的纸是 {wide:.0f} × {high:.0f} 毫米" if sound else ""
    return f"这台打印机没有 {said} 毫米的纸{upto}。请另存为 PDF 交给能印的地方，或换一台打印机。"
