"""Backups as the clerk knows them: made, listed, restored."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from shipu_desk.db import backup
from shipu_desk.db.backup import Backup
from shipu_desk.db.checking import against_journal
from shipu_desk.db.header import examine
from shipu_desk.db.migration import migrated
from shipu_desk.db.reading import Look
from shipu_desk.db.restoring import restore as _restore
from shipu_desk.db.store import Clock, open_store
from shipu_desk.domain.changes import Act
from shipu_desk.domain.identity import Random
from shipu_desk.errors import DamagedFile, DeskError, OlderFile, Refused
from shipu_desk.paths import Paths
from shipu_desk.services import issued
from shipu_desk.services.desk import Desk

DAMAGED = "数据文件已损坏，没有写入；已有的还可以查看和导出，请用“恢复备份”找回"
__all__ = ["Backup", "back_up_now", "daily", "folder", "listed", "restore"]


def folder(desk: Desk) -> Path:
    """Where backups go: the folder set, else 备份 beside the data."""
    chosen = desk.settings().backup_folder
    return Path(chosen) if chosen else desk.paths.backups


def back_up_now(desk: Desk) -> Backup:
    """A verified copy of everything; the oldest ones beyond the number kept go."""
    place = folder(desk)
    try:
        made = backup.back_up(desk.paths.database, place, desk.now())
    except DamagedFile:
        is_damaged(desk)
        raise
    backup.rotate(place, desk.settings().backups_kept, made)
    for listener in desk.backup_made:
        listener()
    return made


def is_damaged(desk: Desk) -> bool:
    """Whether the live file itself does not hold; it takes no more words then."""
    try:
        backup.verify(desk.paths.database)
    except DamagedFile:
        desk.store.refuse_writing(DAMAGED)
        return True
    return False


def newest(desk: Desk) -> Backup | None:
    """The last one made as such; copies from before a restore or an update are not meant."""
    return next((one for one in listed(desk) if not one.note), None)


def back_up_to(desk: Desk, target: Path) -> Backup:
    """A verified copy under a name of the clerk's own; a folder gets a file of our naming."""
    if os.path.isdir(target):
        return backup.back_up(desk.paths.database, target, desk.now())
    if not os.path.isdir(target.parent):
        raise Refused(f"找不到文件夹“{target.parent}”，备份没有写成；请另选文件夹")
    if os.path.exists(target) and target.samefile(desk.paths.database):
        raise Refused("备份不能写到正在使用的数据文件上，请换一个文件名")
    if not backup.may_be_replaced(target):
        raise Refused(f"“{target.name}”已经有了，又不是一份备份，没有动它；请换一个文件名")
    backup.copy_to(desk.paths.database, target)
    return Backup(target, desk.now(), *backup.journal_head(target))


def daily(desk: Desk) -> Backup | None:
    """The day's own backup, if it has not been made yet."""
    today = desk.today()
    backup.sweep(desk.paths.folder, time.time())  # what was killed while it was made there
    if any(one.moment.date() == today and not one.note for one in backup.backups(folder(desk))):
        return None
    return back_up_now(desk)


def listed(desk: Desk) -> list[Backup]:
    """Every backup there is, newest first, also those from before a restore."""
    places = dict.fromkeys((folder(desk), desk.paths.backups))
    found = [one for place in places for one in backup.backups(place)]
    return sorted(found, key=lambda one: (one.moment, one.number), reverse=True)


def restore(desk: Desk, source: Path) -> Path | None:
    """Make the data what the backup is; where the state that was replaced lies.

    Refused for foreign, newer and damaged files with the data untouched. That it was done is
    in the journal; restoring the file returned takes it back.
    """
    live = desk.paths.database
    if os.path.exists(source) and live.exists() and source.samefile(live):
        raise Refused("这就是正在使用的数据文件，请选一份备份")
    before = issued.in_use(live)
    desk.store.close()
    kept = restored(desk.paths, source, before, desk.clerk, desk.now, desk.random)
    desk.store.reopened()
    desk.store.poll()
    return kept


def restored(
    paths: Paths, source: Path, before: issued.InUse, clerk: str, now: Clock, random: Random
) -> Path | None:
    """Restore, and say so in the journal of the copy that takes the place of the data.

    The change set stands above every number in use `before`: a form filled from the state that
    was replaced is stale for good, and no number ever means two things. The same goes for the
    award numbers. Both come with the data or not at all.
    """
    backed_up = [one.number for one in backup.backups(paths.backups)]
    used = max([before.last, *backed_up])

    def note(fresh: Path) -> None:
        store = open_store(fresh, now, random)
        try:
            title = f"恢复备份：{source.name}"
            with store.writing(title, clerk, Act.RESTORE, beyond=used) as work:
                issued.remember(work, {**issued.before_restore(work), **before.numbers})
        finally:
            store.close()

    return _restore(source, paths.database, paths.backups, now(), note)


@dataclass(frozen=True)
class Lost:
    """What a restore would take away: (act, how often); `strange` for a backup of another desk.

    `doubts` are what is wrong with the backup itself, one sentence each.
    """

    acts: tuple[tuple[str, int], ...]
    strange: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(times for _, times in self.acts)


def lost_by(desk: Desk, source: Path) -> Lost:
    """What was done and is not in a backup; nothing where either cannot be read.

    The backup is held against its own journal: its pages may be whole and its words altered.
    """
    try:
        with _readable(source) as copy, backup.reading(copy) as link:
            there = {chain for (chain,) in link.execute("SELECT chain FROM change_set")}
            doubts = tuple(_doubts(Look(link)))
        with desk.store.looking() as look:
            here = look.rows("SELECT kind, chain FROM change_set")
    except (DeskError, OSError, sqlite3.Error):
        return Lost(())
    gone = Counter(kind for kind, chain in here if chain not in there)
    return Lost(tuple(gone.most_common()), gone.total() == len(here), doubts)


@contextmanager
def _readable(source: Path) -> Iterator[Path]:
    """The backup itself, or a copy brought to this schema where an earlier edition made it."""
    try:
        examine(source)
    except OlderFile:
        aside = TemporaryDirectory(prefix="shipu-", ignore_cleanup_errors=True)
        with aside as folder, migrated(source, Path(folder)) as copy:
            yield copy
    else:
        yield source


def _doubts(look: Look) -> Iterator[str]:
    """What can be said against a backup, down to where it cannot be read any further."""
    try:
        yield from against_journal(look)
    except DeskError as error:
        yield str(error)
