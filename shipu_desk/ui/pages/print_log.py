"""打印记录: what was printed, by whom, when, on which printer and how; rows come from printing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import Printing
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.record_look import Look
from shipu_desk.ui.record_page import RecordPage

SUBJECT = Column("subject", "印的是什么", 14.0, "text", grow=3, worked_out=True)


def _fill(_: Desk, rows: Sequence[Row]) -> None:
    """An award by its number and name, everything else by the name of its file."""
    for one in rows:
        one.cells["subject"] = one.cells["award_id"] or one.cells["what"]


LOOK = Look(
    "打印记录",
    "送去打印机的都记在这里，存成文件的牌匾、证书也记",
    unit="次",
    chips="form",
    columns=(
        "moment",
        "form",
        SUBJECT,
        "printer",
        "pages",
        "copies",
        "sides",
        "overprint",
        "by",
        "file",
    ),
    widths={
        "moment": 9.6,
        "form": 5.6,
        "printer": 10.0,
        "pages": 6.0,
        "copies": 4.2,
        "sides": 8.4,
        "overprint": 10.4,
        "by": 5.0,
        "file": 12.0,
    },
    fill=_fill,
    empty="打印一次就记一次：谁、什么时候、印了什么、用哪台打印机、几份。",
    addable=False,
)


def build(desk: Desk) -> QWidget:
    made = RecordPage(desk, Printing, LOOK)
    made.list.begin_by("moment", descending=True)
    return made
