"""A certificate says what the facts say, its code is true, and white paper waits for the seal."""

from dataclasses import replace
from io import BytesIO
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
    award,
    code,
    drawn,
    ink,
    picture,
    texts,
)  # fmt: skip

from shipu_desk.documents.batch import run
from shipu_desk.documents.certificates import write_certificates
from shipu_desk.documents.design.elements_award import Clear, Signature
from shipu_desk.documents.design.elements_frame import Net
from shipu_desk.documents.design.layout import add_page, lay_ground
from shipu_desk.documents.design.placing import overlap, within
from shipu_desk.documents.design.templates import shipped
from shipu_desk.documents.drawing.matrix import modules
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.typography.fonts import bundled
from shipu_desk.domain.verification import SAMPLE_KEY, fault, parse

FONTS = bundled()
TEMPLATE = shipped("certificate-a4-landscape")
NAMES = (NAME2, NAME14, NAME40, NAME60)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "证书.pdf"


def made(file, *awards):
    outcome = run(write_certificates(awards, file, FONTS))
    assert not outcome.failed, outcome.failed
    return texts(file)


def test_every_text_is_read_back(file):
    [page] = made(file, award())
    assert page == [
        "证书",
        f"{NAME14}：",
        "经综合评定，授予2023年度“放心消费示范店”称号，",
        "特发此证。",
        BODY,
        "二〇二三年七月三十一日",
        "编号 2023-D-101-0001",
        f"校验码 {award().check}",
        "授牌依据 象政办发〔2023〕8号",
    ]


@pytest.mark.parametrize("name", [*NAMES, *HOSTILE, "𬱖喆镕𬸚𪩘饭店", "ＡＢＣ Café 2店"])
def test_a_name_prints_and_copies_as_typed(file, name):
    [page] = made(file, award(name=name))
    assert f"{name}：" in "".join(page)


@pytest.mark.parametrize("name", [*NAMES, *HOSTILE])
def test_the_code_on_the_printed_page_is_the_payload(file, name):
    facts = award(name=name)
    made(file, facts)
    read = code(file)
    assert read == facts.qr
    assert fault(read, SAMPLE_KEY) == ""
    assert (parse(read).number, parse(read).check) == (facts.number, facts.check)


@pytest.mark.parametrize("dots", [5, 7.3, 11.9])
def test_no_seam_runs_through_the_code(file, dots):
    made(file, award())
    side = 22 / modules(award().qr)[0]  # the heart of a finder is 3 x 3 modules
    heart = [40 + 2.5 * side, 153.5 + 2.5 * side, 40 + 4.5 * side, 153.5 + 4.5 * side]
    part = picture(file, dots=dots).crop([round(v * dots) for v in heart])
    assert part.getextrema()[1] < 40


def test_a_reissue_says_so_quietly_beside_its_number(file):
    [page] = made(file, award(mark="补发"))
    assert "编号 2023-D-101-0001（补发）" in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", [{}, FULL])
def test_nothing_touches_anything_else(name, other):
    parts = list(drawn(TEMPLATE, award(name=name, **other), FONTS))
    for (one, boxes), (two, others) in combinations(parts, 2):
        for a in one.areas() if isinstance(one, Net) else boxes:
            for b in others:
                assert not overlap(a, b), (one.TYPE, two.TYPE, a, b)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", [{}, FULL])
def test_elements_keep_to_the_areas_they_announce(name, other):
    # the check that keeps the clear area free trusts these areas
    for element, boxes in drawn(TEMPLATE, award(name=name, **other), FONTS):
        x0, y0, x1, y1 = _around(element.areas())
        for box in boxes:
            slack = (x0 - 0.3, y0 - 0.3, x1 - x0 + 0.6, y1 - y0 + 0.6)
            assert within(box, slack), (element.TYPE, box, slack)


def _around(areas):
    return (
        min(x for x, _, _, _ in areas),
        min(y for _, y, _, _ in areas),
        max(x + w for x, _, w, _ in areas),
        max(y + h for _, y, _, h in areas),
    )


def printed(template, *awards):
    out = BytesIO()
    sheet = Sheet(out, *template.size, FONTS)
    lay_ground(sheet, template.ground(FONTS))
    for facts in awards:
        page = template.page(facts, FONTS)
        assert not page.problems
        add_page(sheet, page)
    sheet.save()
    return out.getvalue()


@pytest.mark.parametrize("other", [{}, FULL])
def test_only_signature_and_date_enter_the_clear_area(other):
    [clear] = [one.box for one in TEMPLATE.elements if isinstance(one, Clear)]
    assert clear[2] >= 50
    assert clear[3] >= 50
    kept = tuple(one for one in TEMPLATE.elements if not isinstance(one, Signature))
    awards = [award(name=name, **other) for name in NAMES]
    unsigned = printed(replace(TEMPLATE, elements=kept), *awards)
    signed = printed(TEMPLATE, *awards)
    for page in range(len(NAMES)):
        assert ink(picture(unsigned, page), clear) is None
        assert ink(picture(signed, page), clear) is not None


def test_the_clear_area_is_around_signature_and_date():
    [(x, y, w, h)] = [one.box for one in TEMPLATE.elements if isinstance(one, Clear)]
    [signature] = [
        boxes for one, boxes in drawn(TEMPLATE, award(), FONTS) if one.TYPE == "signature"
    ]
    middle = (signature[0][1] + signature[-1][1] + signature[-1][3]) / 2
    assert y + h / 2 == pytest.approx(middle, abs=0.5)
    assert x + w / 2 == pytest.approx(signature[0][0] + signature[0][2] / 2, abs=0.3)


def test_the_page_stands_where_the_design_says(file):
    made(file, award())
    image = picture(file)
    assert (image.width / 10, image.height / 10) == pytest.approx((297, 210), abs=0.2)
    assert ink(image) == pytest.approx((9, 9, 288, 201), abs=0.3)
    left, top, right, bottom = ink(image, (30, 150, 33, 30))
    assert (left, top, right, bottom) == pytest.approx((40, 153.5, 62, 175.5), abs=0.3)
    left, _, right, _ = ink(image, (100, 60, 97, 20))
    assert (left + right) / 2 == pytest.approx(148.5, abs=0.3)
    left, _, _, _ = ink(image, (30, 96, 100, 10))
    assert left == pytest.approx(40, abs=0.3)


def test_beams_stand_apart_at_the_lantern():
    # three strokes leave the lantern: white must be seen between them where the outer ones begin
    image = picture(printed(TEMPLATE, award()), dots=40)
    column = [image.getpixel(((170 * 40), y)) < 128 for y in range(27 * 40, 33 * 40)]
    strokes = sum(1 for a, b in zip([False, *column], column, strict=False) if b and not a)
    assert strokes == 3


def test_the_drawing_is_vector_only(file):
    made(file, award())
    assert b"/Subtype /Image" not in file.read_bytes()


def test_the_same_facts_give_the_same_bytes(tmp_path):
    facts = [award(name=name, number=f"2023-D-101-{i:04d}") for i, name in enumerate(NAMES)]
    for name in ("a.pdf", "b.pdf"):
        made(tmp_path / name, *facts)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
