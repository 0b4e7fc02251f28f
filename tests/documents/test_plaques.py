"""The plaque on file: the plate one to one, every word read back, nothing crowded."""

from itertools import combinations

import pytest
from paper import (
    BODY,
    FULL,
    HOSTILE,
    NAME2,
    NAME14,
    NAME40,
    NAME60,
    NAME81,
    award,
    drawn,
    ink,
    picture,
    texts,
)  # fmt: skip

from shipu_desk.documents.batch import run
from shipu_desk.documents.design.elements_frame import Frame
from shipu_desk.documents.design.placing import overlap, within
from shipu_desk.documents.design.templates import shipped
from shipu_desk.documents.plaques import SHIPPED, write_plaques
from shipu_desk.documents.typography.fonts import bundled

FONTS = bundled()
TEMPLATE = shipped(SHIPPED[0])
NAMES = ("", NAME2, NAME14, NAME40, NAME60)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "牌匾存档.pdf"


def made(file, *awards):
    outcome = run(write_plaques(awards, file, FONTS))
    assert not outcome.failed, outcome.failed
    return texts(file)


@pytest.mark.parametrize("name", [NAME2, NAME14, *HOSTILE, "𬱖喆镕𬸚𪩘饭店"])
def test_every_text_is_read_back(file, name):
    [page] = made(file, award(name=name))
    assert page == ["放心消费示范店", name, BODY, "2023年7月", "编号 2023-D-101-0001"]


@pytest.mark.parametrize("name", [NAME40, NAME60])
def test_a_long_name_stands_in_two_lines_that_are_all_of_it(file, name):
    [page] = made(file, award(name=name))
    assert page[1] + page[2] == name
    assert abs(len(page[1]) - len(page[2])) <= len(name) / 4


def test_the_longest_names_are_printed_and_longer_ones_listed(file):
    outcome = run(write_plaques([award(name=NAME60), award(NAME81, "2")], file, FONTS))
    assert [one.number for one in outcome.made] == ["2023-D-101-0001"]
    [left] = outcome.failed
    assert left.name == NAME81
    assert "共 81 字，两行排不进 470 毫米宽（最小字高 15 毫米）" in left.reason


@pytest.mark.parametrize("count", range(2, 61))
def test_every_name_of_two_to_sixty_characters_fits(count):
    page = TEMPLATE.page(award(name="示例" + "渔" * (count - 2)), FONTS)
    assert not page.problems


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", [{}, FULL])
def test_nothing_touches_anything_else(name, other):
    parts = list(drawn(TEMPLATE, award(name=name, **other), FONTS))
    for (one, boxes), (two, others) in combinations(parts, 2):
        if isinstance(one, Frame):
            continue
        for a in boxes:
            for b in others:
                assert not overlap(a, b), (one.TYPE, two.TYPE, a, b)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", [{}, FULL])
def test_all_stands_inside_the_frame_and_the_number_in_its_opening(name, other):
    frame = next(one for one in TEMPLATE.elements if isinstance(one, Frame))
    x, y, w, h = frame.box
    depth = max(line.inset + line.weight for line in frame.lines)
    gap = max(line.gap for line in frame.lines)
    inner = (x + depth, y + depth, w - 2 * depth, h - 2 * depth)
    opening = (x + w / 2 - gap / 2 + 2, y + h - 12, gap - 4, 10)
    for element, boxes in drawn(TEMPLATE, award(name=name, **other), FONTS):
        if not isinstance(element, Frame):
            for box in boxes:
                assert within(box, inner) or within(box, opening), (element.TYPE, box)


def test_the_plate_stands_where_the_design_says(file):
    made(file, award())
    image = picture(file, dots=4)
    assert (image.width / 4, image.height / 4) == pytest.approx((600, 400), abs=0.3)
    assert ink(image, dots=4) == pytest.approx((14, 14, 586, 386), abs=0.3)
    title = ink(image, (50, 150, 500, 68), dots=4)
    assert (title[0], title[2]) == pytest.approx((63, 537), abs=0.3)
    name = ink(image, (50, 245, 500, 32), dots=4)
    assert (name[0] + name[2]) / 2 == pytest.approx(300, abs=0.3)


def test_white_ground_and_vector_only(file):
    made(file, award())
    assert picture(file, dots=1).getpixel((300, 220)) == 255
    assert b"/Subtype /Image" not in file.read_bytes()
    assert b"/Shading" not in file.read_bytes()


def test_the_same_facts_give_the_same_bytes(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        made(tmp_path / name, award(), award(NAME40, "2"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
