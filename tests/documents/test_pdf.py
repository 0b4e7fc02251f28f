"""What is drawn can be read back, stands where it was put, and is the same every time."""

import io
import re
import zlib

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipu_desk.documents.drawing import shapes
from shipu_desk.documents.drawing.inks import ENGRAVE
from shipu_desk.documents.drawing.sheet import MM, Sheet
from shipu_desk.documents.drawing.typeset import airy
from shipu_desk.documents.typography.fonts import Unprintable, bundled

HOSTILE = (
    "A&B", "<b>店", "a<b", "&lt;", '<img src="x">', "𬱖𬸚𪩘", "喆镕", "(店)", "a\\b", "</para>",
    "%PDF", "endstream", "{name.__class__}", "——……“”", "1 2", "示 例",
)  # fmt: skip


@pytest.fixture
def sheet():
    """A lying A4 page written to memory."""
    return Sheet(io.BytesIO(), 297, 210, bundled(), title="示例 A&B")


def made(sheet):
    sheet.save()
    return sheet._file.getvalue()


def pages(data):
    """The text of each page by PDFium."""
    with pypdfium2.PdfDocument(data) as file:
        return [page.get_textpage().get_text_range() for page in file]


def plumbed(data):
    with pdfplumber.open(io.BytesIO(data)) as file:
        return [page.extract_text() for page in file.pages]


def picture(data, number=0):
    """The page in grey, ten pixels a millimetre."""
    with pypdfium2.PdfDocument(data) as file:
        return file[number].render(scale=254 / 72).to_pil().convert("L")


def ink(image, box=None):
    """Left, top, right, bottom of what is dark, in millimetres."""
    dark = image.point(lambda grey: 255 * (grey < 128))
    if box:
        dark = dark.crop([edge * 10 for edge in box])
    left, top, right, bottom = (edge / 10 for edge in dark.getbbox())
    x, y = box[:2] if box else (0, 0)
    return left + x, top + y, right + x, bottom + y


def streams(data):
    """Every stream of the file, unpacked."""
    found = re.finditer(rb"/Length (\d+)[^>]*(?:>>[^>]*)?>>\s*stream\r?\n", data)
    return [zlib.decompress(data[m.end() : m.end() + int(m[1])]) for m in found]


@pytest.mark.parametrize("role", ["title", "song", "fang", "kai", "hei"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_copies_as_typed(sheet, name, role):
    sheet.text(name, 148, 100, 14, role)
    data = made(sheet)
    assert pages(data) == [name]
    assert plumbed(data) == [name]


@pytest.mark.parametrize(
    "em", [-0.2, -0.05, 0.01, 0.05, 0.0799, 0.0801, 0.14, 0.42, 0.75, 1.0, 3.0]
)
@pytest.mark.parametrize("size", [3.2, 5.6, 26.0])
@pytest.mark.parametrize("name", ["示例", "郑颖", "示例喆8号店A&B", "放心消费示范店"])
def test_letter_spacing_brings_no_blanks_into_the_text(sheet, name, size, em):
    sheet.resize(900, 210)
    for number, role in enumerate(("song", "fang")):
        sheet.text(name, 450, 40 + 100 * number, size, role, tracking=em * size)
    data = made(sheet)
    assert pages(data)[0].split() == [name, name]
    assert plumbed(data)[0].split() == [name, name]


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("示例店浙江𬱖喆Aa1&<—“（，"), min_size=1, max_size=12))
def test_any_line_is_read_back(name):
    sheet = Sheet(io.BytesIO(), 297, 210, bundled())
    sheet.text(name, 10, 100, 9, "kai", align="o", tracking=9 * airy(len(name)))
    assert pages(made(sheet)) == [name]


def test_two_characters_of_one_shape_stay_two(sheet):
    sheet.text("\uf92c郎店\u00a0店 店", 148, 100, 14, "song")
    assert pages(made(sheet)) == ["\uf92c郎店\u00a0店 店"]


