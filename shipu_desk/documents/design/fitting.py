"""Fitting a plain line of type into its measure: smaller, then more lines, then refused."""

from __future__ import annotations

from dataclasses import dataclass

from shipu_desk.documents.drawing.turns import CLOSING, OPENING, turns
from shipu_desk.documents.typography.characters import listed
from shipu_desk.documents.typography.fonts import Fonts

SHRINK = 0.82
"""How far one line may shrink before two lines look better."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a line may take: measure, largest and smallest size (mm), lines, letter-spacing (em)."""

    measure: float
    size: float
    smallest: float
    lines: int = 1
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """The lines, their size and letter-spacing (mm); no lines means it does not fit."""

    lines: tuple[str, ...]
    size: float
    tracking: float


NOT = Fit((), 0.0, 0.0)


def fitted(fonts: Fonts, text: str, role: str, room: Room) -> Fit:
    """Raises Unprintable for a character that no font has; see `lacking`."""
    natural = fonts.width(text, role)
    if (natural + room.tracking * (len(text) - 1)) * room.size <= room.measure:
        return Fit((text,), room.size, room.size * room.tracking)
    size = min(room.size, room.measure / natural)
    floor = max(room.smallest, room.size * SHRINK) if room.lines > 1 else room.smallest
    if size >= floor:
        return Fit((text,), size, 0.0)
    return _turned(fonts, text, role, room) if room.lines > 1 else NOT


def _turned(fonts: Fonts, text: str, role: str, room: Room) -> Fit:
    for pair in turns(text):
        widest = max(fonts.width(part, role) for part in pair)
        size = min(room.size * SHRINK, room.measure / widest)
        if size >= room.smallest:
            return Fit(pair, size, 0.0)
    for many in range(3, room.lines + 1):
        if poured := _even(fonts, text, role, room.measure / room.smallest, many):
            return Fit(poured, room.smallest, 0.0)
    return NOT


def _even(fonts: Fonts, text: str, role: str, measure: float, many: int) -> tuple[str, ...]:
    """`many` lines of about the same length (measure in em); none if they do not hold the text."""
    found: tuple[str, ...] = ()
    while poured := _poured(fonts, text, role, measure, many):
        found, measure = poured, measure - 0.5
    return found


def _poured(fonts: Fonts, text: str, role: str, measure: float, many: int) -> tuple[str, ...]:
    """Lines filled one after another; none if `many` do not hold the text."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < many:
        end, width = 0, 0.0
        while end < len(rest) and (width := width + fonts.advance(rest[end], role)) <= measure:
            end += 1
        while 0 < end < len(rest) and _joined(rest[end - 1], rest[end]):
            end -= 1
        if not end:
            return ()
        lines.append(rest[:end])
        rest = rest[end:]
    return () if rest else tuple(lines)


def _joined(before: str, after: str) -> bool:
    """Whether a line must not end between two characters."""
    word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return word or after.isspace() or after in CLOSING or before in OPENING


def lacking(fonts: Fonts, text: str, role: str, word: str) -> str:
    """Which characters cannot be printed, one sentence; empty if all can."""
    missing = fonts.missing(text, role)
    return f"{word}里有不能打印的字：{listed(missing)}" if missing else ""


def too_long(word: str, text: str, room: Room) -> str:
    lines = f"{'一两三四五'[room.lines - 1]}行"
    return (
        f"{word}“{text}”共 {len(text)} 字，{lines}排不进 {room.measure:g} 毫米宽"
        f"（最小字高 {room.smallest:g} 毫米）"
    )
