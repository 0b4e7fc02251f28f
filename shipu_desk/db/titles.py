"""What a row is called: the text of its title fields, references named in their turn."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from shipu_desk.db.tables import TABLES
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Field, Ref
from shipu_desk.domain.records import spec_of

_AT_ONCE = 500


def titles(session: Session, name: str, ids: Iterable[int]) -> dict[int, str]:
    """Titles by id; rows that are gone are absent."""
    spec, columns, wanted = spec_of(BY_NAME[name]), TABLES[name].c, sorted(set(ids))
    found: dict[int, tuple[object, ...]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        shown = select(columns.id, *(columns[key] for key in spec.title)).where(
            columns.id.in_(part)
        )
        found.update({row[0]: tuple(row[1:]) for row in session.execute(shown)})
    texts = [
        _texts(session, spec.fields[key], {id: row[at] for id, row in found.items()})
        for at, key in enumerate(spec.title)
    ]
    return {id: spec.record.titled([column[id] for column in texts]) for id in found}


def _texts(session: Session, field: Field, values: dict[int, object]) -> dict[int, str]:
    if not isinstance(field, Ref):
        return {id: field.text(value) for id, value in values.items()}
    referred = {id: value for id, value in values.items() if isinstance(value, int)}
    named = titles(session, field.to, referred.values()) if referred else {}
    return {id: named.get(referred.get(id, 0), "") for id in values}