def test_a_line_is_widened_by_its_letter_spacing_but_not_behind_its_end(sheet):
    close = sheet.text("示例店", 10, 50, 10, "song", align="l")
    wide = sheet.text("示例店", 10, 100, 10, "song", align="l", tracking=7.5)
    assert wide.right - close.right == pytest.approx(15)
    image = picture(made(sheet))
    for mark, y in ((close, 50), (wide, 100)):
        left, _, right, _ = ink(image, (0, y - 10, 297, y + 10))
        assert (left, right) == pytest.approx((mark.left, mark.right), abs=0.15)


@pytest.mark.parametrize(("align", "edge"), [("l", 0), ("r", 1)])
def test_lines_align_by_their_ink(sheet, align, edge):
    marks = [
        sheet.text(name, 100, 30 + 30 * number, 12, "song", align=align, tracking=1)
        for number, name in enumerate(("一示", "（例）", "8号", "·店，"))
    ]
    image = picture(made(sheet))
    for number, mark in enumerate(marks):
        assert mark[edge] == pytest.approx(100)
        found = ink(image, (0, 15 + 30 * number, 297, 45 + 30 * number))
        assert found[2 * edge] == pytest.approx(100, abs=0.15)


def test_the_middle_of_the_ink_stands_on_x_and_the_em_box_on_y(sheet):
    sheet.text("田", 148, 100, 40, "hei")
    left, top, right, bottom = ink(picture(made(sheet)))
    assert (left + right) / 2 == pytest.approx(148, abs=0.15)
    assert (top + bottom) / 2 == pytest.approx(100, abs=2)


def test_shapes_and_lines_stand_where_they_are_put(sheet):
    sheet.fill([shapes.rect(20, 30, 40, 10)], "black")
    sheet.hairline([shapes.rect(100, 100, 50, 20)], "black", 0.5)
    image = picture(made(sheet))
    assert ink(image, (0, 0, 90, 90)) == pytest.approx((20, 30, 60, 40), abs=0.15)
    assert ink(image, (90, 90, 200, 200)) == pytest.approx((99.75, 99.75, 150.25, 120.25), abs=0.15)


def test_a_hole_stays_white(sheet):
    square = shapes.rect(20, 20, 60, 60)
    sheet.fill([square, shapes.hole(shapes.rect(40, 40, 20, 20))], "black")
    image = picture(made(sheet))
    assert [image.getpixel((x, 500)) > 128 for x in (300, 500, 700)] == [False, True, False]


def test_a_turned_frame_turns_clockwise_about_its_origin(sheet):
    with sheet.turned(90, 200, 50):
        sheet.fill([shapes.rect(10, 5, 60, 2)], "black")
    assert ink(picture(made(sheet))) == pytest.approx((193, 60, 195, 120), abs=0.15)


def test_a_margin_moves_the_trim_corner():
    sheet = Sheet(io.BytesIO(), 100, 50, bundled(), margin=12)
    sheet.fill([shapes.rect(0, 0, 100, 50)], "black")
    image = picture(made(sheet))
    assert ink(image) == pytest.approx((12, 12, 112, 62), abs=0.15)
    assert image.size == pytest.approx((1240, 740), abs=1)


def test_a_form_is_stored_once_and_shown_on_every_page(sheet):
    sheet.text("先", 30, 180, 10, "hei")
    with sheet.form("frame"):
        sheet.fill([shapes.rect(20, 30, 40, 10)], "black")
        sheet.text("固定字样", 148, 60, 8, "hei")
    sheet.text("后", 60, 180, 10, "hei")
    for number in range(3):
        sheet.use("frame")
        sheet.text(f"第{number}页", 148, 100, 8, "song")
        sheet.page()
    data = made(sheet)
    assert data.count(b"/Subtype /Form") == 1
    assert [text.split()[-2:] for text in pages(data)] == [
        ["固定字样", f"第{n}页"] for n in range(3)
    ]
    assert pages(data)[0].split()[:2] == ["先", "后"] or set("先后") < set(pages(data)[0])
    assert ink(picture(data, 2), (0, 0, 90, 90)) == pytest.approx((20, 30, 60, 40), abs=0.15)


