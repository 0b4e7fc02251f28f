"""Fields that refer to other records: their list opens on a click and closes by Esc alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from typing_hands import write

from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Street
from shipu_desk.services import register
from shipu_desk.ui import theme
from shipu_desk.ui.parts.finder import WIDEST
from shipu_desk.ui.record_look import Look
from shipu_desk.ui.record_page import RecordPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(pool, qtbot):
    made = RecordPage(pool, Merchant, Look("培育库", unit="家"))
    qtbot.addWidget(made)
    made.resize(1152, 690)
    made.show()
    made.activateWindow()
    made.list.table.setFocus()
    QApplication.processEvents()
    return made


@pytest.fixture
def street(page):
    return page.panel.form.boxes["street_id"].editor


def click(editor):
    QTest.mouseClick(editor, LEFT, pos=editor.rect().center())
    QApplication.processEvents()


def offered(editor):
    return editor._lines.stringList() if editor._view.isVisible() else []


def test_a_click_offers_all_there_is_to_choose_from(page, street):
    assert street.text() == "渔港路"
    click(street)
    assert offered(street) == ["金山路", "渔港路"]


def test_what_is_typed_narrows_the_choices(page, street, qtbot):
    street.setFocus()
    street.selectAll()
    QTest.keyClicks(street, "jsl")
    qtbot.waitUntil(lambda: offered(street) == ["金山路"])


def test_a_choice_by_the_mouse_is_taken(page, street):
    click(street)
    at = street._view.visualRect(street._view.model().index(0, 0)).center()
    QTest.mouseClick(street._view.viewport(), LEFT, pos=at)
    QApplication.processEvents()
    assert street.text() == "金山路" and page.panel.form.unsaved == ["街区"]


def test_selecting_words_by_the_mouse_opens_nothing(page, street):
    begin, end = street.cursorRect().center(), street.rect().center()
    QTest.mousePress(street, LEFT, pos=begin)
    QTest.mouseMove(street, end)
    QTest.mouseRelease(street, LEFT, pos=end)
    assert street.selectedText() == "渔港路" and offered(street) == []


def test_escape_closes_the_list_and_nothing_else(page, street, voice):
    operator = page.panel.form.boxes["operator"].editor
    operator.setFocus()
    write(operator, "改")
    click(street)
    assert offered(street)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert offered(street) == [] and QApplication.focusWidget() is street
    assert voice.questions == [] and page.panel.form.unsaved == ["负责人"]
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.list.table


def test_a_fixed_field_offers_nothing(page, street):
    street.be_fixed(True)
    click(street)
    assert offered(street) == []


def test_the_magnifier_offers_all_there_is(page, street):
    [glass] = street.findChildren(QToolButton)
    QTest.mouseClick(glass, LEFT)
    QApplication.processEvents()
    assert offered(street) == ["金山路", "渔港路"] and street.hasFocus()


def test_a_long_name_does_not_widen_the_list_over_the_window(page, pool, street):
    long = "示例" * 30
    register.save(pool, Street, {"name": long})
    click(street)
    assert long in offered(street)
    assert street._view.width() <= WIDEST * theme.metrics().em + 2
