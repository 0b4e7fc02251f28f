"""A dressed application, a sample desk, and a recorder in the place of dialogs."""

import time

import pytest
import window_samples as samples
from PySide6.QtWidgets import QApplication

from shipu_desk.ui import jobs, messages, theme

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
    """The theme at 中; a job that is left over fails the test."""
    assert isinstance(qapp, QApplication)
    if not qapp.property("dressed"):
        theme.apply(qapp)
        qapp.setProperty("dressed", True)
    yield
    until = time.monotonic() + GRACE
    while jobs.unfinished() and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    assert jobs.unfinished() == []


@pytest.fixture(autouse=True)
def voice():
    recorder = Recorder()
    before = messages.use(recorder)
    yield recorder
    messages.use(before)


@pytest.fixture
def pool(desk):
    """A desk with streets, industries and 40 sample merchants."""
    samples.streets_and_industries(desk)
    samples.merchants(desk, 40)
    return desk
