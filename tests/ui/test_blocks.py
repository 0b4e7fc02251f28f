"""Blocks of cells: emptied, filled, copied, cut and pasted; shown before they are written."""

import os

import pytest
from grid_hands import COLUMNS, CONTROL, SHIFT, Key, go, press, shown, stored
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.blocks import parse
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.services import changes, register
from shipu_desk.services.register import Query
from shipu_desk.ui.parts import fill_dialog, paste_dialog
from shipu_desk.ui.record_menu import cells_menu
from shipu_desk.ui.record_sources import DeskSources


@pytest.fixture
def page(pool, qtbot):
    return shown(pool, qtbot, *COLUMNS)


@pytest.fixture
def grid(page):
    return page.list.table


@pytest.fixture
def paste(page, grid, monkeypatch):
    """Paste a text at a cell; what the preview says and does is driven by the test."""

    def act(text, row, key, look=lambda dialog: dialog.accept_all.click()):
        seen = []

        def run(dialog):
            dialog.show()
            QApplication.processEvents()
            seen.append(dialog)
            look(dialog)
            dialog.close()

        monkeypatch.setattr(paste_dialog.PasteDialog, "exec", run)
        QGuiApplication.clipboard().setText(text)
        if key:
            go(grid, row, key)
        press(Key.Key_V, held=CONTROL)
        return seen[0] if seen else None

    return act


def cells(dialog):
    model = dialog.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def names(pool, key="name"):
    rows = register.page(pool, Merchant, register.find(pool, Merchant, Query()))
    return [row.cells[key] for row in rows]


def test_del_empties_cells_and_one_undo_brings_them_back(grid, pool, voice):
    before = names(pool, "premises")
    go(grid, 2, "premises")
    press(Key.Key_Down, Key.Key_Down, held=SHIFT)
    press(Key.Key_Delete)
    assert names(pool, "premises")[2:5] == ["", "", ""]
    assert "清空经营场所" in voice.said[-1] and grid.block()[0] == [2, 3, 4]
    changes.undo(pool, changes.audit(pool)[0].number)
    assert names(pool, "premises") == before


def test_del_with_whole_rows_asks_and_removes_them(grid, pool, voice):
    voice.answer = "删除"
    grid.selectRow(3)
    press(Key.Key_Delete)
    assert register.count(pool, Merchant) == 39 and "删除" in voice.questions[-1].title


def test_what_must_not_be_empty_is_shown_before_anything_is_written(page, grid, pool, monkeypatch):
    seen = []
    monkeypatch.setattr(paste_dialog.PasteDialog, "exec", lambda d: seen.append(cells(d)))
    go(grid, 0, "name")
    press(Key.Key_Right, held=SHIFT)
    before = names(pool)
    press(Key.Key_Delete)
    assert seen[0][0][1] == "有误" and names(pool) == before


def test_cells_that_acts_alone_change_are_told_and_left(grid, pool, voice):
    go(grid, 0, "stage")
    press(Key.Key_Delete)
    assert "不能直接改" in voice.said[-1]


def test_ctrl_d_fills_down_with_what_is_stored_not_with_its_mask(grid, pool):
    go(grid, 0, "phone")
    press(Key.Key_Down, Key.Key_Down, held=SHIFT)
    press(Key.Key_D, held=CONTROL)
    assert [stored(pool, n).record.phone for n in range(4)] == [
        "13800000000", "13800000000", "13800000000", "13800000003",
    ]  # fmt: skip
    go(grid, 6, "industry_id")
    press(Key.Key_D, held=CONTROL)
    assert stored(pool, 6).cells["industry_id"] == stored(pool, 5).cells["industry_id"]


def test_ctrl_c_puts_the_block_as_a_spreadsheet_does(grid, pool):
    go(grid, 1, "name")
    press(Key.Key_Right, Key.Key_Right, Key.Key_Down, held=SHIFT)
    press(Key.Key_C, held=CONTROL)
    clip = QGuiApplication.clipboard().mimeData()
    rows = [stored(pool, n).cells for n in (1, 2)]
    assert parse(clip.text()) == [
        [row[key] for key in ("name", "premises", "credit_code")] for row in rows
    ]
    assert rows[0]["credit_code"] in clip.html() and "mso-number-format" in clip.html()
    press(Key.Key_C, held=CONTROL | SHIFT)
    assert parse(QGuiApplication.clipboard().text())[0] == [
        "单位名称", "经营场所", "统一社会信用代码",
    ]  # fmt: skip


