"""Setting a line of Chinese: letter-spacing by rule, justified titles, the fit of names."""

from __future__ import annotations

from dataclasses import dataclass

from shipu_desk.documents.drawing.sheet import Mark, Sheet
from shipu_desk.documents.drawing.turns import turns
from shipu_desk.documents.typography.characters import listed
from shipu_desk.documents.typography.fonts import Fonts

__all__ = ["Fitted", "airy", "fit", "justified", "turns", "width"]

# Letter-spacing in em for a short centred line: few characters need air, many need none.
_AIR = {1: 0.0, 2: 0.75, 3: 0.42, 4: 0.26, 5: 0.18, 6: 0.14, 7: 0.11, 8: 0.09}


def width(fonts: Fonts, s: str, role: str, size: float, tracking: float = 0.0) -> float:
    """Width in mm of a line set at `size` mm."""
    return fonts.width(s, role) * size + tracking * max(len(s) - 1, 0)


def airy(n: int) -> float:
    """Letter-spacing in em for a centred line of n characters."""
    return _AIR.get(n, 0.06 if n <= 12 else 0.03)


def _air_of(s: str) -> float:
    """Air parts Chinese characters; the letters of a word and figures stand together."""
    latin = any(ch.isascii() and ch.isalnum() for ch in s)
    return min(airy(len(s)), 0.03) if latin else airy(len(s))


def justified(
    sheet: Sheet, s: str, x: float, y: float, measure: float, size: float, role: str, ink: str
) -> Mark:
    """Spread a title so that its ink fills `measure` (mm), centred on x."""
    fonts = sheet.fonts
    if not s:
        return Mark(x, x)
    bearings = fonts.ink(s[0], role)[0] + fonts.advance(s[-1], role) - fonts.ink(s[-1], role)[1]
    natural = width(fonts, s, role, size) - bearings * size
    tracking = (measure - natural) / max(len(s) - 1, 1)
    return sheet.text(s, x, y, size, role, ink, align="m", tracking=tracking)


@dataclass(frozen=True)
class Fitted:
    """Lines to set, their size (mm) and tracking (mm); `problem` is told to the clerk and
    nothing is drawn."""

    lines: tuple[str, ...]
    size: float
    tracking: float
    problem: str = ""


def fit(
    fonts: Fonts,
    s: str,
    role: str,
    measure: float,
    largest: float,
    smallest: float,
    max_lines: int = 2,
    floor_one: float = 0.0,
) -> Fitted:
    """One line from `largest` down to `floor_one` (mm), then two lines down to `smallest`,
    then refuse."""
    floor_one = floor_one or smallest
    if not s:
        return Fitted((), 0, 0)
    if lacking := fonts.missing(s, role):
        return Fitted((), 0, 0, f"缺字：{listed(lacking)}")
    size = 0.0
    for em in (_air_of(s), 0.02, 0.0):
        size = measure / (width(fonts, s, role, 1) + em * (len(s) - 1))
        if size >= largest:
            return Fitted((s,), largest, largest * em)
    if size >= floor_one or (max_lines == 1 and size >= smallest):
        return Fitted((s,), size, 0.0)
    if max_lines > 1 and (pair := _two(fonts, s, role, measure / smallest)):
        widest = max(fonts.width(part, role) for part in pair)
        return Fitted(pair, min(measure / widest, max(floor_one, smallest)), 0.0)
    lines = "两行" if max_lines > 1 else "一行"
    return Fitted((), 0, 0, f"“{s}”共{len(s)}字，{lines}仍小于最小字高 {smallest:g} mm，未排")


def _two(fonts: Fonts, s: str, role: str, ems: float) -> tuple[str, str] | None:
    """The best two lines of at most `ems` em each."""
    for pair in turns(s):
        if max(fonts.width(part, role) for part in pair) <= ems:
            return pair
    return None
