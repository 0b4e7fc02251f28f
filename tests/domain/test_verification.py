"""A certificate's code says what it says, and only the office's key makes its check."""

import hashlib
import hmac
from base64 import b32encode
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipu_desk.domain.verification import (
    SAMPLE_KEY,
    CodeError,
    Statement,
    check_code,
    fault,
    genuine,
    parse,
    payload,
)

DAY = date(2023, 7, 31)
NUMBER = "2023-D-101-0001"
TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
KEYS = st.binary(min_size=1, max_size=64)


def test_the_payload_is_written_as_the_issue_fixes_it():
    signed = f"SPFX1|{NUMBER}|示例店|2023-07-31"
    digest = hmac.new(SAMPLE_KEY, signed.encode("utf-8"), hashlib.sha256).digest()
    expected = b32encode(digest).decode()[:10]
    assert payload(SAMPLE_KEY, NUMBER, "示例店", DAY) == f"{signed}|{expected}"
    assert check_code(SAMPLE_KEY, NUMBER, "示例店", DAY) == expected


def test_the_published_example_keeps_its_check_for_ever():
    assert payload(b"0123456789abcdef", "A-1", r"甲|乙\丙", DAY) == (
        r"SPFX1|A-1|甲\|乙\\丙|2023-07-31|ZA3ZKAJNTK"
    )


@given(KEYS, TEXT.filter(bool), TEXT, st.dates(min_value=date(1000, 1, 1)))
def test_what_is_built_is_read_back_and_believed(key, number, name, day):
    text = payload(key, number, name, day)
    said = parse(text)
    assert (said.number, said.name, said.granted_on) == (
        normalize("NFC", number),
        normalize("NFC", name),
        day,
    )
    assert genuine(said, key)
    assert fault(text, key) == ""


@given(TEXT.filter(bool), TEXT)
def test_two_different_names_never_share_a_signed_part(number, name):
    one = payload(SAMPLE_KEY, number, name, DAY).rpartition("|")[0]
    other = payload(SAMPLE_KEY, number + "|", name, DAY).rpartition("|")[0]
    assert one != other


def test_names_composed_differently_are_the_same_name():
    composed, apart = "Caf\u00e9", "Cafe\u0301"
    assert payload(SAMPLE_KEY, NUMBER, composed, DAY) == payload(SAMPLE_KEY, NUMBER, apart, DAY)


@pytest.mark.parametrize("change", ["name", "number", "day", "key"])
def test_any_change_is_noticed(change):
    values = {"number": NUMBER, "name": "示例店", "granted_on": DAY}
    said = Statement(**values, check=check_code(SAMPLE_KEY, **values))
    changed = {
        "name": Statement(NUMBER, "示例二店", DAY, said.check),
        "number": Statement(NUMBER + "1", "示例店", DAY, said.check),
        "day": Statement(NUMBER, "示例店", date(2023, 8, 1), said.check),
        "key": said,
    }[change]
    assert genuine(said, SAMPLE_KEY)
    assert not genuine(changed, b"another" if change == "key" else SAMPLE_KEY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://example.invalid", "不是石浦放心消费证书"),
        ("", "不是石浦放心消费证书"),
        ("SPFX2|a|b|2023-07-31|ABCDEFGHIJ", "更新的校验格式 SPFX2"),
        ("SPFX1|a|b|2023-07-31", "读到 4 段"),
        ("SPFX1||b|2023-07-31|ABCDEFGHIJ", "没有编号"),
        ("SPFX1|a|b|2023-02-30|ABCDEFGHIJ", "2023-02-30"),
        ("SPFX1|a|b|20230731|ABCDEFGHIJ", "20230731"),
        ("SPFX1|a|b|2023-07-31|abcdefghij", "读到“abcdefghij”"),
        ("SPFX1|a|b|2023-07-31|ABCDEFGH18", "大写字母或数字"),
        ("SPFX1|a|b\\c|2023-07-31|ABCDEFGHIJ", "反斜杠"),
        ("SPFX1|a|b|2023-07-31|ABCDEFGHI\\", "反斜杠"),
    ],
)
def test_what_is_not_ours_is_refused_with_its_reason(text, reason):
    with pytest.raises(CodeError, match=reason):
        parse(text)
    assert reason in fault(text, SAMPLE_KEY)


def test_a_forged_check_is_told_with_its_number():
    text = payload(SAMPLE_KEY, NUMBER, "示例店", DAY)
    forged = text[:-10] + ("AAAAAAAAAA" if not text.endswith("A" * 10) else "BBBBBBBBBB")
    assert NUMBER in fault(forged, SAMPLE_KEY)
    assert "校验码不符" in fault(forged, SAMPLE_KEY)


def test_a_key_of_nothing_is_refused():
    with pytest.raises(ValueError, match="empty"):
        check_code(b"", NUMBER, "示例店", DAY)
