"""Characters that can be printed at all, and how one is named to the clerk."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from shipu_desk.domain.texts import FILLERS

# Controls, invisible format marks (bidi among them), surrogates, private use, line separators.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def composed(text: str) -> str:
    """The text in composed form (NFC), the form in which it is stored, printed and signed."""
    return unicodedata.normalize("NFC", text)


def invisible(char: str) -> bool:
    """A character that draws nothing or turns the direction of others; it is never printed."""
    return char in FILLERS or unicodedata.category(char) in _INVISIBLE


def named(char: str) -> str:
    """Such as `喆（U+5586）`; an invisible one by its number alone."""
    number = f"U+{ord(char):04X}"
    return f"不可见字符 {number}" if invisible(char) else f"{char}（{number}）"


def listed(chars: Iterable[str]) -> str:
    """Each character once, in order of appearance."""
    return "、".join(named(char) for char in dict.fromkeys(chars))
