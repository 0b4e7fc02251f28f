"""Manuscripts from Word: every word of the body, and a sentence for whatever is not taken along."""

import zipfile

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from shipu_desk.documents import wordfiles
from shipu_desk.documents.wordfiles import NotRead, read

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
NAMES = nsdecls("w")


def saved(book, tmp_path):
    book.save(tmp_path / "稿.docx")
    return tmp_path / "稿.docx"


def raw(tmp_path, body, numbering="", **more):
    """A document of bare XML: its body, its numbering, and further members."""
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        whole = f"{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", whole)
        if numbering:
            archive.writestr(
                "word/numbering.xml", f"{HEAD}<w:numbering {NAMES}>{numbering}</w:numbering>"
            )
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def p(text, look=""):
    return f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(level, list_=1):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def levels(*formats, number=1):
    inside = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


OFFICIAL = levels(
    ("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
)


def test_paragraphs_come_in_order_with_their_breaks(tmp_path):
    book = docx.Document()
    book.add_paragraph("示例标题")
    paragraph = book.add_paragraph("示例")
    paragraph.add_run("正文").bold = True
    paragraph.add_run().add_break()
    paragraph.add_run("又一行")
    book.add_paragraph("末段\t示例")
    found = read(saved(book, tmp_path))
    assert found.text == "示例标题\n示例正文\n又一行\n末段\t示例" and found.told == ()


def test_a_table_becomes_lines_and_is_told(tmp_path):
    book = docx.Document()
    book.add_paragraph("前")
    table = book.add_table(2, 2)
    for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"格{n}"
    book.add_paragraph("后")
    found = read(saved(book, tmp_path))
    assert found.text.splitlines() == ["前", "格0　格1", "格2　格3", "后"]
    assert found.told == ("1个表格按行变成了文字",)


def test_a_table_within_a_table_is_taken_once(tmp_path):
    book = docx.Document()
    cell = book.add_table(1, 1).rows[0].cells[0]
    cell.text = "外"
    cell.add_table(1, 1).rows[0].cells[0].text = "内"
    assert read(saved(book, tmp_path)).text == "外 内"


def test_automatic_numbers_are_what_the_page_shows(tmp_path):
    body = "".join(
        p(f"示例{i}", numbered(level)) for i, level in enumerate([0, 1, 1, 2, 0, 1, 2, 2])
    )
    found = read(raw(tmp_path, body, OFFICIAL))
    assert [line.partition("示例")[0] for line in found.text.splitlines()] == [
        "一、", "（一）", "（二）", "1.", "二、", "（一）", "1.", "2.",
    ]  # fmt: skip
    assert found.told == ()


def test_two_lists_count_each_for_itself_and_ten_is_ten(tmp_path):
    lists = OFFICIAL + levels(("decimalEnclosedCircle", "%1"), number=2)
    body = "".join(p("示例", numbered(0)) for _ in range(12)) + p("圈", numbered(0, 2))
    lines = read(raw(tmp_path, body, lists)).text.splitlines()
    assert lines[9:] == ["十、示例", "十一、示例", "十二、示例", "①圈"]


def test_a_heading_style_numbers_its_paragraphs(tmp_path):
    style = f'<w:style w:styleId="h"><w:pPr>{numbered(0)}</w:pPr></w:style>'
    style = f"{HEAD}<w:styles {NAMES}>{style}</w:styles>"
    body = p("示例", '<w:pStyle w:val="h"/>') + p("正文") + p("示例", '<w:pStyle w:val="h"/>')
    found = read(raw(tmp_path, body, OFFICIAL, **{"word/styles.xml": style}))
    assert found.text.splitlines() == ["一、示例", "正文", "二、示例"]


@pytest.mark.parametrize(
    ("look", "numbering", "text", "told"),
    [
        (numbered(0, 0), OFFICIAL, "示例", ()),  # taken out of the list by hand
        (numbered(0), levels(("bullet", "·")), "示例", ()),
        (numbered(0), levels(("koreanCounting", "%1")), "示例", ("1段的自动编号没有带进来",)),
        (numbered(7), OFFICIAL, "示例", ("1段的自动编号没有带进来",)),
        (numbered(0, 9), OFFICIAL, "示例", ("1段的自动编号没有带进来",)),
    ],
    ids=["out of the list", "bullet", "unknown kind", "no level", "no list"],
)
def test_a_number_that_cannot_be_told_is_counted(tmp_path, look, numbering, text, told):
    found = read(raw(tmp_path, p("示例", look), numbering))
    assert (found.text, found.told) == (text, told)


def test_revisions_are_taken_as_if_accepted(tmp_path):
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    )
    found = read(raw(tmp_path, body))
    assert found.text == "甲乙" and found.told == ("2处标为删除的修订没有带进来",)


def test_what_is_no_text_is_told_once_for_each_kind(tmp_path):
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>"
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>x</m:t></m:oMath>'
    body = (
        f"<w:p><w:r><w:t>文</w:t><w:drawing/></w:r><w:r>{box}</w:r>{math}"
        "<w:r><w:footnoteReference/></w:r><w:r><w:sym/></w:r></w:p>"
    )
    found = read(raw(tmp_path, body))
    assert found.text == "文\ufffd"  # the sign of a symbol font: the clerk is asked for it
    assert found.told == (
        "1张图没有带进来", "1个文本框没有带进来", "1个公式没有带进来", "1条脚注或尾注没有带进来",
    )  # fmt: skip


def test_a_picture_of_python_docx_is_a_picture(tmp_path, picture):
    book = docx.Document()
    book.add_paragraph("图")
    book.add_picture(str(picture), width=Mm(20))
    assert read(saved(book, tmp_path)).told == ("1张图没有带进来",)


@pytest.fixture
def picture(tmp_path):
    from PIL import Image

    Image.new("RGB", (8, 8), "white").save(tmp_path / "图.png")
    return tmp_path / "图.png"


def test_content_controls_and_links_are_text(tmp_path):
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>"
    )
    assert read(raw(tmp_path, body)).text.splitlines() == ["控", "链", "3"]


def entity(tmp_path):
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'{HEAD}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return path


def plain(tmp_path):
    path = tmp_path / "稿.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old or encrypted one")
    return path


def sheet(tmp_path):
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return path


def bomb(tmp_path):
    path = tmp_path / "稿.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (300 * 2**20))
    return path


def cut(tmp_path):
    path = raw(tmp_path, p("示例"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"{HEAD}<w:document {NAMES}><w:body><w:p>")
    return path


def deep(tmp_path):
    return raw(tmp_path, "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (entity, "不该有的声明"),
        (plain, "不是完好的 .docx 文档"),
        (sheet, "不是 .docx 文档"),
        (bomb, "压缩得不正常"),
        (cut, "可能已损坏；请用文字处理软件"),
        (deep, "可能已损坏；请用文字处理软件"),
        (lambda folder: folder / "没有.docx", "打不开"),
    ],
    ids=["entity", "old", "workbook", "bomb", "cut", "deep", "gone"],
)
def test_a_hostile_or_broken_file_is_a_sentence(tmp_path, make, said):
    with pytest.raises(NotRead, match=said):
        wordfiles.read(make(tmp_path))


def test_an_empty_document_is_no_text(tmp_path):
    assert read(raw(tmp_path, "")).text == ""
