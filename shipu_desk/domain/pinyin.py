"""Readings of Chinese characters: search by pinyin and by initials, and dictionary order."""

from __future__ import annotations

from functools import cache

from shipu_desk import resources


@cache
def _table() -> dict[str, str]:
    """Character → its commonest reading without tone; one line of the file is one reading."""
    table: dict[str, str] = {}
    for line in resources.text("pinyin.txt").splitlines():
        reading, _, characters = line.partition(" ")
        table.update(dict.fromkeys(characters, reading))
    return table


def readings(text: str) -> tuple[str, str]:
    """Full pinyin and initials of `text`; letters and digits stand for themselves."""
    table = _table()
    found = [table.get(c) or (c if c.isalnum() and c.isascii() else "") for c in text.lower()]
    return "".join(found), "".join(reading[:1] for reading in found)


@cache
def _places() -> dict[int, str]:
    """Character → one that sorts by the first's reading, and by itself among those of one reading.

    One character for one keeps keys short; beyond U+FFFF it comes after digits and letters.
    """
    by_sound = sorted(_table().items(), key=lambda known: (known[1], known[0]))
    return {ord(character): chr(0x10000 + at) for at, (character, _) in enumerate(by_sound)}


def sorted_as(text: str | None) -> str | None:
    """What a name is put in order by: 石浦 before 西周, letters of either case together."""
    return text.lower().translate(_places()) if text else text
