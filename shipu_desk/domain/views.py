"""How a clerk wants a table: its columns, and filters under names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class View:
    """The columns of one table: their order, widths in em where they were drawn, the hidden."""

    order: tuple[str, ...] = ()
    widths: dict[str, float] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Saved:
    """A filter under a name: words and values by field, as they are written in the file."""

    name: str
    words: str = ""
    equal: dict[str, Any] = field(default_factory=dict)
