"""信息简报: issues and their articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from shipu_desk.domain.fields import Choice, Day, Ref, Text, Whole
from shipu_desk.domain.records import ClosedBy, Problem, Record, spec_of


class BulletinState(StrEnum):
    DRAFT = "草稿"
    ISSUED = "已印发"


def is_fixed_once_issued(stored: Bulletin, made: Bulletin) -> Iterable[Problem]:
    """What has been sent out stays as it was; it is a draft again before it is changed."""
    if stored.state is made.state is BulletinState.ISSUED:
        for key, field in spec_of(Bulletin).fields.items():
            if getattr(stored, key) != getattr(made, key):
                yield Problem(key, f"{field.label}不能改：本期已印发，先把状态改回草稿")


@dataclass(kw_only=True, eq=False)
class Bulletin(Record):
    LABEL = "信息简报"
    PLURAL = "bulletins"
    TITLE = ("year", "issue")
    TITLE_STYLE = "{}年第{}期"
    NATURAL_KEY = ("year", "issue")
    ORDER = ("year", "issue", "id")
    CHANGES = (is_fixed_once_issued,)
    INSTEAD = "先把这一期的稿件移出，再删除这一期。"

    year: Annotated[int, Whole("年度", minimum=1990, maximum=2100)]
    issue: Annotated[int, Whole("期号", minimum=1, maximum=9_999, also=("期数",))]
    day: Annotated[date, Day("印发日期", also=("日期",))]
    state: Annotated[BulletinState, Choice("状态", options=BulletinState, filterable=True)] = (
        BulletinState.DRAFT
    )
    editor: Annotated[str | None, Text("编印单位", max_length=60, wide=True)] = None
    report: Annotated[str | None, Text("报", max_length=500, in_table=False, wide=True)] = None
    send: Annotated[str | None, Text("送", max_length=500, in_table=False, wide=True)] = None
    dispatch: Annotated[str | None, Text("发", max_length=500, in_table=False, wide=True)] = None
    copies: Annotated[int | None, Whole("印数", maximum=99_999, hint="空着则不印“共印”")] = None


@dataclass(kw_only=True, eq=False)
class Article(Record):
    LABEL = "稿件"
    PLURAL = "articles"
    TITLE = ("title",)
    NATURAL_KEY = ("bulletin_id", "title")
    ORDER = ("bulletin_id", "order", "id")
    CLOSED_BY = ClosedBy(
        "bulletin_id", "state", BulletinState.ISSUED, "本期已印发，稿件没有变；先把状态改回草稿再改"
    )

    bulletin_id: Annotated[int, Ref("信息简报", to="bulletin")]
    order: Annotated[int | None, Whole("次序", maximum=9_999)] = None
    title: Annotated[str, Text("标题", max_length=120, searched=True, wide=True)]
    source: Annotated[str | None, Text("供稿", max_length=60, searched=True)] = None
    body: Annotated[
        str,
        Text(
            "正文",
            max_length=50_000,
            lines=16,
            searched=True,
            in_table=False,
            wide=True,
            hint="一、和（一）开头的段落排成标题",
        ),
    ]
