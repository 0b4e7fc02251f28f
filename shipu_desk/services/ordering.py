"""Hand order: a row moved up or down in its list, without ever leaving two in one place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from shipu_desk.db.tables import table_of
from shipu_desk.db.titles import titles
from shipu_desk.db.work import Work
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.errors import Refused


def neighbours(work: Work, row: Record) -> list[Any]:
    """The rows of the same list in their order: those that agree in all that goes before `order`.

    A member moves among those of the same role, an article within its bulletin.
    """
    record, columns = type(row), table_of(type(row)).c
    if "order" not in record.ORDER:
        raise Refused(f"{record.LABEL}没有手排的次序")
    before = record.ORDER[: record.ORDER.index("order")]
    same = [columns[key].is_not_distinct_from(getattr(row, key)) for key in before]
    return list(work.scalars(select(record).where(*same).order_by(columns.order, columns.id)))


def move(work: Work, row: Record, *, up: bool) -> bool:
    """Swap places with the neighbour above or below; False where there is none."""
    listed = neighbours(work, row)
    at = listed.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(listed):
        return False
    if len({one.order for one in listed} - {None}) < len(listed):
        for place, one in enumerate(listed, start=1):
            one.order = place
    listed[at].order, listed[to].order = listed[to].order, listed[at].order
    work.flush()
    called = titles(work, spec_of(type(row)).name, [row.id or 0]).get(row.id or 0, "")
    work.title(f"调整次序：{called}{'上移' if up else '下移'}")
    return True
