"""Find rows of any record: words, pinyin, filters and order.

The first rows come before the rest, so that a page is painted without waiting for 100,000 ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from shipu_desk.db.columns import as_list, keys_of, stored_value
from shipu_desk.db.reading import SOUND, Reads
from shipu_desk.db.titles import search_index
from shipu_desk.db.wording import Wording, is_sound
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Choice, Field, Ref, Refs, Text
from shipu_desk.domain.records import Link, Record, spec_of
from shipu_desk.domain.texts import narrow

FIRST = 256  # ids in the first piece
MOST_WORDS = 20
LISTED = 2_000  # ids handed to SQL as a list; a scan of the index is quicker than more of them
NEXT = 20_000  # ids in each later piece, where the order costs nothing


@dataclass(frozen=True)
class Between:
    """In the place of a value: from `first` on and before `last`, as texts sort; with its word."""

    first: str
    last: str
    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class Query:
    """What is looked for; `order` is a field's key, or empty for the record's own order."""

    words: str = ""
    equal: Mapping[str, object] = field(default_factory=dict)
    order: str = ""
    descending: bool = False

    @property
    def each(self) -> list[str]:
        """The words as they stand in the texts looked through; each once, a score of them."""
        plain = self.words.encode(errors="ignore").decode()  # half a character is in no text
        return list(dict.fromkeys(narrow(plain).lower().split()))[:MOST_WORDS]


@dataclass(frozen=True)
class Where:
    """A condition in SQL and its values."""

    sql: str
    values: tuple[object, ...] = ()

    @property
    def said(self) -> str:
        """The clause with its leading WHERE, or nothing."""
        return f" WHERE {self.sql}" if self.sql else ""

    def __and__(self, other: Where) -> Where:
        said = " AND ".join(part for part in (self.sql, other.sql) if part)
        return Where(said, self.values + other.values)


@dataclass(frozen=True)
class Search:
    """One query over one record; `wording` is the memory that words are looked up in, if any."""

    reads: Reads
    record: type[Record]
    query: Query
    wording: Wording | None = None

    @property
    def name(self) -> str:
        return spec_of(self.record).name

    def pieces(self) -> Iterator[array[int]]:
        """Ids in the order asked for: about a screenful first, the rest in large pieces."""
        words, kept = self.query.each, self._kept_words
        by_id = _keys(self.record, self.query) == ("id",)
        if kept and by_id and not self.query.equal and not any(self._elsewhere.values()):
            down = self.query.descending
            return _gathered(kept.hits(self.reads, self.name, words, descending=down))
        return self._pieces_by_sql(NEXT if by_id and not words else -1)

    @cached_property
    def _kept_words(self) -> Wording | None:
        kept = self.wording if self.query.each else None
        return kept if kept and kept.covers(self.reads, self.name) else None

    @cached_property
    def _elsewhere(self) -> dict[str, list[Where]]:
        """For each word, where it stands in a choice or in the name of what rows refer to."""
        return {word: self._ways_elsewhere(word) for word in self.query.each}

    def _pieces_by_sql(self, most: int) -> Iterator[array[int]]:
        where, start, size = self.where(), 0, FIRST
        order = ", ".join(_order(self.record, self.query))
        sql = f'SELECT id FROM "{self.name}"{where.said} ORDER BY {order} LIMIT ? OFFSET ?'
        while True:
            found = self.reads.rows(sql, (*where.values, size, start))
            if found:
                yield array("q", (id for (id,) in found))
            if size < 0 or len(found) < size:
                return
            start, size = start + size, most

    def where(self) -> Where:
        """All conditions together; empty for every row."""
        made = Where("")
        for word in self.query.each:
            made &= self._contains(word)
        links = {link.key: link for link in self.record.LINKS}
        for key, value in self.query.equal.items():
            if key in links:
                made &= self._tied(links[key], value)
                continue
            column = column_of(self.name, key)
            if isinstance(value, Between):
                made &= Where(f"{column} >= ? AND {column} < ?", (value.first, value.last))
                continue
            made &= Where(f"{column} IS ?", (stored_value(self.name, key, value),))
        return made

    def _tied(self, link: Link, value: object) -> Where:
        said = f'SELECT "{link.mine}" FROM "{link.through}" WHERE "{link.theirs}" = ?'
        return Where(f'"{self.name}"."id" IN ({said})', (value,))

    def _contains(self, word: str) -> Where:
        """The word stands in the row's own text or in the name of what it refers to."""
        ways = [self._own(word), *self._elsewhere[word]]
        said = " OR ".join(way.sql for way in ways)
        return Where(f"({said})", tuple(chain.from_iterable(way.values for way in ways)))

    def _own(self, word: str) -> Where:
        kept, hits = self._kept_words, list[int]()
        if kept is not None:
            every = chain.from_iterable(kept.hits(self.reads, self.name, [word]))
            hits = list(islice(every, LISTED + 1))
        if kept is None or len(hits) > LISTED:
            return Where(f"id IN ({_scan(self.name, word)})", (word,) * _times(word))
        return Where("id IN (SELECT value FROM json_each(?))", (as_list(hits),))

    def _ways_elsewhere(self, word: str) -> list[Where]:
        ways = []
        for key, kind in spec_of(self.record).searched:
            if isinstance(kind, Ref) and kind.to != self.name:
                found = self.reads.rows(_scan(kind.to, word), (word,) * _times(word))
                if found:
                    chosen = f'"{key}" IN (SELECT value FROM json_each(?))'
                    ways.append(Where(chosen, (as_list(id for (id,) in found),)))
            elif isinstance(kind, Choice):
                said = tuple(str(option) for option in kind.options if word in option)
                if said:
                    ways.append(Where(f'"{key}" IN ({", ".join("?" * len(said))})', said))
        return ways


