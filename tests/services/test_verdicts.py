"""Verdicts before printing: the word says what the printing will do, and nothing is written."""

import pytest
from facts import everything
from pool import merchant

from shipu_desk.domain.awards import Form
from shipu_desk.errors import Refused
from shipu_desk.services import awards, granting, printing, verdicts
from shipu_desk.services.printing import Choice
from shipu_desk.services.verdicts import GOOD, NO_GLYPH, OTHER_FONT, REVOKED, TOO_LONG, TURNED

BASIS = "示例文号〔2023〕1号"


def grant(desk, number, name=None, **more):
    named = {"name": name} if name else {}
    row = merchant(desk, number, stage="培育", **named)
    raw = {"merchant": row.id, "on": "2023-05-10", "basis": BASIS, **more}
    return granting.grant(desk, raw).rows[0]


def verdict(desk, row, form=Form.PLAQUE):
    return verdicts.Judge(desk, form).of([row.id])[row.id]


@pytest.mark.parametrize(
    ("name", "form", "word"),
    [
        ("示例海鲜楼", Form.PLAQUE, GOOD),
        ("示" + "例" * 59, Form.PLAQUE, TURNED),
        ("示例並店", Form.CERTIFICATE, OTHER_FONT),
        ("示例😀店", Form.PLAQUE, NO_GLYPH),
        ("Wm" * 45, Form.PLAQUE, TOO_LONG),
    ],
)
def test_the_word_says_what_printing_does(desk, name, form, word):
    row = grant(desk, 1, name)
    found = verdict(desk, row, form)
    assert found.word == word
    _, outcome = printing.preview(desk, form, Choice())
    assert found.prints is bool(outcome.made)
    said = [one.reason for one in outcome.failed] or [one.note for one in outcome.notes]
    assert "；".join(found.reasons) == "；".join(said)


def test_a_revoked_award_never_prints(desk):
    row = grant(desk, 1)
    awards.revoke(desk, row.record.number, "2023-05-15", "示例")
    found = verdict(desk, row)
    assert (found.word, found.prints) == (REVOKED, False)
    assert found.reasons == ("已于2023-05-15摘牌，不打印",)


def test_judging_writes_nothing_and_leaves_out_what_is_gone(desk):
    row = grant(desk, 1)
    before = everything(desk.store)
    judge = verdicts.Judge(desk, Form.CERTIFICATE)
    assert set(judge.of([row.id, 999])) == {row.id}
    assert everything(desk.store) == before


def test_an_unknown_template_is_refused(desk):
    with pytest.raises(Refused, match="没有“圆形”这个证书版式"):
        verdicts.Judge(desk, Form.CERTIFICATE, "圆形")
