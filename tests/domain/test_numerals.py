"""Numbers as heads and lists count them."""

import pytest

from shipu_desk.domain.numerals import han

SAID = {
    1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一",
    110: "一百一十", 111: "一百一十一", 1000: "一千", 1001: "一千零一", 1010: "一千零一十",
    2023: "二千零二十三", 9999: "九千九百九十九",
}  # fmt: skip


@pytest.mark.parametrize("number", SAID)
def test_numbers_in_words(number):
    assert han(number) == SAID[number]


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_what_no_head_counts_is_refused(number):
    with pytest.raises(ValueError, match="no such number"):
        han(number)
