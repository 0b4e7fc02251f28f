"""Which list and level a paragraph of a Word document belongs to, by itself or by its style.

Only the standard library is used: this runs in the child process.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import NamedTuple

from shipu_desk.documents.word_parts import W, value, whole

_DEEPEST = 20  # styles based on each other; a circle ends there too


class Place(NamedTuple):
    """The list's number, empty or "0" for none; the level, None where the list must tell it."""

    list: str
    level: int | None
    style: str = ""


class Styles:
    """Paragraph styles with the lists they bring along."""

    def __init__(self, styles: ET.Element | None) -> None:
        every = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {one.get(f"{W}styleId", ""): one for one in every}
        paragraphs = (one for one in every if one.get(f"{W}type", "paragraph") == "paragraph")
        self._usual = next(
            (
                one.get(f"{W}styleId", "")
                for one in paragraphs
                if one.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )

    def place(self, paragraph: ET.Element) -> Place:
        """What the paragraph says itself, completed by its style and those it is based on."""
        look = paragraph.find(f"{W}pPr")
        own = None if look is None else look.find(f"{W}numPr")
        named = "" if look is None else value(look.find(f"{W}pStyle"))
        list_, level = _said(own)
        if list_ is not None and level is not None:
            return Place(list_, level)
        styled = self._by_style(named or self._usual)
        if list_ is not None:  # a list of its own begins at its first level
            return Place(list_, styled.level or 0 if styled.list == list_ else 0)
        return styled if level is None else styled._replace(level=level)

    def _by_style(self, name: str) -> Place:
        level: int | None = None
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            list_, own = _said(style.find(f"{W}pPr/{W}numPr"))
            level = own if level is None else level
            if list_ is not None:
                return Place(list_, level, name)
            name = value(style.find(f"{W}basedOn"))
        return Place("", None)


def _said(own: ET.Element | None) -> tuple[str | None, int | None]:
    """The list and the level that a numbering property names, None for what it leaves out."""
    if own is None:
        return None, None
    level = whole(value(own.find(f"{W}ilvl")), -1)
    list_ = own.find(f"{W}numId")
    return (None if list_ is None else value(list_)), (None if level < 0 else level)
