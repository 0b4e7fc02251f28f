"""Backups through SQLite's own backup, each copy verified by opening it."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shipu_desk.db.header import examine
from shipu_desk.db.reading import as_uri
from shipu_desk.db.troubles import told
from shipu_desk.errors import Busy, DamagedFile, DeskError, DiskTrouble

_NAME = re.compile(r"石浦备份-(\d{8}-\d{6})-第(\d+)号-([0-9a-f]{8})(-.+)?\.db")

_PART = ".part"
_DRAFTS = itertools.count()
_ABANDONED = 3_600  # seconds

_NO_WRITING = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


@dataclass(frozen=True)
class Backup:
    """A verified copy; `number` and `head` are the journal's last change set and chain."""

    path: Path
    moment: datetime
    number: int
    head: str
    note: str = ""  # why it was made, where not as the day's own: 恢复前, 升级前


def copy_to(source: Path, target: Path) -> None:
    """A whole, checked copy of a database that may be in use; appears complete or not at all."""
    with _copied(source, target.parent) as fresh:
        os.replace(fresh, target)


def may_be_replaced(target: Path) -> bool:
    """Whether nothing is lost: nothing is there, or a finished copy of ours and no live file."""
    if target.with_name(target.name + "-wal").exists():
        return False  # a new file beside it would be taken for the one the log belongs to
    if not target.exists():
        return True
    try:
        examine(target)
    except DeskError:
        return False
    return not _keeps_a_log(target)


@contextlib.contextmanager
def _copied(source: Path, folder: Path) -> Iterator[Path]:
    """A checked copy under a name of its own: several desks may make theirs at once."""
    fresh = folder / f"石浦备份-{os.getpid():x}-{next(_DRAFTS)}{_PART}"
    try:
        fresh.open("xb").close()  # a folder that takes no file is told as such
        with told(), reading(source) as old, writing(fresh) as new:
            pour(old, new)
            new.execute("PRAGMA journal_mode=DELETE")
        verify(fresh)
        sync(fresh)
        sweep(folder, fresh.stat().st_mtime)
        yield fresh
    except OSError as error:
        raise DiskTrouble("备份没有写成，原有数据不受影响，请检查磁盘空间和文件夹权限") from error
    finally:
        with contextlib.suppress(OSError):
            drop(fresh)


def sweep(folder: Path, now: float) -> None:
    """Drafts that a killed process left behind; one still being written is younger.

    `now` as files are stamped (seconds).
    """
    with contextlib.suppress(OSError):
        for draft in folder.glob(f"石浦备份-*{_PART}*"):
            if draft.stat().st_mtime < now - _ABANDONED:
                draft.unlink()


def drop(fresh: Path) -> None:
    """A copy made here, with whatever logs lie beside it."""
    for end in ("", "-journal", "-wal", "-shm"):
        fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def pour(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """All pages of `old` into `new` as one transaction; told as Busy instead of waiting forever."""

    def watch(status: int, _left: int, _pages: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise Busy("另一个窗口或命令正在写入，本次没有写入；等它完成后再试一次")

    old.backup(new, progress=watch)


def overwrite(source: Path, live: Path, kept: Backup) -> None:
    """All of `source` into the database `live`, as one transaction of SQLite's.

    `kept` is the copy of what is replaced. Raises Busy where somebody wrote since: what he
    wrote would be in neither file.
    """
    with told(), reading(source) as old, writing(live) as new:
        if _head(new) != (kept.number, kept.head):
            raise Busy("另一个窗口或命令刚刚写入了改动，这一步没有做，数据没有动；请再试一次")
        pour(old, new)


def verify(path: Path) -> None:
    """Open the copy and let SQLite read every page of it."""
    with told(), reading(path) as link:
        found = [row[0] for row in link.execute("PRAGMA integrity_check(5)")]
    if found != ["ok"]:
        raise DamagedFile(f"文件没有通过检查：{path}（{found[0]}）")


def back_up(source: Path, folder: Path, now: datetime, note: str = "") -> Backup:
    """Write a backup into `folder`; its name tells the moment and the journal's head."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(f"备份文件夹建不了：{folder}；请检查权限，或另选一处") from error
    with _copied(source, folder) as fresh:
        number, head = journal_head(fresh)  # of the copy: others may write while it is made
        stem = f"石浦备份-{now:%Y%m%d-%H%M%S}-第{number}号-{head}{'-' + note if note else ''}"
        target = folder / f"{stem}.db"
        os.replace(fresh, target)
    return Backup(target, now.replace(microsecond=0), number, head, note)


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; other files are left out."""
    found = []
    for path in folder.glob("石浦备份-*.db") if os.path.isdir(folder) else ():
        said = _NAME.fullmatch(path.name)
        if said:
            moment = datetime.strptime(said[1], "%Y%m%d-%H%M%S")
            note = (said[4] or "").removeprefix("-")
            found.append(Backup(path, moment, int(said[2]), said[3], note))
    return sorted(found, key=lambda one: (one.moment, one.number), reverse=True)


def rotate(folder: Path, keep: int, made: Backup) -> list[Path]:
    """Remove the oldest of the days' own backups beyond `keep`, never the one just `made`.

    That one has been verified, so a whole copy stays whatever the clock says; the copies from
    before a restore or a migration are counted on their own.
    """
    gone, every = [], backups(folder)
    days, others = [b for b in every if not b.note], [b for b in every if b.note]
    for old in (*days[max(keep, 2) :], *others[max(keep, 2) :]):
        if old.path != made.path:
            with contextlib.suppress(OSError):
                old.path.unlink()
                gone.append(old.path)
    return gone


def journal_head(path: Path) -> tuple[int, str]:
    """Number of the last change set and the first eight digits of its chain."""
    with told(), reading(path) as link:
        return _head(link)


def _head(link: sqlite3.Connection) -> tuple[int, str]:
    sql = "SELECT number, chain FROM change_set ORDER BY number DESC LIMIT 1"
    [(number, chain)] = link.execute(sql).fetchall() or [(0, bytes(4))]
    return number, bytes(chain).hex()[:8]


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing, also on a medium that cannot be written to."""
    if not path.exists():
        raise FileNotFoundError(2, "文件不在了", str(path))
    link = _looking(path)
    try:
        yield link
    finally:
        link.close()


def _looking(path: Path) -> sqlite3.Connection:
    """A live file is opened as its owner, who clears the log away again; a copy as a reader."""
    ways = ("mode=rw", "mode=ro") if _keeps_a_log(path) else ("mode=ro",)
    for way in ways:
        link = sqlite3.connect(as_uri(path, way), uri=True, timeout=5)
        try:
            link.execute("PRAGMA query_only=ON")
            link.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            link.close()
            if error.sqlite_errorcode & 0xFF not in _NO_WRITING:
                raise
        else:
            return link
    # a file with a log on a medium that cannot be written to: nobody can be writing to it
    return sqlite3.connect(as_uri(path, "mode=ro&immutable=1"), uri=True)


def _keeps_a_log(path: Path) -> bool:
    """Whether the file is in WAL mode, as live ones are and finished copies are not."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\2\2"


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    link = sqlite3.connect(path, timeout=5)
    try:
        yield link
        link.commit()
    finally:
        link.close()


def sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
