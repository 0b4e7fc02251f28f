"""Telephone numbers: how they are read and how they are masked."""

from __future__ import annotations

import re

from shipu_desk.domain.texts import narrow

_MOBILE = re.compile(r"1[3-9]\d{9}")
_OTHER = re.compile(r"(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|[48]00-?\d{3}-?\d{4}|1\d{2,4}|9\d{4}|\d{3,6}")
_WITHIN = re.compile(r"(?<![0-9A-Za-z])\d[\d-]{5,}\d(?![0-9A-Za-z])")
MASK = "****"


def normal(raw: str) -> str:
    """Half-width digits without blanks; 转 and a long dash become a hyphen."""
    text = re.sub(r"[\s()]", "", narrow(raw))
    text = re.sub("[转—–－]", "-", text)
    return text.removeprefix("+86").removeprefix("-") if text.startswith("+86") else text


def is_number(text: str) -> bool:
    return bool(_MOBILE.fullmatch(text) or _OTHER.fullmatch(text))


def masked_within(text: str) -> str:
    """Running text with every number that could be a telephone's masked."""
    return _WITHIN.sub(lambda found: masked(found[0].replace("-", "")), text)


def masked(number: str) -> str:
    """Mobile: first three and last four; others: the last four only hidden (domain facts 5.3)."""
    if _MOBILE.fullmatch(number):
        return number[:3] + MASK + number[-4:]
    return number[: max(0, len(number) - 4)] + MASK if number else ""
