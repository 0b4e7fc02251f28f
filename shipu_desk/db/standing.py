"""Whether a change set could be turned round now, told before anybody tries.

Undo itself decides (`db.undo`): it asks the same in the moment of writing. Here the lists of what
was done find out which of their rows to offer, at the cost of a few short reads each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from shipu_desk.db.changes import changes_newest_first, changes_of_part, later, meant_by
from shipu_desk.db.columns import as_list
from shipu_desk.db.header import SCHEMA
from shipu_desk.db.reading import Reads, value_of
from shipu_desk.db.referring import references, referrers
from shipu_desk.db.titles import called, titles
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.changes import VERSION, Change, ChangeSet, Obstacle

_LARGE = 1_000_000  # bytes packed; who refers to the rows of such an import is not asked
_NAMED = 3

Part = tuple[str, list[Change]]  # a record's name and its changes, newest first
Turned = dict[str, list[Change]]  # by record


def obstacle(reads: Reads, done: ChangeSet) -> Obstacle | None:
    """What keeps a standing change set from being taken back, or an undo from being redone."""
    meant = meant_by(reads, done)
    if meant.schema != SCHEMA:
        return Obstacle("较早版本写成", "由较早版本的软件写成，不能撤回")
    if meant.undone_by:
        return Obstacle(f"已撤回（第{meant.undone_by}号）", f"{meant}已经撤回")
    large = _size(reads, meant.number) > _LARGE
    parts = list((_doubtful if large else changes_newest_first)(reads, meant.number))
    moved = _moved(reads, parts)
    if moved:
        return _later(reads, meant, *moved)
    if large:
        return None
    turned = _by_record(parts)
    return _needed(reads, turned) or _missing(reads, turned)


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
    """Every row of a run without gaps is as the set left it: nothing to unpack."""
    sql = f'SELECT count(*) FROM "{record}" WHERE id BETWEEN ? AND ? AND version = ?'
    return bool(value_of(reads, sql, (low, high, number)) == high - low + 1)


def _moved(reads: Reads, parts: Sequence[Part]) -> tuple[str, int] | None:
    """The first row that is not as the set left it; what it turned twice, as the last one says."""
    seen: dict[str, set[int]] = {}
    for record, changes in parts:
        before = seen.setdefault(record, set())
        last = {one.id: one for one in reversed(changes) if one.id not in before}
        found = _stray(reads, record, list(last.values()))
        if found is not None:
            return record, found
        before.update(last)
    return None


def _stray(reads: Reads, record: str, changes: Sequence[Change]) -> int | None:
    wanted = as_list(change.id for change in changes)
    sql = f'SELECT id, version FROM "{record}" WHERE id IN (SELECT value FROM json_each(?))'
    now = dict(reads.rows(sql, (wanted,)))
    left = ((c.id, c.after[VERSION] if c.after else None) for c in changes)
    return next((id for id, version in left if now.get(id) != version), None)


def _later(reads: Reads, done: ChangeSet, record: str, id: int) -> Obstacle:
    last = later(reads, done, record, id)
    return Obstacle("后来又改过", f"此后又有{last}" if last else "登记已不是它留下的样子")


def _by_record(parts: Sequence[Part]) -> Turned:
    turned: Turned = {}
    for record, changes in parts:
        turned.setdefault(record, []).extend(changes)
    return turned


def _needed(reads: Reads, turned: Turned) -> Obstacle | None:
    """Rows that the set brought in and others refer to by now."""
    added = {name: {c.id for c in some if c.before is None} for name, some in turned.items()}
    for record, ids in added.items():
        held = (at for at in referrers(reads, record, ids) if at[1] not in added.get(at[0], ()))
        some = list(islice(held, _NAMED))
        if some:
            return Obstacle("有登记用着它", f"{called(reads, some)}用着它带来的登记")
    return None


def _missing(reads: Reads, turned: Turned) -> Obstacle | None:
    """Rows that would come back and refer to others which are gone for good."""
    back = {name: {c.id for c in some if c.after is None} for name, some in turned.items()}
    for record, changes in turned.items():
        for to, ids in references(record, [c.before for c in changes if c.before]):
            wanted = ids - back.get(to, set())
            if len(titles(reads, to, wanted)) < len(wanted):
                label = BY_NAME[to].LABEL
                return Obstacle(f"{label}已不在", f"它原来用着的{label}已不在登记里")
    return None
