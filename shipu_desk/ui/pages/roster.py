"""领导小组名单 (附件1): its members in order, their posts, and the printed page beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.members import Member, Post, in_office
from shipu_desk.domain.printing import Printed
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.basic import column, frame
from shipu_desk.ui.parts.children import Children, Commits, Entry, Kind, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.drawer import Drawer
from shipu_desk.ui.parts.keys import keys_inside
from shipu_desk.ui.parts.paper import Forms, Paper
from shipu_desk.ui.parts.plan_data import NAME, menu, way
from shipu_desk.ui.record_look import LIST_KEY, Action, Detail, Look
from shipu_desk.ui.record_order import ORDER_ACTIONS
from shipu_desk.ui.record_page import RecordPage

if TYPE_CHECKING:
    from shipu_desk.documents.proof import Written

POSTS = Column("posts", "办公室职务", 7.0, grow=1, yields=38, worked_out=True)
SHEET = 31.0  # em of width that the printed page takes
PAPER = "附件1 领导小组名单"


def _fill(desk: Desk, rows: Sequence[Row]) -> None:
    """Posts held today beside each member; who has left says so."""
    today, held = desk.today(), dict[int, list[str]]()
    for post in register.page(desk, Post, register.find(desk, Post)):
        if in_office(post.record, today):
            held.setdefault(post.record.member_id, []).append(post.cells["title"])
    for one in rows:
        over = one.record.until and one.record.until < today
        left = f"离任（至 {one.cells['until']}）" if over else ""
        one.cells["posts"] = left or "、".join(held.get(one.id, []))


LOOK = Look(
    "领导小组名单",
    "附件1",
    unit="人",
    chips="role",
    columns=("name", "role", "unit_id", POSTS, "since", "basis"),
    widths={"name": 6.0, "role": 5.0, "unit_id": 10.0, "since": 7.0, "basis": 11.5},
    fill=_fill,
    empty="方案附件1的17人可以一次载入，也可以逐个新增。",
    list_key=LIST_KEY,
)


def _made(desk: Desk) -> bytes:
    """附件1; what draws it is read when it is first drawn, behind the rows."""
    from shipu_desk.services import roster

    return roster.preview(desk)


def _written(desk: Desk, path: Path) -> Written:
    from shipu_desk.services import roster

    return roster.write(desk, path)


class Roster(QWidget):
    """The register at the left; the very 附件1 at the right, folding away when room is short."""

    hints = ("Ctrl+N", "Ctrl+S", "Ctrl+F", "F6")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.page = RecordPage(
            desk,
            Member,
            LOOK,
            actions=(
                Action(NAME, "import", self._plan, "载入或移除方案数据"),
                *ORDER_ACTIONS,
                Action("附件1", "paper-side", lambda _: self.turn_paper(), "收放右边的附件1"),
            ),
            details=(Detail("办公室职务", lambda _: Children(desk, _posts()), show_children),),
        )
        self.page.list.set_ways(
            way(self, desk, "附件1的17人、14个单位和5个办公室职务。"), *self.page.ways()
        )
        self.paper = Paper(
            partial(_made, desk),
            PAPER,
            Path(f"{PAPER}.pdf"),
            Forms(partial(_written, desk)),
            desk=desk,
            kind=Printed.ROSTER,
        )
        side = frame("panel", column(self.paper, gap=0))
        self.drawer = Drawer(self.page, side, SHEET)
        self.setLayout(column(self.drawer, gap=0))
        self.drawer.be_filled(True)
        self.setFocusProxy(self.page)
        keys_inside(side, {"Esc": self._leave_paper})
        self.paper.preview.lend_key(self, self._print_folded)
        Commits(self, desk, {Member, Post, Unit, Settings}, self._tell)
        self._tell()

    def _tell(self) -> None:
        rows = register.page(self.desk, Member, register.find(self.desk, Member))
        serving = sum(in_office(one.record, self.desk.today()) for one in rows)
        self.page.list.caption.setText(f"附件1 · 现任 {serving} 人" if rows else "附件1")
        self.page.list.refresh()
        self.paper.renew()

    def _plan(self, page: RecordPage) -> None:
        menu(page, self.desk, page.tool(NAME))

    def turn_paper(self) -> None:
        """附件1: show the printed page, or fold it away."""
        self.drawer.be_open(not self.drawer.is_open)
        if self.drawer.is_open:
            self.paper.setFocus()

    def _print_folded(self) -> None:
        """Ctrl+P while the page is folded away: unfold it first."""
        self.drawer.be_open(True)
        self.paper.print_soon()

    def _leave_paper(self) -> None:
        if self.drawer.is_drawer:
            self.drawer.be_open(False)
        self.page.list.setFocus()

    # what the window may ask

    def show_id(self, id: int) -> None:
        self.page.show_id(id)

    def refresh(self) -> None:
        self.page.refresh()

    def may_close(self) -> bool:
        may = self.page.may_close()
        if may:
            self.paper.rest()
        return may

    def areas(self) -> list[QWidget]:
        return [*self.page.areas(), self.paper]


def _posts() -> Kind:
    return Kind(
        Post,
        "member_id",
        _entry,
        unit="项",
        add="登记职务",
        empty="没有办公室职务。在领导小组办公室兼任职务的，登记在这里，一人可以几项。",
        defaults=_today,
    )


def _today(desk: Desk) -> Mapping[str, object]:
    return {"since": desk.today().isoformat()}


def _entry(one: Row) -> Entry:
    cells = one.cells
    term = f"{cells['since']} 至 {cells['until'] or '今'}" if cells["since"] else ""
    return Entry(cells["title"], cells["basis"], term)


def build(desk: Desk) -> QWidget:
    return Roster(desk)
