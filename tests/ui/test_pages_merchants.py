"""培育库: stages change by their own act, one or many, lawfully or not at all."""

import pytest
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.merchants import Merchant, Stage, StageMove
from shipu_desk.services import changes, merchants, register
from shipu_desk.ui.pages import merchants as pool_page
from shipu_desk.ui.parts.label_dialog import LabelDialog
from shipu_desk.ui.parts.stages import StageDialog, change_stage, lawful


@pytest.fixture
def page(pool, on_screen):
    return on_screen(pool_page.build(pool))


def in_stage(page, stage):
    """Rows of the page that stand in a stage."""
    ids = page.list.model.ids
    return [row for row in register.page(page.desk, Merchant, ids) if row.record.stage is stage]


def fill(dialog, **words):
    for key, said in words.items():
        dialog.form.editor(key).show_raw(said)
    dialog.form.edited.emit()


def test_the_columns_are_the_office_s(page):
    titles = [column.title for column in page.list.model.columns]
    assert titles[:2] == ["", "序号"]
    assert titles[2:7] == ["单位名称", "阶段", "行业", "街区", "统一社会信用代码"]
    assert titles[7:] == ["入库日期", "经营场所", "负责人", "联系电话"]


def test_phones_stay_masked_in_the_table(page):
    column = [c.key for c in page.list.model.columns].index("phone")
    assert page.list.model.index(0, column).data() == "138****0000"


def test_one_merchant_is_moved_with_reason_and_basis(page, pool, voice):
    row = in_stage(page, Stage.CANDIDATE)[0]
    page.show_id(row.id)
    answering(lambda d: (fill(d, to="培育", reason="示例理由", basis="示例会议纪要"), d.go()))
    page.tools.named["变更阶段…"].click()
    kept = register.get(pool, Merchant, row.id)
    assert kept.record.stage is Stage.CULTIVATED
    [move] = merchants.moves(pool, row.id)
    assert (move.cells["reason"], move.cells["basis"]) == ("示例理由", "示例会议纪要")
    assert move.cells["moved_on"] == pool.today().isoformat()
    assert voice.said[-1] == f"已把“{row.title}”变更为“培育”，可用 Ctrl+Z 撤回"


def test_the_moves_stand_in_the_tab_of_stages(page, pool):
    row = in_stage(page, Stage.CANDIDATE)[0]
    merchants.move(pool, row.id, "培育", "2023-04-01", "示例一")
    merchants.move(pool, row.id, "暂停", "2023-05-01", "示例二")
    page.show_id(row.id)
    page.panel.turn_to(1)
    tab = page._tabs[0][1]
    assert [one.cells["reason"] for one in tab.rows] == ["示例二", "示例一"]
    assert tab.told.text() == "共 2 次"
    assert not tab.add.isVisible()


def test_only_lawful_stages_are_offered_and_never_the_award(page):
    row = in_stage(page, Stage.CULTIVATED)[0]
    dialog = StageDialog(page, page.desk, [row])
    box = dialog.form.editor("to")
    assert [box.itemText(i) for i in range(box.count())] == ["暂停", "退出"]
    assert "示范只能通过授牌取得" in dialog.others.text()
    dialog.deleteLater()


def test_ticked_merchants_move_together_and_the_others_are_named(page, pool, voice):
    candidates, cultivated = (
        in_stage(page, Stage.CANDIDATE)[:2],
        in_stage(page, Stage.CULTIVATED)[:1],
    )
    page.list.model.ticked = {row.id for row in candidates + cultivated}
    seen = []

    def act(dialog):
        fill(dialog, to="培育", reason="示例")
        seen.extend([dialog.primary.text(), dialog.others.text()])
        dialog.go()

    answering(act)
    page.tools.named["变更所选阶段…"].click()
    assert seen[0] == "变更 2 家"
    assert f"{cultivated[0].title}不能变为“培育”，保持原样。" in seen[1]
    assert all(
        register.get(pool, Merchant, r.id).record.stage is Stage.CULTIVATED for r in candidates
    )
    assert merchants.moves(pool, cultivated[0].id) == []
    assert page.list.model.ticked == set()
    assert changes.audit(pool, 1)[0].title == "变更阶段：2家→培育"


def test_one_undo_takes_the_batch_back(page, pool):
    rows = in_stage(page, Stage.CANDIDATE)[:3]
    answering(lambda d: (fill(d, to="退出", reason="示例"), d.go()))
    change_stage(page, pool, rows)
    assert len(in_stage(page, Stage.WITHDRAWN)) == 3
    changes.undo(pool, changes.undoable(pool).number)
    assert {register.get(pool, Merchant, r.id).record.stage for r in rows} == {Stage.CANDIDATE}
    assert register.count(pool, StageMove) == 0


