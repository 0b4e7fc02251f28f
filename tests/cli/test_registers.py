"""Rows in by .json and by table, out as text, .json and table, as the office's IT would do it."""

import csv
import json

import pytest
from tables import comma_list, workbook

from shipu_desk.domain.credit_code import check_character

HOSTILE = ["A&B", "<b>店", "a<b", "&lt;", '<img src="x">', "=1+1", "'; DROP TABLE unit; --",
           "𬱖喆镕", "%_\\", "二" * 60, "$(rm -rf x)", "../../店"]  # fmt: skip


def code(number):
    body = f"92330225XX{number:06d}0"
    return body + check_character(body)


def merchant(number, **more):
    return {"name": f"示例{number}店", "credit_code": code(number), "industry_id": "食品", **more}


def test_one_record_or_a_list_goes_in_and_comes_out_under_its_field_names(office):
    office.done("add", "units", "--json", "-", stdin='{"name": "示例一局"}')
    office.add("units", {"name": "示例二局", "phone": "13800000001"}, {"name": "示例三局"})
    rows = office.list("units")
    assert [row["name"] for row in rows] == ["示例一局", "示例二局", "示例三局"]
    assert rows[1] | {"id": 0} == {
        "id": 0, "order": 2, "name": "示例二局", "full_name": None, "contact": None,
        "phone": "138****0001", "remark": None,
    }  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_comes_out_as_it_went_in(office, name):
    office.add("units", {"name": name})
    assert [row["name"] for row in office.list("units")] == [name]


def test_a_list_with_one_fault_adds_nothing_and_names_the_fault(office):
    rows = json.dumps([{"name": "示例一局"}, {"name": ""}, {"name": "x" * 61}])
    said = office.refused("add", "units", "--json", "-", stdin=rows)
    assert said == "第2条：单位名称必填；第3条：单位名称不能超过60个字，现在是61个"
    assert office.list("units") == []


def test_references_are_names_and_an_unknown_one_is_told(office):
    office.add("units", {"name": "示例局"})
    office.add("members", {"name": "示例 甲", "role": "组长", "unit_id": "示例局"})
    office.add("members", {"姓名": "示例乙", "单位": "示例局"})
    assert [(m["name"], m["unit_id"]) for m in office.list("members")] == [
        ("示例 甲".replace(" ", ""), "示例局"),
        ("示例乙", "示例局"),
    ]
    said = office.refused(
        "add", "members", "--json", "-", stdin='{"name": "丙", "unit_id": "没有局"}'
    )
    assert said == "单位“没有局”没有登记，请先登记或改选"


def test_a_twin_is_told_and_can_be_meant(office):
    office.add("units", {"name": "示例局"})
    assert "已有相同的单位" in office.refused(
        "add", "units", "--json", "-", stdin='{"name": "示例局"}'
    )
    office.done("add", "units", "--twin", "--json", "-", stdin='{"name": "示例局"}')


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "不合格式"),
        ("{", "第1行"),
        ("[]", "应是一条登记"),
        ("3", "应是一条登记"),
        ('[{"name": "x"}, 3]', "应是一条登记"),
        ('{"name": NaN}', "读不出来"),
        ("[" * 5_000, "读不出来"),
        ('{"nome": "x"}', "单位没有“nome”这个字段"),
        ('{"name": ["x"]}', "单位名称应填文字或数字"),
        ('{"name": {"a": 1}}', "单位名称应填文字或数字"),
        ('{"name": "\\ud800"}', "看不见的字符"),
        ('{"name": "x\\u202ey"}', "看不见的字符"),
        ('{"name": "x", "order": 1e999}', "应填"),
        ('{"name": "x", "order": 1' + "0" * 5_000 + "}", "应"),
    ],
)
def test_a_json_file_that_is_not_one_is_told(office, content, told):
    assert told in office.refused("add", "units", "--json", "-", stdin=content)
    assert office.list("units") == []


def test_a_file_that_is_not_there_or_is_a_folder_is_told(office, tmp_path):
    assert "找不到文件" in office.refused("add", "units", "--json", tmp_path / "没有.json")
    assert "打不开" in office.refused("add", "units", "--json", tmp_path)


