"""The focus: keys from everywhere, one reading order for Tab, and where it goes after an act."""

import pytest
import window_samples as samples
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QTabBar, QWidget
from walking import is_ours

from shipu_desk.domain.awards import Award
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import ClusterMerchant
from shipu_desk.services import backups, granting, plan, register
from shipu_desk.services.register import Query
from shipu_desk.ui import jobs
from shipu_desk.ui.pages import PAGES
from shipu_desk.ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def at_rest(window, qtbot):
    """What is made behind the rows has come: counts, papers, verdicts."""
    for _ in range(3):  # one job may call for the next
        QTest.qWait(150)
        qtbot.waitUntil(lambda: not jobs.unfinished(), timeout=20_000)


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
def empty(window, desk, qtbot):
    window.attach(desk)
    at_rest(window, qtbot)
    return window


@pytest.fixture
def full(window, desk, qtbot):
    samples.everything(desk)
    window.attach(desk)
    at_rest(window, qtbot)
    window.open_page("merchants")
    QApplication.processEvents()
    return window


def press(window, which, modifier=NONE):
    """A real key: to the window, which knows where it goes."""
    QTest.keyClick(window.windowHandle(), which, modifier)
    QApplication.processEvents()


def page_of(window):
    return window.stack.currentWidget()


def click_page(window, name):
    pages = window.nav._list
    item = next(pages.item(at) for at in range(pages.count()) if pages.item(at).text() == name)
    QTest.mouseClick(pages.viewport(), LEFT, pos=pages.visualItemRect(item).center())
    QApplication.processEvents()


# keys from everywhere


def spots(window):
    return [window.rail, window.nav, window.band.search, window.band.person]


def test_ctrl_n_begins_a_record_from_rail_page_list_and_band(full):
    for spot in spots(full):
        spot.setFocus()
        press(full, Qt.Key.Key_N, CONTROL)
        assert page_of(full).panel.title.text() == "新增创建单位"
        assert page_of(full).panel.form.editor("name").hasFocus()
        page_of(full).close_panel()


def test_ctrl_s_saves_what_is_unsaved_from_the_rail(full, desk):
    page = page_of(full)
    page.open_row()
    name = page.panel.form.editor("name")
    name.clear()
    QTest.keyClicks(name, "a shop")
    full.rail.setFocus()
    press(full, Qt.Key.Key_S, CONTROL)
    assert page.panel.form.unsaved == []
    assert register.get(desk, Merchant, page.row.id).cells["name"] == "a shop"


def test_faults_of_a_save_from_another_tab_are_told_in_the_form(full):
    page = page_of(full)
    page.open_row()
    page.panel.form.editor("name").clear()
    page.panel.turn_to(page.panel.history_tab)
    full.rail.setFocus()
    press(full, Qt.Key.Key_S, CONTROL)
    name = page.panel.form.boxes["name"]
    assert name.editor.hasFocus() and name.fault.isVisible()


def test_ctrl_f_and_f4_reach_the_page_from_the_page_list(full):
    page = page_of(full)
    full.nav.setFocus()
    press(full, Qt.Key.Key_F, CONTROL)
    assert page.list.find_box.hasFocus()
    full.nav.setFocus()
    press(full, Qt.Key.Key_F4)
    assert page.panel.isAncestorOf(full.focusWidget())
    press(full, Qt.Key.Key_F, CONTROL | SHIFT)
    assert full.band.search.hasFocus()


def test_only_the_page_shown_has_keys(full):
    before = page_of(full)
    full.open_page("streets")
    full.rail.setFocus()
    press(full, Qt.Key.Key_N, CONTROL)
    assert page_of(full).panel.title.text() == "新增街区"
    assert not before.is_new


def test_a_dialog_keeps_the_page_s_keys_out(full):
    active = []

    def look(dialog):
        for _ in range(100):  # the platform activates it a moment after it is shown
            if QApplication.activeWindow() is not dialog:
                QTest.qWait(20)
        active.append(QApplication.activeWindow() is dialog)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_N, CONTROL)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_F, CONTROL)
        QApplication.processEvents()
        active.append(QApplication.activeWindow() is dialog)
        dialog.form.show_raw({})
        dialog.reject()

    page = page_of(full)
    page.show_id(register.find(full.desk, Merchant, Query(equal={"stage": Stage.CULTIVATED}))[0])
    answering(look)
    page.tool("变更阶段…").click()
    assert active == [True, True]
    assert page.row is not None and not page.list.find_box.hasFocus()


# into a page


