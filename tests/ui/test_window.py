"""The window: shell first, pages when opened, undo from everywhere, folding, keys."""

import pytest
import window_samples as samples
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from shipu_desk.domain.changes import Act
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import backups, changes, granting, merchants, register
from shipu_desk.ui import messages, start, theme
from shipu_desk.ui.messages import WindowVoice
from shipu_desk.ui.pages import GROUPS, PAGES
from shipu_desk.ui.window import SMALLEST, Window

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


@pytest.fixture
def open_window(window, pool):
    window.attach(pool)
    window.open_page("merchants")
    QApplication.processEvents()
    return window


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def test_the_shell_stands_before_any_desk(window):
    assert window.desk is None and window._built == {}
    assert window.band.isVisible() and window.rail.isVisible() and window.status.isVisible()


def test_every_page_belongs_to_a_group_and_has_its_own_key():
    assert {page.group for page in PAGES} <= {name for name, _ in GROUPS}
    assert len({page.key for page in PAGES}) == len(PAGES)
    assert len({page.name for page in PAGES}) == len(PAGES)


def test_only_the_page_opened_is_built(window, pool):
    window.attach(pool)
    assert list(window._built) == [PAGES[0].key]


def test_the_names_of_office_and_clerk_are_shown(open_window, pool):
    assert open_window.band.office.text() == pool.settings().office
    assert "示例甲" in open_window.band.person.text()
    assert str(pool.paths.folder) in open_window.status._place.text()


def test_the_page_list_counts_its_rows(open_window):
    open_window._count()
    items = open_window.nav._list
    shown = {
        items.item(i).text(): items.item(i).data(Qt.ItemDataRole.UserRole + 1)
        for i in range(items.count())
    }
    assert shown["培育库"] == "40" and shown["示范街"] == "2"


def test_ctrl_z_and_ctrl_y_go_back_and_forth_with_a_sentence(open_window, pool, voice):
    row = register.page(pool, Merchant, [1])[0]
    register.save(pool, Merchant, {"operator": "示例戊"}, row)
    open_window.stack.currentWidget().list.table.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例丁"
    assert voice.said[-1].startswith("已撤回“修改创建单位：") and "Ctrl+Y" in voice.said[-1]
    press(Qt.Key.Key_Y, CONTROL)
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例戊"
    assert voice.said[-1].startswith("已重做")


def test_the_buttons_say_what_they_would_take_back(open_window, pool):
    register.save(pool, Merchant, samples.merchant(50))
    open_window._count()
    assert open_window.band.undo.isEnabled() and "新增创建单位" in open_window.band.undo.toolTip()
    assert not open_window.band.redo.isEnabled()


def test_in_a_field_ctrl_z_belongs_to_the_field(open_window, pool):
    page = open_window.stack.currentWidget()
    page.open_row()
    editor = page.panel.form.boxes["operator"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "X")
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.text() == "示例丁" and register.count(pool, Merchant) == 40


def test_f6_goes_round_and_comes_back(open_window):
    page = open_window.stack.currentWidget()
    page.list.table.setFocus()
    stops = []
    for _ in range(4):
        open_window.next_area()
        focus = open_window.focusWidget()
        areas = {
            "panel": page.panel,
            "list": page.list,
            "nav": open_window.nav,
            "rail": open_window.rail,
        }
        stops.append(next(name for name, area in areas.items() if area.isAncestorOf(focus)))
    assert stops == ["panel", "rail", "nav", "list"]


def test_arrows_move_inside_the_rail(open_window):
    open_window.rail.setFocus()
    press(Qt.Key.Key_Down)
    assert open_window._pages[open_window.key].group != "创建"


def test_a_narrow_window_folds_its_page_list_into_the_rail(open_window):
    open_window.resize(911, 512)
    QApplication.processEvents()
    assert not open_window.nav.isVisible()
    open_window.rail.chosen.emit("组织")
    menu = open_window.findChild(QMenu)
    names = [action.text() for action in menu.actions()]
    assert names == [page.name for page in PAGES if page.group == "组织"]
    menu.actions()[1].trigger()
    assert open_window.key == [page.key for page in PAGES if page.group == "组织"][1]
    menu.close()


