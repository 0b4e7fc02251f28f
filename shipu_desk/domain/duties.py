"""The responsibility list (责任清单, 附件2): duties and their dated progress."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from shipu_desk.domain.fields import Choice, Day, Phone, Ref, Refs, Text, Whole
from shipu_desk.domain.records import Problem, Record

DRAFTED = "草拟自方案正文"


class Phase(StrEnum):
    """创建步骤 (象政办发〔2023〕8号, 三)."""

    ORGANISING = "组织部署"
    CARRYING_OUT = "全面落实"
    SUMMING_UP = "总结提升"


class DutyState(StrEnum):
    OPEN = "未开始"
    RUNNING = "推进中"
    DONE = "已完成"


class Light(StrEnum):
    """How a duty stands on a day; the word is always shown with the colour."""

    OPEN = "未开始"
    RUNNING = "推进中"
    NEAR = "临期"
    LATE = "逾期"
    DONE = "已完成"


def light(state: DutyState, due_on: date | None, today: date, near_days: int) -> Light:
    """Late from the day after the deadline, near from `near_days` days before it."""
    if state is DutyState.DONE:
        return Light.DONE
    if due_on and today > due_on:
        return Light.LATE
    if due_on and (due_on - today).days <= near_days:
        return Light.NEAR
    return Light(state)


def is_due_after_it_starts(duty: Duty) -> Iterable[Problem]:
    if duty.starts_on and duty.due_on and duty.due_on < duty.starts_on:
        yield Problem("due_on", "时限日期不能早于开始日期")


def leads_or_supports(duty: Duty) -> Iterable[Problem]:
    if duty.lead_id is not None and duty.lead_id in duty.supporting:
        yield Problem("supporting", "牵头单位不必再列为责任（配合）单位")


@dataclass(kw_only=True, eq=False)
class Duty(Record):
    LABEL = "责任事项"
    PLURAL = "duties"
    TITLE = ("title",)
    NATURAL_KEY = ("title", "clause")
    ORDER = ("order", "id")
    CHECKS = (is_due_after_it_starts, leads_or_supports)

    order: Annotated[int | None, Whole("序号", maximum=99_999)] = None
    title: Annotated[
        str, Text("目标任务", max_length=200, searched=True, also=("任务", "事项"), wide=True)
    ]
    section: Annotated[
        str | None,
        Text("所属部分", max_length=60, in_table=False, also=("分类", "类别"), wide=True),
    ] = None
    content: Annotated[
        str | None,
        Text(
            "工作举措",
            max_length=10_000,
            lines=6,
            in_table=False,
            searched=True,
            also=("推进措施", "工作内容", "具体内容"),
            wide=True,
        ),
    ] = None
    clause: Annotated[str | None, Text("依据条款", max_length=40, also=("依据", "条款"))] = None
    phase: Annotated[
        Phase | None, Choice("阶段", options=Phase, filterable=True, also=("创建阶段",))
    ] = None
    lead_id: Annotated[
        int | None, Ref("牵头单位", to="unit", searched=True, also=("责任单位",))
    ] = None
    supporting: Annotated[
        tuple[int, ...],
        Refs("责任（配合）单位", to="unit", also=("配合单位", "协办单位"), wide=True),
    ] = ()
    deadline: Annotated[
        str | None,
        Text("完成时限", max_length=60, also=("时限", "完成时间"), hint="照原文写，如：每月"),
    ] = None
    starts_on: Annotated[date | None, Day("开始日期", in_table=False)] = None
    due_on: Annotated[
        date | None, Day("时限日期", also=("完成日期",), hint="填了才有临期、逾期")
    ] = None
    state: Annotated[DutyState, Choice("状态", options=DutyState, filterable=True)] = DutyState.OPEN
    contact: Annotated[
        str | None, Text("联系人", max_length=20, unspaced=True, in_table=False, searched=True)
    ] = None
    phone: Annotated[str | None, Phone("联系电话", in_table=False, also=("电话",))] = None
    origin: Annotated[str | None, Text("来源", max_length=60, in_table=False)] = None
    remark: Annotated[
        str | None, Text("备注", max_length=500, lines=2, in_table=False, wide=True)
    ] = None


@dataclass(kw_only=True, eq=False)
class Progress(Record):
    LABEL = "进展"
    PLURAL = "progress"
    TITLE = ("reported_on", "text")
    ORDER = ("reported_on", "id")

    duty_id: Annotated[int, Ref("责任事项", to="duty", searched=True)]
    reported_on: Annotated[date, Day("日期", happened=True)]
    text: Annotated[str, Text("进展情况", max_length=2_000, lines=4, searched=True, wide=True)]
    reporter: Annotated[str | None, Text("报送", max_length=40, hint="单位或人")] = None
    evidence: Annotated[
        str | None, Text("佐证", max_length=200, hint="材料名称或存放处", wide=True)
    ] = None
