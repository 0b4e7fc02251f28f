"""A backup brought back where the data itself cannot be opened."""

from __future__ import annotations

from pathlib import Path

from shipu_desk.db import backup
from shipu_desk.db.header import examine
from shipu_desk.db.restoring import restore
from shipu_desk.domain.identity import Random
from shipu_desk.errors import DeskError, OlderFile
from shipu_desk.paths import Paths
from shipu_desk.services import clerks
from shipu_desk.services.backups import note_restored
from shipu_desk.services.opening import Clock, open_desk


def newest(paths: Paths) -> Path | None:
    """The newest backup beside the data that opens; a folder set elsewhere only the data know."""
    return next((one.path for one in backup.backups(paths.backups) if _opens(one.path)), None)


def _opens(path: Path) -> bool:
    try:
        examine(path)
    except OlderFile:
        return True  # it is migrated on the way
    except DeskError:
        return False
    return True


def rescue(paths: Paths, source: Path, clerk: str, now: Clock, random: Random) -> Path | None:
    """Put a backup in place of data that is damaged or gone; where what was there lies now.

    Raises FileRefused for a backup that is foreign, newer or damaged, DiskTrouble.
    """
    paths.folder.mkdir(parents=True, exist_ok=True)
    kept = restore(source, paths.database, paths.backups, now())
    opened = open_desk(paths, clerk, now, random, place_accepted=True)  # it was, to get here
    desk = clerks.seat(opened)
    try:
        note_restored(desk, source)
    finally:
        desk.close()
    return kept