def test_a_low_window_has_a_rail_without_words_but_with_names(open_window):
    open_window.resize(911, 512)
    QApplication.processEvents()
    button = open_window.rail._buttons["创建"]
    assert button._low and button.toolTip() == "创建" and button.accessibleName() == "创建"


def test_it_folds_down_to_the_smallest_size(window):
    window.resize(10, 10)
    assert (window.width(), window.height()) == (860, 440)


@pytest.mark.parametrize("words", ["hxmg", "海鲜面馆"])
def test_the_search_of_the_band_finds_over_all_registers(open_window, words):
    open_window.band.search.setText(words)
    open_window._search(words)
    menu = open_window.findChildren(QMenu)[-1]
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts and all("渔港海鲜面馆" in text for text in texts)
    menu.actions()[0].trigger()
    assert open_window.stack.currentWidget().row.cells["name"].endswith("渔港海鲜面馆")
    menu.close()


def test_unsaved_words_keep_the_window_open(open_window, voice):
    page = open_window.stack.currentWidget()
    page.open_row()
    QTest.keyClicks(QApplication.focusWidget(), "x")
    open_window.close()
    assert open_window.isVisible() and len(voice.questions) == 1
    voice.answer = "放弃"
    open_window.close()
    assert not open_window.isVisible()


def test_a_quiet_sentence_stands_in_the_status_bar(open_window):
    messages.use(WindowVoice())
    messages.say("已保存“示例”")
    assert open_window.status.said == "已保存“示例”"
    open_window.status.be_quiet()
    assert open_window.status.said == ""


def test_another_desk_s_change_is_seen_by_the_page(open_window, pool):
    page = open_window.stack.currentWidget()
    register.save(pool, Merchant, samples.merchant(50))
    QApplication.processEvents()
    assert page.list.model.rowCount() == 41


@pytest.mark.parametrize("size", theme.Size)
def test_it_opens_in_every_size_of_letters(qapp, qtbot, pool, size):
    try:
        theme.apply(qapp, size)
        window = Window()
        qtbot.addWidget(window)
        window.show()
        window.attach(pool)
        window.open_page("merchants")
        QApplication.processEvents()
        table = window.stack.currentWidget().list.table
        assert table.rowHeight(0) == theme.metrics().row
    finally:
        theme.apply(qapp)


