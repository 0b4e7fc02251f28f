"""Automatic numbers of a Word document's paragraphs: the text does not have them.

Only the standard library is used: this runs in the child process.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "零一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                      "taiwaneseCounting", "taiwaneseCountingThousand"})  # fmt: skip


class Numbers:
    """Automatic numbers: Word makes “一、” one as it is typed, and the text no longer has it."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = _numbered_styles(styles)
        kinds: dict[str, ET.Element] = {}
        for one in () if numbering is None else numbering.iterfind(f"{W}abstractNum"):
            kinds[one.get(f"{W}abstractNumId", "")] = one
        for one in () if numbering is None else numbering.iterfind(f"{W}num"):
            kind = kinds.get(_value(one.find(f"{W}abstractNumId")))
            if kind is not None:
                self._levels[one.get(f"{W}numId", "")] = dict(map(_level, kind.iterfind(f"{W}lvl")))

    def of(self, paragraph: ET.Element) -> str | None:
        """The number in front of a paragraph, empty if it has none, None if it cannot be told."""
        look = paragraph.find(f"{W}pPr")
        if look is None:
            return ""
        style = _value(look.find(f"{W}pStyle"))
        list_, level = self._styles.get(style, ("", 0))
        own = look.find(f"{W}numPr")
        if own is not None:
            list_ = _value(own.find(f"{W}numId")) or list_
            level = _whole(_value(own.find(f"{W}ilvl")), level)
        if list_ in ("", "0"):
            return ""
        return self._count(list_, level)

    def _count(self, list_: str, level: int) -> str | None:
        levels = self._levels.get(list_, {})
        if level not in levels:
            return None
        counts = self._counts.setdefault(list_, {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if levels[level][0] == "bullet":
            return ""  # a mark, no number: nothing is said by it
        text = levels[level][1]
        for one in range(level + 1):
            kind, _, start = levels.get(one, ("", "", 1))
            number = _number(kind, counts.get(one, start))
            if f"%{one + 1}" in text and number is None:
                return None
            text = text.replace(f"%{one + 1}", number or "")
        return text


def _numbered_styles(styles: ET.Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in () if styles is None else styles.iterfind(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            list_ = _value(own.find(f"{W}numId"))
            level = _whole(_value(own.find(f"{W}ilvl")), 0)
            found[style.get(f"{W}styleId", "")] = (list_, level)
    return found


def _level(one: ET.Element) -> tuple[int, tuple[str, str, int]]:
    """Which level, and its kind of numbers, its text and the number it begins with."""
    kind, text = _value(one.find(f"{W}numFmt")), _value(one.find(f"{W}lvlText"))
    start = _whole(_value(one.find(f"{W}start")), 1)
    return _whole(one.get(f"{W}ilvl", ""), 0), (kind, text, start)


def _value(one: ET.Element | None) -> str:
    return "" if one is None else one.get(f"{W}val", "")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _number(kind: str, number: int) -> str | None:
    """As that kind of list counts; None for kinds and numbers that are not known here."""
    if kind in ("decimal", "decimalFullWidth", ""):
        return str(number)
    if kind == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    if kind in _CHINESE and 1 <= number <= 99:
        tens, ones = divmod(number, 10)
        ten = "" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十"
        return ten + (_HAN[ones] if ones else "")
    return None