def test_a_wrong_code_is_told_with_the_character_it_should_have(office):
    wrong = merchant(1, credit_code=code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1"))
    said = office.refused("add", "merchants", "--json", "-", stdin=json.dumps(wrong))
    assert f"第18位应为{code(1)[-1]}" in said


def test_a_merchant_comes_in_at_its_stage_but_never_as_exemplary(office):
    office.add("merchants", merchant(1, stage="培育", joined_on="2023-03-10"))
    assert office.list("stage_moves")[0]["to"] == "培育"
    row = json.dumps(merchant(2, stage="示范"))
    assert "只能通过授牌" in office.refused("add", "merchants", "--json", "-", stdin=row)


def test_search_takes_characters_pinyin_and_initials(office):
    office.add("units", {"name": "石浦镇"}, {"name": "示例局"})
    for words in ("石浦", "shipu", "spz"):
        assert [row["name"] for row in office.list("units", "--search", words)] == ["石浦镇"]


def test_a_list_for_reading_is_one_line_a_row(office):
    office.add("units", {"name": "示例局", "phone": "13800000001"})
    head, line = office.done("list", "units").splitlines()
    assert head.split("\t")[:3] == ["号", "序号", "单位名称"]
    assert "138****0001" in line


def test_a_template_filled_in_comes_back_in(office, tmp_path):
    from openpyxl import load_workbook

    office.done("template", "创建单位", "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    labels = {cell.value: cell.column for cell in book.worksheets[0][1]}
    for label, value in {
        "单位名称": "示例甲店",
        "统一社会信用代码": code(7),
        "行业": "食品",
    }.items():
        book.worksheets[0].cell(2, labels[label], value)
    book.save(tmp_path / "表.xlsx")
    assert "新增1条" in office.done("import", "merchants", "表.xlsx")
    assert "相同1条" in office.done("import", "merchants", "表.xlsx")
    kept = (tmp_path / "表.xlsx").read_bytes()
    assert "已经有了" in office.refused("template", "merchants", "表.xlsx")
    assert (tmp_path / "表.xlsx").read_bytes() == kept


def test_a_form_offers_no_stage_that_an_import_refuses(office, tmp_path):
    from openpyxl import load_workbook

    office.done("template", "merchants", "表.xlsx")
    book = load_workbook(tmp_path / "表.xlsx")
    said = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert any("培育" in text for text in said) and not any(text == "示范" for text in said)


def test_registers_are_named_in_chinese_too(office):
    assert office.done("list", "单位") == office.done("list", "units")
    assert "merchants（创建单位）" in office.refused("list", "商铺", code=2)


def test_an_import_is_tried_refused_and_taken_in_part(office, tmp_path):
    head = ["单位名称", "统一社会信用代码", "行业"]
    rows = [["示例1店", code(1), "食品"], ["示例2店", code(2), "没有业"]]
    workbook(tmp_path / "表.xlsx", head, *rows)
    for words in ([], ["--dry-run"]):
        said = office.run("import", "merchants", "表.xlsx", *words, "--report", "误.xlsx")
        assert (said.code, said.err.count("\n")) == (1, 1)
        assert "第3行：行业“没有业”没有登记" in said.out
        assert office.list("merchants") == []
    assert (tmp_path / "误.xlsx").exists()
    assert "已写入" in office.done("import", "merchants", "表.xlsx", "--only-good")
    assert len(office.list("merchants")) == 1


def test_an_import_of_a_list_in_any_encoding(office, tmp_path):
    for number, encoding in enumerate(("utf-8-sig", "utf-8", "gb18030")):
        path = comma_list(tmp_path / "表.csv", ["单位名称"], [f"示例{number}局"], encoding=encoding)
        office.done("import", "units", path)
    assert [row["name"] for row in office.list("units")] == ["示例0局", "示例1局", "示例2局"]


def test_an_export_masks_numbers_unless_it_says_what_for(office, tmp_path):
    office.add("units", {"name": "=示例局", "phone": "13800000001"})
    assert "号码已遮住" in office.done("export", "units", "表.csv")
    office.done("export", "units", "全.csv", "--purpose", "核对")
    with (tmp_path / "全.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][1:5] == ["'=示例局", "", "", "13800000001"]
    assert "用途：核对" in office.done("history")


def test_an_export_takes_the_place_of_an_older_file_or_leaves_it(office, tmp_path):
    (tmp_path / "表.xlsx").write_text("旧")
    office.done("export", "units", "表.xlsx")
    assert (tmp_path / "表.xlsx").read_bytes()[:2] == b"PK"
    assert "找不到文件夹" in office.refused("export", "units", "没有/表.xlsx")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["数据", "表.xlsx"]


@pytest.mark.parametrize("record", ["awards", "stage_moves", "settings", "printings"])
def test_what_only_an_act_makes_is_neither_added_nor_imported(office, tmp_path, record):
    workbook(tmp_path / "表.xlsx", ["编号", "日期"], ["1", "2023-01-01"])
    office.refused("import", record, "表.xlsx")
    office.refused("template", record, "t.xlsx")
    office.refused("add", record, "--json", "-", stdin="{}")
