"""A backup brought back where the data itself cannot be opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from shipu_desk.db import backup
from shipu_desk.db.header import examine
from shipu_desk.domain.identity import Random
from shipu_desk.errors import DeskError, OlderFile
from shipu_desk.paths import Paths
from shipu_desk.services import backups, clerks, issued
from shipu_desk.services.opening import Clock


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


class Rescued(NamedTuple):
    """Where what was there lies now, and what the clerk must know."""

    kept: Path | None
    told: str


UNKNOWN = "原来的数据读不出来：这份备份以后发出的授牌编号可能已在外面，授牌前请与存根核对"


def rescue(paths: Paths, source: Path, clerk: str, now: Clock, random: Random) -> Rescued:
    """Put a backup in place of data that is damaged or gone.

    Raises FileRefused for a backup that is foreign, newer or damaged, DiskTrouble.
    """
    paths.folder.mkdir(parents=True, exist_ok=True)
    before = issued.in_use(paths.database)
    who = clerk or _first_clerk(source)
    kept = backups.restored(paths, source, before, who, now, random)
    return Rescued(kept, "" if before.known else UNKNOWN)


def _first_clerk(source: Path) -> str:
    """Who sits at the desk of a backup when nobody was named."""
    if not _opens(source):
        return clerks.UNNAMED
    try:
        with backup.reading(source) as link:
            found = link.execute("SELECT name FROM clerk ORDER BY id LIMIT 1").fetchone()
    except (OSError, sqlite3.Error):
        return clerks.UNNAMED
    return str(found[0]) if found else clerks.UNNAMED
