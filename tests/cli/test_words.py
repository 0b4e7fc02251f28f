"""Files and words of the kinds a hurried clerk hands in."""

import json

import pytest


def test_a_json_file_from_an_old_notepad_is_read(office, tmp_path):
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "gb18030")):
        path = tmp_path / f"{number}.json"
        path.write_text(
            json.dumps({"name": f"示例{number}局"}, ensure_ascii=False), encoding=encoding
        )
        office.done("add", "units", "--json", path)
    assert [row["name"] for row in office.list("units")] == ["示例0局", "示例1局", "示例2局"]


def test_what_is_listed_can_be_added_elsewhere_field_by_field(office):
    office.add("units", {"name": "示例局", "full_name": "示例局全称", "remark": "甲\n乙"})
    [row] = office.list("units")
    del row["id"]
    office.done("undo")
    office.add("units", {key: value for key, value in row.items() if value is not None})
    assert office.list("units")[0]["remark"] == "甲\n乙"


def test_an_existing_file_stays_when_its_successor_cannot_be_made(office, tmp_path):
    (tmp_path / "旧.pdf").write_bytes(b"old")
    office.refused("print", "certificates", "旧.pdf")
    office.refused("print", "bulletin", "2023-1", "旧.pdf")
    assert (tmp_path / "旧.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["表.xls", "表", "表.xlsx.exe", "表.et"])
def test_other_kinds_of_tables_are_told_which_kinds_are_read(office, name):
    assert "后缀应为 .xlsx 或 .csv" in office.refused("import", "units", name, code=2)


def test_a_folder_where_a_file_should_be_is_told(office, tmp_path):
    (tmp_path / "表.xlsx").mkdir()
    assert "找不到文件" in office.refused("import", "units", "表.xlsx")
    assert "是一个文件夹" in office.refused("export", "units", "表.xlsx")


def test_data_that_would_lie_in_a_synchronised_folder_are_not_made(bare, tmp_path):
    bare.folder = tmp_path / "OneDrive" / "数据"
    assert "同步文件夹" in bare.refused("init")
    assert not bare.folder.exists()


def test_names_with_separators_in_a_list_of_references(office):
    office.add("units", {"name": "示例一局"}, {"name": "示例二局"})
    office.add("duties", {"title": "示例任务", "supporting": ["示例二局", "示例一局"]})
    office.add("duties", {"title": "示例任务二", "supporting": "示例一局,示例二局"})
    assert [row["supporting"] for row in office.list("duties")] == [
        ["示例二局", "示例一局"],
        ["示例一局", "示例二局"],
    ]
    assert "没有登记" in office.refused(
        "add", "duties", "--json", "-", stdin='{"title": "x", "supporting": ["无此局"]}'
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('{"name": "甲局", "name": "乙局"}', "“name”写了两次"),
        ('{"name": "甲局", "单位名称": "乙局"}', "单位名称写了两次"),
    ],
)
def test_one_thing_said_twice_is_told_and_nothing_written(office, said, told):
    assert told in office.refused("add", "units", "--json", "-", stdin=said)
    assert office.list("units") == []


def test_an_unknown_field_is_told_with_those_there_are(office):
    told = office.refused("add", "units", "--json", "-", stdin='{"nome": "甲局"}')
    assert "没有“nome”这个字段，可用：order、name、" in told
