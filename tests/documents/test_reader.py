"""A file handed in is read, or ends as one sentence; the program that asked goes on."""

import struct
import zipfile
from datetime import date

import pytest
from tables import comma_list, raw_workbook, text_cell, workbook

from shipu_desk.documents import csvs, rows
from shipu_desk.documents.rows import NotRead


def test_text_numbers_and_days_come_as_what_they_are(tmp_path):
    path = workbook(tmp_path / "表.xlsx", ["名称", "数", "日"], ["示例店", 3, date(2023, 3, 6)])
    assert [row.number for row in rows.read(path)] == [1, 2]
    assert rows.read(path)[0].values == ("名称", "数", "日")
    assert rows.read(path)[1].values == ("示例店", 3.0, date(2023, 3, 6))


def test_blank_rows_are_left_out_and_the_numbers_stay_those_of_the_sheet(tmp_path):
    path = workbook(tmp_path / "表.xlsx", ["名称"], ["甲"], [None], [None], ["乙"])
    assert [(row.number, row.values) for row in rows.read(path)] == [
        (1, ("名称",)),
        (2, ("甲",)),
        (5, ("乙",)),
    ]


def test_a_long_code_that_became_a_number_stays_a_number_to_be_refused(tmp_path):
    path = workbook(tmp_path / "表.xlsx", ["代码"], [913302250000000123])
    assert isinstance(rows.read(path)[1].values[0], float)


def test_a_sheet_that_begins_lower_down_keeps_its_line_numbers(tmp_path):
    cells = f'<row r="4">{text_cell("B4", "名称")}</row><row r="6">{text_cell("B6", "甲")}</row>'
    path = raw_workbook(tmp_path / "表.xlsx", cells)
    assert [row.number for row in rows.read(path)] == [4, 6]


def bomb(path):
    return raw_workbook(path, parts=[("xl/media/a.bin", b"\0" * 30_000_000)])


def hidden_sheet(path):
    """The sheet lies where none is looked for, and names a cell in the last corner."""
    raw_workbook(path, f'<row r="1">{text_cell("A1", "甲")}{text_cell("XFD1048576", "乙")}</row>')
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                name.replace("worksheets/sheet1.xml", "elsewhere.dat"),
                content.replace(b"worksheets/sheet1.xml", b"elsewhere.dat"),
            )
    return path


def many_parts(path):
    return raw_workbook(path, parts=[(f"xl/a{n}.xml", "") for n in range(1_100)])


def far_cell(path):
    return raw_workbook(path, f'<row r="1">{text_cell("A1", "甲")}{text_cell("XFD1", "乙")}</row>')


def low_cell(path):
    ends = "".join(
        f'<row r="{row}">{text_cell(f"{column}{row}", "甲")}</row>'
        for column, row in (("A", 1), ("CV", 1_048_576))
    )
    return raw_workbook(path, ends)


def no_such_cell(path):
    return raw_workbook(path, f'<row r="1">{text_cell("ZZZZ99999999999", "甲")}</row>')


def entities(path):
    head = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
    return raw_workbook(path, f'<row r="1">{text_cell("A1", "&y;")}</row>', head)


def truncated(path):
    whole = workbook(path, ["名称"], ["甲"]).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def lying(path):
    """A member that unpacks to more than the archive says."""
    raw_workbook(path, parts=[("xl/extra.xml", "x" * 5_000)])
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/extra.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    return path


def plain_text(path):
    path.write_text("这不是工作簿", encoding="utf-8")
    return path


def empty(path):
    path.write_bytes(b"")
    return path


