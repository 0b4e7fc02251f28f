"""Rows that may not change while the row they belong to is closed, such as a sent issue's articles.

Asked once for every change set, whichever way it came: form, import, command, order, undo.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from shipu_desk.db.columns import as_list, keys_of
from shipu_desk.db.reading import Reads, value_of
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.changes import Change
from shipu_desk.domain.records import spec_of


def parents(record: str, changes: Iterable[Change]) -> set[int]:
    """Ids of the rows that these belong to or belonged to; none where nothing can be closed."""
    rule = BY_NAME[record].CLOSED_BY
    if rule is None:
        return set()
    at = keys_of(record).index(rule.key)
    return {row[at] for change in changes for row in change if row is not None}


def closed(reads: Reads, record: str, ids: Collection[int]) -> str:
    """Why rows that belong to these may not change now; empty where they may."""
    rule = BY_NAME[record].CLOSED_BY
    if rule is None or not ids:
        return ""
    parent = spec_of(BY_NAME[record]).fields[rule.key].to  # type: ignore[attr-defined]
    sql = (
        f'SELECT count(*) FROM "{parent}" WHERE "{rule.field}" = ?'
        " AND id IN (SELECT value FROM json_each(?))"
    )
    return rule.told if value_of(reads, sql, (str(rule.value), as_list(ids))) else ""
