"""Letter-spacing by rule, titles on one measure, and names that fit or are refused."""

import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.drawing.turns import CLOSING, OPENING
from shipu_desk.documents.drawing.typeset import airy, fit, justified, turns, width
from shipu_desk.documents.typography.fonts import bundled

LARGE, ONE, TWO, MEASURE = 26, 19, 15, 470
LONG = "象山县石浦镇示例渔港路海鲜大排档管理有限责任公司第一分公司"


def fitted(name):
    return fit(bundled(), name, "song", MEASURE, LARGE, TWO, floor_one=ONE)


def test_short_lines_get_air_and_long_ones_hardly_any():
    spaces = [airy(n) for n in range(2, 40)]
    assert spaces == sorted(spaces, reverse=True)
    assert (airy(1), airy(2), airy(3), airy(40)) == (0, 0.75, 0.42, 0.03)


def test_a_short_name_is_set_large_with_air():
    found = fitted("示例")
    assert (found.lines, found.size, found.tracking) == (("示例",), 26, 0.75 * 26)


def test_a_longer_name_loses_its_air_before_it_shrinks():
    assert fitted("示" * 17).tracking == pytest.approx(0.03 * 26)
    assert fitted("示" * 18).tracking == 0
    shrunk = fitted("示" * 20)
    assert (shrunk.lines, shrunk.size) == (("示" * 20,), 23.5)


def test_a_long_name_goes_on_two_lines():
    assert "".join(fitted(LONG).lines) == LONG
    assert len(fitted(LONG).lines) == 2
    assert TWO <= fitted(LONG).size <= ONE


def test_a_name_beyond_two_lines_is_refused_with_the_reason():
    refused = fitted("示" * 81)
    assert refused.lines == ()
    assert "共81字" in refused.problem
    assert "15 mm" in refused.problem


def test_a_name_with_characters_that_no_font_has_is_refused():
    assert fitted("示例\u202e😀店").problem == "缺字：不可见字符 U+202E、😀（U+1F600）"


@given(st.text("示例店镇路公司有限A1（），·", min_size=1, max_size=60))
def test_what_fits_is_whole_and_within_the_measure(name):
    found = fitted(name)
    assume(found.lines)
    assert "".join(found.lines) == name
    assert TWO <= found.size <= LARGE
    for line in found.lines:
        assert width(bundled(), line, "song", found.size, found.tracking) <= MEASURE + 1e-6


@given(st.text("示例店镇路公司有限责任ABC123 （）《》，。·“”", min_size=2, max_size=40))
def test_a_turn_never_breaks_a_word_or_leaves_a_mark_at_the_wrong_end(name):
    for first, second in turns(name):
        assert first + second == name
        assert second[0] not in CLOSING and not second[0].isspace()
        assert first[-1] not in OPENING
        assert not (
            first[-1].isascii()
            and first[-1].isalnum()
            and second[0].isascii()
            and second[0].isalnum()
        )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("石浦放心消费示范镇", "示例海鲜楼"),
        ("象山县石浦镇示例渔港路海鲜大排档", "管理有限责任公司第一分公司"),
        ("示例（宁波）文化旅游", "发展有限公司石浦分公司"),
        ("石浦渔港古城中街", "示例百货商行"),
        ("象山县石浦镇", "金山路示例海鲜酒楼"),
    ],
)
def test_a_name_turns_by_its_sense(first, second):
    assert turns(first + second)[0] == (first, second)


def test_nothing_is_set_for_an_empty_name():
    assert (fitted("").lines, fitted("").problem) == ((), "")
    sheet = Sheet(io.BytesIO(), 600, 400, bundled())
    assert justified(sheet, "", 300, 184, 474, 40, "title", "red") == (300, 300)


@pytest.mark.parametrize("title", ["放心消费示范店", "放心消费示范街", "放心消费示范集群", "A&B"])
def test_titles_fill_one_measure_with_their_ink(title):
    sheet = Sheet(io.BytesIO(), 600, 400, bundled())
    mark = justified(sheet, title, 300, 184, 474, 40, "title", "red")
    assert (mark.left, mark.right) == pytest.approx((63, 537))


def test_letters_of_a_word_are_not_parted_like_chinese_characters():
    """A&B or Café in a name: the air between Chinese characters would tear the word apart."""
    latin, chinese = (fit(bundled(), name, "song", 470, 26, 15) for name in ("A&B咖啡", "示例小馆"))
    assert latin.tracking <= 0.03 * latin.size < chinese.tracking
