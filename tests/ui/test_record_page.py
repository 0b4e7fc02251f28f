"""A register by the keyboard: add, mend, save, find, remove, undo; and what stands in the way."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
import window_samples as samples
from dialogs import answering
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from typing_hands import write

from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import Street
from shipu_desk.services import changes, merchants, register
from shipu_desk.ui.record_look import Action, Detail, Look
from shipu_desk.ui.record_page import RecordPage
from shipu_desk.ui.removing import WAY

LOOK = Look("培育库", unit="家")
CONTROL = Qt.KeyboardModifier.ControlModifier


def key(page, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or page, which, modifier)
    QApplication.processEvents()


def words(text):
    write(QApplication.focusWidget(), text)


@pytest.fixture
def shown(qtbot):
    """Show a page wide enough for its panel to stand beside the table."""

    def show(page, width=1152, height=690):
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        page.list.table.setFocus()
        QApplication.processEvents()
        return page

    return show


@pytest.fixture
def page(pool, shown):
    return shown(RecordPage(pool, Merchant, LOOK))


def test_a_merchant_is_added_by_the_keyboard_only(page, pool, voice):
    key(page, Qt.Key.Key_N, CONTROL)
    words("示例甲·新开面馆")
    key(page, Qt.Key.Key_Return)
    words(samples.code(77))
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_Return)
    words("食品")
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_S, CONTROL)
    assert page.panel.form.faulty == []
    assert page.list.model.rowCount() == 41
    assert page.row.cells["name"] == "示例甲·新开面馆" and page.row.cells["industry_id"] == "食品"
    assert "已保存" in voice.said[-1]


def test_faults_are_told_beside_the_fields_and_nothing_is_written(page, pool):
    key(page, Qt.Key.Key_N, CONTROL)
    key(page, Qt.Key.Key_Return)
    words("91330225XX00019508")
    key(page, Qt.Key.Key_S, CONTROL)
    assert set(page.panel.form.faulty) == {"单位名称", "统一社会信用代码", "行业"}
    assert QApplication.focusWidget() is page.panel.form.boxes["name"].editor
    assert register.count(pool, Merchant) == 40
    assert "3 处有误" in page.panel._unsaved.text()


def test_a_change_is_saved_and_taken_back_from_its_history(page, pool):
    row = page.row
    key(page, Qt.Key.Key_F4)
    page.panel.form.boxes["operator"].editor.setFocus()
    page.panel.form.boxes["operator"].editor.selectAll()
    words("示例戊")
    assert page.panel._unsaved.text() == "1 处未保存"
    key(page, Qt.Key.Key_S, CONTROL)
    assert register.get(pool, Merchant, row.id).cells["operator"] == "示例戊"
    page.panel.turn_to(page.panel.history_tab)
    page.panel.history.undo_wanted.emit(changes.audit(pool, 1)[0])
    assert register.get(pool, Merchant, row.id).cells["operator"] == "示例丁"
    assert page.row.cells["operator"] == "示例丁"


def test_a_row_changed_by_another_is_told_with_who_and_when(page, pool):
    key(page, Qt.Key.Key_F4)
    page.panel.form.boxes["operator"].editor.setFocus()
    page.panel.form.boxes["operator"].editor.selectAll()
    words("我的")
    register.save(pool.as_clerk("示例乙"), Merchant, {"operator": "他的"}, page.row)
    assert page.panel.form.boxes["operator"].editor.text() == "我的"
    key(page, Qt.Key.Key_S, CONTROL)
    assert "示例乙" in page.panel._notice._words.text()
    assert page.panel._told.isVisible()
    page.panel._way_out.click()
    assert page.panel.form.boxes["operator"].editor.text() == "他的"
    assert not page.panel._told.isVisible()


def test_a_twin_may_be_accepted(page, pool):
    code = page.row.cells["credit_code"]
    page.add()
    raw = samples.merchant(0, credit_code=code)
    page.panel.form.show_raw({}, new=True)
    for name in ("name", "credit_code", "industry_id", "premises"):
        page.panel.form.boxes[name].editor.setText(raw[name])
    key(page, Qt.Key.Key_S, CONTROL)
    assert register.count(pool, Merchant) == 40 and page.panel._way_out.isVisible()
    page.panel._way_out.click()
    assert register.count(pool, Merchant) == 41


def test_leaving_unsaved_words_asks_once(page, voice):
    key(page, Qt.Key.Key_F4)
    words("改")
    first = page.row.id
    voice.answer = ""
    page.list.table.setFocus()
    key(page, Qt.Key.Key_Down)
    assert len(voice.questions) == 1 and page.row.id == first
    assert page.list.table.current_id() == first
    assert page.panel.form.unsaved == ["单位名称"]
    voice.answer = "放弃"
    key(page, Qt.Key.Key_Down)
    assert page.row.id != first and page.panel.form.unsaved == []


def test_unsaved_words_can_be_saved_on_leaving(page, pool, voice):
    first = page.row.id
    key(page, Qt.Key.Key_F4)
    page.panel.form.boxes["operator"].editor.setFocus()
    words("甲")
    voice.answer = "保存"
    page.list.table.setFocus()
    key(page, Qt.Key.Key_Down)
    assert "甲" in register.get(pool, Merchant, first).cells["operator"]
    assert page.row.id != first


def test_rows_are_removed_after_a_question_and_come_back_by_undo(page, pool, voice):
    voice.answer = "删除"
    key(page, Qt.Key.Key_Minus, CONTROL)
    assert page.list.model.rowCount() == 39 and "已删除" in voice.said[-1]
    changes.undo(pool, changes.undoable(pool).number)
    QApplication.processEvents()
    assert page.list.model.rowCount() == 40


def test_the_eyes_stay_where_a_row_was_removed_and_find_it_when_it_is_back(page, pool, voice):
    third = page.list.model.row(2)
    page.show_id(third.id)
    voice.answer = "删除"
    key(page, Qt.Key.Key_Minus, CONTROL)
    QApplication.processEvents()
    assert page.list.table.currentIndex().row() == 2 and page.row.id == page.list.model.row(2).id
    assert page.row.id != third.id
    changes.undo(pool, changes.undoable(pool).number)
    QApplication.processEvents()
    assert page.row.id == third.id and page.list.table.current_id() == third.id
    changes.undo(pool, changes.redoable(pool).number)
    QApplication.processEvents()
    assert page.list.table.currentIndex().row() == 2 and page.row.id != third.id


def test_after_the_last_row_the_one_before_it_is_looked_at(page, voice):
    last = page.list.model.row(39)
    page.show_id(last.id)
    voice.answer = "删除"
    key(page, Qt.Key.Key_Minus, CONTROL)
    QApplication.processEvents()
    assert page.list.table.currentIndex().row() == 38


def test_other_rows_are_looked_at_from_the_first(page, qtbot):
    page.list.table.selectRow(30)
    QApplication.processEvents()
    page.list.find_box.setText(page.list.model.row(7).cells["name"])
    page.list.search()
    assert page.list.table.currentIndex().row() == 0


def test_what_others_refer_to_is_refused_without_a_question(pool, shown, voice):
    page = shown(RecordPage(pool, Street, Look("示范街")))
    key(page, Qt.Key.Key_Minus, CONTROL)
    assert page.list.model.rowCount() == 2 and voice.questions == []
    [trouble] = voice.troubles
    assert trouble.title.startswith("不能删除") and "创建单位“" in trouble.happened
    assert trouble.todo == WAY


def test_of_several_the_used_ones_are_named_and_the_rest_counted(page, pool, voice):
    first, second = (register.page(pool, Merchant, [id])[0] for id in page.list.model.ids[:2])
    merchants.move(pool, first.id, "培育", "2023-05-01", "示例原因")
    page.list.table.selectRow(0)
    key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(page, Qt.Key.Key_Minus, CONTROL)
    [trouble] = voice.troubles
    assert first.title in trouble.happened and second.title not in trouble.happened
    assert "共 1 家还用着" in trouble.happened and "其余 1 家没有用着" in trouble.happened


def test_nothing_found_says_so_with_the_way_back(page):
    page.list.find_box.setText("没有这样的店")
    page.list.search()
    assert page.list._nothing.isVisible() and page.list.model.rowCount() == 0
    [way] = page.list._nothing.findChildren(QPushButton)
    way.click()
    QApplication.processEvents()
    assert not page.list._nothing.isVisible() and page.list.model.rowCount() == 40
    assert page.list.find_box.text() == ""


def test_the_line_below_follows_a_click_on_a_heading(page):
    table = page.list.table
    header = table.horizontalHeader()
    at = [column.key for column in page.list.model.columns].index("industry_id")
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(header.sectionViewportPosition(at) + 8, 8),
    )
    assert page.list.footer.sorting.text() == "按 行业 升序"
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert page.list.footer.sorting.text() == "按登记次序"
    assert header.sortIndicatorSection() == -1


def test_the_line_below_tells_what_is_selected(page, qtbot):
    page.list.table.selectRow(0)
    key(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    picked = page.list.footer.picked
    qtbot.waitUntil(lambda: picked.text() == "选中 2 行")
    key(page, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: picked.text() == "")


def test_a_merchant_that_was_moved_is_kept_and_the_way_out_is_named(page, pool, voice):
    merchants.move(pool, page.row.id, "培育", "2023-05-01", "示例原因")
    key(page, Qt.Key.Key_Minus, CONTROL)
    [trouble] = voice.troubles
    assert "阶段变更" in trouble.happened and "退出" in trouble.todo


def test_finding_takes_characters_and_initials_newest_wins(page, qtbot):
    key(page, Qt.Key.Key_F, CONTROL)
    for typed in "书店":
        words(typed)
    qtbot.waitUntil(lambda: page.list.footer.totals.text() == "找到 5 家")
    page.list.find_box.setText("hxmg")
    qtbot.waitUntil(
        lambda: page.list.footer.totals.text() == "找到 5 家" and "面馆" in page.row.cells["name"]
    )
    key(page, Qt.Key.Key_Escape)
    assert page.list.footer.totals.text() == "共 40 家"


def test_chips_filter_and_count(page):
    page.list._count()
    chips = page.list.filters._chips
    assert page.list.filters._all.text() == "全部 40"
    chips[Stage.SUSPENDED].click()
    shown = page.list.model.rowCount()
    assert chips[Stage.SUSPENDED].text() == f"暂停 {shown}" and 0 < shown < 40
    assert {page.list.model.row(n).cells["stage"] for n in range(shown)} == {"暂停"}
    page.list.filters._all.click()
    assert page.list.model.rowCount() == 40


def test_sorting_by_a_header_keeps_the_row_looked_at(page):
    kept = page.row.id
    page.list.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    page.list.table._sort_by(1)
    assert page.row.id == kept and page.list.table.current_id() == kept
    assert page.list.model.row(0).cells["name"] > page.list.model.row(39).cells["name"]


def test_escape_goes_back_to_the_table(page):
    key(page, Qt.Key.Key_F4)
    assert page.panel.isAncestorOf(QApplication.focusWidget())
    key(page, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.table


def test_in_a_narrow_window_the_record_is_a_drawer(pool, shown):
    page = shown(RecordPage(pool, Merchant, LOOK), 853, 440)
    assert page.drawer.is_drawer and not page.panel.isVisible()
    key(page, Qt.Key.Key_F4)
    assert page.panel.isVisible() and page.panel.isAncestorOf(QApplication.focusWidget())
    assert page.list.width() == page.width()
    key(page, Qt.Key.Key_Escape)
    assert not page.panel.isVisible() and QApplication.focusWidget() is page.list.table


def test_widening_brings_the_record_beside_the_table(pool, shown):
    page = shown(RecordPage(pool, Merchant, LOOK), 853, 440)
    page.resize(1300, 700)
    QApplication.processEvents()
    assert page.panel.isVisible() and page.list.width() == page.width() - page.panel.width()


def test_an_empty_register_shows_the_way_to_fill_it(desk, shown):
    page = shown(RecordPage(desk, Merchant, LOOK))
    assert page.list.body.currentIndex() == 1 and not page.panel.isVisible()
    assert not page.list.find_box.isVisible()
    key(page, Qt.Key.Key_N, CONTROL)
    assert page.panel.isVisible() and page.panel.title.text() == "新增创建单位"


@pytest.mark.parametrize("by", ["key", "line"])
def test_rows_of_a_table_program_are_pasted_into_an_empty_register(desk, shown, monkeypatch, by):
    samples.streets_and_industries(desk)
    page = shown(RecordPage(desk, Merchant, LOOK))
    QGuiApplication.clipboard().setText(
        "单位名称\t行业\t经营场所\t负责人\t入库日期\t无代码原因\r\n"
        "示例一号店\t食品\t示例路1号\t示例丁\t2023-03-06\t办理中\r\n"
        "示例二号店\t食品\t示例路2号\t示例丁\t2023.3.7\t办理中\r\n"
    )
    answering(lambda dialog: dialog.accept_all.click())
    if by == "key":
        key(page, Qt.Key.Key_V, CONTROL)
    else:
        QTest.mouseClick(next(b for b in page.list.body.findChildren(QPushButton)
                              if "粘贴" in b.text()), Qt.MouseButton.LeftButton)  # fmt: skip
    QApplication.processEvents()
    found = register.page(desk, Merchant, register.find(desk, Merchant))
    assert [row.title for row in found] == ["示例一号店", "示例二号店"]
    assert page.list.body.currentIndex() == 0 and page.list.model.rowCount() == 2
    changes.undo(desk, changes.undoable(desk).number)
    QApplication.processEvents()
    assert page.list.body.currentIndex() == 1


def test_one_row_is_shown_at_once(desk, shown):
    samples.streets_and_industries(desk)
    samples.merchants(desk, 1)
    page = shown(RecordPage(desk, Merchant, LOOK))
    assert page.list.footer.totals.text() == "共 1 家" and page.panel.isVisible()


def test_a_long_name_and_a_rare_character_are_whole_in_the_tip(pool, shown):
    name = "示例" + "长" * 57 + "𬱖"
    register.save(pool, Merchant, samples.merchant(60, name=name))
    page = shown(RecordPage(pool, Merchant, LOOK))
    assert page.list.model.row(40).cells["name"] == name
    page.show_id(page.list.model.id_at(40))
    assert page.panel.title.text() == name
    page.grab()
    assert page.panel.title.toolTip() == name


def test_actions_stand_in_the_title_line_and_over_ticked_rows(pool, shown):
    did = []
    actions = [
        Action("导出", "export", lambda page: did.append("导出")),
        Action(
            "指导一批", "check", lambda page: did.append(len(page.list.ticked_rows())), batch=True
        ),
    ]
    page = shown(RecordPage(pool, Merchant, LOOK, actions=actions))
    page.tool("导出").click()
    assert not page.list.bar.isVisible()
    key(page, Qt.Key.Key_Space)
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Space)
    assert page.list.bar.isVisible()
    page.tool("指导一批").click()
    assert did == ["导出", 2]


def test_a_detail_is_a_tab_that_shows_the_row(pool, shown):
    from shipu_desk.ui.parts.basic import label

    detail = Detail("单位", lambda page: label(""), lambda widget, row: widget.setText(row.title))
    page = shown(RecordPage(pool, Merchant, LOOK, details=[detail]))
    page.panel.turn_to(1)
    assert page._tabs[0][1].text() == page.row.title


def test_a_base_filter_narrows_the_page_and_fills_new_rows(pool, shown):
    [(street, _)] = register.choices(pool, "street", "金山路")
    page = shown(RecordPage(pool, Merchant, LOOK, base={"street_id": street}))
    assert page.list.model.rowCount() == 20
    page.add()
    assert page.panel.form.boxes["street_id"].editor.text() == "金山路"


def test_rows_are_copied_as_they_are_shown(page):
    page.list.table.copy()
    heads, row = QApplication.clipboard().text().split("\n")
    assert heads.split("\t")[0] == "单位名称" and row.split("\t")[0] == page.row.cells["name"]


def test_an_unmasked_number_is_logged_and_hidden_again_on_leaving(page, pool):
    editor = page.panel.form.boxes["phone"].editor
    editor.unmask()
    assert editor.text() == "13800000000"
    assert "联系电话" in changes.audit(pool, 1)[0].title
    page.list.table.setFocus()
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Up)
    assert "*" in editor.text() and page.panel.form.unsaved == []


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_register_of_any_size_counts_its_rows(desk, shown, count):
    samples.streets_and_industries(desk)
    samples.merchants(desk, count)
    page = shown(RecordPage(desk, Merchant, LOOK))
    assert page.list.model.rowCount() == count


def test_a_hundred_thousand_rows_are_there_and_few_are_read(desk, shown):
    samples.streets_and_industries(desk)
    samples.merchants(desk, 1_000)
    with closing(sqlite3.connect(desk.paths.database)) as link, link:
        named = [name for _, name, *_ in link.execute("PRAGMA table_info(merchant)")]
        kept = ", ".join(f'"{name}"' for name in named if name not in {"id", "uid"})
        series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99) "
        link.execute(
            f"{series}INSERT INTO merchant (uid, {kept}) "
            f"SELECT lower(hex(randomblob(16))), {kept} FROM merchant, n"
        )
    page = shown(RecordPage(desk, Merchant, LOOK))
    assert len(page.list.model.ids) == page.list.model.rowCount() == 100_000
    page.list.table.scrollToBottom()
    QApplication.processEvents()
    page.grab()
    assert len(page.list.model._pages) <= 4


def test_ctrl_held_for_saving_does_not_select_a_second_row(page):
    """Ctrl+S and Ctrl+Z look at a row again while Ctrl is down; that selects this row alone."""
    page.list.table.look_at(page.list.model.ids[2])
    window = page.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, CONTROL)
    assert QApplication.keyboardModifiers() == CONTROL
    page.list.table.look_at(page.list.model.ids[5])
    page.list.refresh()
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert [row.id for row in page.list.selected_rows()] == [page.list.model.ids[5]]


def test_f4_goes_to_the_field_of_the_cell(page):
    table = page.list.table
    column = [shown.key for shown in page.list.model.columns].index("street_id")
    at = table.visualRect(page.list.model.index(3, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QApplication.processEvents()
    key(page, Qt.Key.Key_F4)
    street = page.panel.form.boxes["street_id"].editor
    assert QApplication.focusWidget() is street
    assert street.selectedText() == street.text() != ""


def test_a_new_record_begins_in_the_first_field_that_must_be_filled(desk, shown):
    page = shown(RecordPage(desk, Member, Look("领导小组名单", unit="人")))
    key(page, Qt.Key.Key_N, CONTROL)
    assert QApplication.focusWidget() is page.panel.form.boxes["name"].editor


def test_enter_presses_the_button_that_has_the_ring(page):
    page.tool("新增").setFocus()
    key(page, Qt.Key.Key_Return)
    assert page.row is None and page.panel.form.boxes["name"].editor.hasFocus()


def test_more_rows_are_counted_as_they_come_and_all_are_selected(desk, shown, qtbot):
    samples.streets_and_industries(desk)
    samples.merchants(desk, 1_500)
    page = shown(RecordPage(desk, Merchant, LOOK))
    page.list.find_box.setText("示例")
    page.list.search()
    assert page.list.footer.totals.text().endswith("以上") and not page.list.model.whole
    page.list.table.selectAll()
    assert len(page.list.table.selected_numbers()) == 1_500
    assert page.list.footer.totals.text() == "找到 1500 家"


def test_the_row_looked_at_stays_while_typing_only_if_it_comes_early(desk, shown, qtbot):
    samples.streets_and_industries(desk)
    samples.merchants(desk, 1_500)
    page = shown(RecordPage(desk, Merchant, LOOK))
    page.show_id(1_400)
    page.list.find_box.setText("示例")
    page.list.search()
    assert page.list.table.currentIndex().row() == 0 and not page.list.model.whole
    page.show_id(1_400)
    page.list.find_box.setText("")
    page.list.search()
    assert page.list.table.current_id() == 1_400


def test_after_the_button_saved_the_record_stays_in_sight(page, pool):
    """As after Ctrl+S: the hand is in its form."""
    page.show_id(page.list.model.row(5).id)
    shown = page.row.id
    editor = page.panel.form.boxes["operator"].editor
    editor.setFocus()
    editor.selectAll()
    words("示例己")
    QTest.mouseClick(page.panel.save, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.row.id == shown == page.list.table.current_id()
    assert page.panel.form.editor("operator").raw() == "示例己"
    assert register.get(pool, Merchant, shown).cells["operator"] == "示例己"


def test_a_name_with_an_ampersand_is_whole_on_a_chip_and_in_its_menu(pool, shown):
    street = register.save(pool, Street, {"name": "示例A&B街、名字很长很长的一条"})
    page = shown(RecordPage(pool, Merchant, LOOK))
    drop = next(
        b for b in page.list.filters.findChildren(QPushButton) if "街区" in b.accessibleName()
    )
    drop.menu().aboutToShow.emit()
    [action] = [one for one in drop.menu().actions() if "A&&B" in one.text()]
    action.trigger()
    assert page.list.filters.equal == {"street_id": street.id}
    assert drop.text() == "街区：示例A&&B街、名字很长… ▾"


def settle():
    for _ in range(3):
        QApplication.processEvents()


def elsewhere(desk, act):
    """Another window or command writes, and this one hears of it."""
    from shipu_desk.db.store import open_store

    store = open_store(desk.paths.database, desk.store.now, desk.random)
    act(replace(desk, store=store, clerk="示例乙"))
    store.close()
    desk.store.poll()
    settle()


@pytest.mark.parametrize("typed", ["", "示例甲·新开面馆"])
def test_a_form_just_begun_stays_whatever_others_write(page, pool, voice, typed):
    key(page, Qt.Key.Key_N, CONTROL)
    words(typed)
    row = register.page(pool, Merchant, page.list.model.ids[4:5])[0]
    elsewhere(pool, lambda desk: register.save(desk, Merchant, {"operator": "他的"}, row))
    assert page.is_new and page.row is None and voice.questions == []
    first = register.page(pool, Merchant, page.list.model.ids[:1])
    elsewhere(pool, lambda desk: register.remove(desk, Merchant, first))
    assert page.is_new and page.row is None and voice.questions == []
    assert page.panel.form.editor("name").text() == typed


def test_a_form_just_begun_stays_when_a_removed_row_comes_back(page, pool, voice):
    voice.answer = "删除"
    key(page, Qt.Key.Key_Minus, CONTROL)
    settle()
    key(page, Qt.Key.Key_N, CONTROL)
    elsewhere(pool, lambda desk: changes.undo(desk, changes.undoable(desk).number))
    assert page.is_new and page.row is None and page.list.model.rowCount() == 40


def test_a_row_taken_away_under_typed_words_is_told_and_they_can_be_given_up(page, pool, voice):
    taken, words_of = page.row, page.panel.form.editor("operator")
    words_of.show_raw("我写的")
    elsewhere(pool, lambda desk: register.remove(desk, Merchant, [taken]))
    assert voice.questions == [] and page.row.id == taken.id
    assert "已被删除" in page.panel._notice._words.text() and words_of.text() == "我写的"
    page.panel._way_out.click()
    settle()
    assert page.panel.form.unsaved == [] and page.row.id != taken.id
    assert page.row.id == page.list.table.current_id() and voice.troubles == []


def test_words_typed_into_a_row_that_comes_back_can_be_saved(page, pool, voice):
    taken = page.row
    page.panel.form.editor("operator").show_raw("我写的")
    elsewhere(pool, lambda desk: register.remove(desk, Merchant, [taken]))
    elsewhere(pool, lambda desk: changes.undo(desk, changes.undoable(desk).number))
    assert page.save() and register.get(pool, Merchant, taken.id).cells["operator"] == "我写的"


def test_what_is_saved_as_it_was_promises_no_undo(page, pool, voice):
    before = changes.undoable(pool)
    editor = page.panel.form.editor("operator")
    editor.show_raw(f"{editor.text()} ")
    assert page.panel.form.unsaved and page.save()
    assert "和原来一样，没有改动" in voice.said[-1]
    assert changes.undoable(pool) == before


def test_the_bar_counts_what_the_act_gets(pool, shown, voice):
    got = []
    act = Action("指导一批", "check", lambda p: got.append(p.list.ticked_rows()), batch=True)
    page = shown(RecordPage(pool, Merchant, LOOK, actions=[act]))
    ids = list(page.list.model.ids[:3])
    for number in range(3):
        page.list.model.tick(number)
    page.list.find_box.setText("没有这样的一家")
    page.list.search()
    assert page.list.model.rowCount() == 0
    page.tool("指导一批").click()
    assert [row.id for row in got[-1]] == ids
    register.remove(pool, Merchant, register.page(pool, Merchant, ids[:1]))
    settle()
    told = page.list.bar.findChild(QLabel)
    assert told.text() == "已选 2 家，其中 2 家没有列出"
    page.tool("指导一批").click()
    assert [row.id for row in got[-1]] == ids[1:]
    page.list.widen()
    assert told.text() == "已选 2 家"
