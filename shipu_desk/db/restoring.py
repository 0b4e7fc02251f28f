"""Restore: the live database becomes what a backup is, and the replaced state is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from shipu_desk.db.backup import back_up, copy_to, drop, overwrite, sync, verify
from shipu_desk.db.header import examine
from shipu_desk.db.migration import migrated
from shipu_desk.errors import (
    DamagedFile,
    DeskError,
    DiskTrouble,
    EmptyFile,
    ForeignFile,
    NewerFile,
    OlderFile,
)

_WRONG: dict[type[DeskError], str] = {
    DamagedFile: "这份备份已损坏，没有恢复，现在的数据没有动；请另选一份备份",
    EmptyFile: "这份备份是空的，没有恢复，现在的数据没有动；请另选一份备份",
    ForeignFile: "这不是本软件的备份，没有恢复，现在的数据没有动；请另选一份备份",
    NewerFile: "这份备份由更新的版本写成，没有恢复，现在的数据没有动；请先升级软件",
}


def restore(
    source: Path,
    live: Path,
    aside: Path,
    now: datetime,
    note: Callable[[Path], None] = lambda _: None,
) -> Path | None:
    """Make `live` what `source` is; where the state that was replaced has been kept.

    A readable database is overwritten through SQLite in one transaction, so that other
    processes see the change and a power cut leaves the one or the other; an unreadable one is
    copied to `aside` as it is. A foreign, newer or damaged source is refused before anything
    is touched, an older one is migrated on the way. `note` writes into the copy that is about to
    take the place of the data, so that what it says comes with them or not at all.
    """
    with _copied(source, live.parent) as fresh:
        note(fresh)
        return _replace(fresh, live, aside, now)


@contextmanager
def _copied(source: Path, folder: Path) -> Iterator[Path]:
    try:
        _usable(source)
    except OlderFile:
        with migrated(source, folder) as fresh:
            yield fresh
        return
    fresh = folder / f"{source.name}.restoring"
    drop(fresh)  # a log left by a program that was killed would be taken for this copy's
    try:
        copy_to(source, fresh)
        yield fresh
    finally:
        drop(fresh)


def _replace(source: Path, live: Path, aside: Path, now: datetime) -> Path | None:
    try:
        examine(live)
        verify(live)
        kept = back_up(live, aside, now, "恢复前")
    except DiskTrouble:
        raise
    except OlderFile:
        kept = back_up(live, aside, now, "恢复前")
    except DeskError:
        return _replace_unreadable(source, live, aside, now)
    overwrite(source, live, kept)
    return kept.path


def _usable(source: Path) -> None:
    """Whether the backup can be restored, told of the backup: the data are as they were."""
    try:
        examine(source)
        verify(source)
    except (DamagedFile, EmptyFile, ForeignFile, NewerFile) as refused:
        raise type(refused)(f"{_WRONG[type(refused)]}：{source}") from refused


def _replace_unreadable(source: Path, live: Path, aside: Path, now: datetime) -> Path | None:
    """At no moment is there no file: the damaged one is copied aside before it is replaced."""
    fresh = live.with_name(live.name + ".restored")
    copy_to(source, fresh)
    try:
        kept = _copied_aside(live, aside, now)
        for end in ("-wal", "-shm"):
            live.with_name(live.name + end).unlink(missing_ok=True)
        os.replace(fresh, live)
    except OSError as error:
        raise DiskTrouble("没有恢复成，原来的文件还在，请检查磁盘空间和文件夹权限") from error
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _copied_aside(live: Path, aside: Path, now: datetime) -> Path | None:
    """The damaged file with its log, under a new name; None where there was no file."""
    if not live.exists():
        return None
    aside.mkdir(parents=True, exist_ok=True)
    kept = aside / f"损坏-{now:%Y%m%d-%H%M%S}-{live.name}"
    for end in ("-wal", ""):
        part = live.with_name(live.name + end)
        if part.exists():
            shutil.copyfile(part, kept.with_name(kept.name + end))
            sync(kept.with_name(kept.name + end))
    return kept
