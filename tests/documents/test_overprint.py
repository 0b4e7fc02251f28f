"""套打: what bought stock carries is left out, and the rest stands where it always stands."""

from dataclasses import replace

import pytest
from paper import BODY, NAME14, award, code, picture, texts

from shipu_desk.documents.batch import run
from shipu_desk.documents.certificates import write_certificates
from shipu_desk.documents.design.layout import Template
from shipu_desk.documents.design.templates import shipped
from shipu_desk.documents.typography.fonts import bundled
from shipu_desk.domain.printing import Overprint
from shipu_desk.domain.verification import SAMPLE_KEY, fault

FONTS = bundled()
TEMPLATE = shipped("certificate-a4-landscape")


def made(path, overprint, *awards):
    batch = write_certificates(awards or (award(),), path, FONTS, overprint=overprint)
    outcome = run(batch)
    assert not outcome.failed
    return path


def words(path):
    return "".join("".join(texts(path)[0]).split())


def test_words_alone_leave_out_frame_and_ornaments(tmp_path):
    whole, over = made(tmp_path / "1.pdf", None), made(tmp_path / "2.pdf", Overprint.WORDS)
    assert texts(over) == texts(whole)
    dots = 6
    frame = (0, 0, 16 * dots, 210 * dots)
    lighthouse = (130 * dots, 20 * dots, 165 * dots, 58 * dots)
    for box in (frame, lighthouse):
        before, after = (picture(file, dots=dots).crop(box).convert("L") for file in (whole, over))
        assert before.getextrema()[0] < 200 and after.getextrema()[0] > 250


def test_fields_alone_leave_out_every_fixed_word(tmp_path):
    said = words(made(tmp_path / "1.pdf", Overprint.FIELDS))
    for kept in (NAME14, "2023年度", "放心消费示范店", BODY, "二〇二三年七月三十一日", "象政办发"):
        assert kept in said
    for fixed in ("证书", "经综合评定", "特发此证", "编号", "校验码", "授牌依据"):
        assert fixed not in said


def test_the_code_on_it_is_still_true(tmp_path):
    for over in Overprint:
        assert not fault(code(made(tmp_path / "1.pdf", over)), SAMPLE_KEY)


@pytest.mark.parametrize("over", list(Overprint))
def test_what_is_printed_stands_where_it_always_stands(tmp_path, over):
    """Wherever the overprint has ink, the whole certificate has the same."""
    whole, printed = (
        picture(made(tmp_path / f"{one}.pdf", one), dots=6).convert("L") for one in (None, over)
    )
    marked = [
        (x, y)
        for y in range(0, printed.height, 3)
        for x in range(0, printed.width, 3)
        if printed.getpixel((x, y)) < 128
    ]
    assert len(marked) > 1000
    assert all(whole.getpixel(at) < 160 for at in marked)


def test_fixed_words_are_told_for_every_kind_of_element():
    """Each kind that sets fixed words beside fields marks them."""
    page = replace(TEMPLATE, overprint=None).page(award(), FONTS)
    fixed = [line.text for setting in page.settings for line in setting.lines if line.fixed]
    assert fixed == ["经综合评定，", "授予", "称号，", "特发此证。", "编号", "校验码", "授牌依据"]


def test_a_template_of_the_offices_own_is_overprinted_alike(tmp_path):
    from shipu_desk import resources

    text = resources.text("templates/certificate-a4-landscape.toml")
    own = tmp_path / "自制.toml"
    own.write_text(text.replace("{body}", "示例联合会"), encoding="utf-8")
    path = tmp_path / "1.pdf"
    run(write_certificates((award(),), path, FONTS, template=own, overprint=Overprint.FIELDS))
    said = words(path)
    assert "示例联合会" not in said and "二〇二三年七月三十一日" in said


def test_an_award_that_cannot_be_printed_is_not_overprinted_either(tmp_path):
    outcome = run(
        write_certificates(
            (award("示例\U0001f600店"),), tmp_path / "1.pdf", FONTS, overprint=Overprint.FIELDS
        )
    )
    assert len(outcome.failed) == 1 and not outcome.files


def test_a_ground_that_cannot_be_set_is_refused_whatever_is_printed_of_it():
    assert isinstance(TEMPLATE, Template)
    assert replace(TEMPLATE, overprint=Overprint.FIELDS).ground(FONTS) == []