def other_archive(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    return path


def broken_sheet(path):
    return raw_workbook(path, "<row r='1'><c r='A1' t='s'><v>9</v></row>")


def test_wherever_a_piece_of_a_long_sheet_ends_it_is_read_whole(tmp_path):
    """The check looks at a mebibyte at a time: a reference cut in two is no fault."""
    lines = "".join(
        f'<row r="{n}">{text_cell(f"A{n}", "甲" * (n % 7))}{text_cell(f"B{n}", "乙")}</row>'
        for n in range(1, 60_001)
    )
    assert len(rows.read(raw_workbook(tmp_path / "表.xlsx", lines))) == 60_000


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="B3" t="e"><v>#N/A</v></c>', "B3 是错误值"),
        ('<c t="e" r="B3"><v>#N/A</v></c>', "B3 是错误值"),
        ('<c r="B3"><f>A1+1</f></c>', "B3 的公式"),
        ('<c r="B3" s="1"><f>A1+1</f><v/></c>', "B3 的公式"),
        ('<c r="B3"><f>A1+1</f><v></v></c>', "B3 的公式"),
    ],
)
def test_a_cell_that_would_read_as_blank_is_told(cell, told, tmp_path):
    path = raw_workbook(tmp_path / "表.xlsx", f'<row r="3">{text_cell("A3", "甲")}{cell}</row>')
    with pytest.raises(NotRead, match=told):
        rows.read(path)


def test_a_formula_with_its_result_is_read(tmp_path):
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
    path = raw_workbook(tmp_path / "表.xlsx", f'<row r="1">{cells}</row>')
    assert rows.read(path)[0].values == (2.0, None)


HOSTILE = [
    bomb, hidden_sheet, many_parts, far_cell, low_cell, no_such_cell, entities, truncated,
    lying, plain_text, empty, other_archive, broken_sheet,
]  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_ends_as_one_chinese_sentence(make, tmp_path):
    with pytest.raises(NotRead) as told:
        rows.read(make(tmp_path / "表.xlsx"))
    said = str(told.value)
    assert said.startswith("“表.xlsx”没有读取：")
    assert "\n" not in said
    assert not set("abcdefghij") & set(said.replace("xlsx", "").lower())


