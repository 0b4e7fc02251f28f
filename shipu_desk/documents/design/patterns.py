"""A line of a template: plain text with the names of fields in braces, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shipu_desk.documents.awards import FIELDS

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Pattern:
    """Text and fields in turn, beginning and ending with text.

    Filling joins strings: braces inside a value stay what they are, nothing is ever evaluated.
    """

    texts: tuple[str, ...]
    fields: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        out = [self.texts[0]]
        for field, text in zip(self.fields, self.texts[1:], strict=True):
            out += (values[field], text)
        return "".join(out)

    def lacking(self, values: Mapping[str, str]) -> list[str]:
        """Fields that are blank, in the clerk's words."""
        return [FIELDS[field] for field in self.fields if not values[field].strip()]


def compiled(raw: str) -> Pattern:
    """Raises ValueError with a Chinese sentence for an unknown field or an odd brace."""
    pieces = _BRACES.split(raw)
    texts, fields = tuple(pieces[::2]), tuple(pieces[1::2])
    unknown = [field for field in fields if field not in FIELDS]
    if unknown:
        raise ValueError(f"没有叫“{{{unknown[0]}}}”的内容，可以用：{'、'.join(FIELDS)}")
    if any(brace in text for text in texts for brace in "{}"):
        raise ValueError(f"“{raw}”里的花括号不成对")
    return Pattern(texts, fields)


def words(pattern: Pattern) -> str:
    """What the clerk calls a pattern: the fields in it."""
    return "、".join(dict.fromkeys(FIELDS[field] for field in pattern.fields)) or "文字"
