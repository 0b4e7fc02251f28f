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
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


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
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>戊</w:t></w:r></w:p>'
    )
    found = read(raw(tmp_path, body))
    assert found.text == "甲乙戊"
    assert found.told == ("2处标为删除的修订没有带进来", "1处隐藏的文字没有带进来")


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next(tmp_path):
    gone = numbered(0) + "<w:rPr><w:del/></w:rPr>"
    body = p("甲", numbered(0)) + p("乙", gone) + p("丙", numbered(0))
    assert read(raw(tmp_path, body, OFFICIAL)).text.splitlines() == ["一、甲", "二、乙丙"]
    assert read(raw(tmp_path, p("甲") + p("乙", gone), OFFICIAL)).text.splitlines() == ["甲", "乙"]


def test_a_row_that_was_struck_out_does_not_come(tmp_path):
    row = "<w:tr>{}<w:tc>" + p("{}") + "</w:tc></w:tr>"
    gone = row.format("<w:trPr><w:del/></w:trPr>", "删")
    found = read(raw(tmp_path, f"<w:tbl>{row.format('', '留')}{gone}</w:tbl>"))
    assert found.text == "留" and "1处标为删除的修订没有带进来" in found.told


def test_numbers_in_cells_count_on(tmp_path):
    cell = f"<w:tbl><w:tr><w:tc>{p('格', numbered(0))}</w:tc></w:tr></w:tbl>"
    body = p("前", numbered(0)) + cell + p("后", numbered(0))
    assert read(raw(tmp_path, body, OFFICIAL)).text.splitlines() == ["一、前", "二、格", "三、后"]


def test_a_block_of_two_ways_comes_once_and_moved_paragraphs_come(tmp_path):
    ways = f"<mc:Choice>{p('新')}</mc:Choice><mc:Fallback>{p('旧')}</mc:Fallback>"
    ways = f'<mc:AlternateContent xmlns:mc="{MC}">{ways}</mc:AlternateContent>'
    found = read(raw(tmp_path, ways + f"<w:moveTo>{p('移')}</w:moveTo>"))
    assert found.text.splitlines() == ["新", "移"] and found.told == ()


def test_what_is_neither_paragraph_nor_table_is_told(tmp_path):
    found = read(raw(tmp_path, p("甲") + "<w:altChunk/>" + f"<w:other>{p('乙')}</w:other>"))
    assert (found.text, found.told) == ("甲", ("2处嵌入的内容没有带进来",))


def test_a_text_box_in_a_cell_does_not_come_and_is_told(tmp_path):
    box = f"<w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict>"
    cell = f"<w:tc><w:p><w:r>{box}</w:r><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
    found = read(raw(tmp_path, f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert found.text == "格" and "1个文本框没有带进来" in found.told


def test_readings_over_characters_are_left_and_told(tmp_path):
    ruby = (
        "<w:ruby><w:rt><w:r><w:t>pǔ</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>浦</w:t></w:r></w:rubyBase></w:ruby>"
    )
    found = read(raw(tmp_path, f"<w:p><w:r><w:t>石</w:t></w:r><w:r>{ruby}</w:r></w:p>"))
    assert (found.text, found.told) == ("石浦", ("1处注音没有带进来",))


def test_a_strict_document_is_read_like_others(tmp_path):
    path = tmp_path / "稿.docx"
    names = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = p("示例").replace("<w:pPr>", "<w:pPr>" + numbered(0))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/numbering.xml", f"<w:numbering {names}>{OFFICIAL}</w:numbering>")
    assert read(path).text == "一、示例"


def test_the_body_is_found_under_the_name_that_the_package_gives_it(tmp_path):
    """Word in a browser calls it document2.xml, and its lists numbering2.xml."""
    path = raw(tmp_path, "", **{"word/other.xml": ""})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="1" Type="{}/{}" Target="{}"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        body = p("示例", numbered(0))
        archive.writestr(
            "word/document2.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/numbering2.xml", f"<w:numbering {NAMES}>{OFFICIAL}</w:numbering>")
        archive.writestr("_rels/.rels", rels.format(kind, "officeDocument", "/word/document2.xml"))
        archive.writestr(
            "word/_rels/document2.xml.rels", rels.format(kind, "numbering", "numbering2.xml")
        )
    assert read(path).text == "一、示例"


def num(own, family=1, changes=""):
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{family}"/>{changes}</w:num>'


def override(inside):
    return f'<w:lvlOverride w:ilvl="0">{inside}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        (num(2), ["一、", "二、", "三、", "四、"]),
        (
            num(2, changes=override('<w:startOverride w:val="1"/>')),
            ["一、", "二、", "一、", "二、"],
        ),
        (
            num(2, changes=override('<w:startOverride w:val="5"/>')),
            ["一、", "二、", "五、", "六、"],
        ),
        (
            num(
                2,
                changes=override(
                    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
                    '<w:lvlText w:val="第%1条"/></w:lvl>'
                ),
            ),
            ["一、", "二、", "第3条", "第4条"],
        ),
    ],
    ids=["counts on", "begins anew", "begins at five", "another kind"],
)
def test_a_second_list_of_the_same_family(tmp_path, more, lines):
    body = "".join(p("示例", numbered(0, list_)) for list_ in (1, 1, 2, 2))
    found = read(raw(tmp_path, body, OFFICIAL + more))
    assert [line.removesuffix("示例") for line in found.text.splitlines()] == lines


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="n"/>'
    '<w:style w:type="paragraph" w:styleId="h">'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="mine"><w:basedOn w:val="h"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
)


