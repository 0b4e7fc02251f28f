"""The register of any record as every screen and the command line use it.

Reading needs SQLite alone; what writes is imported where it is asked for, so that the first page
is painted before SQLAlchemy is read.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from shipu_desk.db.columns import as_list, read_value, records_of
from shipu_desk.db.reading import Reads, value_of
from shipu_desk.db.referring import referrers
from shipu_desk.db.titles import called, titles
from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.changes import Act
from shipu_desk.domain.fields import Raw, Ref, Refs
from shipu_desk.domain.records import Record, Rejected, spec_of
from shipu_desk.errors import Refused
from shipu_desk.services.desk import Desk
from shipu_desk.services.finding import Between, Query, Search, column_of, ids_of
from shipu_desk.services.references import Names, shown_texts
from shipu_desk.services.references import choices as _choices

_NAMED = 3  # rows named in one sentence; the rest is counted

__all__ = ["Between", "Query", "Rejected", "Row"]


@dataclass(frozen=True)
class Row:
    """A row as it was read: `cells` are ready to show, personal data masked."""

    id: int
    version: int
    record: Any
    cells: dict[str, str]

    @property
    def title(self) -> str:
        spec = spec_of(type(self.record))
        return spec.record.titled([self.cells[key] for key in spec.title])


def find(desk: Desk, record: type[Record], query: Query | None = None) -> array[int]:
    """Ids in the order asked for; `page` fetches rows of them."""
    with desk.store.looking() as look:
        return ids_of(look, record, query or Query(), desk.store.wording)


def seek(desk: Desk, record: type[Record], query: Query) -> Iterator[array[int]]:
    """The same ids piece by piece: about a screenful first. All are of one committed state."""
    with desk.store.looking() as look:
        yield from Search(look, record, query, desk.store.wording).pieces()


def page(desk: Desk, record: type[Record], ids: Sequence[int]) -> list[Row]:
    """The rows that are still there, in the order of their ids given."""
    with desk.store.looking() as look:
        return _rows(look, record, ids)


def _rows(reads: Reads, record: type[Record], ids: Sequence[int]) -> list[Row]:
    kept = records_of(reads, record, ids)
    cells = shown_texts(reads, record, kept)
    return [Row(r.id or 0, r.version, r, cell) for r, cell in zip(kept, cells, strict=True)]


def present(desk: Desk, record: type[Record], ids: Collection[int]) -> set[int]:
    """Which of these rows are still there."""
    if not ids:
        return set()
    sql = f'SELECT id FROM "{spec_of(record).name}" WHERE id IN (SELECT value FROM json_each(?))'
    with desk.store.looking() as look:
        return {id for (id,) in look.rows(sql, (as_list(ids),))}


def still_there(desk: Desk, record: type[Record], ids: Sequence[int]) -> list[int]:
    """Those of the rows chosen that are still there, in their order. Raises Refused where all
    were deleted meanwhile, so that no empty paper is made of them."""
    known = present(desk, record, ids)
    if ids and not known:
        raise Refused(f"选中的{record.LABEL}都已删去，没有可写的；刷新后再选")
    return [id for id in ids if id in known]


def get(desk: Desk, record: type[Record], id: int) -> Row:
    rows = page(desk, record, [id])
    if not rows:
        raise Refused(f"这条{record.LABEL}已不在了，列表已刷新")
    return rows[0]


def tally(
    desk: Desk, record: type[Record], key: str, query: Query | None = None
) -> dict[object, int]:
    """How many rows there are for each value of a field, the field's own filter left out."""
    query = query or Query()
    query = replace(query, equal={k: v for k, v in query.equal.items() if k != key})
    name = spec_of(record).name
    with desk.store.looking() as look:
        where = Search(look, record, query, desk.store.wording).where()
        sql = f'SELECT {column_of(name, key)}, count(*) FROM "{name}"{where.said} GROUP BY 1'
        counted = look.rows(sql, where.values)
    return {read_value(name, key, value): number for value, number in counted}


def count(desk: Desk, record: type[Record]) -> int:
    with desk.store.looking() as look:
        return value_of(look, f'SELECT count(*) FROM "{spec_of(record).name}"') or 0


