"""A QR symbol is one path of rectangles that says exactly what was put in."""

import re

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from shipu_desk.documents.drawing.matrix import modules


def scanned(text):
    """The symbol drawn from its operators, ten dots a module, and found by a scanner."""
    side, path = modules(text)
    image = Image.new("L", ((side + 8) * 10, (side + 8) * 10), 255)
    pen = ImageDraw.Draw(image)
    for x, y, run in re.findall(r"(\d+) (\d+) (\d+) 1 re", path):
        left, top = (int(x) + 4) * 10, (int(y) + 4) * 10
        pen.rectangle([left, top, left + int(run) * 10 - 1, top + 9], 0)
    [found] = zxingcpp.read_barcodes(image)
    return found


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=120))
def test_what_is_put_in_is_read_back(text):
    found = scanned(text)
    assert found.text == text
    assert found.bytes == text.encode()  # UTF-8: what every telephone expects


def test_runs_stay_inside_the_symbol_and_never_wrap_into_the_next_row():
    side, path = modules("SPFX1|2023-D-101-0001|示例|2023-07-31|ABCDEFGHIJ")
    runs = [tuple(map(int, run)) for run in re.findall(r"(\d+) (\d+) (\d+) 1 re", path)]
    assert len(runs) == path.count("re")
    assert all(x + length <= side and y < side for x, y, length in runs)
    assert runs[0] == (0, 0, 7)  # the upper left finder


def test_more_than_a_symbol_holds_is_refused():
    with pytest.raises(ValueError, match="too long"):
        modules("长" * 3000)
