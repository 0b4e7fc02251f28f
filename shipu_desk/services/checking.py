"""The whole of the data checked: its pages, its journal, every row, and the backups known."""

from __future__ import annotations

from collections.abc import Iterator

from shipu_desk.db import backup, changes
from shipu_desk.db.checking import against_journal
from shipu_desk.db.reading import Look
from shipu_desk.domain.changes import Act
from shipu_desk.errors import DeskError
from shipu_desk.services import backups
from shipu_desk.services.desk import Desk


def check(desk: Desk) -> list[str]:
    """What is wrong with the data, one sentence each; empty if all is as it should be."""
    found: list[str] = []
    for part in (_damaged_pages, _against_journal, _missing_tail):
        try:
            with desk.store.looking() as look:
                found += part(desk, look)
        except DeskError as error:
            found.append(str(error))
    return list(dict.fromkeys(found))


def _damaged_pages(desk: Desk, _look: Look) -> Iterator[str]:
    if backups.is_damaged(desk):
        backup.verify(desk.paths.database)  # says where
    yield from ()


def _against_journal(_desk: Desk, look: Look) -> Iterator[str]:
    yield from against_journal(look)


def _missing_tail(desk: Desk, look: Look) -> Iterator[str]:
    """A backup that knows more than the data, with no restore to explain it: a cut tail."""
    restored = changes.last_of(look, Act.RESTORE)
    for one in backups.listed(desk):
        if restored and f"{one.moment:%Y-%m-%dT%H:%M:%S}" <= restored.moment:
            continue
        if not changes.chain_at(look, one.number).startswith(one.head):
            known = f"备份“{one.path.name}”里有第{one.number}号改动"
            yield f"{known}，现在的数据里没有，可能被截去；请与它核对"
