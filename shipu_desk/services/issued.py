"""Award numbers that are out on paper although a restore took their awards out of the data.

They are kept with the file, not in a register: no later award is given one of them, and bringing
the replaced state back brings the awards themselves back.
"""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shipu_desk.db.backup import reading
from shipu_desk.db.reading import Look, Reads, value_of
from shipu_desk.db.troubles import told
from shipu_desk.errors import DeskError

if TYPE_CHECKING:
    from shipu_desk.db.work import Work

_NAME = "numbers issued before a restore"

Issued = dict[str, str]  # number → the unit that holds it


class InUse(NamedTuple):
    """What a file came to: its award numbers and its last change set. `known` is whether the
    file could be read."""

    numbers: Issued
    last: int
    known: bool = True


def in_use(path: Path) -> InUse:
    """Told of a file that may be damaged or gone: as much as can be read of it."""
    if not os.path.exists(path):
        return InUse({}, 0, known=False)
    try:
        with told(), reading(path) as link:
            look = Look(link)
            return InUse(every(look), value_of(look, "SELECT max(number) FROM change_set") or 0)
    except (DeskError, OSError, sqlite3.Error, ValueError):
        return InUse({}, 0, known=False)


def before_restore(reads: Reads) -> Issued:
    """Numbers of awards that are no longer in the data."""
    kept = value_of(reads, "SELECT value FROM keepsake WHERE name = ?", (_NAME,))
    return dict(json.loads(kept)) if kept else {}


def every(reads: Reads) -> Issued:
    """All numbers ever given out, as far as this file knows."""
    return before_restore(reads) | _in_register(reads)


def _in_register(reads: Reads) -> Issued:
    return dict(reads.rows("SELECT number, name FROM award"))


def remember(work: Work, issued: Issued) -> None:
    """Keep those that the register does not hold."""
    known = _in_register(work)
    left = {number: name for number, name in issued.items() if number not in known}
    link = work.connection()
    link.exec_driver_sql("DELETE FROM keepsake WHERE name = ?", (_NAME,))
    if left:
        packed = json.dumps(left, ensure_ascii=False, sort_keys=True).encode()
        link.exec_driver_sql("INSERT INTO keepsake VALUES (?, ?)", (_NAME, packed))
