"""评选批次: what a round decides, by whom, and a warning where this body may not award."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import Award, Round
from shipu_desk.domain.settings import Settings
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.award_doubt import doubts
from shipu_desk.ui.parts.award_grant import grant
from shipu_desk.ui.parts.award_lists import OF_ROUND
from shipu_desk.ui.parts.award_ways import go_print
from shipu_desk.ui.parts.basic import Strip
from shipu_desk.ui.parts.children import Children, Commits, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.record_look import Action, Detail, Look
from shipu_desk.ui.record_page import RecordPage

GRANT, PRINT = "授牌…", "打印这一批…"


def _fill(desk: Desk, rows: Sequence[Row]) -> None:
    """The body that will be printed, and how many awards there are."""
    counts = register.tally(desk, Award, "round_id")
    standing = desk.settings().awarding_body
    for one in rows:
        one.cells["by"] = one.record.body or standing
        one.cells["awards"] = str(counts.get(one.id, 0))


LOOK = Look(
    "评选批次",
    "二（一）1：一批一个决定",
    unit="批",
    columns=(
        "name",
        "title",
        "decided_on",
        "basis",
        Column("by", "授牌单位", 12.0, grow=2, yields=30, worked_out=True),
        Column("awards", "授牌", 4.4, "number", worked_out=True),
    ),
    widths={"name": 11.0, "title": 8.0, "basis": 9.0},
    fill=_fill,
    empty="一次评选登记一批：称号、依据、授牌单位写在批次上，授牌时自动带出。",
)


class _Doubt(Strip):
    """Tells of the round looked at, with its name."""

    def __init__(self, page: RecordPage) -> None:
        super().__init__("warn", "")
        self._page = page
        self.hide()
        page.row_shown.connect(lambda _: self.look())
        self.look()

    def look(self) -> None:
        row = self._page.row
        told = ""
        if row is not None:
            body = row.record.body or self._page.desk.settings().awarding_body
            told = doubts(body, row.record.title)
        self.say(f"“{row.title}”：{told}" if row is not None and told else "")
        self.setVisible(bool(told))


def _grant(page: RecordPage) -> None:
    if page.row is not None and page.may_close():
        grant(page, page.desk, page.row.id)


def _print(page: RecordPage) -> None:
    if page.row is not None:
        ids = register.find(page.desk, Award, Query(equal={"round_id": page.row.id}))
        go_print(page, list(ids))


def build(desk: Desk) -> QWidget:
    page = RecordPage(
        desk,
        Round,
        LOOK,
        actions=(
            Action(GRANT, "grant", _grant, "给这一批的单位授牌", needs_row=True),
            Action(PRINT, "plaque", _print, "打印这一批的牌匾与证书", needs_row=True),
        ),
        details=(Detail("授牌", lambda _: Children(desk, OF_ROUND), show_children),),
    )
    doubt = _Doubt(page)
    page.list.notices.addWidget(doubt)
    Commits(page, desk, {Round, Settings}, doubt.look)
    Commits(page, desk, {Award, Settings}, page.list.refresh)
    return page
