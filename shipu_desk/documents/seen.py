"""Texts without the characters that the XML of workbooks and documents cannot hold."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def seen(text: str) -> str:
    """Control characters and halves of surrogate pairs are left out: they show nothing."""
    return _UNSEEN.sub("", text)
