"""A laptop at 150 %: 911 × 440 and 911 × 485 px. The foot of a dialog and the work stay there."""

from pathlib import Path

import pytest
from dialog_shelf import DIALOGS
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from shipu_desk.domain.printing import Printed
from shipu_desk.services import bulletins
from shipu_desk.ui.first_start import FirstStart
from shipu_desk.ui.jobs import unfinished
from shipu_desk.ui.pages.bulletins import BulletinsPage
from shipu_desk.ui.parts.award_grant import GrantDialog
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.empty import EmptyState, Way
from shipu_desk.ui.parts.paper import PaperDialog
from shipu_desk.ui.theme import px
from shipu_desk.ui.window import Window


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("height", [440, 485])
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_fits_and_shows_its_buttons(window, pool, qtbot, office, name, height):
    window.resize(911, height)
    dialog = DIALOGS[name](window, pool)
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() <= height - px(24)  # the title bar comes to it
    shown = [piece for piece in dialog._firm if not piece.isHidden()]
    found = [b for piece in shown for b in piece.findChildren(QAbstractButton)]
    buttons = [one for one in found if not one.isHidden()]
    assert buttons
    for one in buttons:
        below = one.mapTo(dialog, one.rect().bottomLeft()).y()
        assert one.isVisible() and below < dialog.height()
    assert dialog._scroll.viewport().height() >= px(150)
    dialog.done(0)


@pytest.mark.parametrize("height", [440, 700])
def test_a_doubt_about_the_body_is_in_sight_wherever_the_form_is_scrolled(
    window, pool, qtbot, height
):
    window.resize(911, height)
    dialog = GrantDialog(window, pool)
    qtbot.addWidget(dialog)
    dialog.show()
    bar = dialog._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    line = dialog.form.editor("body")
    line.setText("县市场监管局")
    line.edited.emit()
    QApplication.processEvents()
    top = dialog.doubt.mapTo(dialog, dialog.doubt.rect().topLeft()).y()
    assert dialog.doubt.isVisible() and top > 0
    assert top + dialog.doubt.height() <= dialog.height() <= height - px(24)
    assert dialog.doubt.height() >= dialog.doubt.heightForWidth(dialog.doubt.width())
    dialog.done(0)


def test_the_picture_of_the_first_start_goes_before_anything_scrolls(window, qtbot):
    seen = []
    for height in (485, 1000):
        window.resize(911, height)
        window.screen()
        dialog = FirstStart(window, "/示例", lambda _: None)
        qtbot.addWidget(dialog)
        dialog.show()
        seen.append((dialog.picture.isVisible(), dialog._scroll.verticalScrollBar().maximum()))
        dialog.done(0)
    assert seen == [(False, 0), (True, 0)]


def test_the_picture_of_an_empty_page_goes_before_its_buttons(qtbot):
    ways = tuple(Way("add", "示例", "一次一条。", "新增", list) for _ in range(2))
    page = EmptyState("示例还没有登记", "示例。", ways)
    qtbot.addWidget(page)
    for height, pictured in ((313, False), (560, True), (313, False)):
        page.resize(850, height)
        page.show()
        QApplication.processEvents()
        assert page.picture.isVisible() is pictured
        for one in page.findChildren(QAbstractButton):
            assert one.visibleRegion().boundingRect() == one.rect()


@pytest.fixture
def writing(desk, window, qtbot):
    bulletins.new_issue(desk)
    bulletins.add_article(desk, "示例稿件\n" + "示例正文，" * 300, "2023-1", "石浦镇")
    window.resize(911, 440)
    window.attach(desk)
    window.open_page("bulletins")
    page = window.stack.currentWidget()
    QApplication.processEvents()
    yield page
    qtbot.waitUntil(lambda: not page.paper.busy, timeout=30_000)


def lines_in_sight(page):
    body = page.pen.article.boxes["body"].editor
    return body.viewport().height() // body.fontMetrics().lineSpacing()


def test_the_text_keeps_its_room_in_a_low_window(writing: BulletinsPage, window):
    assert lines_in_sight(writing) >= 6
    box = writing.pen.article.boxes["body"]
    assert not box._below.isVisible() and not box.caption.isVisible()
    assert "“一、”" in box.editor.placeholderText()
    writing.pen.say(0, "示例：本期已印发，稿件不再改动。")
    QApplication.processEvents()
    assert lines_in_sight(writing) >= 4
    assert box.geometry().bottom() <= writing.pen.article.height()
    window.resize(1366, 690)
    QApplication.processEvents()
    assert box._below.isVisible() and box.caption.isVisible()


def test_the_fold_line_stands_beside_the_tabs_in_a_low_window(writing: BulletinsPage, window):
    pen = writing.pen
    assert pen.fold.isVisible() and not pen.isAncestorOf(pen.fold)
    pen.fold.click()
    assert pen.issue.isVisible()
    pen.fold.click()
    window.resize(1366, 690)
    QApplication.processEvents()
    assert pen.fold.isVisible() and pen.isAncestorOf(pen.fold)


def test_a_fault_is_told_even_where_the_field_stands_bare(writing: BulletinsPage):
    box = writing.pen.article.boxes["body"]
    box.say("正文必填")
    assert box.fault.isVisible()
    box.say("")
    assert not box._told.isVisible() and not box._below.isVisible()


def test_a_dialog_over_a_dialog_has_the_room_of_the_window(window, pool, qtbot):
    window.resize(911, 485)
    small = Dialog(window, "示例", 20)
    small.fill(QLabel("示例"))
    paper = PaperDialog(
        small, lambda: b"", "示例", Path("示例.pdf"), desk=pool, kind=Printed.LABELS
    )
    alone = PaperDialog(
        window, lambda: b"", "示例", Path("示例.pdf"), desk=pool, kind=Printed.LABELS
    )
    for one in (small, paper, alone):
        qtbot.addWidget(one)
        one.show()
    QApplication.processEvents()
    assert small.width() < 400 and paper.size() == alone.size()
    for one in (paper, alone, small):
        one.done(0)
    qtbot.waitUntil(lambda: not unfinished(), timeout=10_000)


def test_a_paper_that_goes_by_steps_is_stopped_when_nobody_waits_for_it(window, pool, qtbot):
    steps = []

    def make():
        while True:
            steps.append(len(steps))
            yield steps[-1]

    dialog = PaperDialog(window, make, "示例", Path("示例.pdf"), desk=pool, kind=Printed.LIST)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(steps) > 10, timeout=10_000)
    dialog.done(0)
    assert not dialog.paper.busy and not unfinished()
