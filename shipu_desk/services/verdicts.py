"""What would become of each award on paper, before anything is printed: one word, its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.design import templates
from shipu_desk.domain.awards import Award, AwardState, Form
from shipu_desk.services import fonts, printing, register
from shipu_desk.services.desk import Desk

GOOD, TURNED, OTHER_FONT = "可以印", "名长，两行", "生僻字换字体"
REVOKED, NO_BASIS, LACKING = "已摘牌", "缺依据", "内容不全"
TOO_LONG, NO_GLYPH, FAILED = "太长，印不下", "有字印不出", "不能印"
NOTED = "请看说明"
# the sentences of the page, by what they say
_FAULTS = (
    ("缺少授牌依据", NO_BASIS),
    ("缺少", LACKING),
    ("不能打印的字", NO_GLYPH),
    ("排不进", TOO_LONG),
)
_NOTES = (("改用", OTHER_FONT), ("排成", TURNED))


@dataclass(frozen=True)
class Verdict:
    """`prints` says whether this award would be made; `reasons` are whole sentences."""

    word: str
    reasons: tuple[str, ...] = ()
    prints: bool = True


class Judge:
    """Sets the page of each award with a template and looks at it; nothing is drawn or written.

    Raises Refused, TemplateRefused where the template cannot be used at all.
    """

    def __init__(self, desk: Desk, form: Form, template: str | Path | None = None) -> None:
        self._desk = desk
        chosen = printing.template_of(desk, form, template)
        self._template = templates.chosen(chosen, printing.KINDS[form])
        self._fonts = fonts.fonts(desk)
        self._template.ground(self._fonts)
        self._key = desk.store.keepsake(printing.KEY)

    def of(self, ids: Sequence[int]) -> dict[int, Verdict]:
        """A verdict for each award that is still there."""
        rows = register.page(self._desk, Award, ids)
        return {row.id: self._one(row.record) for row in rows}

    def _one(self, award: Award) -> Verdict:
        if award.state is AwardState.REVOKED:
            return Verdict(REVOKED, (f"已于{award.revoked_on}摘牌，不打印",), prints=False)
        page = self._template.page(printing.facts_of(award, self._key), self._fonts)
        if page.problems:
            return Verdict(_word(page.problems, _FAULTS, FAILED), page.problems, prints=False)
        return Verdict(_word(page.notes, _NOTES, NOTED) if page.notes else GOOD, page.notes)


def _word(said: Sequence[str], known: Sequence[tuple[str, str]], otherwise: str) -> str:
    """The first word of the table that one of the sentences asks for."""
    return next((word for part, word in known if any(part in one for one in said)), otherwise)
