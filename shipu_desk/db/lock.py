"""One window per data folder: a lock of the operating system's, with a note of who holds it.

The lock goes with the process that took it, so that one left by a crash is simply free; the
note beside it only says whom to ask. The command line needs no lock: the store lets one write
at a time.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from shipu_desk import notes
from shipu_desk.errors import DiskTrouble, Held

_FAR = 1 << 30  # on Windows a locked byte cannot be read, so it lies beyond the note


@dataclass(frozen=True)
class Holder:
    """Who has the window open."""

    clerk: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"{self.clerk or '未署名'}（{self.host}，{self.since[:16].replace('T', ' ')}起）"


class Lock:
    """Held until `release` or the end of the process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def release(self) -> None:
        """Give the lock up; the note is emptied, the file stays (removing it would race)."""
        if not self._file.closed:
            self._file.truncate(0)
            self._file.close()


def take(path: Path, clerk: str, now: datetime) -> Lock:
    """Take the lock; raises Held with the holder's name when another window has it."""
    try:
        file = path.open("ab+", buffering=0)
    except OSError as error:
        raise DiskTrouble(f"数据文件夹写不进去，请检查权限：{path.parent}") from error
    if not _locked(file):
        file.close()
        held = holder(path)
        raise Held(f"已经有一个窗口打开了这份数据：{held or '不知是谁'}，请用那个窗口")
    import platform  # only a window needs to say where it is

    mine = Holder(clerk, platform.node(), os.getpid(), now.isoformat(timespec="seconds"))
    file.truncate(0)
    file.write(notes.packed(asdict(mine)))
    return Lock(file)


def holder(path: Path) -> Holder | None:
    """Who wrote the note; None where nobody did or it cannot be read."""
    try:
        said = notes.read(path)
        return Holder(**{**said, "since": str(said["since"])})
    except (OSError, notes.Garbled, TypeError, KeyError):
        return None


def _locked(file: BinaryIO) -> bool:
    """Whether the lock could be taken at once."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
