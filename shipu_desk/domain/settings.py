"""What the office sets: its names, numbers, fonts and folders; one row with a history."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from shipu_desk.domain.awards import AWARD_TITLE
from shipu_desk.domain.fields import Text, Whole
from shipu_desk.domain.records import Problem, Record
from shipu_desk.domain.texts import narrow

YEAR, SERIAL = "{年份}", "{序号}"


def pattern_names_year_and_serial(settings: Settings) -> Iterable[Problem]:
    rest = settings.number_pattern.replace(YEAR, "").replace(SERIAL, "")
    if YEAR not in settings.number_pattern or settings.number_pattern.count(SERIAL) != 1:
        yield Problem("number_pattern", f"编号样式应含{YEAR}，并含一个{SERIAL}")
    elif set(rest) & set('{}|\\/:*?"<>'):
        yield Problem("number_pattern", '编号样式里不能有 { } | \\ / : * ? " < >')


@dataclass(kw_only=True, eq=False)
class Settings(Record):
    LABEL = "设置"
    PLURAL = "settings"
    TITLE = ("office",)
    ACTS_ONLY = "设置只有一份，请用“设置”修改"
    CHECKS = (pattern_names_year_and_serial,)

    office: Annotated[
        str, Text("办公室全称", max_length=60, hint="原文有几种写法，请核对", wide=True)
    ] = "打造石浦放心消费示范镇工作领导小组办公室"
    office_short: Annotated[str, Text("办公室简称", max_length=20)] = "协调推进办公室"
    group: Annotated[str, Text("领导小组全称", max_length=60, wide=True)] = (
        "打造石浦放心消费示范镇工作领导小组"
    )
    seat: Annotated[str, Text("办公室所在单位", max_length=30)] = "县市场监管局"
    roster_title: Annotated[str, Text("附件1标题", max_length=60, wide=True)] = (
        "打造石浦放心消费示范镇领导小组名单"
    )
    duties_title: Annotated[str, Text("附件2标题", max_length=60, wide=True)] = (
        "打造石浦放心消费示范镇工作责任清单"
    )
    awarding_body: Annotated[
        str, Text("授牌单位", max_length=60, wide=True, hint="授牌须有批准依据，见授牌页的提示")
    ] = "打造石浦放心消费示范镇工作领导小组"
    award_title: Annotated[str, Text("默认称号", max_length=20)] = AWARD_TITLE
    number_pattern: Annotated[
        str, Text("编号样式", max_length=40, hint=f"{YEAR}和{SERIAL}会换成数字")
    ] = f"SPFX-{YEAR}-{SERIAL}"
    number_digits: Annotated[int, Whole("序号位数", minimum=1, maximum=8)] = 4
    masthead: Annotated[str, Text("简报名称", max_length=12)] = "信息简报"
    kicker: Annotated[str | None, Text("简报眉题", max_length=24)] = "打造石浦镇放心消费示范镇"
    editor: Annotated[str, Text("简报编印单位", max_length=40, wide=True)] = (
        "放心消费示范镇工作领导小组办公室"
    )
    report: Annotated[str | None, Text("简报默认“报”", max_length=500, wide=True)] = None
    send: Annotated[str | None, Text("简报默认“送”", max_length=500, wide=True)] = None
    dispatch: Annotated[str | None, Text("简报默认“发”", max_length=500, wide=True)] = None
    near_days: Annotated[int, Whole("临期天数", maximum=365, hint="到期前几天起算临期")] = 7
    font_biaosong: Annotated[
        str | None, Text("小标宋字体文件", max_length=400, hint="空着用自带字体", wide=True)
    ] = None
    font_fang: Annotated[str | None, Text("仿宋字体文件", max_length=400, wide=True)] = None
    font_kai: Annotated[str | None, Text("楷体字体文件", max_length=400, wide=True)] = None
    font_hei: Annotated[str | None, Text("黑体字体文件", max_length=400, wide=True)] = None
    font_song: Annotated[str | None, Text("宋体字体文件", max_length=400, wide=True)] = None
    backup_folder: Annotated[
        str | None, Text("备份文件夹", max_length=400, hint="空着则放在数据旁边的“备份”", wide=True)
    ] = None
    backups_kept: Annotated[int, Whole("保留备份份数", minimum=3, maximum=999)] = 30

    def award_number(self, year: int, serial: int) -> str:
        """The number of the year's award with this serial, by the office's pattern."""
        counted = f"{serial:0{self.number_digits}d}"
        return self.number_pattern.replace(YEAR, str(year)).replace(SERIAL, counted)

    def place_of(self, number: str) -> tuple[int, int] | None:
        """Year and serial of a number that looks like one of the pattern.

        However many digits, in whatever width and case: on a certificate they look the same.
        """
        pattern = re.escape(narrow(self.number_pattern))
        pattern = pattern.replace(re.escape(YEAR), r"(?P<year>\d{4})", 1)
        pattern = pattern.replace(re.escape(YEAR), r"(?P=year)")
        pattern = pattern.replace(re.escape(SERIAL), r"(?P<serial>\d+)")
        found = re.fullmatch(pattern, narrow(number), re.ASCII | re.IGNORECASE)
        return (int(found["year"]), int(found["serial"])) if found else None
