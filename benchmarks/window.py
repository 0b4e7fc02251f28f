"""The window: its shell and first rows beside a bare PySide6 window, and 100,000 merchants.

`python -m benchmarks.window minimal|shell|first|large [FOLDER]` are the measured processes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.results import Measure, Result
from benchmarks.rounds import in_turn

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
MANY = 100_000
LONGEST = 60  # seconds until an opening counts as failed
SIZE = (1366, 700)
WORDS = ("hx", "书店", "示例甲", "药", "石浦")


# the measured processes


def minimal() -> None:
    """The least a Chinese PySide6 window needs: an application, one font, one label, painted."""
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    from shipu_desk import resources

    app = QApplication([])
    QFontDatabase.addApplicationFont(str(resources.path("fonts/hei-regular.ttf")))
    app.setFont(QFont("Noto Sans SC"))
    window = QMainWindow()
    window.setCentralWidget(QLabel("石浦放心消费工作台"))
    window.resize(*SIZE)
    window.show()
    app.processEvents()


def shell() -> None:
    """Our window as it is first painted, before the desk is opened."""
    from PySide6.QtWidgets import QApplication

    from shipu_desk.ui import theme
    from shipu_desk.ui.window import Window

    app = QApplication([])
    theme.apply(app)
    window = Window()
    window.resize(*SIZE)
    done: list[bool] = []
    window.band.first_painted.connect(lambda: done.append(True))
    window.show()
    _turn(app, done)


def _turn(app: QCoreApplication, done: list[bool]) -> None:
    """Events until it is done; an opening that failed ends the process, not the patience."""
    until = time.perf_counter() + LONGEST
    while not done:
        app.processEvents()
        if time.perf_counter() > until:
            raise SystemExit("the window did not open")


def first(folder: Path) -> None:
    """From nothing to the first page's rows painted and a key answered."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTableView

    from shipu_desk.ui import theme
    from shipu_desk.ui.window import Window

    app = QApplication([])
    theme.apply(app)
    window = Window()
    window.resize(*SIZE)
    done: list[bool] = []

    def enter() -> None:
        window.attach(_desk(folder))
        done.append(True)

    window.band.first_painted.connect(enter)
    window.show()
    _turn(app, done)
    table = window.stack.currentWidget().findChild(QTableView)
    assert isinstance(table, QTableView)
    app.processEvents()
    table.setFocus()
    before = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Down)
    table.viewport().repaint()
    assert table.model().rowCount() > 1
    assert table.currentIndex().row() == before + 1


def large(folder: Path) -> None:
    """100,000 merchants in one process; prints opening, full model, keystroke, bare repaint.

    Seconds of the processor: another program's load does not count.
    """
    from PySide6.QtWidgets import QApplication

    from benchmarks.full_model import full_view
    from shipu_desk.domain.merchants import Merchant
    from shipu_desk.ui import theme
    from shipu_desk.ui.record_look import Look
    from shipu_desk.ui.record_page import RecordPage

    app = QApplication([])
    theme.apply(app)
    desk = _desk(folder)

    def paged() -> RecordPage:
        page = RecordPage(desk, Merchant, Look("培育库", unit="家"))
        page.resize(*SIZE)
        page.show()
        page.list.table.viewport().repaint()
        return page

    kept = paged()
    app.processEvents()
    opening = _median(3, lambda: paged().hide())
    whole = _median(3, lambda: full_view(desk.paths.database, SIZE).hide())
    bare = _median(9, kept.repaint)
    strokes = [_stroke(kept, words) for words in WORDS * 3]
    print(opening, whole, median(strokes), bare)


def _stroke(page: object, words: str) -> float:
    """From the end of the pause after a key to the page painted with the rows found (s)."""
    from shipu_desk.ui.record_page import RecordPage

    assert isinstance(page, RecordPage)
    page.list.find_box.setText(words)
    began = time.process_time()
    page.list.search()
    page.repaint()
    return time.process_time() - began


