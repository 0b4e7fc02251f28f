"""Migration: numbered steps, run on a verified copy that replaces the file only when it is whole.

Each step is a function of a plain connection and takes the file from one schema number to the next.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from shipu_desk.db.backup import back_up, copy_to
from shipu_desk.db.header import SCHEMA
from shipu_desk.db.troubles import told
from shipu_desk.errors import DamagedFile

Step = Callable[[sqlite3.Connection], None]
STEPS: Mapping[int, Step] = {}  # from which schema; schema 1 is the first that was released


def migrate(
    path: Path,
    aside: Path,
    now: datetime,
    steps: Mapping[int, Step] = STEPS,
    target: int = SCHEMA,
) -> None:
    """Bring an older file of ours to `target`; a failure leaves the old file as it was."""
    back_up(path, aside, now, "升级前")
    fresh = path.with_name(path.name + ".migrated")
    copy_to(path, fresh)
    try:
        with told():
            _run(fresh, steps, target)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _run(fresh: Path, steps: Mapping[int, Step], target: int) -> None:
    link = sqlite3.connect(fresh, isolation_level=None)
    try:
        link.execute("PRAGMA foreign_keys=OFF")
        link.execute("BEGIN IMMEDIATE")
        [schema] = link.execute("PRAGMA user_version").fetchone()
        for number in range(schema, target):
            steps[number](link)
        link.execute(f"PRAGMA user_version={target}")
        link.execute("COMMIT")
        loose = link.execute("PRAGMA foreign_key_check").fetchall()
        if loose or link.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise DamagedFile("升级后的检查没有通过，旧数据没有动；请把数据文件交给维护人员")
    finally:
        link.close()
