"""Awards (授牌): rounds, awards, what happened to them, and what was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from shipu_desk.domain.fields import Choice, Day, Ref, Text, Whole
from shipu_desk.domain.printing import Overprint, Printed, Sides
from shipu_desk.domain.records import Record

AWARD_TITLE = "放心消费示范店"  # 二（一）1


class AwardState(StrEnum):
    GRANTED = "有效"
    REVOKED = "已摘牌"


class AwardAct(StrEnum):
    GRANT = "授牌"
    REISSUE = "补发"
    REVOKE = "摘牌"


class Form(StrEnum):
    PLAQUE = "牌匾"
    CERTIFICATE = "证书"


# 中央、省级机关和市县级党委、政府经批准可以开展创建示范活动；市县级其他部门及乡镇（街道）不得开展
# (《创建示范活动管理办法（试行）》, 2022)
_TOWN = r"(?:镇|乡|街道)(?:人民政府|政府|党委|委员会|办事处)?"
_MAY_NOT = re.compile(
    rf".*(?:{_TOWN}|局|委员会|中心|所|队|办|办公室|协会|商会|集团|公司|村|社区|部|院)"
)
_MAY = re.compile(r".*(?:人民政府|[省市县区]政府|[省市县区]委|领导小组)|中共.+[省市县区]委员会")
# a body of the province's or above, unless a city or county is named after it: 浙江省象山县某局
_ABOVE = re.compile(r"(?:浙江省|省|国家|国务院|中央|中共中央)(?!.*(?:(?<!城)市(?!场)|县))")
# 未经批准不得使用的字样 (the same)
_GRAND = ("国家", "中国", "中华", "全国", "亚洲", "全球", "世界")
_REGULATION = "《创建示范活动管理办法（试行）》"


def doubt_about_body(body: str) -> str | None:
    """A warning where the awarding body may not hold such an activity; None if none is due.

    Of several bodies (joined by 、) the first one in doubt is told.
    """
    told = (_doubt(name) for name in re.split("[、，,]", body) if name.strip())
    return next((said for said in told if said), None)


def _doubt(body: str) -> str | None:
    name = re.sub(r"[（(][^（）()]*[）)]$", "", body.strip())  # （代章）
    town = re.fullmatch(rf".*{_TOWN}", name)
    if not town and (_MAY.fullmatch(name) or _ABOVE.match(name)):
        return None
    if _MAY_NOT.fullmatch(name):
        return (
            f"授牌单位“{name}”可能不得开展创建示范活动：市县级其他部门及乡镇（街道）不得以命名、授牌"
            f"方式开展（{_REGULATION}），请核对批准文件"
        )
    return f"授牌单位“{name}”是否可以开展创建示范活动，请核对批准文件"


def doubt_about_title(title: str) -> str | None:
    """A warning where a title claims more than it may without approval; None if none is due."""
    claimed = [word for word in _GRAND if word in title]
    if not claimed:
        return None
    return f"称号含“{claimed[0]}”，未经批准不得使用（{_REGULATION}），请核对批准文件"


@dataclass(kw_only=True, eq=False)
class Round(Record):
    LABEL = "评选批次"
    PLURAL = "rounds"
    NATURAL_KEY = ("name",)
    INSTEAD = "已经授牌的批次要留着：编号和依据都出自它。"

    name: Annotated[
        str, Text("批次名称", max_length=60, searched=True, also=("名称", "批次"), wide=True)
    ]
    title: Annotated[str, Text("称号", max_length=20, also=("荣誉称号",), wide=True)] = AWARD_TITLE
    decided_on: Annotated[date | None, Day("决定日期")] = None
    basis: Annotated[
        str | None,
        Text(
            "授牌依据",
            max_length=100,
            also=("依据文号", "依据"),
            hint="决定或批准文件的文号",
            wide=True,
        ),
    ] = None
    body: Annotated[
        str | None, Text("授牌单位", max_length=60, hint="空着时用设置里的授牌单位", wide=True)
    ] = None
    remark: Annotated[str | None, Text("备注", max_length=500, lines=3, in_table=False)] = None


@dataclass(kw_only=True, eq=False)
class Award(Record):
    """One demonstration award; what it says is what was granted, whatever the merchant becomes."""

    LABEL = "授牌"
    PLURAL = "awards"
    TITLE = ("number", "name")
    NATURAL_KEY = ("number",)
    UNIQUE = ("number",)
    ACTS_ONLY = "授牌用“授牌”办理，收回用“摘牌”"

    number: Annotated[str, Text("编号", max_length=40, searched=True, also=("授牌编号",))]
    name: Annotated[str, Text("单位名称", max_length=100, searched=True, wide=True)]
    state: Annotated[AwardState, Choice("状态", options=AwardState, filterable=True)] = (
        AwardState.GRANTED
    )
    title: Annotated[str, Text("称号", max_length=20)]
    round_id: Annotated[int | None, Ref("评选批次", to="round", filterable=True)] = None
    merchant_id: Annotated[int, Ref("创建单位", to="merchant", in_table=False)]
    granted_on: Annotated[date, Day("授牌日期", filterable=True)]
    body: Annotated[str, Text("授牌单位", max_length=60, in_table=False, wide=True)]
    basis: Annotated[str, Text("授牌依据", max_length=100, searched=True, wide=True)]
    serial: Annotated[int, Whole("流水号", in_table=False)]
    reissues: Annotated[int, Whole("补发次数", in_table=False)] = 0
    revoked_on: Annotated[date | None, Day("摘牌日期", in_table=False)] = None
    revoke_reason: Annotated[
        str | None, Text("摘牌原因", max_length=200, in_table=False, wide=True)
    ] = None


@dataclass(kw_only=True, eq=False)
class AwardEvent(Record):
    LABEL = "授牌记事"
    PLURAL = "award_events"
    TITLE = ("award_id", "act", "happened_on")
    ORDER = ("happened_on", "id")
    ACTS_ONLY = "授牌记事由授牌、补发、摘牌产生"

    award_id: Annotated[int, Ref("授牌", to="award", searched=True)]
    act: Annotated[AwardAct, Choice("事项", options=AwardAct, filterable=True)]
    happened_on: Annotated[date, Day("日期")]
    reason: Annotated[str | None, Text("原因", max_length=200)] = None
    basis: Annotated[str | None, Text("依据", max_length=100)] = None


@dataclass(kw_only=True, eq=False)
class Printing(Record):
    """One award printed once, or another document sent to a printer: who, what, when, where to.

    What a printer was told is blank where the award went into a file.
    """

    LABEL = "打印记录"
    PLURAL = "printings"
    TITLE = ("award_id", "what", "form", "moment")
    ACTS_ONLY = "打印记录由打印产生"

    @classmethod
    def titled(cls, texts: list[str]) -> str:
        """Most files are named by what they are, which is not said twice."""
        award, what, form, moment = texts
        return super().titled([award, what, "" if what.startswith(form) else form, moment])

    moment: Annotated[str, Text("时间", max_length=30, moment=True, filterable=True)]
    form: Annotated[Printed, Choice("种类", options=Printed, filterable=True)]
    award_id: Annotated[int | None, Ref("授牌", to="award", searched=True)] = None
    what: Annotated[str | None, Text("文件名称", max_length=120, searched=True, wide=True)] = None
    printer: Annotated[
        str | None, Text("打印机", max_length=200, searched=True, filterable=True, wide=True)
    ] = None
    pages: Annotated[str | None, Text("页码", max_length=200)] = None
    copies: Annotated[int | None, Whole("份数", minimum=1)] = None
    sides: Annotated[Sides | None, Choice("单双面", options=Sides)] = None
    overprint: Annotated[Overprint | None, Choice("用纸", options=Overprint, filterable=True)] = (
        None
    )
    by: Annotated[str, Text("经办人", max_length=30, searched=True)]
    template: Annotated[str | None, Text("版式", max_length=60, in_table=False)] = None
    file: Annotated[str, Text("去处", max_length=400, also=("文件",), searched=True, wide=True)]
    mark: Annotated[str | None, Text("标记", max_length=20)] = None
