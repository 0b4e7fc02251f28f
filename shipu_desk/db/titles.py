"""What rows are called, and where their words are looked for."""

from __future__ import annotations

from collections.abc import Iterable

from shipu_desk.db.columns import as_list, read_value
from shipu_desk.db.reading import Reads
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Field, Ref
from shipu_desk.domain.records import spec_of


def search_index(name: str) -> str:
    """The covering index that search scans instead of the table."""
    return f"{name}_search"


def titles(reads: Reads, name: str, ids: Iterable[int]) -> dict[int, str]:
    """Titles by id; rows that are gone are absent."""
    spec, wanted = spec_of(BY_NAME[name]), sorted(set(ids))
    if not wanted:
        return {}
    columns = ", ".join(f'"{key}"' for key in spec.title)
    sql = f'SELECT id, {columns} FROM "{name}" WHERE id IN (SELECT value FROM json_each(?))'
    found = {row[0]: row[1:] for row in reads.rows(sql, (as_list(wanted),))}
    texts = [
        _texts(reads, spec.fields[key], _values(name, key, at, found))
        for at, key in enumerate(spec.title)
    ]
    return {id: spec.record.titled([column[id] for column in texts]) for id in found}


def called(reads: Reads, rows: Iterable[tuple[str, int]]) -> str:
    """Rows, given as (record, id), as a sentence names them: 成员“…”、阶段变更“…”."""
    return "、".join(
        f"{BY_NAME[name].LABEL}“{titles(reads, name, [id]).get(id, id)}”" for name, id in rows
    )


def _values(
    name: str, key: str, at: int, found: dict[int, tuple[object, ...]]
) -> dict[int, object]:
    return {id: read_value(name, key, row[at]) for id, row in found.items()}


def _texts(reads: Reads, field: Field, values: dict[int, object]) -> dict[int, str]:
    if not isinstance(field, Ref):
        return {id: field.text(value) for id, value in values.items()}
    referred = {id: value for id, value in values.items() if isinstance(value, int)}
    named = titles(reads, field.to, referred.values()) if referred else {}
    return {id: named.get(referred.get(id, 0), "") for id in values}
