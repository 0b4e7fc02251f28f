"""Raw input of every kind becomes a value or one Chinese clause, never a crash."""

from datetime import date, datetime
from enum import StrEnum

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shipu_desk.domain.fields import (
    Choice,
    Code,
    Day,
    FieldError,
    Keep,
    Phone,
    Ref,
    Refs,
    SeveralNamed,
    Text,
    Whole,
    YesNo,
)


class Grade(StrEnum):
    GOOD = "好"
    FAIR = "较好"


FIELDS = [
    Text("文字"), Text("段落", lines=3), Text("姓名", unspaced=True), Whole("数"), Day("日"),
    YesNo("是否"), Choice("档", options=Grade), Ref("单位", to="unit"), Refs("单位", to="unit"),
    Code("代码"), Phone("电话"),
]  # fmt: skip
ANYTHING = st.one_of(
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from("0123456789-/.年月日是否* 　\u200b\ud800\U00020bb7"), max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.dates(),
    st.binary(max_size=4),
    st.lists(st.one_of(st.text(max_size=3), st.integers(), st.none()), max_size=3),
)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
@given(raw=ANYTHING)
@example(raw="\ud800")
@example(raw=float("nan"))
@example(raw=float("inf"))
@example(raw=1e300)
@example(raw=10**5_000)
@example(raw=-(10**5_000))
@example(raw=[10**5_000])
@example(raw=2**63)
@example(raw="𠮷" * 200)
@example(raw=datetime(1, 1, 1))
@example(raw={"a": 1})
def test_anything_at_all_is_read_or_refused_in_words(field, raw):
    value, refused = None, ""
    try:
        value = field.read(raw)
    except FieldError as error:
        refused = str(error)
    except Keep:
        refused = str(raw)
        assert "*" in refused
    assert not refused or value is None
    assert refused.isprintable() or "*" in refused
    again = value if isinstance(field, Ref | Refs) else field.text(value)
    assert refused or field.read(again) == value


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("blank", [None, "", "   ", "\u3000", "\n"])
def test_a_blank_is_no_value(field, blank):
    assert field.read(blank) in (None, ())


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  甲 乙　", "甲 乙"),
        ("A&B<b>店</b>&lt;", "A&B<b>店</b>&lt;"),
        ("e\u0301", "é"),
        ("甲\u200b乙\ufeff", "甲乙"),
        ("一行\r\n二行", "一行 二行"),
        ("一\u2028二", "一 二"),
        ("𠮷野家", "𠮷野家"),
        (330225.0, "330225"),
        (True, "是"),
        (datetime(2023, 5, 18), "2023-05-18"),
        (datetime(2023, 5, 18, 9, 5), "2023-05-18 09:05"),
        (date(2023, 5, 18), "2023-05-18"),
    ],
)
def test_text_is_kept_as_typed_but_for_what_cannot_be_seen(typed, kept):
    assert Text("名称").read(typed) == kept


@pytest.mark.parametrize("bad", ["\x07", "\u202e", "\u2066", "\ud83d", "\ue000", "\uffff", "\x85"])
def test_a_control_character_is_refused_by_its_code_point(bad):
    with pytest.raises(FieldError, match=rf"U\+{ord(bad):04X}"):
        Text("名称").read(f"甲{bad}乙")


def test_a_self_made_character_is_not_called_unseen():
    with pytest.raises(FieldError, match="自造字（U\\+E000），别的电脑认不得"):
        Text("名称").read("甲\ue000乙")


@pytest.mark.parametrize("endless", [float("inf"), float("-inf"), float("nan"), 1e200, 10**200])
def test_a_number_beyond_all_numbers_is_no_text(endless):
    with pytest.raises(FieldError, match="应填文字或数字"):
        Text("名称").read(endless)


def test_a_truth_is_not_told_in_english():
    with pytest.raises(FieldError, match="“所填内容”没有登记"):
        Ref("单位", to="unit").read(True)


def test_lines_stay_where_there_may_be_several():
    assert Text("正文", lines=5).read("一\r\n二\r三\n\n") == "一\n二\n三"


@pytest.mark.parametrize("typed", ["郑 颖", "郑　颖", "郑\u00a0 颖", " 郑颖 "])
def test_a_name_is_stored_without_padding(typed):
    assert Text("姓名", unspaced=True).read(typed) == "郑颖"


def test_a_name_in_letters_keeps_its_blank():
    assert Text("姓名", unspaced=True).read("Anna  Li") == "Anna  Li"


def test_what_is_too_long_is_told_with_both_lengths():
    with pytest.raises(FieldError, match="不能超过5个字，现在是6个"):
        Text("称号", max_length=5).read("𠮷" * 6)


