"""What goes into a column of type and what comes out: runs, a measure, lines (all in em)."""

from collections.abc import Callable
from dataclasses import dataclass

Advance = Callable[[str, str], float]  # (character, role) → em


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one type role."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: each character has its role and its left edge (em from the left of the measure)."""

    text: str
    roles: tuple[str, ...]
    places: tuple[float, ...]
    width: float
    ends: bool  # the last line of its paragraph


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of `width` em with cells of `pitch` em; `indent` is for the first line, `hang` for
    the others. Without `straight` lines keep their own width."""

    width: float
    pitch: float = 1.0
    indent: float = 0.0
    hang: float = 0.0
    straight: bool = True
