"""Enter that ends an input-method composition does nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from shipu_desk.ui.parts.composing import Composition


def compose(editor, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


@pytest.fixture
def line(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = QLineEdit()
    QVBoxLayout(holder).addWidget(made)
    made.times = []
    made.composition = Composition(made)
    made.composition.entered.connect(lambda: made.times.append(1))
    holder.show()
    made.setFocus()
    yield made
    holder.hide()


def enter(editor):
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_plain_enter_is_for_the_form(line):
    enter(line)
    assert line.times == [1]


def test_enter_while_characters_are_composed_is_not(line):
    compose(line, preedit="shi'pu")
    enter(line)
    assert line.times == []


def test_nor_is_the_one_that_follows_the_committed_text(line, qtbot):
    compose(line, preedit="shi'pu")
    compose(line, commit="石浦")
    enter(line)
    assert line.times == [] and line.text() == "石浦"
    qtbot.wait(1)
    enter(line)
    assert line.times == [1]


def test_escape_that_drops_a_composition_closes_nothing(line):
    fired = []
    shortcut = QShortcut(QKeySequence("Esc"), line.parentWidget())
    shortcut.activated.connect(lambda: fired.append(1))
    compose(line, preedit="shi")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert fired == []
    compose(line, preedit="")
    QApplication.processEvents()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert fired == [1]


def test_shortcuts_wait_until_the_characters_are_there(line):
    fired = []
    shortcut = QShortcut(QKeySequence("Ctrl+S"), line.parentWidget())
    shortcut.activated.connect(lambda: fired.append(1))
    compose(line, preedit="shi")
    QTest.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert fired == []


def test_in_a_note_enter_makes_a_line_and_ctrl_enter_goes_on(qtbot):
    note = QLineEdit()
    qtbot.addWidget(note)
    told = []
    Composition(note, keeps_enter=True).entered.connect(lambda: told.append(1))
    note.show()
    enter(note)
    assert told == []
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [1]
