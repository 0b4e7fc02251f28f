"""A list comes in whole, in part when asked, or not at all; the same list twice adds nothing."""

import pytest
from facts import assert_sound, everything
from openpyxl import load_workbook
from tables import comma_list, workbook

from shipu_desk.domain.credit_code import check_character
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.merchants import Industry, Merchant, Stage, StageMove
from shipu_desk.domain.places import Street
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.services import changes, entering, exports, import_reports, imports, register
from shipu_desk.services.import_reports import Verdict
from shipu_desk.services.register import Query

HEAD = ["单位名称", "阶段", "统一社会信用代码", "行业", "经营场所", "联系电话"]


def code(number):
    body = f"92330225XX{number:06d}0"
    return body + check_character(body)


@pytest.fixture
def desk(desk):
    entering.add_all(desk, Industry, [{"name": "食品"}, {"name": "旅游"}])
    entering.add_all(desk, Street, [{"name": "金山路"}])
    return desk


def row(number, **changed):
    said = [f"示例{number}号店", "入库", code(number), "食品", f"渔港路{number}号", ""]
    values = dict(zip(HEAD, said, strict=True))
    return list({**values, **changed}.values())


def stages(desk):
    return {r.cells["name"]: r.record.stage for r in everyone(desk, Merchant)}


def everyone(desk, record, words=""):
    return register.page(desk, record, register.find(desk, record, Query(words)))


def test_new_rows_are_one_change_set_and_one_undo_takes_them_back(desk, tmp_path):
    before = everything(desk.store)
    report = imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, *map(row, range(30))))
    assert (report.written, report.count(Verdict.NEW)) == (True, 30)
    last = changes.audit(desk)[0]
    assert last.title == "导入创建单位：a.xlsx"
    changes.undo(desk, last.number)
    assert everything(desk.store)["merchant"] == before["merchant"]
    assert_sound(desk.store)


def test_the_same_file_twice_adds_nothing_and_leaves_no_change_set(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1), row(2))
    imports.run(desk, Merchant, path)
    before, count = everything(desk.store), len(changes.audit(desk))
    report = imports.run(desk, Merchant, path)
    assert (report.written, report.count(Verdict.SAME)) == (False, 2)
    assert everything(desk.store) == before
    assert len(changes.audit(desk)) == count


def test_a_faulty_row_keeps_every_row_out_and_each_fault_is_told_by_line(desk, tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        HEAD,
        row(1),
        row(2, 行业="农业"),
        row(3, 统一社会信用代码="92330225XX0000030"),
    )
    report = imports.run(desk, Merchant, path)
    assert not report.written
    assert everyone(desk, Merchant) == []
    said = [import_reports.told(line) for line in report.faulty]
    assert said[0] == "第3行：行业“农业”没有登记，请先登记或改选"
    assert said[1].startswith("第4行：统一社会信用代码")


def test_only_the_good_rows_are_written_when_asked(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1), row(2, 行业="农业"), row(3))
    report = imports.run(desk, Merchant, path, only_good=True)
    assert (report.written, len(everyone(desk, Merchant))) == (True, 2)
    assert "有误的没有写入" in str(report)


def test_a_trial_writes_nothing(desk, tmp_path):
    before = everything(desk.store)
    report = imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1)), dry_run=True)
    assert (report.count(Verdict.NEW), report.written) == (1, False)
    assert everything(desk.store) == before


def test_a_trial_does_not_wait_for_another_writer(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1))
    with desk.store.writing("另一处正在写", "示例乙"):
        assert imports.run(desk, Merchant, path, dry_run=True).count(Verdict.NEW) == 1


def test_a_column_that_is_absent_changes_nothing_and_a_blank_cell_clears(desk, tmp_path):
    imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1, 联系电话="13800000001")))
    part = workbook(tmp_path / "b.xlsx", ["统一社会信用代码", "单位名称"], [code(1), "示例新名店"])
    assert imports.run(desk, Merchant, part).count(Verdict.CHANGED) == 1
    [kept] = everyone(desk, Merchant)
    assert (kept.record.name, kept.record.phone) == ("示例新名店", "13800000001")
    blank = workbook(tmp_path / "c.xlsx", ["统一社会信用代码", "联系电话"], [code(1), None])
    imports.run(desk, Merchant, blank)
    [kept] = everyone(desk, Merchant)
    assert (kept.record.premises, kept.record.phone) == ("渔港路1号", None)


def test_a_masked_number_is_never_taken_for_a_number(desk, tmp_path):
    imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1, 联系电话="13800000001")))
    exports.export(desk, Merchant, tmp_path / "out.xlsx")
    assert imports.run(desk, Merchant, tmp_path / "out.xlsx").count(Verdict.SAME) == 1
    assert everyone(desk, Merchant)[0].record.phone == "13800000001"


def test_a_code_that_the_table_program_rounded_is_refused(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1, 统一社会信用代码=913302250000000123))
    report = imports.run(desk, Merchant, path)
    assert "后几位已丢失" in import_reports.told(report.faulty[0])


