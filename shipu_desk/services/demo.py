"""The demonstration: a sample workspace and every document, the same bytes every time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from shipu_desk import resources
from shipu_desk.db.header import examine
from shipu_desk.domain.catalogue import BY_PLURAL
from shipu_desk.domain.verification import SAMPLE_KEY
from shipu_desk.errors import DeskError, DiskTrouble, Refused
from shipu_desk.paths import Paths
from shipu_desk.services import (
    awards,
    bulletins,
    demo_papers,
    entering,
    founding,
    granting,
    plan,
    register,
)
from shipu_desk.services.desk import Desk

CLERK = "示例经办人"
BEGAN = datetime(2023, 11, 20, 9, 0)
FOLDER = "数据"
REGISTERS = ("rounds", "merchants", "clusters", "cluster_merchants", "progress")


class SampleClock:
    """A day that stands still but for a second with every look."""

    def __init__(self) -> None:
        self._moment = BEGAN

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment


def make(folder: Path) -> Iterator[str]:
    """Make everything in a folder, telling what was made. Raises Refused, DeskError.

    Sample data made there before is made anew; anybody else's is left alone.
    """
    paths = Paths(folder / FOLDER)
    _clear(paths)
    desk = founding.create_desk(
        paths,
        CLERK,
        SampleClock(),
        Random(CLERK).randbytes,
        key=SAMPLE_KEY,
        place_accepted=True,
    )
    desk.bundled_fonts_only = True
    try:
        yield f"示例数据：{paths.database}"
        yield str(plan.load(desk))
        yield from _fill(desk)
        yield from demo_papers.make(desk, folder)
    finally:
        desk.close()


def _clear(paths: Paths) -> None:
    if not paths.database.exists():
        return
    if not _is_sample(paths):
        raise Refused(
            f"“{paths.folder}”里已有别的数据，或示例数据已有人用过，没有动它；请另选一个文件夹"
        )
    try:
        for end in ("", "-wal", "-shm"):
            paths.database.with_name(paths.database.name + end).unlink(missing_ok=True)
        for old in paths.backups.glob("石浦备份-*.db"):
            old.unlink()
    except OSError:
        raise DiskTrouble(f"“{paths.folder}”里的示例数据正在使用，关掉它再试") from None


def _is_sample(paths: Paths) -> bool:
    """Only what was made with the sample key and not worked in since may be thrown away."""
    where = f"{paths.database.absolute().as_uri()}?mode=ro"
    try:
        examine(paths.database)
        with closing(sqlite3.connect(where, uri=True)) as link:
            said = link.execute("SELECT value FROM keepsake WHERE name = 'award key'").fetchone()
            worked = "SELECT 1 FROM change_set WHERE date(moment) <> ?"
            touched = link.execute(worked, (f"{BEGAN:%Y-%m-%d}",)).fetchone()
    except (DeskError, sqlite3.Error):
        return False
    return said is not None and said[0] == SAMPLE_KEY and not touched


def samples() -> dict[str, Any]:
    """The sample rows: merchants of nobody, acts that never happened, all marked 示例."""
    said: dict[str, Any] = json.loads(resources.text("samples/demo.json"))
    return said


def _fill(desk: Desk) -> Iterator[str]:
    said = samples()
    for plural in REGISTERS:
        record = BY_PLURAL[plural]
        added = entering.add_all(desk, record, said[plural])
        yield f"示例{record.LABEL}{len(added)}条"
    granted = granting.grant_many(desk, said["awards"])
    awards.revoke(desk, **said["revoke"])
    awards.reissue(desk, **said["reissue"])
    yield f"示例授牌{len(granted.rows)}块，其中摘牌1块、补发1块"
    issue = bulletins.new_issue(desk, {"year": 2023, "issue": 1, **said["bulletin"]})
    for number in (1, 2):
        bulletins.add_article(desk, resources.text(f"samples/article-{number}.txt"), "2023-1")
    yield f"示例简报：{register.get(desk, type(issue.record), issue.id).title}"