def test_a_move_without_a_reason_is_told_beside_the_field(page, pool):
    row = in_stage(page, Stage.CANDIDATE)[0]
    dialog = StageDialog(page, pool, [row])
    dialog.show()
    fill(dialog, to="", moved_on="2023年2月30日")
    dialog.go()
    assert dialog.isVisible()
    assert {key for key, box in dialog.form.boxes.items() if box.fault.text()} >= {
        "to",
        "moved_on",
        "reason",
    }
    assert register.count(pool, StageMove) == 0
    dialog.form.show_raw({}, True)
    dialog.reject()


def test_a_day_to_come_is_refused(page, pool):
    row = in_stage(page, Stage.CANDIDATE)[0]
    dialog = StageDialog(page, pool, [row])
    dialog.show()
    fill(dialog, to="培育", reason="示例", moved_on="2099-01-01")
    dialog.go()
    assert dialog.form.boxes["moved_on"].fault.text()
    assert register.get(pool, Merchant, row.id).record.stage is Stage.CANDIDATE
    dialog.form.show_raw({}, True)
    dialog.reject()


def test_typed_words_are_not_given_up_by_escape(page, pool, voice):
    row = in_stage(page, Stage.CANDIDATE)[0]
    dialog = StageDialog(page, pool, [row])
    dialog.show()
    dialog.activateWindow()
    dialog.form.editor("reason").setFocus()
    QApplication.processEvents()
    fill(dialog, reason="写了一半")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and voice.questions[-1].title == "内容还没有保存"
    voice.answer = "放弃"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_who_cannot_move_anywhere_is_told_why(page, pool, voice):
    row = in_stage(page, Stage.CANDIDATE)[0]
    merchants.move(pool, row.id, "退出", "2023-05-01", "示例")
    gone = register.get(pool, Merchant, row.id)
    assert lawful([gone]) == []
    assert change_stage(page, pool, [gone]) is False
    assert "退出即终止" in voice.questions[-1].text


def test_a_stage_cannot_be_typed_into_the_form(page):
    assert not page.panel.form.editor("stage").isEnabled()
    assert (
        not page.panel.form.editor("left_on").isEnabled()
        or page.panel.form.editor("left_on").isReadOnly()
    )


def test_removing_one_that_others_need_is_refused_with_the_reason(page, pool, voice):
    row = in_stage(page, Stage.CANDIDATE)[0]
    merchants.move(pool, row.id, "培育", "2023-05-01", "示例")
    page.show_id(row.id)
    voice.answer = "删除"
    page.remove()
    assert "阶段变更" in voice.troubles[-1].happened
    assert register.get(pool, Merchant, row.id).id == row.id


def test_chips_and_menus_narrow_the_pool(page, pool):
    page.list.filters.choose("stage", Stage.CULTIVATED)
    assert set(page.list.model.ids) == {row.id for row in in_stage(page, Stage.CULTIVATED)}
    street = {t: i for i, t in register.choices(pool, "street")}["金山路"]
    page.list.filters.choose("street_id", street)
    rows = register.page(pool, Merchant, page.list.model.ids)
    assert rows and {row.cells["street_id"] for row in rows} == {"金山路"}