def choices(desk: Desk, to: str, words: str = "", limit: int = 50) -> list[tuple[int, str]]:
    """Rows of the register `to` that fit the words: (id, title)."""
    with desk.store.looking() as look:
        return _choices(look, to, words, limit, desk.store.wording)


def title(desk: Desk, to: str, id: int) -> str:
    with desk.store.looking() as look:
        return titles(look, to, [id]).get(id, "")


def raw(row: Row) -> dict[str, object]:
    """What a form shows of a row: ids for references, text (masked where personal) for the rest."""
    shown: dict[str, object] = {}
    for key, field in spec_of(type(row.record)).fields.items():
        value = getattr(row.record, key)
        shown[key] = value if isinstance(field, Ref | Refs) else field.shown(value)
    return shown


def save(
    desk: Desk,
    record: type[Record],
    raw: Raw,
    shown: Row | None = None,
    *,
    twin_accepted: bool = False,
) -> Row:
    """Add a row, or change the one that was `shown`; references may be ids or names.

    Raises Rejected (faults by field), Stale (changed since it was shown), DeskError.
    """
    from shipu_desk.services import records

    refuse_acts(record)
    did = "修改" if shown else "新增"
    with desk.store.writing(f"{did}{record.LABEL}", desk.clerk) as work:
        known = Names(work).resolved(record, raw)
        at = (shown.id, shown.version) if shown else (None, 0)
        kept = records.save(work, record, known, *at, twin_accepted=twin_accepted)
        [called] = titles(work, spec_of(record).name, [kept.id or 0]).values()
        work.title(f"{did}{record.LABEL}：{called}")
    return get(desk, record, kept.id or 0)


def move(desk: Desk, record: type[Record], shown: Row, *, up: bool) -> Row:
    """One place up or down in the hand order; at the end of its list the row stays."""
    from shipu_desk.services import ordering, records

    with desk.store.writing(f"调整次序：{record.LABEL}", desk.clerk) as work:
        ordering.move(work, records.shown(work, record, shown.id, shown.version), up=up)
    return get(desk, record, shown.id)


def remove(desk: Desk, record: type[Record], rows: Sequence[Row]) -> None:
    """Remove rows; one undo brings them back. Refused while others refer to them."""
    from shipu_desk.services import bulk

    refuse_acts(record)
    what = rows[0].title if len(rows) == 1 else f"{len(rows)}条"
    with desk.store.writing(f"删除{record.LABEL}：{what}", desk.clerk) as work:
        bulk.remove(work, record, {row.id: row.version for row in rows})


class Users(NamedTuple):
    """The rows that refer to others, as a sentence names them, and the ids of those referred to."""

    said: str
    held: frozenset[int]


def users(desk: Desk, record: type[Record], rows: Sequence[Row]) -> Users:
    """Who uses these rows; an empty sentence when they may be removed."""
    ids, name = {row.id for row in rows}, spec_of(record).name
    with desk.store.looking() as look:
        found = list(referrers(look, name, ids))
        by = list(dict.fromkeys((of, id) for of, id, _ in found))
        more = f"等共{len(by)}条" if len(by) > _NAMED else ""
        return Users(f"{called(look, by[:_NAMED])}{more}", frozenset(held for *_, held in found))


def unmask(desk: Desk, record: type[Record], id: int, key: str) -> str:
    """A personal value in full; that it was looked at is in the journal."""
    row = get(desk, record, id)
    label = spec_of(record).fields[key].label
    with desk.store.writing(f"查看{label}：{row.title}", desk.clerk, Act.UNMASK):
        return str(getattr(row.record, key) or "")


def refuse_acts(record: type[Record]) -> None:
    """Raises Refused where rows come from acts only."""
    if record.ACTS_ONLY:
        raise Refused(record.ACTS_ONLY)


def record_named(plural: str) -> type[Record]:
    """The record of a register's plural name, such as `merchants`."""
    from shipu_desk.domain.catalogue import BY_PLURAL

    if plural not in BY_PLURAL:
        known = "、".join(BY_PLURAL)
        raise Refused(f"没有“{plural}”这种登记，可用：{known}")
    return BY_PLURAL[plural]


def labels() -> Mapping[str, str]:
    return {name: record.LABEL for name, record in BY_NAME.items()}
