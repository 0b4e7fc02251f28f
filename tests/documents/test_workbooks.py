"""What is written into a workbook is read back as it was: texts stay texts, days are days."""

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shipu_desk.documents import workbooks
from shipu_desk.documents.files import NotWritten
from shipu_desk.documents.forms import Form, write_form
from shipu_desk.documents.workbooks import Column, TooLong, write_list

MADE = datetime(2023, 5, 18, 9)
COLUMNS = [Column("名称", 30), Column("日期", 12, "day"), Column("数", 8, "number")]
AWKWARD = ["=1+1", "+86", "-1", "@x", "1e5", "00123", "a\x00b\x1fc", "http://x.cn", "𬱖店",
           "920000000000000123", "两\n行", "true", "#N/A", "{=1}"]  # fmt: skip


def cells(path):
    return [[cell.value for cell in line] for line in load_workbook(path).active]


@pytest.mark.parametrize("text", AWKWARD)
def test_a_text_stays_the_text_it_was(text, tmp_path):
    write_list(tmp_path / "a.xlsx", "表", COLUMNS, [[text, None, None]], MADE)
    cell = load_workbook(tmp_path / "a.xlsx").active["A2"]
    assert cell.value == text.replace("\x00", "").replace("\x1f", "")
    assert (cell.data_type, cell.number_format) == ("s", "@")


def test_days_and_numbers_are_what_they_are(tmp_path):
    write_list(tmp_path / "a.xlsx", "表", COLUMNS, [["甲", date(2023, 3, 6), 7]], MADE)
    assert cells(tmp_path / "a.xlsx")[1] == ["甲", datetime(2023, 3, 6), 7]


def test_the_heading_stays_in_sight_and_can_be_filtered(tmp_path):
    write_list(tmp_path / "a.xlsx", "表[1]/2", COLUMNS, [["甲", None, None]] * 3, MADE)
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C4")
    assert sheet.title == "表 1 2"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("'引'", "引"),
        ("History", "表"),
        (" / ", "表"),
        ("𠮷" * 40, "𠮷" * 15),
        ("甲\x07乙\ud800", "甲乙"),
        ("甲" * 30 + " 乙", "甲" * 30),
    ],
    ids=["apostrophes", "reserved", "nothing left", "pairs", "unseen", "blank at the cut"],
)
def test_any_title_gives_a_sheet_a_name(title, name, tmp_path):
    write_list(tmp_path / "a.xlsx", title, COLUMNS, [["甲", None, None]], MADE)
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == [name]


def test_the_hour_of_making_is_universal_time(tmp_path):
    path = tmp_path / "表.xlsx"
    write_list(path, "示例", [Column("示例")], [["一"]], datetime(2026, 3, 16, 7, 30))
    assert load_workbook(path).properties.created == datetime(2026, 3, 15, 23, 30)


def test_the_same_list_is_the_same_file(tmp_path):
    for name in "ab":
        write_list(tmp_path / name, "表", COLUMNS, [["甲", date(2023, 3, 6), 7]], MADE)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_text_longer_than_a_cell_is_refused_and_never_cut(tmp_path):
    with pytest.raises(TooLong, match="40000个字"):
        write_list(tmp_path / "a.xlsx", "表", COLUMNS, [["长" * 40_000, None, None]], MADE)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotWritten, match="找不到文件夹"):
        write_list(tmp_path / "没有" / "a.xlsx", "表", COLUMNS, [], MADE)


@pytest.fixture
def form(tmp_path):
    columns = (
        Column("单位名称", 30, required=True),
        Column("阶段", choices=("入库", "培育")),
        Column("入库日期", kind="day", hint="可空"),
    )
    write_form(tmp_path / "f.xlsx", Form("导入表", columns, ("从第二行起填写",)), MADE)
    return load_workbook(tmp_path / "f.xlsx")


def test_openpyxl_refuses_harmful_xml():
    from openpyxl.xml import DEFUSEDXML

    assert DEFUSEDXML


def test_a_form_has_bare_labels_formats_and_drop_downs(form):
    sheet = form.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["单位名称", "阶段", "入库日期"]
    assert sheet["A1"].fill.fgColor.rgb != sheet["B1"].fill.fgColor.rgb
    assert [sheet.column_dimensions[at].number_format for at in "ABC"] == ["@", "@", "yyyy-mm-dd"]
    [rule] = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ("选项!$B$1:$B$2", "B2:B2001")
    assert [cell.value for cell in form["选项"]["B"]] == ["入库", "培育"]
    assert form["选项"].sheet_state == "hidden"


def test_the_second_sheet_tells_how_to_fill_it_in(form):
    assert form.sheetnames[1] == "填写说明"
    told = {line[0].value: line[1].value for line in form["填写说明"]}
    assert told["单位名称"] == "必填"
    assert told["入库日期"] == "可空；日期，写成 2023-03-06；可空"


SMALL_DISK = """
import resource, sys
from datetime import datetime
from pathlib import Path
from shipu_desk.documents.files import NotWritten
from shipu_desk.documents.workbooks import Column, write_list
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
try:
    write_list(Path(sys.argv[1]), "表", [Column("名称")], [["甲"]], datetime(2023, 5, 18))
except NotWritten as trouble:
    sys.stdout.buffer.write(str(trouble).encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
def test_a_full_disk_is_told_once_and_in_chinese(tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"old")
    run = [sys.executable, "-c", SMALL_DISK, str(path)]
    root = Path(workbooks.__file__).parents[2]
    done = subprocess.run(run, cwd=root, capture_output=True, check=True)
    assert done.stdout.decode().startswith("磁盘已满，名单.xlsx 没有写成，原有文件未动")
    assert done.stderr == b""
    assert path.read_bytes() == b"old"
