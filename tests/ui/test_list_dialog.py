"""清单: the rows on the screen go to paper or into a workbook with the columns that are wanted."""

import openpyxl
import pytest
from dialogs import answering
from pages import squashed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.services import changes, plan
from shipu_desk.ui.jobs import unfinished
from shipu_desk.ui.pages import merchants as pool_page
from shipu_desk.ui.pages import roster as roster_page
from shipu_desk.ui.parts.list_dialog import ListDialog
from shipu_desk.ui.parts.paper import PaperDialog


@pytest.fixture
def page(pool, on_screen):
    return on_screen(pool_page.build(pool))


@pytest.fixture
def dialog(page, qtbot):
    made = ListDialog(page)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(dialog, qtbot):
    dialog.keep_sheet()
    qtbot.waitUntil(lambda: not unfinished() and dialog.kept.isVisible(), timeout=10_000)


def sheet(path):
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


def test_the_key_opens_it_with_the_columns_of_the_table(page):
    seen = []

    def look(dialog):
        seen.append(dialog)
        seen.append([key for key, box in dialog.boxes.items() if box.isChecked()])
        dialog.done(0)

    answering(look)
    page.list.table.setFocus()
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(seen[0], ListDialog)
    assert seen[1][:3] == ["name", "stage", "industry_id"] and "remark" not in seen[1]


def test_a_column_hidden_in_the_table_is_not_asked_for(page, qtbot):
    page.list.table.arrangement.choose("premises", shown=False)
    made = ListDialog(page)
    qtbot.addWidget(made)
    assert not made.boxes["premises"].isChecked() and made.boxes["name"].isChecked()


def test_the_workbook_holds_the_rows_and_columns_wanted(dialog, page, qtbot, tmp_path, voice):
    for key, box in dialog.boxes.items():
        box.setChecked(key in {"name", "phone"})
    voice.path = tmp_path / "名单.xlsx"
    kept(dialog, qtbot)
    head, *rows = sheet(voice.path)
    assert head == ["单位名称", "联系电话"] and len(rows) == 40
    assert rows[0][1] == "138****0000" and "号码已遮住" in voice.said[-1]


def test_after_a_workbook_the_same_goes_to_paper(dialog, page, qtbot, tmp_path, voice):
    dialog.title.setText("示例清单")
    for key, box in dialog.boxes.items():
        box.setChecked(key == "name")
    voice.path = tmp_path / "名单.xlsx"
    kept(dialog, qtbot)
    assert dialog.kept.text == voice.said[-1] and dialog.look.isEnabled()
    assert openpyxl.load_workbook(voice.path).active.oddHeader.center.text == "示例清单"
    dialog.done(0)
    again = ListDialog(page)
    qtbot.addWidget(again)
    assert again.title.text() == "示例清单" and again.asked.keys == ("name",)


def test_only_what_was_found_goes_out_and_the_paper_says_by_what(page, qtbot, tmp_path, voice):
    page.list.filters.choose("stage", page.list.model.row(0).record.stage)
    made = ListDialog(page)
    qtbot.addWidget(made)
    assert made.asked.told == f"阶段：{page.list.model.row(0).record.stage}"
    assert len(made.asked.ids) == page.list.model.rowCount() < 40


def test_ticked_rows_are_offered_first(page, qtbot, tmp_path, voice):
    for number in (0, 2):
        page.list.model.tick(number)
    made = ListDialog(page)
    qtbot.addWidget(made)
    made.show()
    assert made.which.currentText() == "勾选的 2 家"
    voice.path = tmp_path / "名单.xlsx"
    kept(made, qtbot)
    assert len(sheet(voice.path)) == 3


def test_a_purpose_gives_whole_numbers_and_is_journaled(dialog, pool, qtbot, tmp_path, voice):
    dialog.purpose.setText("核对联系方式")
    voice.path = tmp_path / "名单.xlsx"
    kept(dialog, qtbot)
    assert not any("*" in str(row) for row in sheet(voice.path))
    assert "用途：核对联系方式" in changes.audit(pool, 1)[0].title


def test_a_purpose_is_asked_only_for_numbers(dialog):
    assert dialog.purpose.isVisible()
    dialog.purpose.setText("核对联系方式")
    dialog.boxes["phone"].setChecked(False)
    assert not dialog.purpose.isVisible() and dialog.asked.purpose == ""


def test_without_a_column_nothing_can_be_made(dialog):
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert not dialog.keep.isEnabled() and not dialog.look.isEnabled()
    assert "至少勾选一列" in dialog._columns_box.fault.text()


def test_the_paper_is_looked_at_before_it_is_printed(dialog, qtbot, tmp_path):
    seen = []

    def look(paper):
        assert isinstance(paper, PaperDialog)
        qtbot.waitUntil(lambda: bool(paper.paper.preview.data), timeout=10_000)
        path = tmp_path / "a.pdf"
        path.write_bytes(paper.paper.preview.data)
        seen.append(squashed(path))
        paper.done(0)

    answering(look)
    dialog.title.setText("示例清单")
    dialog.look_at_paper()
    assert not unfinished()
    assert "示例清单" in seen[0] and "共40家" in seen[0]


def test_a_disk_that_does_not_take_it_is_told_and_the_dialog_stays(dialog, qtbot, tmp_path, voice):
    voice.path = tmp_path / "没有" / "名单.xlsx"
    dialog.keep_sheet()
    qtbot.waitUntil(lambda: bool(voice.troubles), timeout=10_000)
    assert "找不到文件夹" in voice.troubles[0].happened
    assert dialog.isVisible() and dialog.keep.isEnabled()


def test_every_register_page_has_it(window_pages):
    for page in window_pages:
        assert page.tool("清单").isEnabled()


@pytest.fixture
def window_pages(pool, qtbot):
    from shipu_desk.ui.pages import PAGES
    from shipu_desk.ui.record_page import RecordPage

    found = []
    for one in PAGES:
        made = one.make(pool)
        qtbot.addWidget(made)
        page = made if isinstance(made, RecordPage) else getattr(made, "page", None)
        found += [page] if isinstance(page, RecordPage) else []
    assert len(found) >= 8
    return found


def test_where_ctrl_p_prints_the_page_s_own_paper_the_list_has_another_key(desk, qtbot):
    plan.load(desk)
    page = roster_page.build(desk)
    page.resize(1152, 690)
    qtbot.addWidget(page)
    page.show()
    seen = []
    page.activateWindow()
    page.page.list.table.setFocus()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.paper.busy)
    answering(lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.page.list.table, Qt.Key.Key_P, both)
    assert len(seen) == 1 and "清单" in seen[0]
    assert page.page.look.list_key == "Ctrl+Shift+P"
