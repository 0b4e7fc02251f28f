"""Declared records: a dataclass whose annotations carry fields, and the spec read off it.

Whether a value is required is not said twice: it is required unless its type allows None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, get_args, get_type_hints

from shipu_desk.domain.fields import Day, Field, FieldError, Keep, Phone, Raw, Refs

DERIVED = ("search_text", "pinyin", "initials")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record; `key` is empty when no single field is at fault."""

    key: str
    message: str


TWIN = "请核对是否重复"
"""How a problem ends that is no fault: the same may be there twice, if the clerk means it."""


class Rejected(Exception):
    """The record breaks a rule; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("；".join(p.message for p in problems))
        self.problems = problems

    @property
    def is_twin(self) -> bool:
        """Whether nothing is wrong but that there is such a one already."""
        return all(problem.message.endswith(TWIN) for problem in self.problems)


class ClosedBy(NamedTuple):
    """Rows stay as they are while the row that `key` refers to holds `value` in `field`."""

    key: str
    field: str
    value: str
    told: str


class Link(NamedTuple):
    """Rows of a record that those of `through` tie to rows of `to`, such as shops to a cluster."""

    key: str
    label: str
    to: str
    through: str
    mine: str  # fields of `through`
    theirs: str


@dataclass(kw_only=True, eq=False)
class Record:
    """Base of everything that is stored; `version` is the change set whose content it carries."""

    LABEL: ClassVar[str]
    PLURAL: ClassVar[str]
    TITLE: ClassVar[tuple[str, ...]] = ("name",)
    TITLE_STYLE: ClassVar[str] = ""
    NATURAL_KEY: ClassVar[tuple[str, ...]] = ()
    ORDER: ClassVar[tuple[str, ...]] = ("id",)
    CHECKS: ClassVar[tuple[Callable[[Any], Iterable[Problem]], ...]] = ()
    CHANGES: ClassVar[tuple[Callable[[Any, Any], Iterable[Problem]], ...]] = ()  # (stored, made)
    UNIQUE: ClassVar[tuple[str, ...]] = ()  # issued numbers only, never positions
    ACTS_ONLY: ClassVar[str] = ""  # how such rows come about, where no save may make or change one
    CLOSED_BY: ClassVar[ClosedBy | None] = None
    LINKS: ClassVar[tuple[Link, ...]] = ()  # what else rows are filtered by
    INSTEAD: ClassVar[str] = ""  # what to do with a row that others use, in place of deleting it

    @classmethod
    def titled(cls, texts: list[str]) -> str:
        """The row's name, made of the texts of its title fields."""
        if cls.TITLE_STYLE:
            return cls.TITLE_STYLE.format(*texts)
        return " ".join(text for text in texts if text)

    id: int | None = None
    uid: str = ""
    version: int = 0
    search_text: str = ""
    pinyin: str = ""
    initials: str = ""


class _Unsound(Exception):
    """A check looked at a field that is at fault itself."""


class _Sound:
    """As much of a record as could be read."""

    def __init__(self, record: type[Record], values: dict[str, Any], faulty: set[str]) -> None:
        self._record, self._values, self._faulty = record, values, faulty

    def __getattr__(self, name: str) -> Any:
        if name in self._faulty:
            raise _Unsound
        return self._values[name] if name in self._values else getattr(self._record, name)


