"""Units (单位): departments, towns and companies that have members or duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shipu_desk.domain.fields import Phone, Text, Whole
from shipu_desk.domain.records import Record


@dataclass(kw_only=True, eq=False)
class Unit(Record):
    LABEL = "单位"
    PLURAL = "units"
    NATURAL_KEY = ("name",)
    ORDER = ("order", "id")

    order: Annotated[int | None, Whole("序号", maximum=99_999)] = None
    name: Annotated[
        str,
        Text("单位名称", max_length=60, searched=True, also=("名称", "单位", "部门"), wide=True),
    ]
    full_name: Annotated[
        str | None,
        Text("单位全称", max_length=100, searched=True, also=("全称",), wide=True),
    ] = None
    contact: Annotated[str | None, Text("联系人", max_length=20, searched=True, unspaced=True)] = (
        None
    )
    phone: Annotated[str | None, Phone("联系电话", also=("电话", "手机"))] = None
    remark: Annotated[str | None, Text("备注", max_length=500, lines=3, in_table=False)] = None
