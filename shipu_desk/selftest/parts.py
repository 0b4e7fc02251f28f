"""Steps of the selftest without Qt: papers, database, workbook, backup, lock."""

from __future__ import annotations

import platform
import sys
from datetime import datetime
from random import Random

from shipu_desk.errors import Held
from shipu_desk.paths import Paths
from shipu_desk.selftest.trial import Failed, Trial, sample_desk


def environment(_: Trial) -> str:
    mode = "frozen" if getattr(sys, "frozen", False) else "source"
    utf8 = f"utf8={sys.flags.utf8_mode}"
    return f"{mode}, Python {platform.python_version()}, {platform.platform()}, {utf8}"


def documents(trial: Trial) -> str:
    """The demonstration: a database with rows, and every kind of file."""
    from shipu_desk.services import demo

    for _ in demo.make(trial.samples):
        pass
    begins = {".pdf": b"%PDF-", ".xlsx": b"PK", ".docx": b"PK", ".csv": b"\xef\xbb\xbf"}
    made = sorted(path for path in trial.samples.iterdir() if path.suffix in begins)
    if not made:
        raise Failed("no file was made")
    for path in made:
        with path.open("rb") as file:
            if not file.read(8).startswith(begins[path.suffix]):
                raise Failed(path.name)
    return "、".join(path.name for path in made)


def workbook(trial: Trial) -> str:
    """A list goes out as a workbook and comes into an empty database, read by a child."""
    from shipu_desk.domain.units import Unit
    from shipu_desk.services import exports, founding, imports, register

    path = trial.folder / "units.xlsx"
    desk = sample_desk(trial.samples / "数据")
    try:
        count = exports.export(desk, Unit, path).count
    finally:
        desk.close()
    paths = Paths(trial.folder / "empty")
    for old in paths.folder.glob("石浦.db*"):
        old.unlink()
    now, random = datetime.now, Random(1).randbytes
    desk = founding.create_desk(paths, "示例经办人", now, random, place_accepted=True)
    try:
        imports.run(desk, Unit, path)
        found = register.count(desk, Unit)
    finally:
        desk.close()
    if not count or found != count:
        raise Failed(f"{count} rows went out, {found} came in")
    return f"{found} rows"


def manuscript(trial: Trial) -> str:
    """附件1 goes out as a Word document and is read back by a child."""
    from shipu_desk.services import manuscripts

    found = manuscripts.read_text(trial.samples / "附件1.docx")
    if "领导小组" not in found.text or not found.left:  # its table is told
        raise Failed("the text did not come back")
    return f"{len(found.text)} characters"


def backup(trial: Trial) -> str:
    """A backup is written, verified and held against its journal."""
    from shipu_desk.services import backups, checking

    desk = sample_desk(trial.samples / "数据")
    try:
        made = backups.back_up_now(desk)
        faults = checking.check(desk)
    finally:
        desk.close()
    if faults:
        raise Failed("; ".join(faults))
    return made.path.name


def lock(trial: Trial) -> str:
    """Two windows on one folder: the second is told who has the first."""
    from shipu_desk.services import opening

    desk = sample_desk(trial.samples / "数据")
    try:
        lock = opening.hold_window(desk)
        try:
            opening.hold_window(desk)
        except Held as told:
            return str(told)
        finally:
            lock.release()
    finally:
        desk.close()
    raise Failed("both were let in")
