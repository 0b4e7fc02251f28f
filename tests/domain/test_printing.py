"""Which pages, in which order; what a calibration makes of four measures."""

import pytest

from shipu_desk.domain.calibration import LINE, MARK, Calibration, measured
from shipu_desk.domain.printing import Sent, in_order, pages_of, ranges
from shipu_desk.domain.records import Rejected
from shipu_desk.errors import Refused


@pytest.mark.parametrize(
    ("said", "pages"),
    [
        ("", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("  ", (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        ("3", (3,)),
        ("1-3, 5", (1, 2, 3, 5)),
        ("１－３，５", (1, 2, 3, 5)),
        ("1 - 3、5；7", (1, 2, 3, 5, 7)),
        ("2至4", (2, 3, 4)),
        ("5 7", (5, 7)),
        ("9,1-2", (9, 1, 2)),
        ("1-3,2-4", (1, 2, 3, 4)),
        ("1,,2,", (1, 2)),
    ],
)
def test_pages_are_understood_as_clerks_type_them(said, pages):
    assert pages_of(said, 9) == pages


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("10", "没有第 10 页，共 9 页"),
        ("8-12", "没有第 12 页，共 9 页"),
        ("0", "没有第 0 页，共 9 页"),
        ("3-1", "“3-1”的起止反了，应写成 1-3"),
        ("一", "页码“一”看不懂，写成 1-3, 5 这样"),
        ("1-", "页码“1-”看不懂，写成 1-3, 5 这样"),
        ("-3", "页码“-3”看不懂，写成 1-3, 5 这样"),
        (",", "页码看不懂，写成 1-3, 5 这样"),
        ("1.5", "页码“1.5”看不懂，写成 1-3, 5 这样"),
        ("9999999", "页码“9999999”看不懂，写成 1-3, 5 这样"),
    ],
)
def test_pages_that_are_not_there_are_refused_with_a_sentence(said, told):
    with pytest.raises(Refused) as refused:
        pages_of(said, 9)
    assert str(refused.value) == told


def test_pages_are_told_as_they_would_be_typed():
    assert ranges((1, 2, 3, 5, 9, 8)) == "1-3, 5, 9, 8"
    assert Sent("示例", (1, 2), 2).told == "全部 2 页"
    assert Sent("示例", (2,), 2).told == "2"


@pytest.mark.parametrize(
    ("pages", "copies", "collated", "double", "faces"),
    [
        ((1, 2, 3), 1, True, True, [1, 2, 3]),
        ((1, 2), 2, True, False, [1, 2, 1, 2]),
        ((1, 2), 2, False, False, [1, 1, 2, 2]),
        ((1, 2, 3), 2, True, True, [1, 2, 3, None, 1, 2, 3, None]),
        ((1, 2, 3), 2, False, True, [1, 2, 1, 2, 3, None, 3, None]),
    ],
)
def test_no_copy_begins_on_the_back_of_the_one_before(pages, copies, collated, double, faces):
    assert in_order(pages, copies, collated=collated, double=double) == faces


def said(left="10", top="10", across="100", down="100"):
    return {"left": left, "top": top, "across": across, "down": down}


@pytest.mark.parametrize(
    ("scale", "shift"), [((1.0, 1.0), (0.0, 0.0)), ((1.012, 0.99), (1.3, -2.4))]
)
def test_what_the_printer_does_is_taken_back(scale, shift):
    """A printer that puts x at s·x + t puts what is drawn for x at x, anywhere on the sheet."""
    mark = [f"{s * MARK + t:.3f}" for s, t in zip(scale, shift, strict=True)]
    lines = [f"{s * LINE:.3f}" for s in scale]
    made = measured(said(*mark, *lines))
    for factor, move, s, t in zip(
        (made.wide, made.high), (made.right, made.down), scale, shift, strict=True
    ):
        for x in (0.0, 10.0, 148.5, 297.0):
            assert s * (factor * x + move) + t == pytest.approx(x, abs=0.01)


def test_a_calibration_is_told_in_words():
    assert (
        Calibration(0.8, -1.2, 1.004, 1.004).told == "右移 0.8 毫米，上移 1.2 毫米，放大到 100.4%"
    )
    assert Calibration(-2, 0.5, 0.99, 1.01).told == (
        "左移 2.0 毫米，下移 0.5 毫米，横向缩小到 99.0%，纵向放大到 101.0%"
    )
    assert Calibration(0.01, 0, 1.0001, 1).told == "位置和大小都不用改"


def test_full_width_and_units_are_read():
    assert measured(said("１０．５", "9。5毫米", "100 mm", "100")) == Calibration(-0.5, 0.5, 1, 1)


@pytest.mark.parametrize(
    ("fault", "key", "told"),
    [
        ({"left": ""}, "left", "量一量 A"),
        ({"top": "十"}, "top", "填毫米数"),
        ({"top": "-3"}, "top", "填毫米数"),
        ({"across": "94"}, "across", "应在 95.2 到 105.3 毫米之间"),
        ({"down": "106"}, "down", "打印机自己在缩放"),
        ({"down": "0"}, "down", "应在"),
        ({"left": "30.5"}, "left", "差得太多"),
        ({"left": "nan"}, "left", "填毫米数"),
    ],
)
def test_measures_beyond_the_limits_are_refused_beside_their_field(fault, key, told):
    with pytest.raises(Rejected) as refused:
        measured(said(**fault))
    [problem] = refused.value.problems
    assert problem.key == key and told in problem.message


def test_the_limits_themselves_are_taken():
    assert measured(said(left="30", top="0")).sound
    assert measured(said(across=f"{100 / 1.05:.2f}", down=f"{100 / 0.95 - 0.01:.2f}")).sound


@pytest.mark.parametrize("bad", [{"right": 21}, {"down": float("nan")}, {"wide": 1.2}])
def test_what_is_beyond_the_limits_is_not_sound(bad):
    assert not Calibration(**bad).sound
