"""A second start brings the first window forward."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shipu_desk.ui import single

RING = "import sys; from shipu_desk.ui.single import ring; print(ring(sys.argv[1], 0))"


@pytest.fixture
def other(qtbot):
    """A second process that rings at the folder of its argument."""
    begun = []

    def start(folder):
        begun.append(
            subprocess.Popen(
                [sys.executable, "-c", RING, str(folder)], stdout=subprocess.PIPE, text=True
            )
        )
        return begun[-1]

    yield start
    for one in begun:
        one.kill()
        one.wait()
        one.stdout.close()


def test_the_first_window_is_told(qtbot, tmp_path, other):
    window = QWidget()
    qtbot.addWidget(window)
    bell = single.Doorbell(window, str(tmp_path))
    with qtbot.waitSignal(bell.rung, timeout=10_000):
        caller = other(tmp_path)
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=10_000)
    assert caller.stdout.read().strip() == "True"


def test_the_way_to_the_folder_may_be_written_otherwise(qtbot, tmp_path, other):
    (tmp_path / "数据").mkdir()
    window = QWidget()
    qtbot.addWidget(window)
    bell = single.Doorbell(window, str(tmp_path / "数据"))
    with qtbot.waitSignal(bell.rung, timeout=10_000):
        other(tmp_path / "别处" / ".." / "数据")


def test_nobody_answers_for_another_folder(qtbot, tmp_path, other):
    window = QWidget()
    qtbot.addWidget(window)
    single.Doorbell(window, str(tmp_path / "甲"))
    assert not single.ring(str(tmp_path / "乙"), 0)


def test_what_a_crash_left_does_not_keep_it_from_listening(qtbot, tmp_path, other):
    gone = "from shipu_desk.ui.single import Doorbell; import os, sys; "
    gone += "from PySide6.QtCore import QCoreApplication as A; a = A([]); "
    gone += "Doorbell(a, sys.argv[1]); os._exit(0)"
    subprocess.run([sys.executable, "-c", gone, str(tmp_path)], check=True)
    window = QWidget()
    qtbot.addWidget(window)
    bell = single.Doorbell(window, str(tmp_path))
    with qtbot.waitSignal(bell.rung, timeout=10_000):
        other(tmp_path)


def test_a_window_in_the_task_bar_comes_out_of_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    single.come_forward(window)
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_a_maximised_window_stays_so(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    single.come_forward(window)
    assert window.windowState() & Qt.WindowState.WindowMaximized
