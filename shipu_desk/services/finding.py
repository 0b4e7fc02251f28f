"""Find rows of any record: words, pinyin, filters and order, all in SQL."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    TextualSelect,
    bindparam,
    case,
    column,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from shipu_desk.db.tables import TABLES, search_index, table_of
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Choice, Field, Ref, Refs
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.texts import narrow


@dataclass(frozen=True)
class Query:
    """What is looked for; `order` is a field's key, or empty for the record's own order."""

    words: str = ""
    equal: Mapping[str, object] = field(default_factory=dict)
    order: str = ""
    descending: bool = False


def ids_of(session: Session, record: type[Record], query: Query) -> array[int]:
    """Ids in the order asked for."""
    columns = table_of(record).c
    statement = matching(select(columns.id), record, query)
    return array("q", session.scalars(statement.order_by(*_order(record, query))))


def matching(
    statement: Select[tuple[int]], record: type[Record], query: Query
) -> Select[tuple[int]]:
    columns = table_of(record).c
    for word in narrow(query.words).lower().split():
        statement = statement.where(_contains(record, word))
    return statement.where(
        *(columns[key].is_not_distinct_from(value) for key, value in query.equal.items())
    )


def _contains(record: type[Record], word: str) -> ColumnElement[bool]:
    """The word stands in the row's own text or in the name of what it refers to."""
    spec, columns = spec_of(record), table_of(record).c
    ways = [columns.id.in_(_hits(spec.name, word))]
    for key, kind in spec.searched:
        if isinstance(kind, Ref) and kind.to != spec.name:
            ways.append(columns[key].in_(_hits(kind.to, word)))
        elif isinstance(kind, Choice):
            said = [option for option in kind.options if word in option]
            ways.append(columns[key].in_(said))
    return or_(*ways)


def _hits(name: str, word: str) -> TextualSelect:
    """A scan of the covering index, which is a tenth of the table (two characters suffice)."""
    keys = ["search_text"]
    if word.isascii() and not word.isdigit():
        keys += ["initials", "pinyin"]
    where = " OR ".join(f"instr({key}, :word) > 0" for key in keys)
    scan = text(f'SELECT id FROM "{name}" INDEXED BY "{search_index(name)}" WHERE {where}')
    return scan.bindparams(bindparam("word", word, unique=True)).columns(column("id", Integer))


def _order(record: type[Record], query: Query) -> list[ColumnElement[Any]]:
    keys = (query.order,) if query.order else record.ORDER
    fields, columns = spec_of(record).fields, table_of(record).c
    made = [part for key in keys for part in _sort_keys(fields.get(key), columns[key])]
    if query.descending:
        made = [key.desc() for key in made]
    return [*made, columns.id]


def _sort_keys(kind: Field | None, value: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Choices sort by their own order, references by the name of what they refer to."""
    if isinstance(kind, Choice):
        return [case({option: at for at, option in enumerate(kind.options)}, value=value)]
    if isinstance(kind, Ref):
        return _names_of(kind.to, value)
    if isinstance(kind, Refs):
        return _names_of(kind.to, func.json_extract(value, "$[0]"))
    return [value]


def _names_of(to: str, value: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """What the referred row's title is sorted by, looked up by its id."""
    spec, referred = spec_of(BY_NAME[to]), TABLES[to].alias()
    inner = [
        key for title in spec.title for key in _sort_keys(spec.fields[title], referred.c[title])
    ]
    return [select(key).where(referred.c.id == value).scalar_subquery() for key in inner]
