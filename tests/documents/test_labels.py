"""Address labels stand in their dies, whole or not at all, from the place that is said."""

import pdfplumber
import pytest
from pages import squashed

from shipu_desk.documents.labels import EDGE, SHEETS, LabelFacts, write_labels
from shipu_desk.documents.proof import ProofFailed
from shipu_desk.documents.typography.fonts import bundled

MM = 72 / 25.4
ONE = LabelFacts("示例县示例镇示例路1号", "示例第1店", "示例甲　收")


def places(path, sheet):
    """For each page, the places (from 1) that hold text; every character lies within one."""
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            boxes = [sheet.corner(n) for n in range(sheet.count)]
            used = set()
            for char in page.chars:
                x0, x1, top, bottom = (char[k] / MM for k in ("x0", "x1", "top", "bottom"))
                [place] = [
                    n
                    for n, (x, y) in enumerate(boxes, 1)
                    if x + EDGE - 0.6 < x0
                    and x1 < x + sheet.width - EDGE + 0.6
                    and y < top
                    and bottom < y + sheet.height
                ]
                used.add(place)
            found.append(sorted(used))
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.key)
def test_the_labels_fill_the_sheet_and_lie_on_it(sheet, tmp_path):
    written = write_labels([ONE] * (sheet.count + 1), sheet, tmp_path / "a.pdf", bundled())
    assert written.pages == 2
    assert places(written.path, sheet) == [list(range(1, sheet.count + 1)), [1]]
    x, y = sheet.corner(sheet.count - 1)
    assert x + sheet.width <= 210.0 + 1e-6 and y + sheet.height <= 297.0 + 1e-6


@pytest.mark.parametrize(("start", "count", "want"), [
    (5, 3, [[5, 6, 7]]),
    (24, 1, [[24]]),
    (24, 2, [[24], [1]]),
    (1, 24, [list(range(1, 25))]),
])  # fmt: skip
def test_a_sheet_begun_before_is_gone_on_with(start, count, want, tmp_path):
    written = write_labels([ONE] * count, SHEETS[0], tmp_path / "a.pdf", bundled(), start)
    assert places(written.path, SHEETS[0]) == want and written.pages == len(want)


@pytest.mark.parametrize("start", [0, 25, -1])
def test_a_place_that_is_not_on_the_sheet_is_a_mistake_of_ours(start, tmp_path):
    with pytest.raises(ValueError, match="no place"):
        write_labels([ONE], SHEETS[0], tmp_path / "a.pdf", bundled(), start)


def test_a_long_address_is_set_smaller_and_turned(tmp_path):
    long = ONE._replace(address="示例县示例镇示例社区示例大道与示例路交叉口示例广场" * 3)
    path = tmp_path / "a.pdf"
    write_labels([long, ONE], SHEETS[0], path, bundled())
    assert places(path, SHEETS[0]) == [[1, 2]]
    text = squashed(path)
    assert "收" in text and sum(text.count(c) for c in "广场") == 6
    with pdfplumber.open(path) as pdf:
        sizes = [c["size"] for c in pdf.pages[0].chars]
    assert min(sizes) >= 0.7 * 10.5 - 0.01 and max(sizes) == pytest.approx(12, abs=0.01)


def test_what_does_not_fit_is_told_and_nothing_is_written(tmp_path):
    huge = ONE._replace(name="示例名称" * 40)
    with pytest.raises(ProofFailed, match="放不下"):
        write_labels([ONE, huge], SHEETS[0], tmp_path / "a.pdf", bundled())
    assert list(tmp_path.iterdir()) == []


def test_a_character_no_font_has_is_told_with_the_merchant(tmp_path):
    odd = ONE._replace(address="示例\U0001f600路")
    with pytest.raises(ProofFailed, match=r"“示例第1店”地址.*U\+1F600"):
        write_labels([odd], SHEETS[0], tmp_path / "a.pdf", bundled())