def test_a_copied_mask_goes_nowhere(grid, pool, paste):
    go(grid, 0, "phone")
    press(Key.Key_C, held=CONTROL)
    assert QGuiApplication.clipboard().text() == "138****0000"
    seen = paste("138****0000", 1, "phone")
    assert seen.model.rows[0].fault("phone") == "联系电话是遮住的号码，请填完整号码"
    assert stored(pool, 1).record.phone == "13800000001"


def test_cutting_never_loses_a_number_behind_its_mask(grid, pool, voice):
    go(grid, 0, "phone")
    press(Key.Key_X, held=CONTROL)
    assert "会丢掉原号码" in voice.said[-1] and stored(pool).record.phone
    go(grid, 0, "premises")
    said = stored(pool).cells["premises"]
    press(Key.Key_X, held=CONTROL)
    assert stored(pool).cells["premises"] == "" and QGuiApplication.clipboard().text() == said


def test_one_sound_cell_is_pasted_at_once_over_all_that_is_selected(grid, pool, paste):
    assert paste("示例新址", 3, "premises") is None
    assert stored(pool, 3).cells["premises"] == "示例新址"
    go(grid, 5, "premises")
    press(Key.Key_Down, held=SHIFT)
    seen = paste("示例同址", 0, "")
    assert len(seen.model.rows) == 2
    assert [stored(pool, n).cells["premises"] for n in (5, 6)] == ["示例同址"] * 2


def test_a_block_is_shown_with_old_and_new_and_written_as_one_change(grid, pool, paste, voice):
    before = names(pool)
    seen = paste('示例新甲\t示例路甲\n"示例新\n乙"\t\n', 4, "name")
    assert "示例新 乙" in names(pool)[5] or names(pool)[5] == "示例新乙"
    shown_cells = cells(seen)
    assert shown_cells[0][:3] == ["第 5 行", "修改", f"{before[4]} → 示例新甲"]
    assert "修改 2 行" in seen.told.text()
    assert names(pool)[4] == "示例新甲" and stored(pool, 5).cells["premises"] == ""
    assert changes.audit(pool)[0].title == "粘贴到创建单位：改2行"
    changes.undo(pool, changes.audit(pool)[0].number)
    assert names(pool) == before


def test_faults_stand_in_their_cells_and_the_good_rows_are_written_on_request(grid, pool, paste):
    def look(dialog):
        assert not dialog.accept_all.isEnabled()
        assert "1 行有误" in dialog.told.text()
        dialog.only_good.setChecked(True)
        assert dialog.accept_all.isEnabled()
        dialog.accept_all.click()

    before = names(pool, "industry_id")
    paste("食品\n没有的行业\n旅游\n", 0, "industry_id", look)
    assert names(pool, "industry_id")[:3] == ["食品", before[1], "旅游"]


def test_new_rows_by_their_column_names(page, grid, pool, paste):
    code_of = stored(pool, 0).cells["credit_code"]
    text = (
        "单位名称\t行业\t经营场所\t统一社会信用代码\t无代码原因\n"
        "示例新店\t食品\t示例路99号\t\t农家自产\n"
        f"示例重店\t食品\t示例路 1 号\t{code_of}\t\n"
    )

    def look(dialog):
        assert [one.isChecked() for one in dialog._radios] == [True, False]
        assert "都作为新增的行" in dialog._radios[0].text()
        assert not dialog.accept_all.isEnabled() and dialog.twins.isVisible()
        dialog.twins.setChecked(True)
        assert "新增 2 行" in dialog.told.text()
        dialog.accept_all.click()

    paste(text, 0, "name", look)
    assert names(pool)[40:] == ["示例新店", "示例重店"] and page.list.model.rowCount() == 42


def test_nothing_is_pasted_from_an_empty_clipboard(grid, pool, paste, voice):
    assert paste("  \n", 0, "name") is None and "没有文字" in voice.said[-1]


