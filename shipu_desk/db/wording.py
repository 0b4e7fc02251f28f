"""The words of large registers in memory: a search of 100,000 rows in a few milliseconds.

SQLite takes 12 to 25 ms to look into 100,000 texts, which a clerk feels at every key. So the
derived texts are kept as plain bytes, a thousand rows to a sheet, read when they are first looked
through. The journal tells which rows were touched since: their sheets are thrown away. Registers
beyond `MOST` rows would take too much memory; they are searched in SQL, with the same result.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import RLock

from shipu_desk.db import changes
from shipu_desk.db.reading import Reads, value_of
from shipu_desk.domain.changes import Act

Head = tuple[int, str]  # number and chain of a change set

MOST = 200_000  # rows of one register; about 170 bytes each
_SHEET = 10  # bits of an id that tell rows of one sheet apart
_BETWEEN = b"\0"  # stands in no text: control characters are refused at entry


@dataclass(frozen=True)
class Sheet:
    """The rows of 1,024 ids: their own texts, and how these sound."""

    ids: Sequence[int]
    texts: bytes
    sounds: bytes

    def hits(self, words: Sequence[tuple[bytes, bool]]) -> list[int]:
        """Ids of the rows that have every word, in order; a word may be looked for by sound."""
        if not all(word in self.texts or (heard and word in self.sounds) for word, heard in words):
            return []
        rows: list[int] = list(self.ids)
        for word, heard in words:
            kept = set(self._with(word, heard=heard))
            rows = [id for id in rows if id in kept]
        return rows

    def _with(self, word: bytes, *, heard: bool) -> list[int]:
        texts = self.texts.split(_BETWEEN)
        if not heard:
            return [id for id, text in zip(self.ids, texts, strict=True) if word in text]
        sounds = self.sounds.split(_BETWEEN)
        both = zip(self.ids, texts, sounds, strict=True)
        return [id for id, text, sound in both if word in text or word in sound]


class Wording:
    """Sheets of every register that was searched, as of the change set last seen."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._sheets: dict[str, dict[int, Sheet]] = {}
        self._seen: Head = 0, ""
        self._lock = RLock()

    def covers(self, reads: Reads, name: str) -> bool:
        """Whether a register is small enough to be kept here."""
        return (value_of(reads, f'SELECT max(id) FROM "{name}"') or 0) <= self._most

    @property
    def kept(self) -> int:
        """How many sheets are held."""
        return sum(map(len, self._sheets.values()))

    def hits(
        self, reads: Reads, name: str, words: Sequence[str], *, descending: bool = False
    ) -> Iterator[array[int]]:
        """Ids of the rows that have every word, sheet by sheet in the order of ids.

        `reads` is asked as long as the caller goes on; let it be one committed state.
        """
        wanted = [(word.encode(), is_sound(word)) for word in words]
        last = (value_of(reads, f'SELECT max(id) FROM "{name}"') or 0) >> _SHEET
        head = self._brought_up(reads)
        for number in range(last, -1, -1) if descending else range(last + 1):
            found = self._sheet(reads, name, number, head).hits(wanted)
            if found:
                yield array("q", reversed(found) if descending else found)

    def _sheet(self, reads: Reads, name: str, number: int, head: Head) -> Sheet:
        """What is kept is of the change set last seen; a look at an older state keeps nothing."""
        with self._lock:
            if head != self._seen:
                return _read(reads, name, number)
            sheets = self._sheets.setdefault(name, {})
            if number not in sheets:
                sheets[number] = _read(reads, name, number)
            return sheets[number]

    def _brought_up(self, reads: Reads) -> Head:
        """What later change sets wrote is read again; after a restore, everything."""
        head = changes.head(reads)
        with self._lock:
            if head != self._seen:
                self._forget_since(reads)
                self._seen = head
        return head

    def _forget_since(self, reads: Reads) -> None:
        number, chain = self._seen
        if changes.chain_at(reads, number) == chain and not _purged_since(reads, number):
            sql = "SELECT record, low, high FROM change_chunk WHERE number > ?"
            for record, low, high in reads.rows(sql, (number,)):
                self._forget(record, low >> _SHEET, high >> _SHEET)
        else:
            self._sheets.clear()

    def _forget(self, record: str, low: int, high: int) -> None:
        kept = self._sheets.get(record, {})
        for number in [number for number in kept if low <= number <= high]:
            del kept[number]


def _purged_since(reads: Reads, number: int) -> bool:
    """A purge takes away what told which rows were touched."""
    sql = "SELECT count(*) FROM change_set WHERE number > ? AND (kind = ? OR salt IS NULL)"
    return bool(value_of(reads, sql, (number, str(Act.PURGE))))


def is_sound(word: str) -> bool:
    """Whether a word may be pinyin or initials."""
    return word.isascii() and not word.isdigit()


def _read(reads: Reads, name: str, number: int) -> Sheet:
    sql = (
        f'SELECT id, search_text, pinyin || char(10) || initials FROM "{name}"'
        " WHERE id BETWEEN ? AND ? ORDER BY id"
    )
    rows = reads.rows(sql, (number << _SHEET, ((number + 1) << _SHEET) - 1))
    texts, sounds = _joined(text for _, text, _ in rows), _joined(sound for _, _, sound in rows)
    return Sheet(array("q", (id for id, _, _ in rows)), texts, sounds)


def _joined(texts: Iterable[str]) -> bytes:
    return _BETWEEN.join(text.encode().replace(_BETWEEN, b" ") for text in texts)