def test_pages_may_differ_in_size(sheet):
    sheet.fill([shapes.rect(0, 0, 1, 1)])
    sheet.page()
    sheet.resize(210, 297)
    sheet.fill([shapes.rect(0, 0, 10, 10)], "black")
    data = made(sheet)
    assert ink(picture(data, 1)) == pytest.approx((0, 0, 10, 10), abs=0.15)
    with pypdfium2.PdfDocument(data) as file:
        sizes = [page.get_size() for page in file]
    assert sizes[0] == pytest.approx((297 * MM, 210 * MM), abs=0.01)
    assert sizes[1] == pytest.approx((210 * MM, 297 * MM), abs=0.01)


def test_what_cannot_be_printed_leaves_no_trace_of_its_line(sheet):
    sheet.text("之前", 148, 50, 8, "song")
    for bad in ("店\u202e名", "店\n名", "😀"):
        with pytest.raises(Unprintable):
            sheet.text(bad, 148, 100, 8, "song")
    assert pages(made(sheet)) == ["之前"]


def test_the_same_drawing_gives_the_same_bytes():
    def draw():
        sheet = Sheet(io.BytesIO(), 297, 210, bundled(), title="示例")
        for name in HOSTILE:
            sheet.text(name, 148, 100, 14, "fang", tracking=3)
            sheet.page()
        return made(sheet)

    first = draw()
    assert first == draw()
    assert b"CreationDate" not in first
    assert b"/ModDate" not in first


def test_the_file_says_its_title_and_language(sheet):
    data = made(sheet)
    with pypdfium2.PdfDocument(data) as file:
        assert file.get_metadata_dict()["Title"] == "示例 A&B"
    assert re.search(rb"/Lang \(zh-CN\)", data)
    assert b"/DisplayDocTitle true" in data


def test_each_font_is_one_subset_with_a_true_map_to_unicode(sheet):
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 300))) + "𬱖"
    for start in range(0, len(text), 50):
        sheet.text(text[start : start + 50], 10, 20 + start / 2, 5, "song", align="o")
    data = made(sheet)
    assert data.count(b"/FontFile2") == 1
    [cmap] = [s.decode() for s in streams(data) if b"beginbfchar" in s]
    counts = [int(n) for n in re.findall(r"(\d+) beginbfchar", cmap)]
    assert (max(counts), sum(counts)) == (100, len(text))
    assert "<D873DC56>" in cmap
    assert re.findall(rb"/BaseFont/(\w{6})\+", data)[0].isupper()


def test_the_embedded_program_is_small_and_has_no_glyph_zero_in_the_text(sheet):
    sheet.text("示例店", 148, 100, 14, "song")
    data = made(sheet)
    assert len(data) < 8000
    [content] = [s.decode() for s in streams(data) if b"BT" in s]
    [codes] = re.findall(r"<([0-9A-F]+)> Tj", content)
    assert [codes[i : i + 4] for i in range(0, 12, 4)] == ["0001", "0002", "0003"]


def test_an_engraved_sheet_is_black_alone():
    sheet = Sheet(io.BytesIO(), 100, 50, bundled(), inks=ENGRAVE)
    sheet.text("示例", 50, 25, 10, "title", "red")
    sheet.fill([shapes.circle(10, 10, 5)], "gold")
    sheet.hairline([shapes.rect(1, 1, 98, 48)], "official", 0.2, dash=(1, 1))
    contents = b"\n".join(streams(made(sheet))[:1])
    assert set(re.findall(rb"[\d.]+(?: [\d.]+)+ (?:rg|RG|k|K)\b", contents)) <= {
        b"0 0 0 1 k",
        b"0 0 0 1 K",
    }


def test_a_saved_sheet_says_where_it_is(tmp_path):
    sheet = Sheet(tmp_path / "页.pdf", 100, 50, bundled())
    written = sheet.save()
    assert (written.path, written.renamed) == (tmp_path / "页.pdf", False)
    assert len(pages(written.path.read_bytes())) == 1


def test_a_form_of_nothing_draws_nothing():
    """ReportLab puts a trial picture into an empty one."""
    out = io.BytesIO()
    sheet = Sheet(out, 100, 80, bundled())
    with sheet.form("nothing"):
        pass
    sheet.use("nothing")
    sheet.page()
    sheet.save()
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        assert pdf[0].render().to_pil().convert("L").getextrema() == (255, 255)
