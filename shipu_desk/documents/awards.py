"""What a plaque or a certificate may say: the facts of one award and the fields they fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shipu_desk.documents.typography.characters import composed

_FIGURES = str.maketrans("0123456789", "〇一二三四五六七八九")

FIELDS = {
    "number": "编号",
    "number_marked": "编号",
    "title": "称号",
    "name": "单位名称",
    "body": "授牌单位",
    "basis": "授牌依据",
    "date": "授牌日期",
    "day": "授牌日期",
    "date_han": "授牌日期",
    "day_han": "授牌日期",
    "year": "年度",
    "check": "校验码",
    "qr": "二维码内容",
    "mark": "补发标记",
}
"""Every field a template may name in braces, with the word a clerk knows it by."""


@dataclass(frozen=True)
class AwardFacts:
    """One award, finished: what stands here is printed. `mark` is 补发 on a reissue, else empty."""

    number: str
    title: str
    name: str
    body: str
    basis: str
    granted_on: date
    year: str
    check: str
    qr: str
    mark: str = ""


def values(facts: AwardFacts) -> dict[str, str]:
    """The text of every field in FIELDS, in composed form as it is signed."""
    day = facts.granted_on
    number, mark = composed(facts.number), composed(facts.mark)
    month = f"{_figures(day.year)}年{_small(day.month)}月"
    return {
        "number": number,
        "number_marked": f"{number}（{mark}）" if mark else number,
        "title": composed(facts.title),
        "name": composed(facts.name),
        "body": composed(facts.body),
        "basis": composed(facts.basis),
        "date": f"{day.year}年{day.month}月",
        "day": f"{day.year}年{day.month}月{day.day}日",
        "date_han": month,
        "day_han": f"{month}{_small(day.day)}日",
        "year": composed(facts.year),
        "check": facts.check,
        "qr": facts.qr,
        "mark": mark,
    }


def _figures(number: int) -> str:
    """2023 → 二〇二三."""
    return str(number).translate(_FIGURES)


def _small(number: int) -> str:
    """A month or a day in words: 7 → 七, 10 → 十, 31 → 三十一."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_figures(tens)}十"
    return ten + (_figures(ones) if ones or not tens else "")
