"""Every page at the office's screen sizes: nothing clipped, overlapping, nameless or outside."""

import pytest
import walking
import window_samples as samples
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.ui.pages import PAGES
from shipu_desk.ui.window import Window

SCREENS = [(1366, 690), (911, 460), (860, 440), (1920, 1000)]


@pytest.fixture
def full(desk):
    samples.everything(desk)
    return desk


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


def walked(window, desk, size):
    """What is wrong with each page in turn, at rest in a window of this size."""
    window.resize(*size)
    window.attach(desk)
    told = {}
    for page in PAGES:
        window.open_page(page.key)
        told[page.name] = walking.at_rest(window)
    return told


NONE = {"clipped": [], "overlapping": [], "nameless": [], "outside": []}


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_page_is_whole(window, full, size):
    assert walked(window, full, size) == {page.name: NONE for page in PAGES}


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_page_without_a_row_is_whole(window, desk, size):
    assert walked(window, desk, size) == {page.name: NONE for page in PAGES}


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_form_is_whole_with_all_its_faults(window, full, size):
    window.resize(*size)
    window.attach(full)
    told = {}
    for page in PAGES:
        window.open_page(page.key)
        shown = window.stack.currentWidget()
        if not hasattr(shown, "add") or not shown.look.addable:
            continue
        shown.add()
        shown.save()
        told[page.name] = walking.at_rest(shown.panel)
        shown.panel.form.show_raw({})
        shown.close_panel()
    assert told
    assert told == dict.fromkeys(told, NONE)


def test_no_page_opens_a_window_of_its_own(window, full):
    """A widget shown before it has a parent is a window that flashes up."""
    window.attach(full)
    seen = set()
    qt = QApplication.instance()
    qt.focusWindowChanged.connect(lambda other: seen.add(other) if other else None)
    for page in PAGES:
        window.open_page(page.key)
        QTest.qWait(60)
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert shown == [window], page.name
    assert seen <= {window.windowHandle()}


def test_every_page_opens_with_the_focus_inside(window, full):
    window.attach(full)
    window.activateWindow()
    for page in PAGES:
        window.open_page(page.key)
        QTest.qWait(60)
        assert window.stack.isAncestorOf(window.focusWidget()), page.name
