"""A dressed application, a sample desk, and a recorder in the place of dialogs."""

import sys
import time
from pathlib import Path

import pytest
import window_samples as samples
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shipu_desk.ui import jobs, messages, printers, theme

GRACE = 5  # seconds that work begun behind a page may still take when its test is over


class Recorder:
    """Notes what would be told or asked; answers what the test says."""

    def __init__(self):
        self.said, self.troubles, self.questions = [], [], []
        self.answer, self.path = "", None

    def say(self, text):
        self.said.append(text)

    def trouble(self, parent, trouble):
        self.troubles.append(trouble)

    def ask(self, parent, question):
        self.questions.append(question)
        return self.answer

    def save_path(self, parent, title, wish, kinds):
        return self.path

    open_path = save_path

    def folder(self, parent, title, wish):
        return self.path


@pytest.fixture(scope="session")
def qapp_args():
    return ["shipu-desk"]


@pytest.fixture(autouse=True)
def dressed(qapp):
    """The theme at 中, no key held; a job that is left over fails the test."""
    assert isinstance(qapp, QApplication)
    if not qapp.property("dressed"):
        theme.apply(qapp)
        qapp.setProperty("dressed", True)
    _let_go_of_keys()
    yield
    until = time.monotonic() + GRACE
    while jobs.unfinished() and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    assert jobs.unfinished() == []
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no loop runs that would


def _let_go_of_keys():
    """A Ctrl+S that a test typed leaves Ctrl down for the next one, whose clicks then toggle."""
    keyboard = QWidget()
    keyboard.show()
    QTest.keyRelease(keyboard, Qt.Key.Key_Control)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def voice():
    recorder = Recorder()
    before = messages.use(recorder)
    yield recorder
    messages.use(before)


@pytest.fixture
def on_screen(qtbot):
    """Shows a page as large as the window at 1366 × 768 leaves it, and lets it come to rest."""

    def show(page, width=1152, height=690):
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        return page

    return show


@pytest.fixture
def pool(desk):
    """A desk with streets, industries and 40 sample merchants."""
    samples.streets_and_industries(desk)
    samples.merchants(desk, 40)
    return desk


class Office:
    """The printers of a sample office; `printed` are the papers that came out, in order."""

    def __init__(self, folder):
        self._folder, self.mood = folder, "ready"
        folder.mkdir()

    def command(self):
        script = Path(__file__).parent.parent / "sample_printers.py"
        return [sys.executable, str(script), str(self._folder), self.mood]

    @property
    def printed(self):
        return sorted(self._folder.glob("*.pdf"))


@pytest.fixture
def office(tmp_path, monkeypatch):
    """In the place of the PC's own printers; no process of theirs is left behind."""
    made = Office(tmp_path / "纸")
    monkeypatch.setattr(printers, "command", made.command)
    yield made
    until = time.monotonic() + GRACE
    while printers._leaving and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    assert not printers._leaving
