"""How a record's values lie in SQLite, there and back: told once, by field kind.

The mapper stores the same way (a test compares); what is read for a screen needs no mapper.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from shipu_desk.db.reading import Reads
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import (
    Choice,
    Code,
    Day,
    Field,
    Phone,
    Ref,
    Refs,
    Text,
    Whole,
    YesNo,
)
from shipu_desk.domain.records import DERIVED, Record, known_as, spec_of
from shipu_desk.errors import DamagedFile

R = TypeVar("R", bound=Record)
OWN = ("id", "uid", "version", *DERIVED)  # columns that every table has, before the fields'


def unreadable(name: str, key: str) -> DamagedFile:
    """A stored value that no edition of ours wrote."""
    label, field = BY_NAME[name].LABEL, spec_of(BY_NAME[name]).fields[key].label
    return DamagedFile(f"{label}里有一处“{field}”读不出来，有人绕过本软件改过；请用“检查数据”查看")


class Codec(NamedTuple):
    """From a value to what is stored, and back; neither is asked for None, but for a list."""

    stored: Callable[[Any], Any]
    value: Callable[[Any], Any]


def as_list(ids: Iterable[int] | None) -> str:
    """Ids in order, as a JSON list: what `json_each` reads."""
    return json.dumps(list(ids or ()))


def from_list(stored: str | None) -> tuple[int, ...]:
    return tuple(json.loads(stored or "[]"))


def _codec(field: Field) -> Codec | None:
    """None for a value that SQLite keeps as it is."""
    match field:
        case Day():
            return Codec(_unless_none(date.isoformat), _unless_none(date.fromisoformat))
        case YesNo():
            return Codec(_unless_none(int), _unless_none(bool))
        case Choice():
            return Codec(_unless_none(str), _unless_none(field.options))
        case Refs():
            return Codec(as_list, from_list)
        case Text() | Code() | Phone() | Whole() | Ref():
            return None
    raise TypeError(f"no column for a {type(field).__name__}")


def _unless_none(turn: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else turn(value)


@cache
def keys_of(name: str) -> tuple[str, ...]:
    """The columns of a record's table, in their order."""
    return (*OWN, *spec_of(BY_NAME[name]).fields)


@cache
def codecs(name: str) -> dict[str, Codec]:
    """The codecs of the fields that need one, by key."""
    found = {key: _codec(field) for key, field in spec_of(BY_NAME[name]).fields.items()}
    return {key: codec for key, codec in found.items() if codec}


def read_value(name: str, key: str, stored: Any) -> Any:
    """What a stored value means. Raises DamagedFile."""
    codec = codecs(name).get(key)
    try:
        return codec.value(stored) if codec else stored
    except (ValueError, TypeError) as error:
        raise unreadable(name, key) from error


def stored_value(name: str, key: str, value: object) -> Any:
    codec = codecs(name).get(key)
    return codec.stored(value) if codec else value


def records_where(
    reads: Reads, record: type[R], where: str = "", values: Sequence[object] = ()
) -> list[R]:
    """Records as they are stored now: to look at, no session follows what is done to them."""
    name = spec_of(record).name
    columns = ", ".join(f'"{key}"' for key in keys_of(name))
    sql = f'SELECT {columns} FROM "{name}"{where and f" WHERE {where}"}'
    return [cast(R, _made(name, row)) for row in reads.rows(sql, values)]


def records_of(reads: Reads, record: type[R], ids: Iterable[int]) -> list[R]:
    """The records that are still there, in the order of their ids given."""
    wanted = list(ids)
    chosen = "id IN (SELECT value FROM json_each(?))"
    by_id = {row.id: row for row in records_where(reads, record, chosen, (as_list(wanted),))}
    return [by_id[id] for id in wanted if id in by_id]


@cache
def _look_of(name: str) -> type[Record]:
    """The record's class for rows that are only looked at.

    The mapper puts descriptors in the place of a class's attributes, and does so whenever the
    first unit of work asks for it, maybe on another thread; plain attributes hide them here.
    """
    record = BY_NAME[name]
    look: type[Record] = type(record.__name__, (record,), dict.fromkeys(keys_of(name)))
    known_as(look, record)
    return look


def _made(name: str, row: Sequence[Any]) -> Record:
    made: Record = object.__new__(_look_of(name))
    values = dict(zip(keys_of(name), row, strict=True))
    for key in codecs(name):
        values[key] = read_value(name, key, values[key])
    made.__dict__.update(values)
    return made
