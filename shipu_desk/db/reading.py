"""Reading without a mapper: plain SQL on SQLite's own connection, one committed state at a time.

What every screen shows is read this way, the first page and every later one, so that the window
does not wait for SQLAlchemy; sessions offer the same `rows`, so that a unit of work reads through
the same functions and sees what it has written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from urllib.parse import quote

from shipu_desk.db.troubles import told

Connect = Callable[[], sqlite3.Connection]

SOUND = "sound"
"""What SQL calls the pinyin that names are put in order by."""


class Reads(Protocol):
    """What answers plain SQL: a look at the file, a session, a unit of work."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]: ...


def value_of(reads: Reads, sql: str, values: Sequence[object] = ()) -> Any:
    """The first value of the first row, None where there is none."""
    found = reads.rows(sql, values)
    return found[0][0] if found else None


def as_uri(path: Path, options: str) -> str:
    """How SQLite is told of a file with options; `mode=rw` makes none where there is none."""
    place = quote(path.absolute().as_posix(), safe="/:")
    start = "file://" if place.startswith("//") else "file:" if place.startswith("/") else "file:/"
    return f"{start}{place}?{options}"


class Look:
    """One committed state of the file; whatever others write meanwhile is not in it."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self._link = link

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._link.execute(sql, values).fetchall()


class Looks:
    """Hands out looks; a connection that was used is kept for the next one."""

    def __init__(self, connect: Connect) -> None:
        self._connect, self._free = connect, list[sqlite3.Connection]()
        self._lock, self._age = Lock(), 0

    @contextmanager
    def one(self) -> Iterator[Look]:
        with told():
            age, link = self._taken()
            try:
                link.execute("BEGIN")
                yield Look(link)
            finally:
                self._give_back(age, link)

    def _taken(self) -> tuple[int, sqlite3.Connection]:
        with self._lock:
            age = self._age  # of before: the file may be replaced while we connect
            if self._free:
                return age, self._free.pop()
        link = self._connect()
        try:
            link.execute("PRAGMA query_only=ON")
        except sqlite3.Error:
            link.close()
            raise
        return age, link

    def _give_back(self, age: int, link: sqlite3.Connection) -> None:
        if link.in_transaction:
            link.rollback()
        with self._lock:
            kept = age == self._age
            if kept:
                self._free.append(link)
        if not kept:
            link.close()

    def close(self) -> None:
        """Close what is free now, and the rest as soon as it comes back."""
        with self._lock:
            self._age += 1
            free, self._free = self._free, []
        for link in free:
            link.close()
