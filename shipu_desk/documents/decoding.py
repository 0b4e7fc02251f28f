"""Text out of the bytes of a file, in the encodings an office meets; nothing is guessed at."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from unicodedata import category

_LONGEST = 4  # bytes of one character of UTF-8
_RARE = 4  # more than one letter in so many outside GB 2312: wrongly decoded, not Chinese
_FEW = 4  # so many rare characters at least: a short list may hold a rare name


class Undecodable(ValueError):
    """What is wrong, one clause with what to do."""


INCOMPLETE = "末尾的字不完整，文件可能没有拷贝完；请重新拷贝或另存后再试"
UNKNOWN = "文字编码认不出来，请另存为 UTF-8 编码后再试"


def decoded(data: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else GB 18030 as WPS and Excel save it.

    GB 18030 takes nearly any bytes, so what it makes of Big5 or of a damaged file is looked at:
    Chinese keeps to the characters of GB 2312 but for a rare name. Raises Undecodable.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _strictly(data, "utf-16", INCOMPLETE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if _breaks_off(data, fault):
            raise Undecodable(INCOMPLETE) from None
    text = _strictly(data, "gb18030", UNKNOWN)
    if _is_strange(text):
        raise Undecodable(UNKNOWN)
    return text


def _strictly(data: bytes, encoding: str, told: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Undecodable(told) from None


def _breaks_off(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 up to a character cut in two at the very end."""
    return fault.start > len(data) - _LONGEST and fault.end == len(data) and not data.isascii()


def _is_strange(text: str) -> bool:
    """Letters alone are looked at: dashes, dots and signs beyond GB 2312 are everyday ones."""
    letters = {c: n for c, n in Counter(text).items() if _is_letter(c)}
    strange = sum(n for c, n in letters.items() if not _is_common(c))
    return strange >= _FEW and strange * _RARE > sum(letters.values())


def _is_letter(character: str) -> bool:
    return ord(character) > 0x7F and category(character) in {"Lo", "Ll", "Lu", "Lm", "Co", "Cn"}


def _is_common(character: str) -> bool:
    """Whether it is one of the 6,763 Chinese characters of GB 2312."""
    try:
        lead, trail = character.encode("gbk")
    except (UnicodeEncodeError, ValueError):
        return False
    return 0xB0 <= lead <= 0xF7 and trail >= 0xA1
