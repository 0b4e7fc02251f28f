"""Numbers as documents write them."""

from __future__ import annotations

_HAN = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def han(number: int) -> str:
    """1 to 9,999 as heads and lists count: 一, 十, 十一, 二十, 一百零一, 一百一十, 一千零一.

    Raises ValueError beyond them.
    """
    if not 1 <= number <= 9_999:
        raise ValueError(f"no such number of a head: {number}")
    said, gap = "", False
    for place in reversed(range(len(str(number)))):
        digit = number // 10**place % 10
        if digit:
            said += ("零" if gap else "") + _HAN[digit] + _PLACES[place]
        gap = said != "" and digit == 0
    return said.removeprefix("一") if 10 <= number <= 19 else said
