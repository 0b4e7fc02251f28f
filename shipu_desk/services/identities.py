"""Which stored row a row of a file is: by its natural key, as far as the file has its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from shipu_desk.db.columns import records_of
from shipu_desk.db.tables import table_of
from shipu_desk.db.work import Reading
from shipu_desk.domain.fields import FieldError, Keep
from shipu_desk.domain.records import Record, spec_of

Identity = tuple[tuple[str, object], ...]


class Identities:
    """Stored rows by identity; read once for a whole file."""

    def __init__(self, session: Reading, record: type[Record], present: Collection[str]) -> None:
        self._session, self._record, self._spec = session, record, spec_of(record)
        every = self._spec.natural_key or tuple(self._spec.fields)
        self._keys = tuple(key for key in every if key in present)
        self._titles = tuple(key for key in self._spec.title if key in present)
        self._ids: dict[Identity, list[int]] = {}
        self._alike: set[tuple[str, object]] = set()
        self._stored: dict[int, Record] = {}
        if self._keys or self._titles:
            self._read()

    def _read(self) -> None:
        columns = table_of(self._record).c
        wanted = list(dict.fromkeys((*self._keys, *self._titles)))
        for id, *values in self._session.execute(
            select(columns.id, *(columns[key] for key in wanted))
        ):
            said = dict(zip(wanted, values, strict=True))
            for identity in {self._of(said), self._named(said)}:
                self._ids.setdefault(identity, []).append(id)
                self._alike.update(identity[:1])

    def _of(self, said: Mapping[str, object]) -> Identity:
        """As the natural key does: where its first part is empty, the title stands for it.

        So it does where the file has no column for that part: premises alone are nobody.
        """
        first = (*self._spec.natural_key, *self._keys)[:1]
        if first and said.get(first[0]) is not None:
            return tuple((key, said.get(key)) for key in self._keys)
        return self._named(said)

    def _named(self, said: Mapping[str, object]) -> Identity:
        keys = dict.fromkeys((*self._titles, *self._keys))
        first = self._spec.natural_key[:1]
        unsaid = {key for key in first if said.get(key) is None}
        return tuple((key, said.get(key)) for key in keys if key not in unsaid)

    def identity(self, raw: Mapping[str, object]) -> Identity | None:
        """What a raw row is known by; None if it cannot be read."""
        said: dict[str, object] = {}
        for key in (*self._keys, *self._titles):
            try:
                said[key] = self._spec.fields[key].read(raw.get(key))
            except (FieldError, Keep):
                return None
        identity = self._of(said)
        return identity if any(value is not None for _, value in identity) else None

    def ids(self, identity: Identity | None) -> list[int]:
        return self._ids.get(identity, []) if identity else []

    def unsaid(self, identity: Identity | None) -> list[str]:
        """Labels of what a row leaves blank, where a stored one of its name or code does not.

        Such a row is neither that one nor surely another.
        """
        if not identity or identity in self._ids or identity[0] not in self._alike:
            return []
        blank = [key for key, value in identity[1:] if value is None]
        return [self._spec.fields[key].label for key in blank if len(blank) == len(identity) - 1]

    def fetch(self, ids: Sequence[int]) -> None:
        """Read the rows that a file names, many at once."""
        self._stored = {row.id or 0: row for row in records_of(self._session, self._record, ids)}

    def stored(self, id: int) -> Any:
        return self._stored[id]