def ids_of(
    reads: Reads, record: type[Record], query: Query, wording: Wording | None = None
) -> array[int]:
    """All ids in the order asked for."""
    found = array("q")
    for piece in Search(reads, record, query, wording).pieces():
        found.extend(piece)
    return found


def _gathered(found: Iterable[array[int]]) -> Iterator[array[int]]:
    """Small pieces put together: first a screenful, then larger ones."""
    held, enough = array("q"), FIRST
    for piece in found:
        held.extend(piece)
        if len(held) >= enough:
            yield held
            held, enough = array("q"), NEXT
    if held:
        yield held


def _scan(name: str, word: str) -> str:
    """A scan of the covering index, which is a tenth of the table (two characters suffice)."""
    keys = ("search_text", "initials", "pinyin")[: _times(word)]
    found = " OR ".join(f"instr({key}, ?) > 0" for key in keys)
    return f'SELECT id FROM "{name}" INDEXED BY "{search_index(name)}" WHERE {found}'


def _times(word: str) -> int:
    return 3 if is_sound(word) else 1


def _keys(record: type[Record], query: Query) -> tuple[str, ...]:
    return (query.order,) if query.order else record.ORDER


def _order(record: type[Record], query: Query) -> list[str]:
    keys, spec = _keys(record, query), spec_of(record)
    made = [
        part for key in keys for part in _sort_keys(spec.fields.get(key), column_of(spec.name, key))
    ]
    down = " DESC" if query.descending else ""
    return [*(f"{part}{down}" for part in made), "id"]


def column_of(name: str, key: str) -> str:
    if key not in keys_of(name):
        raise KeyError(key)
    return f'"{name}"."{key}"'


def _sort_keys(kind: Field | None, value: str) -> list[str]:
    """Choices sort by their own order, names by their pinyin, references by what they name."""
    if isinstance(kind, Choice):
        places = " ".join(f"WHEN '{option}' THEN {at}" for at, option in enumerate(kind.options))
        return [f"CASE {value} {places} END"]
    if isinstance(kind, Ref):
        return _names_of(kind.to, value)
    if isinstance(kind, Refs):
        return _names_of(kind.to, f"json_extract({value}, '$[0]')")
    if isinstance(kind, Text) and not kind.moment:
        return [f"{SOUND}({value})"]
    return [value]


def _names_of(to: str, value: str) -> list[str]:
    """What the referred row's title is sorted by, looked up by its id."""
    spec, called = spec_of(BY_NAME[to]), f'"{to} named"'
    inner = [
        key for title in spec.title for key in _sort_keys(spec.fields[title], f'{called}."{title}"')
    ]
    return [f'(SELECT {key} FROM "{to}" {called} WHERE {called}.id = {value})' for key in inner]
