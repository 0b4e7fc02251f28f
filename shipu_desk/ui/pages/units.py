"""单位: departments, towns and companies, with what each of them carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.units import Unit
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.children import Children, Commits, Entry, Kind, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.plan_data import way
from shipu_desk.ui.record_look import Detail, Look
from shipu_desk.ui.record_order import ORDER_ACTIONS
from shipu_desk.ui.record_page import RecordPage


def _count(desk: Desk, rows: Sequence[Row]) -> None:
    """Members from the unit, duties it leads and duties it supports."""
    members = register.tally(desk, Member, "unit_id")
    leads = register.tally(desk, Duty, "lead_id")
    duties = register.page(desk, Duty, register.find(desk, Duty))
    supports = Counter(id for duty in duties for id in duty.record.supporting)
    for one in rows:
        one.cells["members"] = str(members.get(one.id, 0))
        one.cells["leads"] = str(leads.get(one.id, 0))
        one.cells["supports"] = str(supports[one.id])


LOOK = Look(
    "单位",
    "名称照原文，石浦镇与石浦镇政府各是一个",
    unit="个",
    columns=(
        "name",
        "full_name",
        Column("members", "组员", 4.6, "number", worked_out=True),
        Column("leads", "牵头", 4.6, "number", worked_out=True),
        Column("supports", "配合", 4.6, "number", worked_out=True),
        "contact",
        "phone",
    ),
    widths={"name": 11.0, "full_name": 12.0, "contact": 5.6},
    fill=_count,
    empty="方案里的14个单位可以一次载入，也可以逐个新增。",
)


def _duty(one: Row) -> Entry:
    cells = one.cells
    small = " · ".join(said for said in (cells["clause"], cells["deadline"]) if said)
    return Entry(cells["title"], small=small, light=cells["state"])


def build(desk: Desk) -> QWidget:
    kind = Kind(Duty, "lead_id", _duty, unit="项", empty="没有由这个单位牵头的事项。")
    page = RecordPage(
        desk,
        Unit,
        LOOK,
        actions=ORDER_ACTIONS,
        details=(Detail("牵头事项", lambda _: Children(desk, kind), show_children),),
    )
    page.list.set_ways(way(page, desk, "附件1里的14个单位，连同名单和清单。"), *page.ways())
    Commits(page, desk, {Member, Duty}, page.list.refresh)
    return page
