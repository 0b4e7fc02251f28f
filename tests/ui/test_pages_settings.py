"""Settings: shared out over tabs, saved as one change, faults on their tab; backups; about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton

from shipu_desk import __version__
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.services import backups, changes, register
from shipu_desk.ui.pages import about
from shipu_desk.ui.pages.settings import GROUPS, build


@pytest.fixture
def page(pool, qtbot):
    made = build(pool)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def write(page, key, text):
    form = next(form for form in page.forms.values() if key in form.boxes)
    editor = form.editor(key)
    editor.setFocus()
    editor.show_raw(text)
    editor.edited.emit()


def test_every_setting_stands_on_one_tab():
    shared = [key for keys in GROUPS.values() for key in keys]
    assert sorted(shared) == sorted(spec_of(Settings).fields)


def test_what_was_changed_on_two_tabs_is_one_change(page, pool, voice):
    before = len(changes.audit(pool, 10_000))
    write(page, "office_short", "示例办公室")
    write(page, "number_digits", "５")
    assert page._unsaved.text() == "2 处未保存" and not page.save_button.isHidden()
    page.save_button.click()
    stored = pool.settings()
    assert (stored.office_short, stored.number_digits) == ("示例办公室", 5)
    assert len(changes.audit(pool, 10_000)) == before + 1
    assert page._unsaved.text() == "" and "可用 Ctrl+Z 撤回" in voice.said[-1]


def test_a_fault_is_told_on_its_tab_and_nothing_is_written(page, pool):
    write(page, "number_pattern", "SPFX-2023")
    page.save_button.click()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "授牌"
    assert "编号样式应含{年份}" in page.forms["授牌"].boxes["number_pattern"].fault.text()
    assert pool.settings().number_pattern == "SPFX-{年份}-{序号}"


def test_a_doubtful_awarding_body_is_warned_of(page, pool):
    assert page._body_doubt.isHidden()
    write(page, "awarding_body", "县市场监管局")
    page.save_button.click()
    assert not page._body_doubt.isHidden()


def test_unsaved_words_keep_the_window_open_until_decided(page, voice):
    assert page.may_close() is True
    write(page, "seat", "示例单位")
    voice.answer = ""
    assert page.may_close() is False
    voice.answer = "放弃"
    assert page.may_close() is True


def test_a_backup_is_made_listed_and_brought_back(page, pool, voice):
    page.backups.back_up()
    [made] = backups.listed(pool)
    row = register.page(pool, Merchant, [1])[0]
    register.save(pool, Merchant, {"operator": "示例戊"}, row)
    voice.answer = "恢复"
    page.backups.restore(made.path, "示例时刻")
    assert "现在有 1 次改动不在其中。" in voice.questions[-1].text
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例丁"
    assert voice.troubles == [] and "原来的留在" in voice.said[-1]
    assert len(backups.listed(pool)) == 2


def test_a_backup_that_was_altered_is_named_in_the_question(page, pool, voice):
    page.backups.back_up()
    [made] = backups.listed(pool)
    content = made.path.read_bytes()
    made.path.write_bytes(content.replace("示例丁".encode(), "示例戊".encode()))
    voice.answer = "取消"
    page.backups.restore(made.path, "示例时刻")
    asked = voice.questions[-1].text
    assert "请先核对，这份备份里：" in asked and "绕过本软件改过" in asked


def test_the_check_says_that_all_is_well(page, voice):
    page.backups.check()
    assert "数据完好" in voice.said[-1]


def test_about_says_the_version_and_the_place(pool, qtbot):
    made = about.build(pool)
    qtbot.addWidget(made)
    told = [label.text() for label in made.findChildren(QLabel)]
    assert __version__ in told and str(pool.paths.database) in told
    assert any("LGPL" in text for text in told)


def test_every_fault_is_told_on_its_tab_at_once(page):
    for key, text in (
        ("number_pattern", "SPFX-{年}-"), ("number_digits", "0"),
        ("font_fang", "/没有/这个.ttf"), ("backup_folder", "只有名称"),
    ):  # fmt: skip
        write(page, key, text)
    page.save_button.click()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "授牌"
    assert page._unsaved.text() == "4 处未保存 · 4 处有误"


def choosing(page, key):
    form = next(form for form in page.forms.values() if key in form.boxes)
    return form.editor(key), form.boxes[key].findChild(QPushButton)


@pytest.mark.parametrize("key", [*GROUPS["字体"], "backup_folder"])
def test_a_place_is_looked_for_and_may_still_be_typed(page, voice, tmp_path, key):
    page.activateWindow()
    page.tabs.setCurrentIndex(list(GROUPS).index("备份" if key == "backup_folder" else "字体"))
    editor, choose = choosing(page, key)
    assert choose.accessibleName().startswith("选") and not editor.isReadOnly()
    choose.click()
    assert editor.raw() == ""  # the clerk cancelled
    voice.path = tmp_path / "示例"
    choose.click()
    assert editor.raw() == str(tmp_path / "示例")
    assert page._unsaved.text() == "1 处未保存"
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is choose


@pytest.mark.parametrize("width", [760, 1100, 1500])
def test_the_acts_end_where_the_card_ends(page, width):
    page.resize(width, 600)
    QApplication.processEvents()
    frames = page._body.currentWidget().findChildren(QFrame)
    card = next(one for one in frames if one.property("kind") == "card")
    ends = [one.mapTo(page, one.rect().topRight()).x() for one in (card, page.save_button)]
    assert ends[0] == ends[1]


def test_what_is_saved_as_it_was_says_so(page, pool, voice):
    before = len(changes.audit(pool, 10_000))
    write(page, "office_short", f"{pool.settings().office_short} ")
    page.save_button.click()
    assert voice.said[-1] == "和原来一样，没有改动"
    assert len(changes.audit(pool, 10_000)) == before


def test_an_emptied_field_takes_its_default_and_is_named(page, pool, voice):
    write(page, "office_short", "示例办公室")
    page.save_button.click()
    write(page, "office_short", "")
    page.save_button.click()
    assert pool.settings().office_short == "协调推进办公室"
    assert voice.said[-1] == "设置已保存，可用 Ctrl+Z 撤回（空着的用默认：办公室简称）"
