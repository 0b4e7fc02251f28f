"""A desk is opened: everything that must happen before the first row is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from shipu_desk.db.header import examine
from shipu_desk.db.lock import Lock, take
from shipu_desk.db.store import open_store
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.identity import Random
from shipu_desk.domain.records import Record, Rejected, spec_of
from shipu_desk.errors import DamagedFile, DeskError, OlderFile, Refused, UnsafePlace
from shipu_desk.paths import Paths, doubt, drive_kind
from shipu_desk.services import changes
from shipu_desk.services.desk import Desk

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
    refuse_unsafe(paths.folder, accepted=place_accepted)
    clerk = clerk and _signed(clerk)
    moment = now()
    try:
        examine(paths.database)
    except OlderFile:
        from shipu_desk.db.migration import migrate

        migrate(paths.database, paths.backups, moment)
    desk = Desk(open_store(paths.database, now, random, patience), clerk, paths, now, random)
    desk.notices += _slow_clock(desk, moment)
    if backed_up:
        desk.notices += first_of_the_day(desk)
    return desk


def read(record: type[R], raw: Raw) -> R:
    """A record read from raw values; raises Rejected."""
    made: R | None
    made, problems = spec_of(record).read(raw)
    if made is None:
        raise Rejected(problems)
    return made


def _signed(clerk: str) -> str:
    """A name as the journal keeps it: without padding, nothing unseen in it."""
    try:
        return read(Clerk, {"name": clerk}).name
    except Rejected as refused:
        raise Refused(f"经办人的{refused}") from None


def hold_window(desk: Desk) -> Lock:
    """One window per data folder; raises Held with the name of who has it open."""
    return take(desk.paths.lock, desk.clerk, desk.now())


def refuse_unsafe(folder: Path, *, accepted: bool) -> None:
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
    from shipu_desk.services import backups

    try:
        backups.daily(desk)
    except DamagedFile as error:
        if backups.is_damaged(desk):
            return [f"今天的备份没有写成：{error}"]
        return [f"今天的备份没有写成，数据完好：备份的位置写坏了文件，请换一个位置（{error}）"]
    except DeskError as error:
        return [f"今天的备份没有写成，数据不受影响：{error}"]
    return []
