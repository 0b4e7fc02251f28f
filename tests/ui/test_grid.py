"""Cells of a register as in a spreadsheet: going about, typing, what is refused, what is stored."""

import os

import pytest
from grid_hands import (
    ALT,
    COLUMNS,
    CONTROL,
    NONE,
    SHIFT,
    Key,
    composed,
    editor,
    go,
    place,
    press,
    shown,
    stored,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_hands import write

from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import changes, register


@pytest.fixture
def page(pool, qtbot):
    return shown(pool, qtbot, *COLUMNS)


@pytest.fixture
def grid(page):
    return page.list.table


def test_arrows_stay_among_the_cells(grid):
    go(grid, 0, "name")
    press(Key.Key_Left)
    assert place(grid) == (0, "name")
    press(Key.Key_Right, Key.Key_Down)
    second = grid.key_at(grid.shown_columns()[1])
    assert place(grid) == (1, second)
    press(Key.Key_End)
    assert place(grid) == (1, grid.key_at(grid.shown_columns()[-1]))
    press(Key.Key_Home)
    assert place(grid) == (1, "name")
    press(Key.Key_Down, held=CONTROL)
    assert place(grid) == (39, "name")
    press(Key.Key_Right, held=CONTROL)
    assert place(grid)[1] == grid.key_at(grid.shown_columns()[-1])
    press(Key.Key_Up, held=CONTROL)
    assert place(grid)[0] == 0


def test_shift_selects_a_block_and_ctrl_a_everything(grid):
    go(grid, 2, "name")
    press(Key.Key_Right, Key.Key_Down, Key.Key_Down, held=SHIFT)
    rows, columns = grid.block()
    assert rows == [2, 3, 4] and columns == grid.shown_columns()[:2]
    assert not grid.is_whole_rows()
    press(Key.Key_A, held=CONTROL)
    assert grid.block() == (list(range(40)), grid.shown_columns()) and grid.is_whole_rows()
    go(grid, 2, "name")
    press(Key.Key_Down, held=CONTROL | SHIFT)
    assert grid.block()[0] == list(range(2, 40)) and place(grid) == (39, "name")
    press(Key.Key_Up, held=CONTROL | SHIFT)
    assert grid.block()[0] == [0, 1, 2]  # from where it began, as a spreadsheet does


def test_by_its_number_a_row_is_selected_whole(grid):
    number = grid.visualRect(grid.model().index(3, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, number)
    assert grid.block()[0] == [3] and grid.is_whole_rows()


def test_enter_goes_down_and_after_tabs_back_to_the_first_column(grid):
    go(grid, 0, "name")
    press(Key.Key_Return)
    assert place(grid) == (1, "name")
    press(Key.Key_Tab, Key.Key_Tab)
    assert place(grid) == (1, grid.key_at(grid.shown_columns()[2]))
    press(Key.Key_Enter)
    assert place(grid) == (2, "name")
    press(Key.Key_Return, held=SHIFT)
    assert place(grid) == (1, "name")
    press(Key.Key_Down, held=SHIFT)
    assert grid.block()[0] == [1, 2]


def test_tab_leaves_the_table_at_the_end_of_the_row(page, grid):
    go(grid, 0, "name")
    for _ in grid.shown_columns():
        press(Key.Key_Tab)
    assert QApplication.focusWidget() is not grid and place(grid)[0] == 0


def test_the_first_key_replaces_the_value_and_enter_stores_it(page, grid, pool, voice):
    go(grid, 1, "premises")
    press(Key.Key_5)
    assert editor().text() == "5"
    write(editor(), "号新址")
    press(Key.Key_Return)
    assert stored(pool, 1).cells["premises"] == "5号新址"
    assert place(grid) == (2, "premises") and QApplication.focusWidget() is grid
    assert grid.model().index(1, grid.currentIndex().column()).data() == "5号新址"
    assert page.row.id == stored(pool, 2).id and "Ctrl+Z" in voice.said[-1]
    changes.undo(pool, changes.audit(pool)[0].number)
    assert stored(pool, 1).cells["premises"] != "5号新址"


def test_f2_types_behind_the_value_and_escape_gives_it_up(grid, pool):
    before = stored(pool).cells["premises"]
    go(grid, 0, "premises")
    press(Key.Key_F2)
    assert editor().text() == before and not editor().hasSelectedText()
    write(editor(), "之二")
    assert editor().text() == f"{before}之二"
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is grid and stored(pool).cells["premises"] == before
    assert place(grid) == (0, "premises")


def test_a_double_click_types_into_the_cell(grid, pool):
    go(grid, 0, "premises")
    spot = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert editor().text() == stored(pool).cells["premises"]


def test_what_is_composed_opens_the_editor_and_its_enter_ends_only_the_word(grid, pool):
    go(grid, 0, "premises")
    composed("xin", done=False)
    assert grid.editing
    press(Key.Key_Return)  # while composing: the input method's
    assert grid.editing and place(grid) == (0, "premises")
    composed("新址", done=True)
    press(Key.Key_Return)  # due at once after the word: still the input method's
    assert editor().text() == "新址"
    press(Key.Key_Return)
    assert stored(pool).cells["premises"] == "新址" and place(grid) == (1, "premises")


def test_a_first_word_that_is_given_up_leaves_the_cell_as_it_was(grid, pool):
    before = stored(pool).cells["premises"]
    go(grid, 0, "premises")
    composed("xin", done=False)
    composed("", done=False)
    assert editor().text() == before
    QApplication.processEvents()
    press(Key.Key_Return)
    assert stored(pool).cells["premises"] == before and place(grid) == (1, "premises")


def test_backspace_empties_the_cell_and_types_on(grid, pool):
    go(grid, 0, "premises")
    press(Key.Key_Backspace)
    assert editor().text() == ""
    press(Key.Key_Return)
    assert stored(pool).cells["premises"] == ""


def test_a_code_is_typed_without_an_input_method(grid):
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    go(grid, 0, "premises")
    assert grid.testAttribute(attribute)
    go(grid, 0, "credit_code")
    assert not grid.testAttribute(attribute)


def test_what_is_refused_stays_open_with_its_reason_until_it_is_mended(page, grid, pool):
    before = stored(pool).cells
    go(grid, 0, "name")
    press(Key.Key_F2)
    editor().clear()
    press(Key.Key_Return)
    assert grid.editing and grid._bubble.isVisible() and "单位名称必填" in grid._bubble.text
    assert stored(pool).cells == before
    spot = grid.visualRect(grid.model().index(5, 2)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert grid.editing and place(grid) == (0, "name")
    assert editor().property("state") == "faulty"
    write(editor(), "示例·改好的店")
    press(Key.Key_Return)
    assert stored(pool).cells["name"] == "示例·改好的店" and not grid._bubble.isVisible()


def test_the_page_is_not_left_with_a_refused_cell_unless_it_is_given_up(page, grid, voice, pool):
    before = stored(pool).cells["name"]
    go(grid, 0, "name")
    press(Key.Key_F2)
    editor().clear()
    assert not page.may_close() and grid.editing
    assert "单位名称必填" in voice.questions[-1].text
    voice.answer = "放弃这一格"
    assert page.may_close() and not grid.editing
    assert stored(pool).cells["name"] == before


def test_clicking_elsewhere_stores_what_was_typed(grid, pool):
    go(grid, 0, "premises")
    press(Key.Key_F2)
    write(editor(), "后面")
    spot = grid.visualRect(grid.model().index(3, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert stored(pool).cells["premises"].endswith("后面") and not grid.editing


def test_nothing_is_written_where_nothing_was_changed(grid, pool):
    before = len(changes.audit(pool))
    go(grid, 0, "premises")
    press(Key.Key_F2, Key.Key_Return)
    assert len(changes.audit(pool)) == before and place(grid) == (1, "premises")


def test_a_reference_is_found_by_its_initials(grid, pool):
    go(grid, 0, "industry_id")
    kept = stored(pool).cells["industry_id"]
    press(Key.Key_L, Key.Key_Y)
    assert editor().text() == "ly"
    press(Key.Key_Tab)
    assert stored(pool).cells["industry_id"] == "旅游" != kept


def test_what_names_nobody_is_refused_in_the_cell(grid, pool):
    go(grid, 0, "industry_id")
    press(Key.Key_F2)
    editor().clear()
    write(editor(), "没有的行业")
    press(Key.Key_Return)
    assert grid.editing and "没有" in grid._bubble.text


def test_a_choice_is_typed_by_character_or_initials(grid, pool):
    go(grid, 0, "status")
    press(Key.Key_X)
    write(editor(), "y")
    press(Key.Key_Return)
    assert stored(pool).cells["status"] == "歇业"


def test_a_cell_changed_by_an_act_only_opens_the_form(page, grid):
    go(grid, 0, "stage")
    press(Key.Key_F2)
    assert not grid.editing and page.panel.form.isAncestorOf(QApplication.focusWidget())


def test_a_number_behind_a_mask_is_replaced_not_mended(grid, pool):
    go(grid, 0, "phone")
    press(Key.Key_F2)
    assert editor().isReadOnly() and "*" in editor().text()
    press(Key.Key_Escape)
    go(grid, 0, "phone")
    for digit in "13900000009":
        press(Key(ord(digit)))
    press(Key.Key_Return)
    assert stored(pool).record.phone == "13900000009"


def test_a_refresh_waits_for_the_cell_being_typed(page, grid, pool):
    go(grid, 0, "premises")
    press(Key.Key_F2)
    write(editor(), "后面")
    register.save(pool, Merchant, {"remark": "别处改的"}, stored(pool, 7))
    assert grid.editing and editor().text().endswith("后面")
    press(Key.Key_Return)
    assert not grid.editing and stored(pool).cells["premises"].endswith("后面")


def test_unsaved_words_of_the_form_are_asked_about_before_a_cell_is_typed(page, grid, voice, pool):
    go(grid, 0, "premises")
    page.panel.form.boxes["remark"].editor.setPlainText("没保存的话")
    press(Key.Key_F2)
    assert "有未保存的改动" in voice.questions[-1].title and not grid.editing
    voice.answer = "保存"
    press(Key.Key_F2)
    assert grid.editing and stored(pool).cells["remark"] == "没保存的话"


def test_a_note_takes_several_lines_by_alt_enter(pool, qtbot):
    grid = shown(pool, qtbot, "name", "remark").list.table
    go(grid, 0, "remark")
    press(Key.Key_F2)
    write(editor(), "第一行")
    press(Key.Key_Return, held=ALT)
    write(editor(), "第二行")
    assert editor().height() > 2 * grid.rowHeight(0)
    press(Key.Key_Return)
    assert stored(pool).cells["remark"] == "第一行\n第二行"


def test_rows_stay_in_their_places_while_cells_of_the_sorted_column_change(page, grid, pool):
    page.list.begin_by("name", descending=False)
    go(grid, 0, "name")
    first = grid.current_id()
    press(Key.Key_F2)
    write(editor(), "改到最后")
    editor().setText("最最后的店")
    press(Key.Key_Return)
    assert grid.model().id_at(0) == first
    press(Key.Key_F5)
    assert register.get(pool, Merchant, first).cells["name"] == "最最后的店"


@pytest.mark.skipif("GRID_PICTURES" not in os.environ, reason="pictures are asked for")
def test_pictures(page, grid):
    out = os.environ["GRID_PICTURES"]
    go(grid, 2, "name")
    press(Key.Key_Right, Key.Key_Down, Key.Key_Down, held=SHIFT)
    page.grab().save(f"{out}/block.png")
    go(grid, 4, "premises")
    press(Key.Key_F2)
    page.grab().save(f"{out}/edit.png")
    press(Key.Key_Escape)
    go(grid, 5, "industry_id")
    press(Key.Key_F2)
    editor().offer()
    QApplication.processEvents()
    page.grab().save(f"{out}/ref.png")
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    go(grid, 6, "name")
    press(Key.Key_F2)
    editor().clear()
    press(Key.Key_Return)
    page.grab().save(f"{out}/refused.png")
    press(Key.Key_Escape)
