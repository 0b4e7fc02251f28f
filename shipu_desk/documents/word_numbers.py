"""Automatic numbers of a Word document's paragraphs: the text does not have them.

Nothing but the standard library is asked: this runs in the child process.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import NamedTuple

from shipu_desk.documents.word_parts import W, is_on, value, whole
from shipu_desk.documents.word_styles import Place, Styles
from shipu_desk.domain.numerals import han

_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                      "taiwaneseCounting", "taiwaneseCountingThousand"})  # fmt: skip


class _Level(NamedTuple):
    """One level of a list: its kind of numbers, the text around them, where it begins."""

    kind: str
    text: str
    start: int
    restart: int  # how many levels up begin it anew; 0 never
    legal: bool  # the numbers of the levels above are shown as 1, 2, 3
    style: str  # the style that stands for this level


class _List(NamedTuple):
    """Lists of one family count on from each other, unless one begins anew."""

    family: str
    levels: dict[int, _Level]
    anew: frozenset[int]


class Numbers:
    """Automatic numbers: Word makes “一、” one as it is typed, and the text no longer has it."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._styles = Styles(styles)
        self._lists = _lists(numbering)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def of(self, paragraph: ET.Element) -> str | None:
        """The number in front of a paragraph, empty if it has none, None if it cannot be told."""
        place = self._styles.place(paragraph)
        if place.list in ("", "0"):
            return ""
        known = self._lists.get(place.list)
        level = _level_of(place, known) if known else 0
        if known is None or level not in known.levels:
            return None
        return self._count(place.list, known, level)

    def _count(self, name: str, known: _List, level: int) -> str | None:
        counts = self._counts.setdefault(known.family, {})
        if name not in self._begun:
            self._begun.add(name)
            for one in known.anew:
                counts.pop(one, None)
        counts[level] = counts.get(level, known.levels[level].start - 1) + 1
        for one in [one for one in counts if one > level]:
            if one not in known.levels or level < known.levels[one].restart:
                del counts[one]
        return _said(known.levels, level, counts)


def _level_of(place: Place, known: _List) -> int:
    """A style names its list, and the list names the style of each level."""
    if place.level is not None:
        return place.level
    return next(
        (at for at, one in known.levels.items() if place.style and one.style == place.style), 0
    )


def _said(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str | None:
    if levels[level].kind in ("bullet", "none"):
        return ""  # a mark, no number: nothing is said by it
    text = levels[level].text
    for one in range(level + 1):
        if f"%{one + 1}" in text:
            above = levels.get(one, levels[level])
            kind = "decimal" if levels[level].legal else above.kind
            number = _number(kind, counts.get(one, above.start))
            if number is None:
                return None
            text = text.replace(f"%{one + 1}", number)
    return text


def _lists(numbering: ET.Element | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    families = {
        one.get(f"{W}abstractNumId", ""): one for one in numbering.iterfind(f"{W}abstractNum")
    }
    styled = {value(one.find(f"{W}styleLink")): key for key, one in families.items()}
    found = {}
    for one in numbering.iterfind(f"{W}num"):
        family = value(one.find(f"{W}abstractNumId"))
        if family not in families:
            continue
        link = value(families[family].find(f"{W}numStyleLink"))
        family = styled.get(link, family) if link else family
        found[one.get(f"{W}numId", "")] = _list(family, families[family], one)
    return found


def _list(family: str, holder: ET.Element, own: ET.Element) -> _List:
    levels, anew = dict(map(_level, holder.iterfind(f"{W}lvl"))), set[int]()
    for change in own.iterfind(f"{W}lvlOverride"):
        at = whole(change.get(f"{W}ilvl", ""), 0)
        instead = change.find(f"{W}lvl")
        if instead is not None:
            levels[at] = _level(instead)[1]
        start = whole(value(change.find(f"{W}startOverride")), -1)
        if start >= 0 and at in levels:
            levels[at] = levels[at]._replace(start=start)
            anew.add(at)
    return _List(family, levels, frozenset(anew))


def _level(one: ET.Element) -> tuple[int, _Level]:
    at = whole(one.get(f"{W}ilvl", ""), 0)
    return at, _Level(
        value(one.find(f"{W}numFmt")),
        value(one.find(f"{W}lvlText")),
        whole(value(one.find(f"{W}start")), 1),
        whole(value(one.find(f"{W}lvlRestart")), at),
        is_on(one.find(f"{W}isLgl")),
        value(one.find(f"{W}pStyle")),
    )


def _number(kind: str, number: int) -> str | None:
    """As that kind of list counts; None for kinds and numbers that are not known here."""
    if kind in ("decimal", "decimalFullWidth", ""):
        return str(number)
    if kind == "decimalZero":
        return f"{number:02}"
    if kind == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    if kind in _CHINESE and 1 <= number <= 9_999:
        return han(number)
    return None
