"""SQLAlchemy's way to the file, built when a use case first needs it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, QueuePool, create_engine, event, insert
from sqlalchemy.exc import DBAPIError

from shipu_desk.db.header import APPLICATION_ID, SCHEMA
from shipu_desk.db.tables import keepsakes, metadata
from shipu_desk.db.troubles import raise_told, told
from shipu_desk.db.work import Reading, Work
from shipu_desk.domain.identity import Random


class Sessions:
    """Sessions on one file: to read, and one to write."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
        self._writer = self._engine.execution_options(writes=True)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        with _told(), Reading(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, random: Random) -> Iterator[Work]:
        """Commits at the end, rolls back on any error."""
        with _told(), Work(self._writer, random) as work, work.begin():
            yield work

    def close(self) -> None:
        """Give every connection back; the next use opens new ones."""
        self._engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    try:
        with told():
            yield
    except DBAPIError as error:
        raise_told(error.orig, error)


def _begin(link: Connection) -> None:
    """SQLAlchemy's recipe for pysqlite: we say BEGIN ourselves."""
    writes = link.get_execution_options().get("writes", False)
    link.exec_driver_sql(f"PRAGMA query_only={int(not writes)}")
    link.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def fill(fresh: Path, kept: Mapping[str, bytes]) -> None:
    """An empty file of ours: its tables, and what is kept with it."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(fresh), poolclass=QueuePool)
    try:
        with _told(), engine.begin() as link:
            link.exec_driver_sql("BEGIN")  # or each table would wait for the disk by itself
            link.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            link.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
            metadata.create_all(link)
            for name, value in kept.items():
                link.execute(insert(keepsakes).values(name=name, value=value))
    finally:
        engine.dispose()
