"""Text from elsewhere: paragraphs stay, what no page can carry goes and is counted."""

import docx
import pytest

from shipu_desk.errors import Refused
from shipu_desk.services.manuscripts import LARGEST, cleaned, read_text

TEXT = "示例标题\n一、正文 & <b>\n第二段"


def test_every_kind_of_break_is_one_paragraph():
    assert cleaned("甲\r\n乙\r丙\x0b丁\u2028戊\x0c己").text == "甲\n乙\n丙\n丁\n戊\n己"


def test_what_no_page_can_carry_goes_and_is_told():
    found = cleaned("甲\x07乙\u202e丙\ufffc丁\x07")
    assert found.text == "甲乙丙丁" and found.dropped == 4
    assert found.told == "文字里有4个看不见的控制字符，已去掉；段落和其余文字都在。"


def test_clean_text_is_left_alone_and_nothing_is_told():
    found = cleaned("　　全角空格\t与𠮷字")
    assert found.text == "　　全角空格\t与𠮷字" and found.told == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_office_s_encodings(tmp_path, encoding):
    path = tmp_path / "稿件.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode(encoding))
    assert read_text(path).text == TEXT


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b" \n ", "没有文字"),
        (b"\x80\xff\xff", "编码"),
        (b"a" * (LARGEST + 1), "太大"),
        (TEXT.encode()[:-1], "末尾的字不完整"),
        ("消費者權益保護".encode("big5"), "编码"),
        (TEXT.encode().replace("文".encode(), "文".encode()[:2]), "编码"),
    ],
    ids=["blank", "strange", "large", "cut short", "Big5", "damaged"],
)
def test_a_file_that_is_no_article_is_refused(tmp_path, data, told):
    path = tmp_path / "稿件.txt"
    path.write_bytes(data)
    with pytest.raises(Refused, match=told):
        read_text(path)


def test_a_file_that_is_gone_is_refused(tmp_path):
    with pytest.raises(Refused, match="打不开"):
        read_text(tmp_path / "没有.txt")


def test_the_mark_of_a_lost_character_is_never_dropped_in_silence():
    assert cleaned("甲\ufffd乙").text == "甲\ufffd乙"


def test_a_word_document_is_a_manuscript_and_tells_what_it_left(tmp_path):
    book = docx.Document()
    for text in ("示例标题", "", "一、示例小标题", "示例正文。"):
        book.add_paragraph(text)
    book.add_table(1, 1).rows[0].cells[0].text = "示例格"
    book.save(tmp_path / "稿.DOCX")
    found = read_text(tmp_path / "稿.DOCX")
    assert found.text == "示例标题\n一、示例小标题\n示例正文。\n示例格"
    assert found.told == "原文档的1个表格按行变成了文字；其余文字都在。"


@pytest.mark.parametrize("ending", [".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd", ".DOC"])
def test_other_kinds_of_documents_are_not_read_as_text(tmp_path, ending):
    (tmp_path / f"稿{ending}").write_text("{\\rtf1 not a text}")
    with pytest.raises(Refused, match=r"另存为 \.docx 或 \.txt"):
        read_text(tmp_path / f"稿{ending}")


def test_an_empty_word_document_is_told(tmp_path):
    docx.Document().save(tmp_path / "稿.docx")
    with pytest.raises(Refused, match="里没有文字"):
        read_text(tmp_path / "稿.docx")


def test_a_broken_word_document_is_told_by_its_name(tmp_path):
    (tmp_path / "稿.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(Refused, match=r"“稿\.docx”没有加入稿件：.*另存为 \.docx"):
        read_text(tmp_path / "稿.docx")
