"""The 打印校准页: what is measured on it is where it says, on every sheet that it fits."""

from itertools import groupby

import pypdfium2
import pytest

from shipu_desk.documents.calibration import Facts, fits, write_sheet
from shipu_desk.documents.typography.fonts import bundled

SIZES = [(210, 297), (297, 210), (210, 148), (600, 400)]
DOTS = 10  # per mm


def drawn(tmp_path, size, printer="示例激光打印机", how="原样打印，没有校准"):
    path = tmp_path / "校准页.pdf"
    write_sheet(Facts(printer, size, how), path, bundled())
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        words = pdf[0].get_textpage().get_text_range()
        dots = DOTS if size[0] <= 300 else 4
        return pdf[0].render(scale=dots * 25.4 / 72).to_pil().convert("RGB"), dots, words


def dark(picture, x, y):
    return sum(picture.getpixel((round(x), round(y)))) < 480


def red(picture, x, y):
    r, g, b = picture.getpixel((round(x), round(y)))
    return r > 140 and g < 140 and b < 140


def longest(coloured):
    """The longest run of coloured pixels."""
    return max(len(list(run)) for told, run in groupby(coloured) if told)


@pytest.mark.parametrize("size", SIZES)
def test_the_marks_stand_ten_millimetres_from_the_edges(tmp_path, size):
    picture, dots, _ = drawn(tmp_path, size)
    wide, high = size[0] * dots, size[1] * dots
    y, x = high - 40.5 * dots, 16.5 * dots
    assert next(at for at in range(wide) if dark(picture, at, y)) / dots == pytest.approx(
        10, abs=0.3
    )
    assert next(at for at in range(high) if dark(picture, x, at)) / dots == pytest.approx(
        10, abs=0.3
    )
    far = next(at for at in range(wide - 1, 0, -1) if dark(picture, at, high - 15 * dots))
    assert (wide - far) / dots == pytest.approx(10, abs=0.3)


@pytest.mark.parametrize("size", SIZES)
def test_the_lines_are_a_hundred_millimetres_long(tmp_path, size):
    picture, dots, _ = drawn(tmp_path, size)
    y, x = (size[1] - 20) * dots, (size[0] - 20) * dots
    across = longest(red(picture, at, y) for at in range(picture.width))
    down = longest(red(picture, x, at) for at in range(picture.height))
    assert (across / dots, down / dots) == pytest.approx((100, 100), abs=0.5)


def test_the_sheet_says_what_to_do_and_for_which_printer(tmp_path):
    _, _, words = drawn(tmp_path, (297, 210))
    plain = "".join(words.split())
    for said in (
        "打印校准页",
        "示例激光打印机",
        "297×210毫米",
        "没有校准",
        "应为100毫米",
        "核对页",
    ):
        assert said in plain


def test_a_name_that_no_font_has_or_that_is_long_does_not_stop_it(tmp_path):
    _, _, words = drawn(tmp_path, (210, 297), "示例\U0001f600打印机")
    assert "这台打印机" in words
    _, _, words = drawn(tmp_path, (210, 297), "示例很长的名字" * 9)
    assert "".join(words.split()).count("示例很长的名字") >= 8


def test_a_small_sheet_does_not_hold_it():
    assert fits((210, 148)) and not fits((210, 139)) and not fits((90, 54))


def test_the_same_sheet_is_the_same_bytes(tmp_path):
    made = []
    for _ in range(2):
        drawn(tmp_path, (210, 297))
        made.append((tmp_path / "校准页.pdf").read_bytes())
    assert made[0] == made[1]