# ------------------------------------------------------------------ numbers, days, yes and no


@pytest.mark.parametrize(
    ("typed", "kept"), [("１２", 12), (" 7 ", 7), (7.0, 7), ("+3", 3), ("07", 7)]
)
def test_a_whole_number(typed, kept):
    assert Whole("数").read(typed) == kept


@pytest.mark.parametrize(
    "typed", ["1.5", 1.5, "七", "1e3", "٣", "--1", True, "9" * 40, "-1", 10**7]
)
def test_no_whole_number_or_out_of_range(typed):
    with pytest.raises(FieldError, match=r"应填整数|应在0至1000000之间"):
        Whole("数").read(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "2023-03-06", "2023/3/6", "2023.3.6", "2023。3。6", "2023年3月6日", "2023年 3 月 6 日",
        "２０２３－３－６", "20230306", 20230306, 20230306.0, "2023-03-06 00:00:00",
        datetime(2023, 3, 6, 8), date(2023, 3, 6),
    ],
)  # fmt: skip
def test_a_day_as_the_office_writes_it(typed):
    assert Day("日").read(typed) == date(2023, 3, 6)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2023-02-29", "没有2023年2月29日这一天"),
        ("2023-13-01", "没有2023年13月1日这一天"),
        ("1899-12-31", "年份应在1900至2100之间"),
        (datetime(2101, 1, 1), "年份应在1900至2100之间"),
        ("3月6日", "应写成 2023-03-06"),
        ("每月", "应写成 2023-03-06"),
        (45000, "应写成 2023-03-06"),
        ("0000-00-00", "没有0年0月0日这一天"),
        ("2023-02-03T25:61", "应写成 2023-03-06"),
    ],
)
def test_a_day_that_is_none(typed, said):
    with pytest.raises(FieldError, match=said):
        Day("日").read(typed)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_what_it_writes(day):
    field = Day("日")
    assert field.read(field.text(day)) == day
    assert field.read(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("是", True), ("√", True), ("1", True), (1.0, True), ("Ｙ", True), (True, True),
     ("否", False), ("×", False), (0, False), ("无", False), (False, False)],
)  # fmt: skip
def test_yes_and_no(typed, kept):
    assert YesNo("是否").read(typed) is kept


def test_a_choice_names_the_options_when_it_is_none_of_them():
    assert Choice("档", options=Grade).read(" 较 好 ") is Grade.FAIR
    with pytest.raises(FieldError, match="应为：好、较好"):
        Choice("档", options=Grade).read("差")


# ------------------------------------------------------------------ codes, phones, references


def test_a_code_that_a_sheet_turned_into_a_number_is_refused():
    with pytest.raises(FieldError, match=r"变成了数字.*设为文本"):
        Code("代码").read(9.1330200711192e17)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        (13800000000.0, "13800000000"),
        ("+8613800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("0574-65000000", "0574-65000000"),
        ("（0574）65000000", "057465000000"),
        ("0574-65000000转8001", "0574-65000000-8001"),
        ("12315", "12315"),
        ("400-000-0000", "400-000-0000"),
    ],
)
def test_a_phone_number(typed, kept):
    assert Phone("电话").read(typed) == kept


@pytest.mark.parametrize("typed", ["1380000000", "138000000001", "电话", "abc", "12", float("nan")])
def test_no_phone_number(typed):
    with pytest.raises(FieldError, match="应"):
        Phone("电话").read(typed)


@given(st.from_regex(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|12315", fullmatch=True))
def test_a_shown_number_hides_four_digits_and_is_never_taken_for_a_value(number):
    field = Phone("电话")
    kept = field.read(number)
    shown = field.shown(kept)
    assert shown.count("*") == 4
    assert len(shown) == len(kept)
    with pytest.raises(Keep):
        field.read(shown)


def test_a_reference_is_an_id_by_now():
    assert Ref("单位", to="unit").read(3) == 3
    assert Refs("单位", to="unit").read([3, 1, 3]) == (3, 1)
    with pytest.raises(FieldError, match="“示例局”没有登记"):
        Ref("单位", to="unit").read("示例局")
    with pytest.raises(FieldError, match="“示例局”不止一条，请从列表里选"):
        Ref("单位", to="unit").read(SeveralNamed("示例局"))


@pytest.mark.parametrize("raw", [0, -1, 2**63, True, 1.0])
def test_what_cannot_be_an_id_is_refused(raw):
    with pytest.raises(FieldError, match="没有登记"):
        Ref("单位", to="unit").read(raw)
