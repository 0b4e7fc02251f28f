"""What 授牌 asks for: its fields, the merchants it offers, and how it tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from shipu_desk.domain.awards import Award
from shipu_desk.domain.fields import Field, Refs
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.records import Spec, spec_of
from shipu_desk.services import register
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.entry import HITS, Choices

FROM_ROUND = ("title", "body", "basis")


def grant_spec() -> Spec:
    """The form of a grant: fields of an award that a clerk says, and the merchants."""
    fields = spec_of(Award).fields
    merchants = Refs("单位", to="merchant", hint="只列“培育”中的单位；输入名称或拼音，Enter 加入")
    shown: dict[str, Field] = {
        "round_id": fields["round_id"],
        "granted_on": fields["granted_on"],
        "merchants": merchants,
        "title": replace(fields["title"], wide=True),
        "basis": replace(fields["basis"], hint="批准或决定文件的文号，印在证书上"),
        "body": fields["body"],
    }
    return replace(
        spec_of(Award), fields=shown, defaults={}, required=frozenset(shown) - {"round_id"}
    )


class Cultivated(Choices):
    """Of the merchants only those in 培育 are offered."""

    def choices(self, name: str, words: str) -> list[tuple[int, str]]:
        if name != "merchant":
            return super().choices(name, words)
        query = Query(words=words, equal={"stage": Stage.CULTIVATED})
        ids = register.find(self._desk, Merchant, query)[:HITS]
        return _told_apart(register.page(self._desk, Merchant, ids))

    def title(self, name: str, id: int) -> str:
        if name != "merchant":
            return super().title(name, id)
        said = super().title(name, id)
        same = [other for other, title in super().choices(name, said) if title == said]
        rows = register.page(self._desk, Merchant, [id]) if len(same) > 1 else []
        return _with_marks(rows[0]) if rows else said


def _told_apart(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Merchants of one name bear what tells them apart: an award is not taken back by undo."""
    names = Counter(row.title for row in rows)
    return [(row.id, _with_marks(row) if names[row.title] > 1 else row.title) for row in rows]


def _with_marks(row: Row) -> str:
    said = [row.cells[key] for key in ("credit_code", "street_id", "premises")]
    return f"{row.title}（{'，'.join(one for one in said if one) or '无代码'}）"


def renamed(told: str, number: str, name: str) -> str:
    """A fault told by the merchant's number, told by its name; never by both."""
    fault = told.removeprefix(number)
    if fault == told:
        return told
    return fault if fault.startswith(name) else f"{name}：{fault}"


def span(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]}"
