"""Manuscripts handed in as Word documents, read through the child process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shipu_desk.documents import child
from shipu_desk.documents.archives import DOCUMENT
from shipu_desk.errors import DeskError


class NotRead(DeskError):
    """The document cannot be read; the text says why. Nothing was taken from it."""


@dataclass(frozen=True)
class WordText:
    """The text with its paragraphs, and a clause for each kind of thing that is not in it."""

    text: str
    told: tuple[str, ...] = ()


def read(path: Path) -> WordText:
    """Raises NotRead with one sentence."""
    found: WordText | None = None
    line: Any = None
    for line in child.lines(path):
        if isinstance(line, dict) and "fault" in line:
            raise NotRead(line["fault"])
        if isinstance(line, dict) and "text" in line:
            found = WordText(line["text"], tuple(line["told"]))
    if found is None or line != "end":
        raise NotRead(DOCUMENT.broken)
    return found
