"""Text as it is kept: composed, without invisible characters and without padding."""

from __future__ import annotations

import re
import unicodedata

_CHOOSING = (0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
"""Joiners and variation selectors: they choose a glyph, two names alike differ by them."""
_NOTHING = dict.fromkeys(
    (*map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), *_CHOOSING)
)  # invisible and meaningless here
FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that draw nothing: Unicode's own word for them is not “control”."""
_SLY = FILLERS.union(map(chr, _CHOOSING))
LOST = "\ufffd"  # what a program leaves where it could not read a character
_BLANKS = "\u00a0\u2002\u2003\u3000"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_PADDING = re.compile(rf"(?<={_HAN})[ {_BLANKS}\t]+(?={_HAN})")


class Unprintable(ValueError):
    """The text holds characters that no document may carry; the message names them."""


def tidy(text: str, *, lines: bool = False) -> str:
    """NFC, outer blanks off, line breaks only where `lines`; control and bidi marks refused."""
    if LOST in text:
        raise Unprintable(f"含有“{LOST}”，原来的字已经丢失（多半是文件编码坏了），请照原件重填")
    if text.isprintable() and _SLY.isdisjoint(
        text
    ):  # nothing but characters and blanks, as nearly every cell is
        return unicodedata.normalize("NFC", text).strip()
    text = unicodedata.normalize("NFC", text.translate(_NOTHING))
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", text).replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    bad = sorted({c for c in text if c != "\n" and _is_unseen(c)})
    if bad:
        raise Unprintable(_refusal(bad))
    return text.strip(f" \n{_BLANKS}")


def _refusal(bad: list[str]) -> str:
    """A character made on one computer shows there, so that it is not called unseen."""
    named = "、".join(f"U+{ord(c):04X}" for c in bad[:5])
    if all(unicodedata.category(c) == "Co" for c in bad):
        return f"含有自造字（{named}），别的电脑认不得，请改用字库里的字"
    return f"含有看不见的字符（{named}），请删去后重填"


def _is_unseen(character: str) -> bool:
    """Controls, bidi marks, surrogates, private use, fillers; and what is no character at all."""
    code = ord(character)
    if character in FILLERS or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"}:
        return True
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def unpadded(name: str) -> str:
    """A personal name without the blanks that only pad it on paper (郑 颖 → 郑颖)."""
    return _PADDING.sub("", name)


def narrow(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones: how codes and dates are read."""
    if not text.isprintable() or not _SLY.isdisjoint(text):
        text = text.translate(_NOTHING)
    return unicodedata.normalize("NFKC", text).strip()
