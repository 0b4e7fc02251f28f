"""A backup brought back where the data itself cannot be opened."""

from __future__ import annotations

from pathlib import Path

from shipu_desk.db import backup
from shipu_desk.db.restoring import restore
from shipu_desk.domain.changes import Act
from shipu_desk.domain.identity import Random
from shipu_desk.paths import Paths
from shipu_desk.services.opening import Clock, open_desk


def newest(paths: Paths) -> Path | None:
    """The newest backup beside the data; a folder set elsewhere is only known to the data."""
    found = backup.backups(paths.backups)
    return found[0].path if found else None


def rescue(paths: Paths, source: Path, clerk: str, now: Clock, random: Random) -> Path | None:
    """Put a backup in place of data that is damaged or gone; where what was there lies now.

    Raises FileRefused for a backup that is foreign, newer or damaged, DiskTrouble.
    """
    paths.folder.mkdir(parents=True, exist_ok=True)
    kept = restore(source, paths.database, paths.backups, now())
    desk = open_desk(paths, clerk, now, random, place_accepted=True)  # it was, to get here
    try:
        with desk.store.writing(f"恢复备份：{source.name}", clerk, Act.RESTORE):
            pass
    finally:
        desk.close()
    return kept
