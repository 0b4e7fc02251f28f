"""Writing a file so that the old one stays whole until the new one is complete."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from shipu_desk.errors import DeskError

_DRAFTS = count()
_DRAFT = re.compile(r"\.[0-9a-f]+-[0-9a-f]{12,}-\d+\.part")
ABANDONED = 86_400  # seconds
WINDOWS_LONGEST = 259  # characters of a path, where long paths are not switched on
_swept: set[Path] = set()
TRIES, PAUSE = 5, 0.2  # an antivirus program lets go of a new file within a second


class NotWritten(DeskError):
    """The file could not be written; an older one of the name is as it was."""


@dataclass(frozen=True)
class Written:
    """`path` is the file really written; `renamed` if the wanted one was open elsewhere."""

    path: Path
    renamed: bool = False


def write(path: Path, data: bytes) -> Written:
    """Put the bytes in place of `path`. Raises NotWritten."""
    return make(path, lambda draft: _pour(draft, data))


def _pour(draft: Path, data: bytes) -> None:
    with draft.open("wb") as file:
        file.write(data)


def make(path: Path, writer: Callable[[Path], None]) -> Written:
    """Let `writer` fill a temporary file in the same folder, then put it in place of `path`.

    Raises NotWritten for a full disk, a folder that is gone or cannot be written to; whatever
    the writer raises passes through. The temporary file never stays.
    """
    # Named before it is made, so that an interruption at any moment finds it.
    draft = path.parent / f".{os.getpid():x}-{time.time_ns():x}-{next(_DRAFTS)}.part"
    _sweep(path.parent)
    try:
        draft.open("xb").close()  # never takes one that is there
        writer(draft)
        _settle(draft)
        return _put(draft, path)
    except OSError as trouble:
        raise NotWritten(_told(path, trouble)) from trouble
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Drafts that a killed process left in this folder; one still being written is younger."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError):
        for draft in folder.glob(".*.part"):
            if _DRAFT.fullmatch(draft.name) and draft.stat().st_mtime < time.time() - ABANDONED:
                draft.unlink()


def _settle(draft: Path) -> None:
    """The bytes are on the disk before the name points at them."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _put(draft: Path, path: Path) -> Written:
    if path.is_dir():  # Windows calls that a lack of rights
        raise IsADirectoryError(errno.EISDIR, "a folder")
    for left in reversed(range(TRIES)):
        try:
            os.replace(draft, path)
        except PermissionError:
            if left:
                time.sleep(PAUSE)
        else:
            return Written(path)
    for number in range(2, 100):
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if not other.exists():
            os.replace(draft, other)
            return Written(other, renamed=True)
    raise PermissionError(errno.EACCES, "all names taken")


def _is_too_long(path: Path) -> bool:
    """Windows calls it a folder that is not there."""
    return os.name == "nt" and len(str(path.absolute())) > WINDOWS_LONGEST


def _told(path: Path, trouble: OSError) -> str:
    if trouble.errno in (errno.ENAMETOOLONG, errno.EINVAL) or _is_too_long(path):
        return f"文件名“{path.name}”太长或有不能用的字符，文件没有写成。请换一个文件名。"
    if trouble.errno == errno.EISDIR:
        return f"“{path.name}”是一个文件夹，文件没有写成。请换一个文件名。"
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"磁盘已满，{path.name} 没有写成，原有文件未动。请腾出空间后再试。"
    if trouble.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"找不到文件夹“{path.parent}”，{path.name} 没有写成。请另选文件夹。"
    if trouble.errno == errno.EROFS or isinstance(trouble, PermissionError):
        return f"文件夹“{path.parent}”不能写入，{path.name} 没有写成，原有文件未动。请另选文件夹。"
    return f"{path.name} 没有写成，原有文件未动。请换一个文件夹再试。"