def test_ctrl_z_in_a_field_just_saved_takes_the_save_back(open_window, pool):
    """The message after saving promises it; the field itself has nothing left to take back."""
    page = open_window._built["merchants"]
    row = page.row
    page.open_row()
    editor = page.panel.form.boxes["name"].editor
    editor.setFocus()
    editor.setText("示例·改了名")
    assert page.save()
    QApplication.processEvents()
    QTest.keyClick(open_window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert register.get(pool, Merchant, row.id).cells["name"] == row.cells["name"]


def test_ctrl_z_in_a_field_asks_before_it_reaches_another_page(open_window, pool, voice):
    """Who presses on in a field means the letters typed, not what was saved elsewhere."""
    page = open_window._built["merchants"]
    page.open_row()
    page.panel.form.boxes["operator"].editor.setFocus()
    register.save(pool, Clerk, {"name": "示例别页"})
    before = changes.audit(pool, 1)[0].number
    QTest.keyClick(open_window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert "示例别页" in voice.questions[-1].text and changes.audit(pool, 1)[0].number == before
    voice.answer = "撤回"
    QTest.keyClick(open_window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert changes.audit(pool, 1)[0].number > before


def test_the_window_fits_the_screen_it_opens_on(window):
    room = window.screen().availableSize()
    start.fit_screen(window)
    assert window.width() <= max(room.width(), SMALLEST[0])
    assert window.height() <= max(room.height(), SMALLEST[1])
    small = room.width() < start.WIDE + start.MARGIN or room.height() < start.HIGH + start.MARGIN
    assert window.isMaximized() == small


def test_from_a_group_of_one_page_another_group_opens_at_once(open_window):
    open_window.resize(1366, 700)
    open_window.open_page("bulletins")
    QApplication.processEvents()
    assert open_window.nav.isHidden()
    open_window._choose_group("创建")
    assert open_window.key == "merchants" and open_window.nav.isVisible()


def test_ctrl_y_in_a_field_brings_back_what_the_window_took_back(open_window, pool):
    row = register.page(pool, Merchant, [1])[0]
    register.save(pool, Merchant, {"operator": "示例戊"}, row)
    page = open_window._built["merchants"]
    page.show_id(1)
    page.open_row()
    page.panel.form.boxes["operator"].editor.setFocus()
    for which, operator in ((Qt.Key.Key_Z, "示例丁"), (Qt.Key.Key_Y, "示例戊")):
        QTest.keyClick(open_window.windowHandle(), which, CONTROL)
        QApplication.processEvents()
        assert register.get(pool, Merchant, 1).cells["operator"] == operator


def test_ctrl_z_reaches_for_nothing_older_than_a_final_act(open_window, pool, voice):
    going = merchants.Going("培育", "2023-05-01", "示例原因")
    merchants.move_many(pool, {1: register.get(pool, Merchant, 1).version}, going)
    granting.grant(pool, {"merchant": 1, "on": "2023-05-18", "basis": "示例依据"})
    with pool.store.writing("打印证书：1份", pool.clerk, Act.PRINT):
        pass  # what follows a grant is no reason to reach behind it
    before = changes.audit(pool, 1)[0].number
    open_window.stack.currentWidget().list.table.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert changes.audit(pool, 1)[0].number == before
    assert "不能撤回，请用“摘牌”" in voice.said[-1] and "修改历史" in voice.said[-1]
    open_window._count()
    assert not open_window.band.undo.isEnabled()
    assert "请用“摘牌”" in open_window.band.undo.toolTip()


def test_only_keys_that_do_something_are_shown(open_window):
    shown = {}
    for key in ("merchants", "history", "settings", "awards"):
        open_window.open_page(key)
        hints = open_window.status._hints
        shown[key] = [name for name, hint in hints.items() if not hint.isHidden()]
    assert shown == {
        "merchants": ["Ctrl+N", "Ctrl+S", "Ctrl+F", "F6", "F1"],
        "history": ["F6", "F1"],
        "settings": ["Ctrl+S", "F6", "F1"],
        "awards": ["Ctrl+N", "Ctrl+F", "F6", "F1"],
    }
    assert open_window.status._words["Ctrl+N"].text() == "授牌"
    open_window.open_page("merchants")
    assert open_window.status._words["Ctrl+N"].text() == "新增"


def test_the_words_of_the_band_go_once_a_hit_was_chosen(open_window):
    open_window.band.search.setText("jsl")
    open_window._search("jsl")
    menu = open_window.findChildren(QMenu)[-1]
    hit = next(one for one in menu.actions() if "金山路" in one.text())
    hit.trigger()
    assert open_window.key == "streets" and open_window.band.search.text() == ""


def test_the_last_backup_is_told_as_soon_as_it_is_made(open_window, pool):
    made = backups.back_up_now(pool)
    QApplication.processEvents()
    assert open_window.status._backup.text() == f"最近备份：{made.moment:%Y-%m-%d %H:%M}"


def test_a_copy_from_before_a_restore_is_no_backup_of_the_day(open_window, pool):
    made = backups.back_up_now(pool)
    register.save(pool, Merchant, samples.merchant(70))
    backups.restore(pool, made.path)
    open_window._find_backup()
    assert len(backups.listed(pool)) == 2
    assert open_window.status._backup.text() == f"最近备份：{made.moment:%Y-%m-%d %H:%M}"