def test_a_click_on_a_page_goes_into_it_even_when_it_is_empty(empty):
    click_page(empty, "单位")
    assert empty.key == "units"
    now = empty.focusWidget()
    assert page_of(empty).list.body.isAncestorOf(now) and now.isVisible()
    press(empty, Qt.Key.Key_N, CONTROL)
    assert page_of(empty).panel.title.text() == "新增单位"


@pytest.mark.parametrize("key", [page.key for page in PAGES])
@pytest.mark.parametrize("state", ["empty", "full"])
def test_every_page_takes_the_focus_when_it_opens(request, key, state):
    window = request.getfixturevalue(state)
    window.rail.setFocus()
    window.open_page(key)
    QApplication.processEvents()
    now = window.focusWidget()
    assert page_of(window).isAncestorOf(now) and now.isVisible()
    assert now.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_arrows_look_through_the_pages_enter_goes_into_one(full):
    full.nav.setFocus()
    press(full, Qt.Key.Key_Down)
    press(full, Qt.Key.Key_Down)
    assert full.key == "clusters" and full.nav._list.hasFocus()
    press(full, Qt.Key.Key_Return)
    assert page_of(full).list.table.hasFocus()


def test_a_click_on_the_page_shown_goes_back_into_it(full):
    full.rail.setFocus()
    click_page(full, "培育库")
    assert page_of(full).list.table.hasFocus()


def test_enter_in_the_rail_goes_into_its_page(full):
    full.rail.setFocus()
    press(full, Qt.Key.Key_Return)
    assert page_of(full).list.table.hasFocus()


def test_the_last_row_gone_the_focus_is_on_the_way_to_a_first_one(full, voice):
    full.open_page("clusters")
    voice.answer = "删除"
    press(full, Qt.Key.Key_Minus, CONTROL)
    assert page_of(full).list.model.rowCount() == 0
    now = full.focusWidget()
    assert now.isVisible() and page_of(full).list.body.isAncestorOf(now)
    full.undo()
    QApplication.processEvents()
    assert page_of(full).list.table.hasFocus()


# tab order


def walked(window, back=False):
    """Where Tab (or Shift+Tab) goes, until it is where it began."""
    key, modifier = (Qt.Key.Key_Backtab, SHIFT) if back else (Qt.Key.Key_Tab, NONE)
    found = [window.focusWidget()]
    for _ in range(400):
        press(window, key, modifier)
        if window.focusWidget() is found[-1]:
            continue  # from cell to cell within a table
        if window.focusWidget() is found[0]:
            return found
        found.append(window.focusWidget())
    raise AssertionError("Tab never came back")


def reachable(window):
    """All that can take the focus by Tab, found without any order."""
    return {
        one
        for one in window.findChildren(QWidget)
        if one.isVisibleTo(window)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and is_ours(one)
        and one.window() is window
    }


def named(found):
    return [one.accessibleName() or type(one).__name__ for one in found]


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_tab_reaches_everything_and_comes_back_the_same_way(full, desk, qtbot, key):
    if key in ("awards", "printings"):
        _grant(desk)
    full.open_page(key)
    at_rest(full, qtbot)
    there, back = walked(full), walked(full, back=True)
    assert named([back[0], *reversed(back[1:])]) == named(there)
    assert named(reachable(full) - set(there)) == []


def _grant(desk):
    ready = register.find(desk, Merchant, Query(equal={"stage": Stage.CULTIVATED}))
    granting.grant(desk, {"merchant": ready[0], "on": "2023-05-18", "basis": "示例依据"})
    assert register.count(desk, Award) == 1


def test_the_order_is_that_of_reading(full, qtbot):
    at_rest(full, qtbot)
    page, found = page_of(full), walked(full)
    wanted = [
        page.list.table, page.panel.gone, page.panel._tabs, page.panel.form.editor("name"),
        page.panel.form.editor("remark"), page.panel.save, full.band.search, full.band.undo,
        full.rail.focusProxy(), full.nav._list, page.tool("变更阶段…"), page.list.chosen,
        page.tool("新增"), page.list.filters._all, page.list.find_box,
    ]  # fmt: skip
    places = [found.index(one) for one in wanted]
    assert places == sorted(places) and found[0] is page.list.table
    assert found[-1] is page.list.find_box


def test_a_drawer_over_the_table_covers_it_for_tab_too(full):
    full.resize(870, 460)
    QApplication.processEvents()
    page = page_of(full)
    page.open_row()
    QApplication.processEvents()
    assert page.drawer.is_drawer and page.drawer.is_open
    assert not any(page.list.isAncestorOf(one) for one in walked(full))


# after an act


