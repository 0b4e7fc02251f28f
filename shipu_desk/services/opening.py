"""A desk is opened, or made: everything that must happen before the first row is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from shipu_desk.db.header import examine
from shipu_desk.db.lock import Lock, take
from shipu_desk.db.migration import migrate
from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.changes import Act
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.identity import Random
from shipu_desk.domain.merchants import INDUSTRIES, Industry
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import DamagedFile, DeskError, DiskTrouble, OlderFile, Refused, UnsafePlace
from shipu_desk.paths import Paths, doubt, drive_kind
from shipu_desk.services import backups, changes, records
from shipu_desk.services.desk import Desk
from shipu_desk.services.records import Rejected

Clock = Callable[[], datetime]
R = TypeVar("R", bound=Record)
_AHEAD = 600  # seconds by which the clock may lag behind the last change


def open_desk(
    paths: Paths,
    clerk: str,
    now: Clock,
    random: Random,
    *,
    place_accepted: bool = False,
    patience: float = 5,
    backed_up: bool = True,
) -> Desk:
    """Open the data in a folder; migrate it and make the day's backup where that is due.

    `backed_up=False` leaves the day's backup to the caller (`first_of_the_day`), who may make
    it behind the window's first paint.

    Raises FileRefused (missing, empty, foreign, newer, damaged, unsafe place), DiskTrouble,
    Busy, Refused for a clerk's name that cannot be kept. `notices` of the desk tells what went
    wrong without keeping it from opening.
    """
    _refuse_unsafe(paths.folder, accepted=place_accepted)
    clerk = clerk and _signed(clerk)
    moment = now()
    try:
        examine(paths.database)
    except OlderFile:
        migrate(paths.database, paths.backups, moment)
    desk = Desk(open_store(paths.database, now, random, patience), clerk, paths, now, random)
    desk.notices += _slow_clock(desk, moment)
    if backed_up:
        desk.notices += first_of_the_day(desk)
    return desk


def _signed(clerk: str) -> str:
    """A name as the journal keeps it: without padding, nothing unseen in it."""
    try:
        return _read(Clerk, {"name": clerk}).name
    except Rejected as refused:
        raise Refused(f"经办人的{refused}") from None


def hold_window(desk: Desk) -> Lock:
    """One window per data folder; raises Held with the name of who has it open."""
    return take(desk.paths.lock, desk.clerk, desk.now())


def create_desk(
    paths: Paths,
    clerk: str,
    now: Clock,
    random: Random,
    *,
    office: str = "",
    office_short: str = "",
    key: bytes | None = None,
    place_accepted: bool = False,
) -> Desk:
    """Make the data with its settings, the first clerk and the seven industries; open it.

    A blank office name leaves the plan's own; `key` is what certificates are checked with.
    Raises Rejected for a name that cannot be kept, Refused where there is data already.
    """
    _refuse_unsafe(paths.folder, accepted=place_accepted)
    settings = _read(Settings, {"office": office, "office_short": office_short})
    first = _read(Clerk, {"name": clerk})
    if paths.database.exists():
        raise Refused(f"这里已经有一份数据，没有动它：{paths.database}")
    _make_folder(paths.folder)
    _fill(paths.database, [settings, first, *_industries()], first.name, now, random, key)
    return open_desk(paths, first.name, now, random, place_accepted=True)


def _fill(
    path: Path, rows: list[Record], clerk: str, now: Clock, random: Random, key: bytes | None
) -> None:
    """The file takes its name only when its first change set is in it."""
    fresh = path.with_name(f"{path.name}.{os.getpid():x}.making")
    try:
        fresh.unlink(missing_ok=True)
        create_store(fresh, random, key)
        store = open_store(fresh, now, random)
        with store.writing("建库", clerk, Act.FOUND) as work:
            for record in rows:
                records.keep(work, record)
        store.close()
        _name_once(fresh, path)
    except FileExistsError:
        raise Refused(f"这里已经有一份数据，没有动它：{path}") from None
    except OSError as error:
        raise DiskTrouble(f"数据文件建不了，请检查文件夹和权限：{path}") from error
    finally:
        for end in ("", "-wal", "-shm"):
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def _name_once(fresh: Path, path: Path) -> None:
    """Raises FileExistsError where another program made the data meanwhile."""
    if os.name == "nt":
        os.rename(fresh, path)  # noqa: PTH104 - never replaces there
        return
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.replace(fresh, path)


def _industries() -> list[Industry]:
    return [_read(Industry, {"order": at, "name": said}) for at, said in enumerate(INDUSTRIES, 1)]


def _read(record: type[R], raw: Raw) -> R:
    made: R | None
    made, problems = spec_of(record).read(raw)
    if made is None:
        raise Rejected(problems)
    return made


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(f"数据文件夹建不了：{folder}；请检查权限，或另选一处") from error


def _refuse_unsafe(folder: Path, *, accepted: bool) -> None:
    said = (
        None
        if accepted
        else doubt(folder.absolute(), drive_kind(folder)) or doubt(folder.resolve(), "fixed")
    )
    if said:
        raise UnsafePlace(said)


def _slow_clock(desk: Desk, moment: datetime) -> list[str]:
    last = next(iter(changes.audit(desk, 1)), None)
    if not last or (datetime.fromisoformat(last.moment) - moment).total_seconds() < _AHEAD:
        return []
    shown = last.moment[:16].replace("T", " ")
    return [f"电脑时间比上次改动（{shown}）还早，请核对时间；改动仍按先后编号，数据不受影响"]


def first_of_the_day(desk: Desk) -> list[str]:
    """Make the day's backup if it is due; what the clerk is told if that failed."""
    try:
        backups.daily(desk)
    except DamagedFile as error:
        return [f"今天的备份没有写成：{error}"]
    except DeskError as error:
        return [f"今天的备份没有写成，数据不受影响：{error}"]
    return []
