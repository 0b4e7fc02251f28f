"""Backup and restore through SQLite's own backup, each copy verified by opening it."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shipu_desk.db.header import examine
from shipu_desk.db.troubles import told
from shipu_desk.errors import DamagedFile, DeskError, DiskTrouble

_NAME = re.compile(r"石浦备份-(\d{8}-\d{6})-第(\d+)号-([0-9a-f]{8})(-.+)?\.db")


@dataclass(frozen=True)
class Backup:
    """A verified copy; `number` and `head` are the journal's last change set and chain."""

    path: Path
    moment: datetime
    number: int
    head: str


def copy_to(source: Path, target: Path) -> None:
    """A whole, checked copy of a database that may be in use; appears complete or not at all."""
    fresh = target.with_name(target.name + ".part")
    try:
        with told(), _closing(source) as old, _closing(fresh, make=True) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
        verify(fresh)
        _sync(fresh)
        os.replace(fresh, target)
    except OSError as error:
        raise DiskTrouble(f"备份没有写成，原有数据不受影响：{error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def verify(path: Path) -> None:
    """Open the copy and let SQLite read every page of it."""
    with told(), _closing(path) as link:
        found = [row[0] for row in link.execute("PRAGMA integrity_check(5)")]
    if found != ["ok"]:
        raise DamagedFile(f"文件没有通过检查：{path}（{found[0]}）")


def back_up(source: Path, folder: Path, now: datetime, note: str = "") -> Backup:
    """Write a backup into `folder`; its name tells the moment and the journal's head."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(f"备份文件夹建不了：{folder}（{error.strerror}）") from error
    number, head = journal_head(source)
    stem = f"石浦备份-{now:%Y%m%d-%H%M%S}-第{number}号-{head}{'-' + note if note else ''}"
    target = folder / f"{stem}.db"
    copy_to(source, target)
    return Backup(target, now.replace(microsecond=0), number, head)


def backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; other files are left out."""
    found = []
    for path in folder.glob("石浦备份-*.db") if folder.is_dir() else ():
        said = _NAME.fullmatch(path.name)
        if said:
            moment = datetime.strptime(said[1], "%Y%m%d-%H%M%S")
            found.append(Backup(path, moment, int(said[2]), said[3]))
    return sorted(found, key=lambda one: (one.moment, one.number), reverse=True)


def rotate(folder: Path, keep: int) -> list[Path]:
    """Remove the oldest beyond `keep`; the newest two always stay."""
    gone = []
    for old in backups(folder)[max(keep, 2) :]:
        with contextlib.suppress(OSError):
            old.path.unlink()
            gone.append(old.path)
    return gone


def restore(source: Path, live: Path, aside: Path, now: datetime) -> Path | None:
    """Make `live` what `source` is; where the state that was replaced has been kept.

    A readable database is overwritten through SQLite, so that other processes see the change;
    an unreadable one is moved to `aside` untouched.
    """
    examine(source)
    verify(source)
    try:
        examine(live)
        kept = back_up(live, aside, now, "恢复前").path
    except DeskError:
        damaged = _put_aside(live, aside, now)
        copy_to(source, live)
        return damaged
    with told(), _closing(source) as old, _closing(live) as new:
        new.execute("PRAGMA busy_timeout=5000")
        old.backup(new)
    return kept


def _put_aside(live: Path, aside: Path, now: datetime) -> Path | None:
    if not live.exists():
        return None
    aside.mkdir(parents=True, exist_ok=True)
    for end in ("", "-wal", "-shm"):
        part = live.with_name(live.name + end)
        if part.exists():
            os.replace(part, aside / f"损坏-{now:%Y%m%d-%H%M%S}-{part.name}")
    return aside / f"损坏-{now:%Y%m%d-%H%M%S}-{live.name}"


def journal_head(path: Path) -> tuple[int, str]:
    """Number of the last change set and the first eight digits of its chain."""
    with told(), _closing(path) as link:
        sql = "SELECT number, chain FROM change_set ORDER BY number DESC LIMIT 1"
        number, chain = link.execute(sql).fetchone() or (0, bytes(4))
    return number, bytes(chain).hex()[:8]


@contextlib.contextmanager
def _closing(path: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    if not make and not path.exists():
        raise FileNotFoundError(2, "文件不在了", str(path))
    link = sqlite3.connect(path, timeout=5)
    try:
        yield link
        link.commit()
    finally:
        link.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