def test_a_tick_in_a_cluster_keeps_the_focus(full, desk):
    full.open_page("clusters")
    page = page_of(full)
    for merchant in (1, 2, 3):
        raw = {"cluster_id": 1, "merchant_id": merchant, "suitable": "是"}
        register.save(desk, ClusterMerchant, raw)
    page.panel.turn_to(1)
    QApplication.processEvents()
    tick = [one for one in page._tabs[0][1].findChildren(QCheckBox) if one.isVisible()][1]
    name = tick.accessibleName()
    tick.setFocus()
    press(full, Qt.Key.Key_Space)
    now = full.focusWidget()
    assert now is not tick and now.accessibleName() == name and not now.isChecked()


def test_a_line_taken_out_hands_the_focus_to_the_next(full, desk):
    full.open_page("clusters")
    page = page_of(full)
    for merchant in (1, 2):
        raw = {"cluster_id": 1, "merchant_id": merchant, "suitable": "是"}
        register.save(desk, ClusterMerchant, raw)
    page.panel.turn_to(1)
    QApplication.processEvents()
    within = page._tabs[0][1]
    outs = [one for one in within.findChildren(QWidget) if one.accessibleName().startswith("移出")]
    outs[0].setFocus()
    left = outs[1].accessibleName()
    press(full, Qt.Key.Key_Return)
    assert full.focusWidget().accessibleName() == left
    press(full, Qt.Key.Key_Return)
    assert full.focusWidget() is within.finder


def test_a_restore_leaves_the_focus_on_its_line(full, desk, voice):
    backups.back_up_now(desk)
    full.open_page("settings")
    page = page_of(full)
    tabs = page.findChild(QTabBar)
    tabs.setCurrentIndex(tabs.count() - 1)
    QApplication.processEvents()
    lines = page.backups.findChildren(QPushButton)
    back = next(one for one in lines if one.accessibleName().startswith("恢复到"))
    back.setFocus()
    voice.answer = "恢复"
    name = back.accessibleName()
    press(full, Qt.Key.Key_Return)
    assert "已恢复" in voice.said[-1]
    assert full.focusWidget().accessibleName() == name and full.focusWidget().isVisible()


def test_an_undo_in_the_history_keeps_the_focus_there(full, desk):
    page = page_of(full)
    for name in ("示例戊", "示例己"):
        register.save(desk, Merchant, {"operator": name}, register.get(desk, Merchant, page.row.id))
    page.panel.turn_to(page.panel.history_tab)
    QApplication.processEvents()
    history = page.panel.history
    back = next(one for one in history.findChildren(QWidget) if "撤回第" in one.accessibleName())
    back.setFocus()
    press(full, Qt.Key.Key_Return)
    assert history.isAncestorOf(full.focusWidget()) and full.focusWidget().isVisible()


# hand order


@pytest.mark.parametrize("key", ["members", "duties", "units", "industries"])
def test_alt_and_arrows_move_a_row_from_anywhere_beside_the_rows(full, desk, key, qtbot):
    plan.load(desk)
    full.open_page(key)
    page = page_of(full)
    page = getattr(page, "page", page)
    QApplication.processEvents()
    model = page.list.model
    first, second = list(model.ids)[-2:]
    page.show_id(second)
    QTest.mouseClick(page.tool("上移"), LEFT)
    QApplication.processEvents()
    assert list(model.ids)[-2:] == [second, first]
    press(full, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert list(model.ids)[-2:] == [first, second]
    page.list.find_box.setFocus()
    press(full, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert list(model.ids)[-2:] == [second, first]
    at_rest(full, qtbot)


# 删除


def test_the_record_shown_is_deleted_by_a_button_and_comes_back(full, desk, voice):
    page = page_of(full)
    gone = page.row
    voice.answer = "删除"
    QTest.mouseClick(page.panel.gone, LEFT)
    QApplication.processEvents()
    assert voice.questions[-1].title == f"删除“{gone.title}”"
    assert page.row.id != gone.id and page.list.table.hasFocus()
    full.undo()
    QApplication.processEvents()
    assert register.get(desk, Merchant, gone.id).title == gone.title


def test_what_was_typed_into_a_deleted_record_goes_with_it(full, voice):
    page = page_of(full)
    gone = page.row
    page.open_row()
    QTest.keyClicks(page.panel.form.editor("name"), "x")
    voice.answer = "删除"
    page.panel.gone.click()
    QApplication.processEvents()
    assert page.row.id != gone.id and page.panel.form.unsaved == []
    assert len(voice.questions) == 1


def test_there_is_nothing_to_delete_in_a_new_record_or_an_award(full, desk):
    page = page_of(full)
    assert page.panel.gone.isVisible()
    page.add()
    assert not page.panel.gone.isVisible()
    page.close_panel()
    _grant(desk)
    full.open_page("awards")
    QApplication.processEvents()
    assert page_of(full).panel.isVisible() and not page_of(full).panel.gone.isVisible()
