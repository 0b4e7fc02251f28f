"""An element of a page: where it may draw, and what it sets for one award (mm, y down)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from shipu_desk.documents.design.patterns import Pattern
from shipu_desk.documents.design.reading import one_of
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.drawing.inks import PREVIEW
from shipu_desk.documents.drawing.shapes import Path
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.documents.typography.roles import BUNDLED

Ink = Annotated[str, one_of(("", *PREVIEW))]
"""A named ink; none means the template's main one."""
Role = Annotated[str, one_of(tuple(BUNDLED))]
Anchor = Annotated[str, one_of(("middle", "last"))]
"""Which line of several stands on y."""
Align = Annotated[str, one_of(("l", "m", "r"))]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type; y is the centre of the em box, tracking is mm.

    A `fixed` one says the same on every award, as bought stock may say it already.
    """

    text: str
    x: float
    y: float
    size: float
    role: str
    ink: str
    align: str = "m"
    tracking: float = 0.0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """Filled shapes, or strokes of `weight` when that is above zero."""

    paths: Sequence[Path]
    ink: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """A QR symbol of `modules` a side and its path; (x, y) is its upper left corner."""

    x: float
    y: float
    side: float
    modules: int
    path: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What an element draws. With a `problem` it draws nothing and the award is not printed."""

    lines: Sequence[Line] = ()
    shapes: Sequence[Shapes] = ()
    code: Code | None = None
    problem: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an element is set from: the fields of one award, the fonts and the main ink."""

    values: Mapping[str, str]
    fonts: Fonts
    main: str


class Element:
    """Base of every element; subclasses are frozen records read from a template."""

    TYPE: ClassVar[str]
    WORD: ClassVar[str]

    def patterns(self) -> tuple[Pattern, ...]:
        """Text with fields in it; without a field the element is constant."""
        return ()

    def required(self) -> tuple[Pattern, ...]:
        """The patterns whose fields must not be blank."""
        return self.patterns()

    def areas(self) -> list[Box]:
        """Boxes that hold whatever the element may ever draw."""
        raise NotImplementedError

    def set(self, scope: Scope, /) -> Setting:
        raise NotImplementedError

    @property
    def constant(self) -> bool:
        return not any(pattern.fields for pattern in self.patterns())


def across(x: float, measure: float, align: str) -> float:
    """Left edge of a measure that hangs on x."""
    return x - {"l": 0.0, "m": 0.5, "r": 1.0}[align] * measure
