"""Rows compared with the journal: what was changed behind its back is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shipu_desk.db import changes
from shipu_desk.db.columns import keys_of
from shipu_desk.db.packing import unpacked
from shipu_desk.db.reading import Reads
from shipu_desk.db.titles import titles
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.changes import ID
from shipu_desk.domain.records import spec_of

_SHOWN = 5
Known = dict[str, object]


@dataclass(frozen=True)
class Mismatch:
    """Ids of one record's rows that are not as the journal left them."""

    edited: tuple[int, ...]
    vanished: tuple[int, ...]
    added: tuple[int, ...]


def against_journal(look: Reads) -> Iterator[str]:
    """What a file's own journal says against it, be it the live one or a backup."""
    yield from _broken_chain(look)
    yield from _strange_rows(look)


def _broken_chain(look: Reads) -> Iterator[str]:
    broken = changes.verify(look)
    if broken:
        yield f"改动记录从第{broken}号起与封存时不一致，有人绕过本软件改过；请与备份核对"
    if look.rows("PRAGMA foreign_key_check"):
        yield "有登记引用了已不存在的登记，请用“恢复备份”找回"


def _strange_rows(look: Reads) -> Iterator[str]:
    for record in RECORDS:
        name = spec_of(record).name
        found = mismatch(look, name)
        for ids, what in (
            (found.edited, "内容被绕过本软件改过"),
            (found.vanished, "被绕过本软件删除"),
            (found.added, "不是由本软件登记的"),
        ):
            if ids:
                called = titles(look, name, ids[:_SHOWN])
                named = "、".join(called.get(id) or f"编号{id}" for id in ids[:_SHOWN])
                yield f"{record.LABEL}“{named}”{what}，共{len(ids)}条"


def mismatch(reads: Reads, record: str) -> Mismatch:
    """Compare every row with its latest content in the journal.

    Rows that a purged change set wrote last cannot be compared; they are left out by their
    version, as is a column that the journal's writer did not know yet.
    """
    known, purged = _latest(reads, record), _purged(reads)
    edited, added = [], []
    for row in _rows(reads, record):
        told, id = known.pop(int(str(row["id"])), None), int(str(row["id"]))
        if row["version"] in purged:
            continue
        if told is None:
            added.append(id)
        elif any(row.get(key, value) != value for key, value in told.items()):
            edited.append(id)
    vanished = [id for id, told in known.items() if told["version"] not in purged]
    return Mismatch(tuple(edited), tuple(sorted(vanished)), tuple(added))


def _latest(reads: Reads, record: str) -> dict[int, Known]:
    known: dict[int, Known] = {}
    sql = "SELECT payload FROM change_chunk WHERE record = ? ORDER BY number, part"
    for (payload,) in reads.rows(sql, (record,)):
        content = unpacked(payload)
        for before, after in content["changes"]:
            if after is None:
                known.pop(before[ID], None)
            else:
                known[after[ID]] = dict(zip(content["keys"], after, strict=True))
    return known


def _purged(reads: Reads) -> frozenset[int]:
    return frozenset(n for (n,) in reads.rows("SELECT number FROM change_set WHERE salt IS NULL"))


def _rows(reads: Reads, record: str) -> Iterator[Known]:
    keys = keys_of(record)
    listed = ", ".join(f'"{key}"' for key in keys)
    for row in reads.rows(f'SELECT {listed} FROM "{record}"'):
        yield dict(zip(keys, row, strict=True))