def test_an_empty_pool_shows_a_way_to_begin(desk, qtbot):
    page = pool_page.build(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.list.body.currentIndex() == 1


def test_a_name_of_sixty_and_a_rare_character_stand_as_typed(page, pool):
    name = "示例" + "石浦渔港海鲜老街" * 7 + "𠮷店"
    kept = register.save(
        pool, Merchant, {"name": name, "industry_id": "食品", "no_code_reason": "示例"}
    )
    page.show_id(kept.id)
    assert page.panel.title.text() == name and len(name) == 60
    assert page.panel.form.editor("name").raw() == name


def test_a_row_that_the_filter_hides_can_still_be_shown(page):
    hidden = in_stage(page, Stage.CANDIDATE)[0]
    page.list.filters.choose("stage", Stage.CULTIVATED)
    QTest.qWait(10)
    page.show_id(hidden.id)
    QTest.qWait(10)
    assert page.row.id == hidden.id and page.panel.title.text() == hidden.title
    assert page.list.selected_rows() == []


def test_unsaved_words_are_asked_about_before_another_row_is_shown(page, voice):
    first, second = in_stage(page, Stage.CANDIDATE)[:2]
    page.show_id(first.id)
    page.panel.form.editor("operator").setText("写了一半")
    page.show_id(second.id)
    QTest.qWait(10)
    assert voice.questions[-1].title == "有未保存的改动"
    assert page.row.id == first.id and page.panel.form.unsaved == ["负责人"]
    voice.answer = "放弃"
    page.show_id(second.id)
    QTest.qWait(10)
    assert page.row.id == second.id and page.panel.form.unsaved == []


def test_ticks_are_moved_also_by_the_button_of_the_title_line(page, pool):
    """Three ticked and the plain button pressed: the three are meant, not the row looked at."""
    first, second, *_ = in_stage(page, Stage.CANDIDATE)
    model = page.list.model
    for row in (first, second):
        model.tick(model.number_of(row.id))
    other = in_stage(page, Stage.CULTIVATED)[0]
    page.show_id(other.id)
    answering(lambda d: (fill(d, to="培育", reason="示例理由"), d.go()))
    page.tools.named["变更阶段…"].click()
    stages = {register.get(pool, Merchant, one.id).record.stage for one in (first, second)}
    assert stages == {Stage.CULTIVATED}


def test_the_first_tick_does_not_push_the_rows_away_under_the_pointer(page):
    table = page.list.table
    before = table.mapTo(page, table.rect().topLeft())
    page.list.model.tick(0)
    QApplication.processEvents()
    assert page.list.bar.isVisible()
    assert table.mapTo(page, table.rect().topLeft()) == before


def test_a_long_name_leaves_the_last_sentence_of_the_dialog_in_sight(page, pool):
    row = in_stage(page, Stage.CANDIDATE)[0]
    long = "示例·" + "一二三四五六七八九十" * 5
    kept = register.save(pool, Merchant, {"name": long}, register.get(pool, Merchant, row.id))
    dialog = StageDialog(page, pool, [kept])
    dialog.show()
    QApplication.processEvents()
    foot = dialog.others.mapTo(dialog._scroll, dialog.others.rect().bottomLeft()).y()
    assert foot <= dialog._scroll.viewport().height()
    dialog.close()


def test_several_are_told_with_even_spaces(page, pool, voice):
    rows = in_stage(page, Stage.CANDIDATE)[:3]
    answering(lambda dialog: (fill(dialog, to="培育", reason="示例"), dialog.go()))
    change_stage(page, pool, rows)
    assert voice.said[-1] == "已把 3 家变更为“培育”，可用 Ctrl+Z 撤回"


def test_the_cards_of_the_chosen_are_shown_as_they_print(page, pool, qtbot, voice):
    seen = []

    def act(dialog):
        qtbot.waitUntil(lambda: not dialog.paper.busy, timeout=20_000)
        pages = dialog.paper.preview._pages
        seen.append((dialog.windowTitle(), pages and len(pages), dialog.paper.told))
        dialog.reject()

    page.list.table.selectRow(0)
    answering(act)
    page.tool("登记卡").click()
    ids = list(page.list.model.ids)[:3]
    page.list.model.ticked.update(ids)
    answering(act)
    page.tool("登记卡").click()
    assert seen == [("登记卡", 1, ""), ("登记卡", 3, "")], voice.troubles


def test_labels_begin_where_the_sheet_is_pointed_at(page, pool, qtbot):
    ids = list(page.list.model.ids)
    dialog = LabelDialog(page, pool, ids)
    qtbot.addWidget(dialog)
    dialog.show()
    pick = dialog.pick
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton, pos=pick.rect_of(5).center().toPoint())
    assert pick.start == 5 and "从第 5 格开始，用 2 张" in dialog.told.text()
    for key, place in ((Qt.Key.Key_Down, 8), (Qt.Key.Key_Left, 7), (Qt.Key.Key_End, 24)):
        QTest.keyClick(pick, key)
        assert pick.start == place and pick.accessibleName() == f"从第 {place} 格开始"
    assert "用 3 张" in dialog.told.text()  # one, then 39 on two sheets of 24
    dialog.sheets.setCurrentIndex(3)
    assert pick.start == 8 and dialog.sheet.key == "2×4"  # no place 24 on a sheet of eight
    seen = []

    def act(shown):
        qtbot.waitUntil(lambda: not shown.paper.busy, timeout=20_000)
        seen.append((len(shown.paper.preview._pages), shown.paper.told))
        shown.reject()

    answering(act)
    dialog.look.click()
    assert seen == [(1 + -(-(len(ids) - 1) // 8), "")]
    dialog.reject()
