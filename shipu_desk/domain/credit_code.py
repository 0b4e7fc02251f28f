"""统一社会信用代码: 18 characters with a check character (GB 32100-2015)."""

from __future__ import annotations

from shipu_desk.domain.texts import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_LOOKALIKE = {"O": "0", "I": "1", "Z": "2", "S": "5"}


def check_character(body: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015, annex A)."""
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def normal(raw: str) -> str:
    """Full width to half width, lower to upper case, blanks out; nothing is guessed."""
    return narrow(raw).lstrip("'’`").upper().replace(" ", "").replace("-", "")


def fault(code: str) -> str | None:
    """What is wrong with a normalised code, as a clause for the clerk; None if nothing is."""
    if len(code) != LENGTH:
        return f"应为18位，现在是{len(code)}位"
    for place, character in enumerate(code, start=1):
        if character not in ALPHABET:
            return _stranger(place, character)
    expected = check_character(code[:-1])
    if code[-1] != expected:
        return f"校验不通过：按前17位，第18位应为{expected}，请对照营业执照"
    return None


def _stranger(place: int, character: str) -> str:
    meant = _LOOKALIKE.get(character)
    if meant:
        return f"第{place}位是字母{character}，代码里不用这个字母，请核对是否为数字{meant}"
    shown = character if character.isprintable() else "□"
    return f"第{place}位“{shown}”不是代码可用的字符"
