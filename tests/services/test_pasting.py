"""A block over rows or as new rows: what goes where, and what is told to have been left out."""

import pytest

from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.services import entering, pasting, register
from shipu_desk.services.register import Query


@pytest.fixture
def rows(desk):
    entering.add_all(desk, Industry, [{"name": "食品"}])
    made = [
        {"name": f"示例{n}号店", "industry_id": "食品", "premises": f"示例路{n}号",
         "no_code_reason": "农家自产"}
        for n in range(3)
    ]  # fmt: skip
    entering.add_all(desk, Merchant, made)
    return register.page(desk, Merchant, register.find(desk, Merchant, Query()))


def test_cells_go_to_the_columns_from_the_one_looked_at(rows):
    laid = pasting.over(Merchant, [["甲", "乙"], ["丙"]], ["name", "premises", "phone"], rows, None)
    assert [edit.raw for edit in laid.edits] == [{"name": "甲", "premises": "乙"}, {"name": "丙"}]
    assert [edit.shown for edit in laid.edits] == rows[:2]
    assert laid.keys == ("name", "premises") and laid.left_out == ()


def test_what_finds_no_place_is_told(rows):
    block = [["甲", "乙", "丙"]] * 5
    laid = pasting.over(Merchant, block, ["name", "worked_out"], rows, None)
    assert laid.keys == ("name",) and len(laid.edits) == 3
    assert laid.left_out == ("右边没有那么多列，有5格没有贴", "下面没有那么多行，最后2行没有贴")


def test_lines_below_the_last_row_make_new_ones_where_rows_are_made_by_hand(rows):
    block = [["甲"], ["乙"], ["丙"], ["丁"], [""]]
    laid = pasting.over(Merchant, block, ["name"], rows, {"remark": "示例"})
    assert [edit.shown for edit in laid.edits] == [*rows, None] and laid.left_out == ()
    assert laid.edits[3].raw == {"name": "丁", "remark": "示例"}


def test_new_rows_get_what_the_page_filters_by_and_blank_lines_make_none(rows):
    laid = pasting.added(Merchant, [["甲"], [" "], ["乙"]], ["name"], {"remark": "示例"})
    assert [edit.raw for edit in laid.edits] == [
        {"name": "甲", "remark": "示例"},
        {"name": "乙", "remark": "示例"},
    ]
    assert {edit.shown for edit in laid.edits} == {None}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (["单位名称", "行业"], ("name", "industry_id")),
        (["序号", "单位名称 *", "联系电话"], ("", "name", "phone")),
        (["单位名称"], ("name",)),
        (["单位名称", "店里的猫"], ()),
        (["单位名称", "单位名称"], ()),
        (["示例面馆", "食品"], ()),
        (["序号"], ()),
        ([""], ()),
    ],
)
def test_a_line_of_column_names_is_known_by_them(line, keys):
    assert pasting.headed(Merchant, [line, ["甲"]]) == keys


def test_other_registers_have_their_own_names():
    assert pasting.headed(Member, [["姓名"]]) == ("name",)