def test_whatever_kills_the_child_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text("import os; os.abort()")
    with pytest.raises(NotRead, match="读不出来"):
        rows.read(workbook(tmp_path / "表.xlsx", ["名称"], ["甲"]))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotRead, match="找不到文件"):
        rows.read(tmp_path / "没有.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_is_read_in_every_usual_encoding(encoding, tmp_path):
    path = comma_list(
        tmp_path / "表.csv", ["单位名称", "备注"], ["示例店，𬱖", "a,b"], encoding=encoding
    )
    assert rows.read(path)[1].values == ("示例店，𬱖", "a,b")


def test_a_list_of_another_kind_of_data_is_refused(tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes(b"PK\x03\x04\0\0\0")
    with pytest.raises(NotRead, match="没有读取"):
        rows.read(path)


def test_bytes_that_are_no_chinese_are_not_guessed_at(tmp_path):
    path = tmp_path / "表.csv"
    listed = "單位名稱,備註\r\n示例飯店,經營規範、價格合理\r\n"
    path.write_bytes(listed.encode("big5"))
    with pytest.raises(NotRead, match="编码认不出来"):
        rows.read(path)


@pytest.mark.parametrize(("encoding", "cut"), [("utf-8", 1), ("utf-8", 2), ("utf-16", 1)])
def test_a_list_that_breaks_off_within_a_character_is_refused(encoding, cut, tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes("单位名称\r\n示例店".encode(encoding)[:-cut])
    with pytest.raises(NotRead, match="末尾的字不完整"):
        rows.read(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('名称,备注\n甲,"没有收口\n乙,正常\n丙,正常\n', 2),
        ('名称,备注\n甲,正常\n乙,"没有收口\n丙,"正常"\n', 3),
        ('名称,备注\n甲,"戊"地\n', 2),
        ('名称,备注\n"x"y,甲\n', 2),
    ],
    ids=["to the end", "to the next quote", "words behind", "words behind the name"],
)
def test_quotes_that_do_not_pair_are_told_by_line_and_no_row_is_swallowed(text, line, tmp_path):
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotRead, match=f"第{line}行的引号"):
        rows.read(path)


def test_quotes_inside_a_cell_and_breaks_inside_quotes_are_read(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text('名称,备注\n甲"乙",x\n\n"丙""丁","a\nb"\n戊,c\n', encoding="utf-8", newline="")
    assert [(row.number, row.values) for row in rows.read(path)] == [
        (1, ("名称", "备注")), (2, ('甲"乙"', "x")), (4, ('丙"丁', "a\nb")), (5, ("戊", "c")),
    ]  # fmt: skip


def merged(path, *ranges):
    from openpyxl import load_workbook

    book = load_workbook(workbook(path, ["名称", "街区"], ["甲", "路"], ["乙"], [None], ["丙"]))
    for cells in ranges:
        book.active.merge_cells(cells)
    book.save(path)
    return [(row.number, row.values) for row in rows.read(path)]


def test_a_cell_merged_over_rows_says_the_same_of_each_row_that_holds_anything(tmp_path):
    assert merged(tmp_path / "表.xlsx", "B2:B4") == [
        (1, ("名称", "街区")), (2, ("甲", "路")), (3, ("乙", "路")), (5, ("丙", None)),
    ]  # fmt: skip


def test_a_cell_merged_across_columns_is_not_repeated(tmp_path):
    assert merged(tmp_path / "表.xlsx", "A5:B5", "A1:A1")[-1] == (5, ("丙", None))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-x", "@sum", "\tx"])
def test_what_looks_like_a_formula_goes_out_guarded_and_comes_back_as_it_was(text, tmp_path):
    csvs.write(tmp_path / "表.csv", ["a"], [[text]])
    raw = (tmp_path / "表.csv").read_text(encoding="utf-8-sig")
    assert raw.splitlines()[1].lstrip('"').startswith("'")
    assert rows.read(tmp_path / "表.csv")[1].values == (text,)


def test_the_child_needs_nothing_but_the_reader():
    import subprocess
    import sys

    code = "import shipu_desk.documents.reader, sys; print(sorted(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not {"sqlalchemy", "openpyxl", "PySide6", "reportlab", "click"} & set(eval(said))


@pytest.mark.parametrize(
    "text",
    [
        "姓名,单位,任期起,备注\n王五,示例局,2023-03-06,————\n李四,示例局,————,————\n",
        "姓名,电话\n喆堃,13800000000\n",
        "name\n阿·买\n",
        "单位名称,面积\n〇一店,120㎡\n镕记,€5\n",
    ],
    ids=["dashes", "rare names", "dot", "signs"],
)
def test_everyday_signs_and_rare_names_in_gbk_are_read(text, tmp_path):
    path = tmp_path / "表.csv"
    path.write_bytes(text.encode("gb18030"))
    assert [",".join(row.values) for row in rows.read(path)] == text.splitlines()


def test_quotes_that_pair_over_whole_rows_are_told(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text('名称,备注\n甲,"第一\n乙,x\n丙,第二"\n丁,y\n', encoding="utf-8")
    with pytest.raises(NotRead, match="第2行的一格里像是夹着整整一行"):
        rows.read(path)


def test_a_title_with_commas_does_not_decide_what_parts_the_list(tmp_path):
    path = tmp_path / "表.csv"
    text = "石浦镇、象山县，2023年，第一批，名单,,\n名称,街区,备注\n甲,路,\n"
    path.write_text(text, encoding="utf-8")
    assert rows.read(path)[1].values == ("名称", "街区", "备注")


def test_further_sheets_are_named(tmp_path):
    from openpyxl import load_workbook

    path = workbook(tmp_path / "表.xlsx", ["名称"], ["甲"])
    book = load_workbook(path)
    book.create_sheet("二").append(["名称"])
    book.create_sheet("空")
    hidden = book.create_sheet("藏")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.save(path)
    found = rows.read(path)
    assert (len(found), found.others) == (2, ("二",))