def _median(times: int, act: Callable[[], object]) -> float:
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return median(taken)


def _desk(folder: Path):  # type: ignore[no-untyped-def]  # services are imported in the process
    from datetime import datetime
    from random import Random

    from shipu_desk.paths import Paths
    from shipu_desk.services import opening

    return opening.open_desk(
        Paths(folder),
        "示例甲",
        datetime.now,
        Random(1).randbytes,
        place_accepted=True,
        backed_up=False,  # as the window opens it: the day's backup is made behind the rows
    )


# the data


@cache
def _folder(rows: int) -> tempfile.TemporaryDirectory[str]:
    """A desk with the plan's data and that many sample merchants."""
    from benchmarks.sample_desk import make

    kept = tempfile.TemporaryDirectory()
    make(Path(kept.name), rows)
    return kept


# the measures


def _command(name: str, *given: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.window", name, *given]


def _versions() -> str:
    from importlib.metadata import version

    return f"PySide6 {version('PySide6-Essentials')}、SQLAlchemy {version('SQLAlchemy')}"


@cache
def _starts() -> dict[str, float]:
    commands = {
        "minimal": _command("minimal"),
        "shell": _command("shell"),
        "first": _command("first", _folder(40).name),
    }
    return {name: taken.seconds for name, taken in in_turn(commands, rounds=9).items()}


def shell_beside_minimal() -> Result:
    """Whole processes, in turn."""
    taken = _starts()
    ratio = taken["shell"] / taken["minimal"]
    return Result(
        "窗口框架第一次画出",
        f"{taken['shell'] * 1000:.0f} 毫秒",
        "≤ 1.5",
        f"只有一个字体和一行字的 PySide6 窗口 {taken['minimal'] * 1000:.0f} 毫秒；{_versions()}",
        ratio,
        ratio <= 1.5,
    )


def rows_beside_minimal() -> Result:
    """Whole processes, in turn."""
    taken = _starts()
    ratio = taken["first"] / taken["minimal"]
    return Result(
        "第一页的行画出并可按键",
        f"{taken['first'] * 1000:.0f} 毫秒",
        "≤ 3.0",
        f"只有一个字体和一行字的 PySide6 窗口 {taken['minimal'] * 1000:.0f} 毫秒；{_versions()}",
        ratio,
        ratio <= 3.0,
    )


@cache
def _large() -> tuple[float, float, float, float]:
    import subprocess

    command = _command("large", _folder(MANY).name)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    opening, whole, stroke, bare = map(float, done.stdout.split()[-4:])
    return opening, whole, stroke, bare


def opening_beside_full() -> Result:
    """One process; each until its rows are painted."""
    opening, whole, _, _ = _large()
    return Result(
        "打开十万家的培育库",
        f"{opening * 1000:.0f} 毫秒",
        "≤ 0.1",
        f"一次读入全部十万行的表 {whole * 1000:.0f} 毫秒；{_versions()}",
        opening / whole,
        opening / whole <= 0.1,
    )


def stroke_beside_repaint() -> Result:
    """One process; the pause after a key is not counted."""
    _, _, stroke, bare = _large()
    return Result(
        "十万家中查找，按键到画出",
        f"{stroke * 1000:.1f} 毫秒",
        "≤ 3",
        f"同一页只重画一次 {bare * 1000:.1f} 毫秒；{_versions()}",
        stroke / bare,
        stroke / bare <= 3,
    )


MEASURES: tuple[Measure, ...] = (
    shell_beside_minimal,
    rows_beside_minimal,
    opening_beside_full,
    stroke_beside_repaint,
)

if __name__ == "__main__":
    RUNS: dict[str, Callable[..., None]] = {
        "minimal": minimal,
        "shell": shell,
        "first": first,
        "large": large,
    }
    RUNS[sys.argv[1]](*(Path(given) for given in sys.argv[2:]))
    sys.stdout.flush()
    os._exit(0)  # what is measured is over: how an interpreter ends is not