def test_a_style_brings_the_list_of_the_one_it_is_based_on(tmp_path):
    styles = f"{HEAD}<w:styles {NAMES}>{STYLES}</w:styles>"
    body = "".join(p("示例", f'<w:pStyle w:val="{name}"/>') for name in ("h", "mine", "a")) + p(
        "文"
    )
    found = read(raw(tmp_path, body, OFFICIAL, **{"word/styles.xml": styles}))
    assert found.text.splitlines() == ["一、示例", "二、示例", "示例", "文"]


def test_the_usual_style_may_be_numbered(tmp_path):
    usual = 'w:type="paragraph" w:default="1" w:styleId="n"'
    style = f"<w:style {usual}><w:pPr>{numbered(0)}</w:pPr></w:style>"
    styles = f"{HEAD}<w:styles {NAMES}>{style}</w:styles>"
    found = read(raw(tmp_path, p("示例") + "<w:p/>", OFFICIAL, **{"word/styles.xml": styles}))
    assert found.text.splitlines() == ["一、示例", "二、"]


def test_a_list_names_the_style_of_each_level(tmp_path):
    lists = OFFICIAL.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="h2"/>')
    style = (
        '<w:style w:styleId="h2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    styles = f"{HEAD}<w:styles {NAMES}>{style}</w:styles>"
    body = p("甲", numbered(0)) + p("乙", '<w:pStyle w:val="h2"/>')
    found = read(raw(tmp_path, body, lists, **{"word/styles.xml": styles}))
    assert found.text.splitlines() == ["一、甲", "（一）乙"]


def test_a_level_that_never_begins_anew_and_plain_numbers_of_the_levels_above(tmp_path):
    lists = levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"))
    second = '<w:lvl w:ilvl="1"><w:start w:val="1"/>'
    lists = lists.replace(second, f'{second}<w:lvlRestart w:val="0"/><w:isLgl/>')
    body = "".join(p("", numbered(level)) for level in (0, 1, 0, 1))
    assert read(raw(tmp_path, body, lists)).text.splitlines() == ["一、", "1.1", "二、", "2.2"]


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


def test_what_another_program_embedded_and_what_somebody_remarked_is_told(tmp_path):
    names = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    sheet = f'<w:object {names}><w:pict/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    remark = '<w:commentRangeStart/><w:t>文</w:t><w:commentReference w:id="0"/>'
    found = read(raw(tmp_path, f"<w:p><w:r>{remark}{sheet}</w:r><w:r><w:drawing/></w:r></w:p>"))
    assert found.text == "文"
    assert found.told == ("1张图没有带进来", "1条批注没有带进来", "1处嵌入的内容没有带进来")


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


def wide_entity(tmp_path):
    """Where a byte is not a character, no search for bytes finds the declaration."""
    path = tmp_path / "稿.docx"
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w:document [<!ENTITY b "c">]>'
    text += (
        f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text.encode("utf-16"))
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
        (wide_entity, "不该有的声明"),
        (plain, "不是完好的 .docx 文档"),
        (sheet, "不是 .docx 文档"),
        (bomb, "压缩得不正常"),
        (cut, "可能已损坏；请用文字处理软件"),
        (deep, "可能已损坏；请用文字处理软件"),
        (lambda folder: folder / "没有.docx", "打不开"),
    ],
    ids=["entity", "wide entity", "old", "workbook", "bomb", "cut", "deep", "gone"],
)
def test_a_hostile_or_broken_file_is_a_sentence(tmp_path, make, said):
    with pytest.raises(NotRead, match=said):
        wordfiles.read(make(tmp_path))


def test_an_empty_document_is_no_text(tmp_path):
    assert read(raw(tmp_path, "")).text == ""
