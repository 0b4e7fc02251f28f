"""常用: searches and filters under a name, each clerk's own, whatever has become of the rows."""

import dataclasses

import pytest
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import Street
from shipu_desk.domain.views import Saved
from shipu_desk.services import register, views
from shipu_desk.ui.pages import merchants as merchants_page

PAGE = "培育库"


@pytest.fixture
def page(pool, on_screen):
    return on_screen(merchants_page.build(pool))


def menu(page):
    """What the menu of 常用 offers now."""
    made = page.list.saved.menu
    made.aboutToShow.emit()
    return {action.text(): action for action in made.actions() if action.text()}


def keep(page, name, seen=None):
    def give(dialog):
        if seen is not None:
            seen.append((dialog.line.text(), dialog.told.text()))
        dialog.line.setText(name)
        if seen is not None:
            seen.append(dialog.told.text())
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    answering(give)
    menu(page)["存下现在的查找和筛选…"].trigger()


def shown(page):
    return [row.title for row in register.page(page.desk, Merchant, page.list.model.ids)]


def test_nothing_is_offered_while_there_is_nothing_to_keep(page):
    assert page.list.saved.isHidden()
    page.list.filters.choose("stage", Stage.CULTIVATED)
    assert page.list.saved.isVisible()
    page.list.widen()
    assert page.list.saved.isHidden()


def test_what_was_kept_comes_back_in_one_click(page, voice):
    street = register.find(page.desk, Street)[1]
    page.list.filters.choose("stage", Stage.CULTIVATED)
    page.list.filters.choose("street_id", street)
    page.list.find_box.setText("面馆")
    page.list.search()
    wanted, seen = shown(page), []
    assert wanted
    keep(page, "培育的面馆", seen)
    assert seen[0] == (page.list.narrowed_by[:20], "")
    assert voice.said[-1] == "已存为常用“培育的面馆”，在“常用”里点它"
    page.list.widen()
    assert shown(page) != wanted and page.list.saved.isVisible()
    assert not menu(page)["培育的面馆"].isCheckable()
    menu(page)["培育的面馆"].trigger()
    assert shown(page) == wanted and page.list.find_box.text() == "面馆"
    title = register.title(page.desk, "street", street)
    drop = page.list.filters._drops["street_id"]
    assert drop.text() == f"街区：{title} ▾" and drop.isChecked()
    assert page.list.filters._chips[Stage.CULTIVATED].isChecked()
    assert menu(page)["培育的面馆"].isChecked()


def test_a_name_that_is_known_is_replaced_and_said_so(page):
    page.list.filters.choose("stage", Stage.CULTIVATED)
    keep(page, "我的")
    page.list.filters.choose("stage", Stage.EXEMPLARY)
    seen = []
    keep(page, "我的", seen)
    assert seen[1] == "已有“我的”，存下后换成现在的"
    assert views.filters(page.desk, PAGE) == [Saved("我的", "", {"stage": "示范"})]


def test_what_is_gone_is_named_and_the_rest_asked_for(page, voice):
    street = register.save(page.desk, Street, {"name": "示例新街"})
    page.list.filters.choose("stage", Stage.CULTIVATED)
    page.list.filters.choose("street_id", street.id)
    keep(page, "新街上的")
    page.list.widen()
    register.remove(page.desk, Street, [street])
    menu(page)["新街上的"].trigger()
    assert voice.said[-1] == "“新街上的”里“街区”的条件已经不在登记里，没有用上；看一下再用"
    assert page.list.filters.equal == {"stage": Stage.CULTIVATED}


def test_each_clerk_has_his_own_and_drops_it(page, voice):
    page.list.filters.choose("stage", Stage.CULTIVATED)
    keep(page, "我的")
    page.list.widen()
    page.desk.clerk, before = "示例乙", page.desk.clerk
    page.hide()
    page.show()
    assert page.list.saved.isHidden()
    page.desk.clerk = before
    page.hide()
    page.show()
    assert page.list.saved.isVisible()
    [gone] = [one for one in menu(page)["删去"].menu().actions() if one.text() == "我的"]
    gone.trigger()
    assert voice.said[-1] == "已从常用里删去“我的”"
    assert page.list.saved.isHidden() and views.filters(page.desk, PAGE) == []


@pytest.mark.parametrize(("name", "told"), [
    ("长" * 21, "名称最多20个字，现在是21个"),
    ("示\u202e例", "名称含有看不见的字符（U+202E），请删去后重填"),
    ("  ", ""),
])  # fmt: skip
def test_a_name_that_cannot_be_kept_is_told_and_not_taken(page, name, told):
    page.list.filters.choose("stage", Stage.CULTIVATED)
    seen = []

    def give(dialog):
        dialog.line.setText(name)
        seen.append(dialog.told.text())
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        seen.append(dialog.isVisible() and not dialog.keep.isEnabled())
        dialog.reject()

    answering(give)
    menu(page)["存下现在的查找和筛选…"].trigger()
    assert seen == [told, True] and views.filters(page.desk, PAGE) == []


def test_a_file_that_says_nonsense_offers_what_is_sound(page, voice):
    said = [
        Saved("好的", "", {"stage": "培育"}),
        Saved("怪的", "", {"stage": ["x"], "没有": 1, "street_id": True}),
    ]
    views.keep_filters(page.desk, PAGE, [dataclasses.replace(one) for one in said])
    menu(page)["怪的"].trigger()
    assert page.list.filters.equal == {} and "“阶段”、“没有”、“街区”" in voice.said[-1]
    menu(page)["好的"].trigger()
    assert page.list.filters.equal == {"stage": Stage.CULTIVATED}
