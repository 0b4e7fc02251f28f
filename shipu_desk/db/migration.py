"""Migration: numbered steps, run on a verified copy that is poured back only when it is whole.

Each step is a function of a plain connection and takes the file from one schema number to the next.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from shipu_desk.db.backup import back_up, copy_to, drop, journal_head, overwrite, reading
from shipu_desk.db.header import SCHEMA
from shipu_desk.db.steps import STEPS, Step
from shipu_desk.db.troubles import told
from shipu_desk.errors import Busy, DamagedFile, Refused


def migrate(
    path: Path,
    aside: Path,
    now: datetime,
    steps: Mapping[int, Step] = STEPS,
    target: int = SCHEMA,
) -> Path:
    """Bring an older file of ours to `target`; where the backup from before it lies.

    A failure leaves the old file as it was. The migrated copy is poured into the file in one
    transaction and not renamed over it: a log left beside the old file would be taken for the
    new one's, and Windows lets no open file be replaced.
    """
    with migrated(path, path.parent, steps, target) as fresh:
        # only now, so that a file that cannot be migrated is not copied at every start
        kept = back_up(path, aside, now, "升级前")
        if journal_head(fresh) != (kept.number, kept.head):
            raise Busy("另一个窗口或命令刚刚写入了改动，没有升级，数据没有动；请再打开一次")
        overwrite(fresh, path, kept)
    return kept.path


@contextmanager
def migrated(
    path: Path, folder: Path, steps: Mapping[int, Step] = STEPS, target: int = SCHEMA
) -> Iterator[Path]:
    """A copy of `path` in `folder`, brought to `target` and checked; gone at the end."""
    fresh = folder / f"{path.name}.migrated"
    drop(fresh)  # a journal left by a program that was killed would be rolled into this copy
    try:
        copy_to(path, fresh)
        with told():
            _run(fresh, steps, target)
        yield fresh
    finally:
        drop(fresh)


def _run(fresh: Path, steps: Mapping[int, Step], target: int) -> None:
    link = sqlite3.connect(fresh, isolation_level=None)
    try:
        link.execute("PRAGMA foreign_keys=OFF")
        link.execute("BEGIN IMMEDIATE")
        [schema] = link.execute("PRAGMA user_version").fetchone()
        if not set(range(schema, target)) <= set(steps):
            raise Refused(f"数据文件的版本标记是{schema}，本软件没有从它升级的办法，旧数据没有动")
        for number in range(schema, target):
            _step(steps[number], link)
        link.execute(f"PRAGMA user_version={target}")
        link.execute("COMMIT")
        loose = link.execute("PRAGMA foreign_key_check").fetchall()
        if loose or link.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise DamagedFile("升级后的检查没有通过，旧数据没有动；请把数据文件交给维护人员")
    finally:
        link.close()


def _step(step: Step, link: sqlite3.Connection) -> None:
    try:
        step(link)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "SQLITE_ERROR") != "SQLITE_ERROR":  # of the disk
            raise
        raise DamagedFile(
            "数据文件里的表与它的版本标记不符，没有升级，旧数据没有动；请用“恢复备份”找回，"
            "或把数据文件交给维护人员"
        ) from error


def schema_of(path: Path) -> dict[tuple[str, str], str]:
    """Every table and index by (kind, name), as SQLite describes it, spacing and quotes aside.

    What a fresh file and a migrated one are compared by.
    """
    with told(), reading(path) as link:
        rows = link.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name): " ".join(sql.replace('"', "").split()) for kind, name, sql in rows}
