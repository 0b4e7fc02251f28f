"""What a card says: the fields of one row, and tables of what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shipu_desk.documents.page.listing import Column


@dataclass(frozen=True, slots=True)
class Value:
    """A field and what it says; a `wide` one has a line of its own."""

    label: str
    text: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """A table below the fields; `widths` in mm add up to 170; `empty` stands where no row is."""

    title: str
    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    empty: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One card, ready to print."""

    kind: str
    name: str
    values: tuple[Value, ...]
    tables: tuple[Happened, ...]
    made: str = ""
    note: str = ""
