"""The leading group (领导小组): members in order of precedence, and posts in its office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Protocol

from shipu_desk.domain.fields import Choice, Day, Ref, Text, Whole, YesNo
from shipu_desk.domain.records import Problem, Record


class Role(StrEnum):
    """In order of precedence (象政办发〔2023〕8号, 四（一）)."""

    HEAD = "组长"
    DEPUTY = "副组长"
    MEMBER = "成员"


class PostTitle(StrEnum):
    """Posts in the office (附件1, last paragraph)."""

    DIRECTOR = "主任"
    EXECUTIVE = "常务副主任"
    DEPUTY = "副主任"


class _Term(Protocol):
    since: date | None
    until: date | None


def ends_after_it_begins(row: _Term) -> Iterable[Problem]:
    if row.since and row.until and row.until < row.since:
        yield Problem("until", "任期止不能早于任期起")


def in_office(row: _Term, today: date) -> bool:
    """Whether a member or a post is within its term; an open end lasts."""
    since, until = row.since, row.until
    return (since is None or since <= today) and (until is None or today <= until)


@dataclass(kw_only=True, eq=False)
class Member(Record):
    LABEL = "成员"
    PLURAL = "members"
    NATURAL_KEY = ("name", "unit_id")
    ORDER = ("role", "order", "id")
    CHECKS = (ends_after_it_begins,)

    order: Annotated[int | None, Whole("次序", also=("序号",), maximum=99_999)] = None
    name: Annotated[str, Text("姓名", max_length=30, searched=True, unspaced=True)]
    role: Annotated[Role, Choice("职务", options=Role, filterable=True, also=("小组职务",))] = (
        Role.MEMBER
    )
    unit_id: Annotated[
        int | None, Ref("单位", to="unit", searched=True, also=("所在单位", "部门"))
    ] = None
    coordinates: Annotated[
        bool, YesNo("分管协调", hint="四（一）：负责协调创建事务的分管领导", in_table=False)
    ] = False
    since: Annotated[date | None, Day("任期起")] = None
    until: Annotated[date | None, Day("任期止", in_table=False)] = None
    basis: Annotated[str | None, Text("依据", max_length=60, also=("任职文号", "文号"))] = None
    remark: Annotated[str | None, Text("备注", max_length=500, lines=3, in_table=False)] = None


@dataclass(kw_only=True, eq=False)
class Post(Record):
    LABEL = "办公室职务"
    PLURAL = "posts"
    TITLE = ("member_id", "title")
    NATURAL_KEY = ("member_id", "title")
    ORDER = ("title", "order", "id")
    CHECKS = (ends_after_it_begins,)

    order: Annotated[int | None, Whole("次序", also=("序号",), maximum=99_999)] = None
    member_id: Annotated[int, Ref("成员", to="member", also=("姓名",), searched=True)]
    title: Annotated[PostTitle, Choice("职务", options=PostTitle, filterable=True)]
    since: Annotated[date | None, Day("任期起")] = None
    until: Annotated[date | None, Day("任期止", in_table=False)] = None
    basis: Annotated[str | None, Text("依据", max_length=60)] = None
