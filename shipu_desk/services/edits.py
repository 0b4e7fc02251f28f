"""Many cells changed at once, as pasting, filling and clearing do.

Judged first, written as one change that one undo takes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as made_of
from datetime import date
from typing import Any

from shipu_desk.db.columns import read_value, records_of
from shipu_desk.db.reading import Reads
from shipu_desk.db.titles import titles
from shipu_desk.domain.fields import Phone, Ref, Refs
from shipu_desk.domain.records import TWIN, Problem, Record, spec_of
from shipu_desk.errors import Refused
from shipu_desk.services import intake, records, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.intake import Taken, Verdict, judge
from shipu_desk.services.references import Names, shown_texts
from shipu_desk.services.register import Row

MOVED = "在核对之后又有了改动，没有写入；请再做一次"
Key = tuple[tuple[str, object], ...]


@dataclass(kw_only=True)
class Edit(Taken):
    """Raw values for the row `shown`, or for a new one; `said` are the cells as they would show."""

    shown: Row | None
    said: dict[str, str] | None = None
    typed: dict[str, object] = made_of(init=False)  # as it came, references by name

    def __post_init__(self) -> None:
        self.typed = dict(self.raw)

    def fault(self, key: str) -> str:
        """What is wrong with one of its cells, or with the row for the key ""."""
        return "；".join(one.message for one in self.problems if one.key == key)

    def changes(self, key: str) -> bool:
        """Whether a cell would show something else than it does."""
        before = self.shown.cells.get(key, "") if self.shown else ""
        return bool(self.said) and self.said.get(key, "") != before  # type: ignore[union-attr]


def judged(desk: Desk, record: type[Record], edits: Sequence[Edit], twins: bool = False) -> None:
    """Tell for each what would become of it; `twins` are meant. Raises Refused."""
    register.refuse_acts(record)
    with desk.store.reading() as session:
        _judge(session, record, edits, desk.today(), twins)
        known = [one for one in edits if one.made is not None]
        for one, cells in zip(
            known, shown_texts(session, record, [one.made for one in known]), strict=True
        ):
            if one.entry:  # a new merchant is put into its stage when it is written
                cells["stage"] = str(one.entry.stage)
            one.said = {key: cells[key] for key in one.raw if key in cells}


def write(
    desk: Desk, record: type[Record], edits: Sequence[Edit], title: str, twins: bool = False
) -> list[int]:
    """Write those that were judged sound; ids of the rows that are new or not as they were.

    Raises Refused where others changed what the judgement stood on, Stale, DeskError.
    """
    good = [one for one in edits if one.verdict in (Verdict.NEW, Verdict.CHANGED)]
    again = [Edit(one.raw, shown=one.shown) for one in good]
    with desk.store.writing(title, desk.clerk) as work:
        _judge(work, record, again, work.today, twins)
        if any(one.verdict is Verdict.FAULTY for one in again):
            raise Refused(MOVED)
        intake.write(work, record, again, work.today)
        return [one.made.id for one in again]


def _judge(
    reads: Any, record: type[Record], edits: Sequence[Edit], today: date, twins: bool
) -> None:
    names = Names(reads)
    ids = [one.shown.id for one in edits if one.shown]
    stored = {row.id: row for row in records_of(reads, record, ids)}
    for one in edits:
        one.raw = names.resolved(record, one.typed)
        if one.shown:
            one.stored = stored.get(one.shown.id)
            _refuse_moved(one)
        if not one.problems:
            _refuse_masks(record, one)
            judge(record, one, today)
    _refuse_strangers(reads, record, [one for one in edits if one.made is not None])
    if not twins:
        _refuse_twins(reads, record, [one for one in edits if one.made is not None], ids)


def _refuse_moved(one: Edit) -> None:
    assert one.shown
    if one.stored is None or one.stored.version != one.shown.version:
        gone = "已被删去" if one.stored is None else "已有别的改动"
        one.fail(Problem("", f"这一条在列出之后{gone}，刷新后再改"))


def _refuse_masks(record: type[Record], one: Edit) -> None:
    """A mask stands for the number it was made of, and for no other row's."""
    for key, field in spec_of(record).fields.items():
        typed = str(one.raw.get(key) or "").strip()
        masked = isinstance(field, Phone) and "*" in typed
        if masked and one.stored and typed != field.shown(getattr(one.stored, key)):
            one.fail(Problem(key, f"{field.label}是遮住的号码，请填完整号码"))


def _refuse_strangers(reads: Reads, record: type[Record], made: Sequence[Edit]) -> None:
    """Ids that stand for no row any more; each register is asked once."""
    for key, field in spec_of(record).fields.items():
        if not isinstance(field, Ref | Refs):
            continue
        wanted = {id for one in made for id in _ids(getattr(one.made, key))}
        gone = wanted - set(titles(reads, field.to, wanted))
        for one in made:
            if gone & set(_ids(getattr(one.made, key))):
                one.fail(Problem(key, f"{field.label}已不在登记里，请改选"))


def _ids(value: Any) -> Iterable[int]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _refuse_twins(
    reads: Reads, record: type[Record], made: Sequence[Edit], ids: Sequence[int]
) -> None:
    """Rows that would be as another is, stored or of the same edits: codes may be swapped."""
    new_keys = [(one, key) for one in made if (key := _new_key(one))]
    if not new_keys:
        return
    taken = Counter(records.natural_key(one.made) for one in made)
    stored = _stored_keys(reads, record, set(ids))
    label = spec_of(record).label
    for one, key in new_keys:
        if key in stored:
            called = titles(reads, spec_of(record).name, [stored[key]])[stored[key]]
            one.fail(Problem(key[0][0], f"已有相同的{label}“{called}”，{TWIN}"))
        elif taken[key] > 1:
            one.fail(Problem(key[0][0], f"这里有{taken[key]}条相同的{label}，{TWIN}"))


def _new_key(one: Edit) -> Key:
    """Its natural key where that is not the one it had."""
    key = records.natural_key(one.made)
    had = records.natural_key(one.stored) if one.stored is not None else None
    return () if key == had else key


def _stored_keys(reads: Reads, record: type[Record], but: set[int]) -> dict[Key, int]:
    """Ids by natural key, of the rows that the edits leave alone."""
    spec = spec_of(record)
    keys = list(dict.fromkeys((*spec.title, *spec.natural_key)))
    columns = ", ".join(f'"{key}"' for key in keys)
    found = reads.rows(f'SELECT id, {columns} FROM "{spec.name}"')

    def key_of(values: Iterable[object]) -> Key:
        said = {k: read_value(spec.name, k, v) for k, v in zip(keys, values, strict=True)}
        return records.key_of(record, said)

    return {key_of(values): id for id, *values in found if id not in but}
