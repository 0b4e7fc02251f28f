"""培育库: the merchants, their stages, and how they move from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from shipu_desk.documents import filenames
from shipu_desk.domain.merchants import Merchant, StageMove
from shipu_desk.domain.printing import Printed
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.children import Children, Entry, Kind, show_children
from shipu_desk.ui.parts.paper import PaperDialog
from shipu_desk.ui.parts.stages import change_stage
from shipu_desk.ui.record_look import Action, Detail, Look
from shipu_desk.ui.record_page import RecordPage

LOOK = Look(
    "培育库",
    "二（一）1、三（二）：动态调整",
    unit="家",
    chips="stage",
    columns=(
        "name",
        "stage",
        "industry_id",
        "street_id",
        "credit_code",
        "joined_on",
        "premises",
        "operator",
        "phone",
    ),
    widths={
        "name": 15.0,
        "industry_id": 6.4,
        "street_id": 6.0,
        "credit_code": 13.0,
        "premises": 10.0,
        "operator": 5.6,
    },
    empty="放进第一批，以后授牌、印牌匾和证书都从这里取。",
    fresh=lambda desk: {"joined_on": desk.today().isoformat()},
)


def _move(page: RecordPage) -> None:
    """The ticked rows if there are any, else those selected: a tick is the plainer wish."""
    if page.list.model.ticked:
        _move_ticked(page)
    elif page.may_close():
        change_stage(page, page.desk, page.list.selected_rows())


def _move_ticked(page: RecordPage) -> None:
    if page.may_close() and change_stage(page, page.desk, page.list.ticked_rows()):
        page.list.model.untick()


def _cards(page: RecordPage) -> None:
    """登记卡 of the ticked rows if there are any, else of those selected."""
    if not page.may_close():
        return
    ids = page.list.ticked_ids() or [row.id for row in page.list.selected_rows()]
    alone = f" {register.title(page.desk, 'merchant', ids[0])}" if len(ids) == 1 else ""
    wish = Path(f"{filenames.clean('登记卡' + alone)}.pdf")
    desk = page.desk
    make = partial(_cards_made, desk, ids)
    dialog = PaperDialog(page, make, "登记卡", wish, desk=desk, kind=Printed.CARDS)
    dialog.exec()
    dialog.deleteLater()


def _labels(page: RecordPage) -> None:
    """地址标签 of the ticked rows."""
    from shipu_desk.ui.parts.label_dialog import LabelDialog

    if page.may_close():
        dialog = LabelDialog(page, page.desk, page.list.ticked_ids())
        dialog.exec()
        dialog.deleteLater()


def _cards_made(desk: Desk, ids: Sequence[int]) -> bytes:
    """What draws them is read when they are first drawn."""
    from shipu_desk.services import cards

    return cards.preview(desk, ids)


def _entry(row: Row) -> Entry:
    cells = row.cells
    basis = f"依据：{cells['basis']}" if cells["basis"] else ""
    small = " · ".join(said for said in (f"由“{cells['origin']}”", basis) if said)
    return Entry(cells["moved_on"], cells["reason"], small, cells["to"])


def build(desk: Desk) -> QWidget:
    kind = Kind(
        StageMove,
        "merchant_id",
        _entry,
        unit="次",
        empty="入库以后还没有变更过阶段。",
        newest_first=True,
    )
    return RecordPage(
        desk,
        Merchant,
        LOOK,
        actions=(
            Action(
                "变更阶段…",
                "phases",
                _move,
                "正看着的一家变更阶段；几家一起先勾选",
                needs_row=True,
            ),
            Action(
                "登记卡",
                "paper-side",
                _cards,
                "正看着的这一家的登记卡：内容和经过",
                needs_row=True,
                yields=1,
            ),
            Action("登记卡…", "paper-side", _cards, "勾选单位的登记卡", batch=True),
            Action("地址标签…", "print", _labels, "勾选单位的地址标签", batch=True),
            Action("变更所选阶段…", "phases", _move_ticked, "勾选的单位一起变更阶段", batch=True),
        ),
        details=(Detail("阶段", lambda _: Children(desk, kind), show_children),),
    )
