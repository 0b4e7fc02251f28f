"""A desk is made: its settings, the first clerk and the seven industries."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.changes import Act
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.fields import Text
from shipu_desk.domain.identity import Random
from shipu_desk.domain.merchants import INDUSTRIES, Industry
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import DiskTrouble, Refused
from shipu_desk.paths import Paths
from shipu_desk.services import records
from shipu_desk.services.desk import Desk
from shipu_desk.services.opening import Clock, open_desk, read, refuse_unsafe


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
    refuse_unsafe(paths.folder, accepted=place_accepted)
    named = {"office": office, "office_short": office_short}
    # a name of the office's own is also what its bulletin is signed with
    own = {"editor": office} if _may_sign(office) else {}
    settings = read(Settings, named | own)
    first = read(Clerk, {"name": clerk})
    if paths.database.exists():
        raise Refused(f"这里已经有一份数据，没有动它：{paths.database}")
    _make_folder(paths.folder)
    _fill(paths.database, [settings, first, *_industries()], first.name, now, random, key)
    # the day's backup would be one of nothing: whoever made the desk fills it first
    return open_desk(paths, first.name, now, random, place_accepted=True, backed_up=False)


def _may_sign(office: str) -> bool:
    longest = spec_of(Settings).fields["editor"]
    assert isinstance(longest, Text)
    return bool(office) and office != Settings().office and len(office) <= longest.max_length


def _fill(
    path: Path, rows: list[Record], clerk: str, now: Clock, random: Random, key: bytes | None
) -> None:
    """The file takes its name only when its first change set is in it."""
    fresh = path.with_name(f"{path.name}.{os.getpid():x}.making")
    try:
        fresh.unlink(missing_ok=True)
        create_store(fresh, random, key)
        # closed whatever happens: Windows moves and removes no open file
        with (
            closing(open_store(fresh, now, random)) as store,
            store.writing("建库", clerk, Act.FOUND) as work,
        ):
            for record in rows:
                records.keep(work, record)
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
    return [read(Industry, {"order": at, "name": said}) for at, said in enumerate(INDUSTRIES, 1)]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskTrouble(f"数据文件夹建不了：{folder}；请检查权限，或另选一处") from error
