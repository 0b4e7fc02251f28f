"""Readings of Chinese characters, for search by pinyin and by initials."""

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
