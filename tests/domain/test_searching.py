"""What search reads: half width, lower case, pinyin and initials."""

import raws

from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.pinyin import readings
from shipu_desk.domain.searching import derive


def derived(**other):
    made = raws.read(Merchant, raws.merchant(1, **other))
    derive(made)
    return made


def test_pinyin_and_initials_of_a_name():
    assert readings("石浦") == ("shipu", "sp")
    assert readings("A1石浦，𠮷")[0].startswith("a1shipu")


def test_the_searched_fields_and_no_others_are_found():
    made = derived(name="石浦Ａ１面馆", operator="示例 丁", remark="不找")
    assert made.search_text.split("\n")[0] == "石浦a1面馆"
    assert "示例丁" in made.search_text
    assert "不找" not in made.search_text
    assert "shipua1mianguan" in made.pinyin
    assert "spa1mg" in made.initials


def test_a_reference_leaves_no_number_behind():
    assert (
        "7"
        not in derived(
            industry_id=7,
            credit_code=None,
            no_code_reason="摊",
            premises=None,
            name="面馆",
            phone=None,
        ).search_text
    )
