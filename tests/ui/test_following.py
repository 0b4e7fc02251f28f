"""Whatever gets the focus in a scrolled form is in sight, with its label and its fault."""

import pytest
import window_samples as samples
from dialogs import answering
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_hands import write

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import register
from shipu_desk.ui.pages import duties as duties_page
from shipu_desk.ui.parts.basic import button, column, held, scrolled
from shipu_desk.ui.parts.following import Following
from shipu_desk.ui.parts.stages import change_stage
from shipu_desk.ui.record_look import Look
from shipu_desk.ui.record_page import RecordPage

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def shown(page, qtbot, height=460):
    qtbot.addWidget(page)
    page.resize(1152, height)
    page.show()
    page.activateWindow()
    page.list.table.setFocus()
    rest()
    return page


def rest():
    """Layouts and the scrolling that waits for them."""
    for _ in range(5):
        QApplication.processEvents()
        QTest.qWait(15)


@pytest.fixture
def page(pool, qtbot):
    return shown(RecordPage(pool, Merchant, Look("培育库", unit="家")), qtbot)


def area_of(part):
    while not isinstance(part, Following):
        part = part.parentWidget()
    return part


def scroll(page, to_end=True):
    bar = area_of(page.panel.form).verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum() if to_end else 0)


def in_sight(part):
    """Whether every pixel row of it lies inside the view that scrolls it."""
    area = area_of(part)
    place = QRect(part.mapTo(area.viewport(), QPoint(0, 0)), part.size())
    return place.top() >= 0 and place.bottom() < area.viewport().height()


def box_of(page, key):
    return page.panel.form.boxes[key]


def press(which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), which, modifier)
    rest()


def test_f4_shows_the_field_it_enters(page):
    scroll(page)
    assert not in_sight(box_of(page, "name"))
    press(Qt.Key.Key_F4)
    assert box_of(page, "name").editor.hasFocus() and in_sight(box_of(page, "name"))


def test_f4_in_a_field_that_was_scrolled_away_shows_it_again(page):
    press(Qt.Key.Key_F4)
    scroll(page)
    press(Qt.Key.Key_F4)
    assert box_of(page, "name").editor.hasFocus() and in_sight(box_of(page, "name"))


def test_the_newest_focus_counts(page):
    """F4 goes into one field, and before the form has followed the clerk is in another."""
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    box_of(page, "remark").editor.setFocus()
    rest()
    assert in_sight(box_of(page, "remark"))


def test_the_panel_by_f6_shows_the_field_it_enters(page):
    scroll(page)
    page.panel.setFocus()
    rest()
    assert in_sight(box_of(page, "name"))


def test_tab_and_enter_take_the_form_along(page):
    press(Qt.Key.Key_F4)
    for _ in range(8):
        press(Qt.Key.Key_Return)
        part = QApplication.focusWidget()
        assert in_sight(page.panel.form.boxes[part.objectName()])


def test_after_a_failed_save_the_first_fault_is_in_sight(page, pool):
    press(Qt.Key.Key_N, CONTROL)
    box_of(page, "remark").editor.setFocus()
    rest()
    assert not in_sight(box_of(page, "name"))
    press(Qt.Key.Key_S, CONTROL)
    name = box_of(page, "name")
    assert name.editor.hasFocus() and name.fault.isVisible() and in_sight(name)
    scroll(page)
    press(Qt.Key.Key_S, CONTROL)
    assert in_sight(name)


def test_a_field_that_grows_stays_in_sight(desk, qtbot):
    samples.units(desk)
    samples.duties(desk)
    page = shown(duties_page.build(desk), qtbot)
    box = box_of(page, "supporting")
    area = area_of(box)
    scroll(page, to_end=False)
    bottom = box.mapTo(page.panel.form, QPoint(0, box.height())).y()
    area.verticalScrollBar().setValue(bottom - area.viewport().height() - box.height() // 2)
    finder = box.editor.finder
    assert not in_sight(box)
    QTest.mouseClick(finder, LEFT, pos=QPoint(finder.width() // 2, 4))
    rest()
    assert in_sight(box)
    for name in ("县商务局", "石浦镇", "县府办"):
        write(finder, name)
        press(Qt.Key.Key_Return)
        finder._view.hide()
        rest()
        assert in_sight(box)
    assert box.editor.list.count() == 3


def test_a_button_half_in_sight_is_still_pressed_by_the_mouse(qtbot):
    """Nothing slips away under a button of the mouse that is held down."""
    did = []
    made = [button(f"第{number}个") for number in range(20)]
    for one in made:
        one.clicked.connect(lambda _=False, one=one: did.append(one))
    area = scrolled(held(column(*made)))
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    rest()
    half = next(one for one in made if one.geometry().bottom() > 200)
    top = QPoint(5, 2)
    QTest.mousePress(half, LEFT, pos=top)
    rest()
    QTest.mouseRelease(half, LEFT, pos=top)
    qtbot.waitUntil(lambda: in_sight(half))
    assert did == [half]


def test_a_dialog_shows_its_first_fault(pool, qtbot):
    page = shown(RecordPage(pool, Merchant, Look("培育库", unit="家")), qtbot, 300)
    seen = []

    def look(dialog):
        form = dialog.form
        bar = dialog._scroll.verticalScrollBar()
        form.editor("moved_on").show_raw("2099-01-01")
        form.boxes["basis"].editor.setFocus()
        rest()
        bar.setValue(bar.maximum())
        seen.append(not in_sight(form.boxes["moved_on"]))
        QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
        rest()
        first = next(box for box in form.boxes.values() if box.fault.text())
        seen.extend([first.editor.hasFocus(), in_sight(first), form.faulty])
        form.show_raw({})
        dialog.reject()

    answering(look)
    change_stage(page, pool, [register.get(pool, Merchant, 1)])
    assert seen[:3] == [True, True, True] and seen[3]


def test_a_form_says_what_is_whole(desk, qtbot):
    """The label and the fault belong to the field: they are brought into sight with it."""
    samples.units(desk)
    samples.duties(desk)
    page = shown(RecordPage(desk, Duty, Look("责任清单")), qtbot)
    note = box_of(page, "remark")
    scroll(page, to_end=False)
    note.say("备注太长，写短些")
    note.editor.setFocus()
    qtbot.waitUntil(lambda: in_sight(note.caption) and in_sight(note.fault))