def test_what_falls_beside_the_table_is_told(grid, pool, paste):
    seen = paste("1\t2\t3", 0, "phone", lambda dialog: None)
    assert seen.beside.text == "右边没有那么多列，有2格没有贴"


def test_lines_below_the_last_row_make_new_rows(grid, pool, paste):
    seen = paste("示例末店\n示例又一店\n", 39, "name", lambda dialog: None)
    assert [line.place for line in seen.model.rows] == ["第 40 行", "新的一行"]


def test_giving_the_preview_up_writes_nothing(grid, pool, paste):
    before = len(changes.audit(pool))
    paste("示例甲\n示例乙", 0, "name", lambda dialog: dialog.reject())
    assert len(changes.audit(pool)) == before


@pytest.fixture
def menu(page, grid):
    """The menu that opens over the cell stood on."""
    seen = []
    grid.menu_wanted.disconnect()
    grid.menu_wanted.connect(lambda at: seen.append(cells_menu(page)))

    def lines():
        spot = grid.visualRect(grid.currentIndex()).center()
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(
            grid.viewport(), QContextMenuEvent(reason, spot, grid.mapToGlobal(spot))
        )
        return {one.text().split("\t")[0]: one for one in seen[-1].actions() if one.text()}

    return lines


def test_the_menu_over_a_cell_does_what_the_keys_do(grid, pool, menu):
    go(grid, 2, "premises")
    lines = menu()
    assert list(lines) == [
        "打开资料", "复制", "带列名复制", "改这一格", "剪切", "粘贴…", "向下填充", "清空",
        "批量改", "删除选中的行",
    ]  # fmt: skip
    lines["复制"].trigger()
    assert QGuiApplication.clipboard().text() == stored(pool, 2).cells["premises"]
    menu()["清空"].trigger()
    assert stored(pool, 2).cells["premises"] == ""
    go(grid, 2, "premises")
    menu()["改这一格"].trigger()
    assert grid.editing


def test_a_click_of_the_right_button_beside_the_block_stands_there(grid, menu):
    go(grid, 2, "premises")
    spot = grid.visualRect(grid.model().index(7, 1)).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, grid.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(grid.viewport(), event)
    assert grid.block()[0] == [7]


def test_one_field_of_many_rows_is_set_at_once(page, grid, pool, menu, monkeypatch, qtbot):
    def typed(dialog):
        qtbot.addWidget(dialog)
        dialog.form.editor("industry_id").show_raw(None)
        dialog.form.editor("industry_id").setText("旅游")
        dialog.go()
        return dialog.result()

    monkeypatch.setattr(fill_dialog.FillDialog, "exec", typed)
    go(grid, 3, "premises")
    press(Key.Key_Down, Key.Key_Down, held=SHIFT)
    names_of = {one.text(): one for one in menu()["批量改"].menu().actions()}
    assert "行业…" in names_of and "阶段…" not in names_of and "单位名称…" not in names_of
    names_of["行业…"].trigger()
    assert names(pool, "industry_id")[3:6] == ["旅游"] * 3
    assert changes.audit(pool)[0].title == "批量改行业：3家"
    changes.undo(pool, changes.audit(pool)[0].number)
    assert names(pool, "industry_id")[3:6] != ["旅游"] * 3


def test_what_cannot_be_set_is_told_in_the_dialog(page, pool, qtbot):
    sources = DeskSources(page)
    dialog = fill_dialog.FillDialog(page, spec_of(Merchant), "joined_on", sources, " 3 家")
    qtbot.addWidget(dialog)
    dialog.form.editor("joined_on").setText("昨天")
    dialog.go()
    assert dialog.result() == 0 and "入库日期" in dialog.form.boxes["joined_on"].fault.text()


@pytest.mark.skipif("GRID_PICTURES" not in os.environ, reason="pictures are asked for")
def test_pictures(page, grid, pool, paste):
    out = os.environ["GRID_PICTURES"]
    text = (
        f"示例新名甲\t示例路 101 号\t{stored(pool, 5).cells['credit_code']}\t食品\n"
        "示例新名乙\t示例路 102 号\t12345\t没有的行业\n\t\t\t\n示例新名丁\t示例路 104 号\t\t旅游"
    )
    paste(text, 2, "name", lambda dialog: dialog.grab().save(f"{out}/paste.png"))