def test_one_licence_may_have_several_premises(desk, tmp_path):
    other = row(1, 单位名称="示例分店", 经营场所="金山路9号")
    report = imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1), other))
    assert report.count(Verdict.NEW) == 2


def test_a_blank_where_a_registered_one_of_the_code_has_premises_makes_no_twin(desk, tmp_path):
    imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1)))
    blank = workbook(tmp_path / "b.xlsx", HEAD, row(1, 经营场所=""))
    [line] = imports.run(desk, Merchant, blank).faulty
    assert "但经营场所不是空的；请填上，或删去这一列再导入" in import_reports.told(line)
    assert register.count(desk, Merchant) == 1


def test_the_same_row_twice_in_one_file_is_told(desk, tmp_path):
    report = imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1), row(1)))
    assert "与第2行是同一条" in import_reports.told(report.faulty[0])


def test_a_row_that_could_mean_two_is_told(desk, tmp_path):
    imports.run(
        desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1), row(1, 经营场所="金山路9号"))
    )
    part = workbook(tmp_path / "b.xlsx", ["统一社会信用代码", "备注"], [code(1), "x"])
    assert "有2条" in import_reports.told(imports.run(desk, Merchant, part).faulty[0])


def test_a_merchant_that_comes_in_later_in_its_career_has_its_move(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1, 阶段="培育"), row(2))
    imports.run(desk, Merchant, path)
    assert set(stages(desk).values()) == {Stage.CULTIVATED, Stage.CANDIDATE}
    [move] = everyone(desk, StageMove)
    assert (move.record.origin, move.record.to) == (Stage.CANDIDATE, Stage.CULTIVATED)
    assert imports.run(desk, Merchant, path).count(Verdict.SAME) == 2


def test_nobody_becomes_exemplary_by_a_file(desk, tmp_path):
    report = imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1, 阶段="示范")))
    assert "示范只能通过授牌取得" in import_reports.told(report.faulty[0])


def test_a_stage_is_not_moved_by_a_file(desk, tmp_path):
    imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", HEAD, row(1)))
    report = imports.run(desk, Merchant, workbook(tmp_path / "b.xlsx", HEAD, row(1, 阶段="培育")))
    assert "不能直接改" in import_reports.told(report.faulty[0])


def test_a_title_above_the_headings_and_other_words_for_them_are_understood(desk, tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["2023年培育库"],
        ["商户名称*", "信用代码", "所属行业", "网址"],
        ["示例甲店", code(1), "食品", "x"],
    )
    report = imports.run(desk, Merchant, path)
    assert (report.count(Verdict.NEW), report.unused) == (1, ("网址",))
    assert "没有用到的列：网址" in str(report)


def test_two_columns_for_one_field_are_refused(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["单位名称", "商户名称"], ["甲", "乙"])
    with pytest.raises(Refused, match="有几列是同一项"):
        imports.run(desk, Merchant, path)


def test_a_file_about_something_else_is_refused(desk, tmp_path):
    with pytest.raises(Refused, match="没有认得的列名"):
        imports.run(desk, Merchant, workbook(tmp_path / "a.xlsx", ["天气", "温度"], ["晴", 3]))
    with pytest.raises(Refused, match="只有列名"):
        imports.run(desk, Merchant, workbook(tmp_path / "b.xlsx", HEAD))


def test_awards_are_not_imported(desk, tmp_path):
    from shipu_desk.domain.awards import Award

    with pytest.raises(Refused, match="授牌"):
        imports.run(desk, Award, workbook(tmp_path / "a.xlsx", ["编号"], ["1"]))


def test_rows_without_a_place_go_to_the_end_in_the_order_of_the_file(desk, tmp_path):
    entering.add_all(desk, Unit, [{"name": "示例一局", "order": 5}])
    imports.run(
        desk, Unit, comma_list(tmp_path / "a.csv", ["单位名称"], ["示例二局"], ["示例三局"])
    )
    assert [(r.record.name, r.record.order) for r in everyone(desk, Unit)] == [
        ("示例一局", 5),
        ("示例二局", 6),
        ("示例三局", 7),
    ]


def test_several_references_by_name_and_rows_without_a_key(desk, tmp_path):
    entering.add_all(desk, Unit, [{"name": "示例一局"}, {"name": "示例二局"}])
    duties = workbook(
        tmp_path / "a.xlsx", ["目标任务", "责任（配合）单位"], ["示例任务", "示例二局、示例一局"]
    )
    imports.run(desk, Duty, duties)
    assert everyone(desk, Duty)[0].cells["supporting"] == "示例二局、示例一局"
    told = comma_list(
        tmp_path / "b.csv", ["责任事项", "日期", "进展情况"], ["示例任务", "2023-04-01", "已开展"]
    )
    assert imports.run(desk, Progress, told).count(Verdict.NEW) == 1
    assert imports.run(desk, Progress, told).count(Verdict.SAME) == 1


