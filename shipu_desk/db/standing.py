"""Whether a change set could be turned round now, told before anybody tries.

Undo itself decides (`db.undo`): it asks the same in the moment of writing. Here the lists of what
was done find out which of their rows to offer, at the cost of a few short reads each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from shipu_desk.db.changes import changes_newest_first, changes_of_part, later, meant_by
from shipu_desk.db.closed import closed, parents
from shipu_desk.db.columns import as_list
from shipu_desk.db.header import TURNABLE
from shipu_desk.db.reading import Reads, value_of
from shipu_desk.db.referring import references, referring_since
from shipu_desk.db.titles import called, titles
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.changes import UID, VERSION, Change, ChangeSet, Obstacle

_LARGE = 1_000_000  # bytes packed; of such a set only what does not stand whole is unpacked
_NAMED = 3
LATER_FIRST = "先撤回后来的那一次，再撤回这一次；后来的不能撤回时，请直接改现在的登记。"
FREE_FIRST = "先删除或改掉用着它的登记，再撤回。"
AGAIN = "它带走的登记已经重新登记过了"

Part = tuple[str, list[Change]]  # a record's name and its changes, newest first
Turned = dict[str, list[Change]]  # by record


def obstacle(reads: Reads, done: ChangeSet) -> Obstacle | None:
    """What keeps a standing change set from being taken back, or an undo from being redone."""
    meant = meant_by(reads, done)
    if meant.schema not in TURNABLE:
        return Obstacle("较早版本写成", "由较早版本的软件写成，不能撤回")
    if meant.undone_by:
        return Obstacle(f"已撤回（第{meant.undone_by}号）", f"{meant}已经撤回")
    size = _size(reads, meant.number)
    if not size:
        return Obstacle("内容已清除", "它的内容已经清除，不能撤回")
    parts = list((_doubtful if size > _LARGE else changes_newest_first)(reads, meant.number))
    moved = _moved(reads, parts)
    if moved:
        return _later(reads, meant, *moved)
    turned = _by_record(parts)
    return (
        _closed(reads, turned)
        or _back_already(reads, turned)
        or _needed(reads, meant.number)
        or _missing(reads, turned)
    )


def _size(reads: Reads, number: int) -> int:
    sql = "SELECT sum(length(payload)) FROM change_chunk WHERE number = ?"
    return value_of(reads, sql, (number,)) or 0


def _doubtful(reads: Reads, number: int) -> Iterator[Part]:
    """The parts of a large set, newest first, but for those that stand whole."""
    sql = "SELECT record, low, high, part FROM change_chunk WHERE number = ? ORDER BY part DESC"
    for record, low, high, part in reads.rows(sql, (number,)):
        if not _is_whole(reads, record, low, high, number):
            yield changes_of_part(reads, number, part)


def _is_whole(reads: Reads, record: str, low: int, high: int, number: int) -> bool:
    """Every row of a run without gaps is as the set left it, there or gone: nothing to unpack."""
    there = f'SELECT count(*) FROM "{record}" WHERE id BETWEEN ? AND ? AND version = ?'
    if value_of(reads, there, (low, high, number)) == high - low + 1:
        return True
    # the plan's own rows have fixed identities (version 5) and can be registered again
    again = f'SELECT count(*) FROM "{record}" WHERE substr(uid, 15, 1) = ?'
    if value_of(reads, again, ("5",)):
        return False
    gone = "SELECT count(*) FROM removed WHERE record = ? AND row_id BETWEEN ? AND ? AND number = ?"
    found: int = value_of(reads, gone, (record, low, high, number))
    return found == high - low + 1


def _moved(reads: Reads, parts: Sequence[Part]) -> tuple[str, int] | None:
    """The first row that is not as the set left it; what it turned twice, as the last one says."""
    seen: dict[str, set[int]] = {}
    for record, changes in parts:
        before = seen.setdefault(record, set())
        last = {one.id: one for one in reversed(changes) if one.id not in before}
        found = strays(reads, record, list(last.values()))
        if found:
            return record, found[0]
        before.update(last)
    return None


def strays(reads: Reads, record: str, changes: Sequence[Change]) -> list[int]:
    """The rows that are not as these changes left them."""
    wanted = as_list(change.id for change in changes)
    sql = f'SELECT id, version FROM "{record}" WHERE id IN (SELECT value FROM json_each(?))'
    now = dict(reads.rows(sql, (wanted,)))
    left = ((c.id, c.after[VERSION] if c.after else None) for c in changes)
    return [id for id, version in left if now.get(id) != version]


def _later(reads: Reads, done: ChangeSet, record: str, id: int) -> Obstacle:
    last = later(reads, done, record, id)
    told = f"此后又有{last}" if last else "登记已不是它留下的样子"
    return Obstacle("后来又改过", told, LATER_FIRST)


def _by_record(parts: Sequence[Part]) -> Turned:
    turned: Turned = {}
    for record, changes in parts:
        turned.setdefault(record, []).extend(changes)
    return turned


def _closed(reads: Reads, turned: Turned) -> Obstacle | None:
    for record, changes in turned.items():
        told = closed(reads, record, parents(record, changes))
        if told:
            return Obstacle("所属的已印发", told, "先把那一期的状态改回草稿，再撤回。")
    return None


def _back_already(reads: Reads, turned: Turned) -> Obstacle | None:
    """Rows that would come back and are registered again, as the plan's own are by loading it."""
    for record, changes in turned.items():
        gone = {c.before[UID]: c.id for c in changes if c.before and c.after is None}
        sql = f'SELECT uid, id FROM "{record}" WHERE uid IN (SELECT value FROM json_each(?))'
        now = reads.rows(sql, (json.dumps(list(gone)),))
        if any(gone[uid] != id for uid, id in now):
            return Obstacle("已重新登记", AGAIN, "不必再撤回；要改的请直接改现在的登记。")
    return None


def _needed(reads: Reads, number: int) -> Obstacle | None:
    """Rows that the set brought in and others refer to by now: they were written after it."""
    sql = "SELECT record, low, high, part FROM change_chunk WHERE number = ? ORDER BY part"
    for record, low, high, part in reads.rows(sql, (number,)):
        held = list(referring_since(reads, record, low, high, number))
        if held:
            added = {c.id for c in changes_of_part(reads, number, part)[1] if c.before is None}
            some = dict.fromkeys((name, id) for name, id, at in held if at in added)
            if some:
                told = called(reads, list(islice(some, _NAMED)))
                return Obstacle("有登记用着它", f"{told}用着它带来的登记", FREE_FIRST)
    return None


def _missing(reads: Reads, turned: Turned) -> Obstacle | None:
    """Rows that would come back and refer to others which are gone for good."""
    back = {name: {c.id for c in some if c.after is None} for name, some in turned.items()}
    for record, changes in turned.items():
        first = {change.id: change.before for change in changes}  # the oldest is what comes back
        for to, ids in references(record, [before for before in first.values() if before]):
            wanted = ids - back.get(to, set())
            if len(titles(reads, to, wanted)) < len(wanted):
                label = BY_NAME[to].LABEL
                told = f"它原来用着的{label}已不在登记里"
                return Obstacle(f"{label}已不在", told, f"先登记{label}，再重新登记这一条。")
    return None
