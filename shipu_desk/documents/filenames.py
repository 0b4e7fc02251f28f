"""File names that every system takes: Windows' reserved words and signs, length, case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from shipu_desk.documents.typography.characters import composed, invisible
from shipu_desk.errors import DeskError

LONGEST_PATH = 240  # UTF-16 units; Windows takes 259, `name (2)` and the draft need room
LONGEST_NAME = 230  # UTF-8 bytes; file systems of Linux take 255
_ROOM = 12  # for ` (99)` and the draft's name
_SIGNS = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\s*(\.|$))")
UNNAMED = "未命名"


class FolderTooDeep(DeskError):
    """The folder's path leaves no room for a file name."""


def clean(text: str) -> str:
    """The text as a file's stem: signs become full-width, invisible characters go."""
    kept = "".join(c for c in composed(text).translate(_SIGNS) if c == "\t" or not invisible(c))
    kept = " ".join(kept.split()).strip(". ")
    return _DEVICES.sub(r"\1_", kept)


def legal_name(number: str, name: str, suffix: str, folder: Path) -> str:
    """`SPFX-2023-0007 示例店.pdf`: the number first and whole, the name cut where it is too long.

    Raises FolderTooDeep.
    """
    stem = clean(f"{number} {name}") or UNNAMED
    least = len(clean(number)) or 1
    while len(stem) > least and not _fits(folder, stem + suffix):
        stem = stem[:-1].rstrip(". ")
    if not _fits(folder, stem + suffix):
        raise FolderTooDeep(f"文件夹“{folder.name}”所在的路径太长，文件没有写成。请另选文件夹。")
    return stem + suffix


def _fits(folder: Path, name: str) -> bool:
    path = str(folder.absolute() / name)
    wide = len(path.encode("utf-16-le", "surrogatepass")) // 2
    return wide + _ROOM <= LONGEST_PATH and len(name.encode()) + _ROOM <= LONGEST_NAME


def distinct(name: str, taken: Iterable[str]) -> str:
    """The name, or `name (2)`, so that it clashes with none taken, whatever their case."""
    used = {other.casefold() for other in taken}
    stem, dot, suffix = name.rpartition(".")
    found, count = name, 1
    while found.casefold() in used:
        count += 1
        found = f"{stem} ({count}){dot}{suffix}"
    return found
