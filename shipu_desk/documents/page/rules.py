"""Where a line of Chinese may be turned (禁则): GB/T 15834-2011, 5, and an office's habits.

Nothing here knows a page or a font; a position is the index of the character that would begin the
next line.
"""

import re
import unicodedata
from collections.abc import Iterator

NEVER, FREE, RELUCTANT = 0, 1, 2

CLOSING = frozenset("，。、；：？！）》〉」』】〕］｝”’％‰℃°·～〜々,.:;!?)]}%")
OPENING = frozenset("（《〈「『【〔［｛“‘([{￥¥＄$№")
NEITHER = frozenset("／/")  # 分隔号 stands at neither end (5.1)
HAS_BLANK_RIGHT = frozenset("，。、；：？！）》〉」』】〕］｝”’")
HAS_BLANK_LEFT = frozenset("（《〈「『【〔［｛“‘")
BLANKS = " \u3000"

_UNIT = (
    r"(?:[%％‰℃°㎡]|[百千万亿]{0,2}(?:百分点|平方公里|平方米|立方米|公里|千米|厘米|毫米|公斤|千克|公顷|工作日"
    r"|[年月日号期个家户项元分倍米届次人名天时点条份批件起例处所吨岁季度页级类位场亩间辆艘套])|[百千万亿]{1,2})"
)
_DIGITS = r"\d+(?:[.,:]\d+)*"
_NUMBER = re.compile(rf"(?:附件|[第约￥¥＄$])?{_DIGITS}(?: ?{_UNIT})?")
_DOCUMENT = re.compile(r"[〔［\[【(（]\d{4}[〕］\]】)）] ?第?\d+号")
_LABEL = re.compile(r"[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[)）]|[①-⑳]")
_LATIN = r"[A-Za-z0-9À-ÖØ-öø-ɏ]+"
_WORD = re.compile(rf"{_LATIN}(?:[.:/@&'’_+\-–~#=?]+{_LATIN})*")
_PAIRS = re.compile(r"—{2,}|…{2,}|-{2,}")
_QUOTES = "\"'"


def whole(text: str) -> Iterator[tuple[int, int]]:
    """Stretches kept whole: words, figures with their unit, 〔2023〕8号, ——, ……, （一）."""
    for pattern in (_WORD, _NUMBER, _DOCUMENT, _LABEL, _PAIRS):
        for found in pattern.finditer(text):
            if found.end() - found.start() > 1:
                yield found.span()


def reluctant(text: str) -> Iterator[int]:
    """Positions that are used only when the alternative tears the line open: 〔2023〕|8号."""
    for found in _DOCUMENT.finditer(text):
        yield found.start() + 6


def marks(text: str) -> tuple[bytearray, bytearray]:
    """Two flags for each character: may not begin a line, may not end a line."""
    first, last = bytearray(len(text)), bytearray(len(text))
    quotes, words = _straight_quotes(text)
    for i, c in enumerate(text):
        first[i] = c in CLOSING or c in NEITHER or i in quotes
        last[i] = c in OPENING or c in NEITHER or i in words
        if c in "—–" and not _doubled(text, i):
            first[i] = 1  # 连接号
        elif not first[i] and c > "\u02ff" and unicodedata.combining(c):
            first[i] = 1
    return first, last


def _doubled(text: str, i: int) -> bool:
    return text[i + 1 : i + 2] == text[i] or (i > 0 and text[i - 1] == text[i])


def _straight_quotes(text: str) -> tuple[set[int], set[int]]:
    """Straight quotes have no side of their own: the first opens, the next closes. Apostrophes
    inside a word are neither."""
    closing: set[int] = set()
    opening: set[int] = set()
    inside = {i for a, b in whole(text) for i in range(a, b)} if "'" in text else set()
    for mark in _QUOTES:
        found = [i for i, c in enumerate(text) if c == mark and i not in inside]
        opening.update(found[0::2])
        closing.update(found[1::2])
    return closing, opening


def turns(text: str, kept: Iterator[tuple[int, int]]) -> bytearray:
    """For each position 0 … len(text): NEVER, FREE or RELUCTANT. `kept` are stretches to keep."""
    first, last = marks(text)
    allowed = bytearray([FREE]) * (len(text) + 1)
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if first[i] or last[i - 1] or after in BLANKS or "\u00a0" in (before, after):
            allowed[i] = NEVER
    for start, end in kept:
        allowed[start + 1 : end] = bytes(end - start - 1)
    for i in reluctant(text):
        if not allowed[i]:
            allowed[i] = RELUCTANT
    allowed[0] = NEVER
    return allowed