def test_the_report_holds_the_faulty_rows_with_their_reasons(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1), row(2, 行业="农业"))
    import_reports.write_report(desk, imports.run(desk, Merchant, path), tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx").active
    lines = [[cell.value for cell in line] for line in sheet]
    assert lines[0][:3] == ["行号", "原因", "单位名称"]
    assert lines[1][:3] == [3, "行业“农业”没有登记，请先登记或改选", "示例2号店"]
    assert len(lines) == 2


def test_ten_thousand_rows_are_read_in_a_few_statements(desk, tmp_path):
    """The work does not grow with the square of the rows: no statement per row."""
    from sqlalchemy import event

    path = comma_list(tmp_path / "a.csv", HEAD, *map(row, range(10_000)))
    said = []
    engine = desk.store._sessions._writer
    event.listen(engine, "before_cursor_execute", lambda *a: said.append(a[2][:40]))
    assert imports.run(desk, Merchant, path).count(Verdict.NEW) == 10_000
    assert len(said) < 300


@pytest.mark.parametrize("make", [workbook, comma_list])
def test_what_stands_under_no_heading_is_told_and_nothing_is_written(make, desk, tmp_path):
    path = make(tmp_path / f"a.{'xlsx' if make is workbook else 'csv'}", HEAD,
                row(1), [*row(2), "二楼"])  # fmt: skip
    report = imports.run(desk, Merchant, path)
    assert (report.written, everyone(desk, Merchant)) == (False, [])
    [said] = [import_reports.told(line) for line in report.faulty]
    assert said.startswith("第3行：“二楼”上面没有列名，会丢掉；请补上列名或删去")


def test_a_column_whose_heading_is_blank_is_not_dropped_unsaid(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["单位名称", "", "行业"], ["示例店", "二楼", "食品"])
    [line] = imports.run(desk, Merchant, path).faulty
    assert "“二楼”上面没有列名" in import_reports.told(line)


def test_headings_repeated_further_down_are_told(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1), HEAD, row(2))
    [line] = imports.run(desk, Merchant, path).faulty
    assert import_reports.told(line) == "第3行：这一行像是又一行列名，请删去"


def test_a_street_merged_over_two_rows_clears_nothing_of_the_second(desk, tmp_path):
    head = ["单位名称", "街区", "经营场所", "行业", "无代码原因"]
    said = ["金山路", "渔港路1号", "食品", "流动摊点"]
    path = workbook(tmp_path / "a.xlsx", head, ["示例甲店", *said], ["示例乙店", *said])
    assert imports.run(desk, Merchant, path).written
    before = everything(desk.store)
    book = load_workbook(path)
    for cells in ("B2:B3", "C2:C3"):
        book.active.merge_cells(cells)
    book.save(path)
    report = imports.run(desk, Merchant, path)
    assert (report.count(Verdict.SAME), everything(desk.store)) == (2, before)


def test_a_character_already_lost_is_not_stored(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEAD, row(1, 单位名称="示例\ufffd店"))
    [line] = imports.run(desk, Merchant, path).faulty
    assert "原来的字已经丢失" in import_reports.told(line)


def test_a_file_without_codes_never_takes_a_neighbour_for_the_same_unit(desk, tmp_path):
    """Two units share premises; only their names tell them apart."""
    head = ["单位名称", "经营场所", "行业", "无代码原因"]
    first = workbook(tmp_path / "a.xlsx", head, ["示例甲店", "渔港路1号", "食品", "流动摊点"])
    imports.run(desk, Merchant, first)
    second = workbook(tmp_path / "b.xlsx", head, ["示例乙店", "渔港路1号", "食品", "流动摊点"])
    report = imports.run(desk, Merchant, second)
    assert report.count(Verdict.NEW) == 1
    assert {row.record.name for row in everyone(desk, Merchant)} == {"示例甲店", "示例乙店"}


def test_a_value_that_happens_to_be_a_heading_is_no_second_heading_row(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["单位名称", "备注"], ["示例甲局", "备注"])
    assert imports.run(desk, Unit, path).written


def test_of_two_heading_rows_under_each_other_the_lower_one_counts(desk, tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["单位名称", "情况", None, "备注"], [None, "甲", "乙", None], ["示例甲局", 1, 2, "好"],
    )  # fmt: skip
    book = load_workbook(path)
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        book.active.merge_cells(cells)
    book.save(path)
    report = imports.run(desk, Unit, path)
    assert report.written and "没有用到的列：甲、乙" in str(report)


def test_only_a_good_row_stands_in_the_way_of_another(desk, tmp_path):
    path = comma_list(
        tmp_path / "a.csv", ["单位名称", "备注"], ["示例甲局", "a", "b"], ["示例甲局", "好"]
    )
    report = imports.run(desk, Unit, path, only_good=True)
    assert report.count(Verdict.NEW) == 1 and report.written


def test_sheets_that_were_not_read_are_told(desk, tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["单位名称"], ["示例甲局"])
    book = load_workbook(path)
    book.create_sheet("第二批").append(["单位名称"])
    book.save(path)
    assert str(imports.run(desk, Unit, path)).endswith("没有读取的工作表：第二批")