@dataclass(frozen=True)
class Spec:
    """Everything the table, the form, the filter, the workbook and the database need."""

    record: type[Record]
    name: str
    fields: dict[str, Field]
    defaults: dict[str, Any]
    required: frozenset[str]

    @property
    def label(self) -> str:
        return self.record.LABEL

    @property
    def plural(self) -> str:
        return self.record.PLURAL

    @property
    def natural_key(self) -> tuple[str, ...]:
        return self.record.NATURAL_KEY

    @property
    def title(self) -> tuple[str, ...]:
        return self.record.TITLE

    @cached_property
    def columns(self) -> dict[str, Field]:
        return {key: field for key, field in self.fields.items() if field.in_table}

    @cached_property
    def searched(self) -> tuple[tuple[str, Field], ...]:
        return tuple((key, field) for key, field in self.fields.items() if field.searched)

    @cached_property
    def personal(self) -> tuple[str, ...]:
        return tuple(key for key, field in self.fields.items() if isinstance(field, Phone))

    def read(self, raw: Raw, onto: Record | None = None) -> tuple[Any, list[Problem]]:
        """A new record: an absent key stays as it is in `onto`, an explicit blank clears."""
        values = dict(self.defaults if onto is None else {k: getattr(onto, k) for k in self._keys})
        problems = list[Problem]()
        for key, field in self.fields.items():
            problem = self._read_field(key, field, raw, values)
            if problem:
                problems.append(problem)
        if problems:
            return None, problems + self._told_by_the_rest(values, {one.key for one in problems})
        record = self.record(**values)
        problems = [problem for check in self.record.CHECKS for problem in check(record)]
        return (None if problems else record), problems

    def _told_by_the_rest(self, values: dict[str, Any], faulty: set[str]) -> list[Problem]:
        """What the checks say that need no faulty field, so that all is told at once."""
        sound, found = _Sound(self.record, values, faulty), list[Problem]()
        for check in self.record.CHECKS:
            with suppress(_Unsound):
                found += list(check(sound))
        return found

    def _read_field(
        self, key: str, field: Field, raw: Raw, values: dict[str, Any]
    ) -> Problem | None:
        try:
            if key in raw:
                self._take(key, field, raw[key], values)
            if key in self.required and values.get(key) is None:
                raise FieldError("必填")
        except Keep:
            if values.get(key) is None:
                return Problem(key, f"{field.label}是遮住的号码，请填完整号码")
        except FieldError as error:
            return Problem(key, f"{field.label}{error}")
        return None

    def _take(self, key: str, field: Field, raw: object, values: dict[str, Any]) -> None:
        value = field.read(raw)
        if value is None and key in self.defaults and key in self.required:
            value = self.defaults[key]
        if field.by_act and value != values.get(key):
            raise FieldError("不能直接改，请用专门的办理")
        values[key] = value

    @property
    def _keys(self) -> tuple[str, ...]:
        return "id", "uid", "version", *self.fields


def name_of(record: type[Record]) -> str:
    """What its table and its references call it; no spec is read for it."""
    return record.__name__.lower()


def ahead(made: Record, today: date, stored: Record | None = None) -> list[Problem]:
    """Days that tell what has happened and lie later than today; those `stored` are let be."""
    days = ((k, f) for k, f in spec_of(type(made)).fields.items() if isinstance(f, Day))
    late = [
        (key, field)
        for key, field in days
        if field.happened
        and (getattr(made, key) or today) > today
        and (stored is None or getattr(stored, key) != getattr(made, key))
    ]
    return [Problem(key, f"{field.label}不能晚于今天") for key, field in late]


def changed(stored: Record, made: Record) -> list[Problem]:
    """What must not become of a stored row."""
    return [fault for check in made.CHANGES for fault in check(stored, made)]


_SPECS: dict[type[Record], Spec] = {}


def spec_of(record: type[Record]) -> Spec:
    """The spec of a record class, read off its annotations once."""
    if record not in _SPECS:
        _SPECS[record] = _read_spec(record)
    return _SPECS[record]


def known_as(look: type[Record], record: type[Record]) -> None:
    """A class made of a record's class has its spec."""
    _SPECS[look] = spec_of(record)


def _read_spec(record: type[Record]) -> Spec:
    hints = get_type_hints(record, include_extras=True)
    kinds = {
        key: extra
        for key, hint in hints.items()
        for extra in getattr(hint, "__metadata__", ())
        if isinstance(extra, Field)
    }
    optional = {k for k in kinds if type(None) in get_args(hints[k].__origin__)}
    manifold = {k for k, field in kinds.items() if isinstance(field, Refs)}
    return Spec(
        record=record,
        name=name_of(record),
        fields=kinds,
        defaults={f.name: f.default for f in fields(record) if f.default is not MISSING},
        required=frozenset(kinds) - optional - manifold,
    )
