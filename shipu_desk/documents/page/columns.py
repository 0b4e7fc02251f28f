"""Widths of a list's columns: upright or lying, and type as large as all of it allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shipu_desk.documents.typography.fonts import Fonts

PT = 25.4 / 72
MARGIN = 18.0  # mm left and right
PAD = 1.5  # mm beside the text of a cell
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)  # pt: 五号 to 六号; smaller is not for reading
UPRIGHT, LYING = SIZES[:2], SIZES[:4]  # what is tried before texts are turned more often
LEAST = 3.0  # em a column is given at least
TURNED = 26.0  # em; longer texts are turned rather than that the type grows smaller for them
CODE = 11.0  # em; a 统一社会信用代码 is never parted
WIDEST = 60.0  # em a column asks for where there is more room
SAMPLED = 3_000  # rows looked at for the widths
A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """A page of `width` × `height` mm, type of `size` pt, columns in mm."""

    width: float
    height: float
    size: float
    columns: tuple[float, ...]


def fit(heads: Sequence[str], rows: Sequence[Sequence[str]], fonts: Fonts, role: str) -> Fit | None:
    """Upright where everything fits, else lying and smaller; None if there are too many columns.

    A column is never narrower than its longest piece that must not be parted (a date, a code);
    words in Latin letters may be, where there would be no room otherwise.
    """
    for unparted in (TURNED, CODE):
        asked = [_asked(i, head, rows, fonts, role, unparted) for i, head in enumerate(heads)]
        for turns in (1.0, 1.3, 1e9):  # how much longer texts may be than the room for them
            found = _fitted(asked, turns)
            if found:
                return found
    return None


def _fitted(asked: Sequence[_Asked], turns: float) -> Fit | None:
    for page, sizes in ((A4, UPRIGHT), (A4[::-1], LYING if turns < 2 else SIZES)):
        for size in sizes:
            widths = _widths(asked, page[0] - 2 * MARGIN, size, turns)
            if widths:
                return Fit(*page, size, widths)
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a column would like, what nine rows in ten take, and the least it can have (em)."""

    whole: float
    usual: float
    least: float

    @property
    def needs(self) -> float:
        return min(self.whole, TURNED)


def _asked(
    i: int, head: str, rows: Sequence[Sequence[str]], fonts: Fonts, role: str, unparted: float
) -> _Asked:
    step = max(1, len(rows) // SAMPLED)
    least = max(LEAST, fonts.width(head, "hei"))
    widths = []
    for row in rows[::step]:
        text = row[i]
        wide = fonts.width(text.replace("\n", ""), role) if text else 0.0
        widths.append(min(wide, WIDEST))
        least = max(least, min(wide, unparted if text.isascii() else 6.0))
    widths.sort()
    usual = max(least, widths[len(widths) * 9 // 10] if widths else 0.0)
    return _Asked(max([usual, *widths[-1:]]), usual, least)


def _widths(
    asked: Sequence[_Asked], room: float, size: float, turns: float
) -> tuple[float, ...] | None:
    """Widths that fill the room; the few long texts give way first, then those of most rows.
    None where it is too little.
    """
    em, pads = size * PT, 2 * PAD * len(asked)
    free = (room - pads) / em
    least = sum(column.least for column in asked)
    if least > free or sum(column.needs for column in asked) > free * turns:
        return None
    whole = sum(column.whole for column in asked)
    if whole <= free:
        share = (free - whole) / whole
        given = [column.whole * (1 + share) for column in asked]
    else:
        given = _between(asked, free)
    return tuple(wide * em + 2 * PAD for wide in given)


def _between(asked: Sequence[_Asked], free: float) -> list[float]:
    """From the least or the usual widths on, as far as the room goes."""
    usual = [column.usual for column in asked]
    if free < sum(usual):
        low, high = [column.least for column in asked], usual
    else:
        low, high = usual, [column.whole for column in asked]
    share = (free - sum(low)) / (sum(high) - sum(low))
    return [a + (b - a) * share for a, b in zip(low, high, strict=True)]
