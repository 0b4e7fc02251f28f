"""References by name: from what a clerk or a file writes to ids, and back to names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from shipu_desk.db.columns import from_list
from shipu_desk.db.reading import Reads
from shipu_desk.db.titles import titles
from shipu_desk.db.wording import Wording
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Field, Raw, Ref, Refs, SeveralNamed
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.domain.texts import narrow, unpadded
from shipu_desk.services.finding import Query, Search

Known = dict[str, int | None]  # None: several rows bear the name
_SEPARATORS = "、，,;；\n"


class Names:
    """Names of referred rows, each register read once: for imports and pages alike."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._ids: dict[str, tuple[Known, Known]] = {}

    def resolved(self, record: type[Record], raw: Raw) -> dict[str, object]:
        """The raw values with every reference that has a name turned into its id.

        A name that stands for no row, or for several, is left as it is and will be told.
        """
        fields = spec_of(record).fields
        return {key: self._value(fields.get(key), value) for key, value in raw.items()}

    def _value(self, field: Field | None, value: object) -> object:
        if isinstance(field, Ref):
            return self._id(field.to, value)
        if isinstance(field, Refs):
            return [self._id(field.to, item) for item in _items(value)]
        return value

    def _id(self, to: str, value: object) -> object:
        if not isinstance(value, str) or not value.strip():
            return value
        if to not in self._ids:
            self._ids[to] = self._read(to)
        name = value.strip()
        exact, alike = self._ids[to]
        if name in exact:
            found = exact[name]
        elif _plain(name) in alike:
            found = alike[_plain(name)]
        else:
            return name
        return SeveralNamed(name) if found is None else found

    def _read(self, to: str) -> tuple[Known, Known]:
        """Titles and natural keys to ids, as they are written and as they are read alike.

        A name that stands for two rows stands for none; of names that are read alike, the one
        written exactly so is meant.
        """
        every = [id for (id,) in self._reads.rows(f'SELECT id FROM "{to}"')]
        named = titles(self._reads, to, every)
        exact, known = _sorted(named.items())
        spec = spec_of(BY_NAME[to])
        shown = {spec.title[0], *spec.natural_key[:1]} - {
            k for k in spec.fields if k.endswith("_id")
        }
        for key in shown:
            values = self._reads.rows(f'SELECT id, "{key}" FROM "{to}"')
            said = _sorted((id, str(value)) for id, value in values if value)
            exact, known = said[0] | exact, said[1] | known
        if to == "bulletin":
            self._add_issues(known)
        return exact, known

    def _add_issues(self, known: Known) -> None:
        for id, year, issue in self._reads.rows("SELECT id, year, issue FROM bulletin"):
            known[f"{year}-{issue}"] = id


def _sorted(named: Iterable[tuple[int, str]]) -> tuple[Known, Known]:
    """Ids by name: of those that others are read alike with, as written; and of all, as read."""
    read = [(id, name.strip(), _plain(name)) for id, name in named]
    alike: Known = {}
    for id, _, plain in read:
        alike[plain] = None if plain in alike else id
    exact: Known = {}
    for id, name, plain in read:
        if alike[plain] is None:
            exact[name] = None if name in exact else id
    return exact, alike


def _items(value: object) -> list[Any]:
    if isinstance(value, str):
        for mark in _SEPARATORS:
            value = value.replace(mark, "、")
        return [item for item in (part.strip() for part in value.split("、")) if item]
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None else [value]


def _plain(name: str) -> str:
    return unpadded(narrow(name)).casefold()


def choices(
    reads: Reads, to: str, words: str, limit: int, wording: Wording | None = None
) -> list[tuple[int, str]]:
    """Rows to choose from, best known order first: (id, title)."""
    pieces = Search(reads, BY_NAME[to], Query(words), wording).pieces()
    ids = list(islice(chain.from_iterable(pieces), limit))
    named = titles(reads, to, ids)
    return [(id, named[id]) for id in ids if id in named]


def shown_texts(reads: Reads, record: type[Record], rows: Sequence[Record]) -> list[dict[str, str]]:
    """For each row, every field as the screen shows it: masked, references by name."""
    cells: list[dict[str, str]] = [{} for _ in rows]
    for key, field in spec_of(record).fields.items():
        values = [getattr(row, key) for row in rows]
        for cell, shown in zip(cells, texts_of(reads, field, values), strict=True):
            cell[key] = shown
    return cells


def texts_of(
    reads: Reads, field: Field, values: Sequence[Any], *, masked: bool = True
) -> list[str]:
    if isinstance(field, Ref):
        named = titles(reads, field.to, (v for v in values if v is not None))
        return [named.get(value, "") for value in values]
    if isinstance(field, Refs):
        named = titles(reads, field.to, (id for ids in values for id in ids))
        return ["、".join(named.get(id, "") for id in ids) for ids in values]
    return [field.shown(value) if masked else field.text(value) for value in values]


def stored_text(reads: Reads, field: Field, value: object) -> str:
    """A value as the journal keeps it (dates and lists are text there), shown and masked."""
    if isinstance(field, Refs):
        return texts_of(reads, field, [from_list(str(value or ""))])[0]
    if isinstance(field, Ref):
        return texts_of(reads, field, [value])[0] or (
            "" if value is None else f"（{value}号，已不在）"
        )
    return field.shown(value) if value is not None else ""
