"""The window's way in: one window per folder, first start, rescue; and no Qt before it."""

import subprocess
import sys
from dataclasses import replace

import pytest

from shipu_desk.app import _Entrance
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.members import Member
from shipu_desk.errors import Held, MissingFile
from shipu_desk.paths import Paths
from shipu_desk.services import backups, clerks, register
from shipu_desk.ui.first_start import Answers

ANSWERS = Answers("示例甲", "示例办公室全称", "示例办公室", load_plan=True)


@pytest.fixture
def doors(tmp_path):
    """Makes ways in to one folder; what they hold is given back at the end."""
    made = []

    def another(clerk=""):
        made.append(_Entrance(Paths(tmp_path), clerk))
        return made[-1]

    yield another
    for one in made:
        one.leave()


@pytest.fixture
def entrance(doors):
    return doors()


def test_an_empty_folder_is_told_as_missing(entrance):
    with pytest.raises(MissingFile):
        entrance.open()


def test_the_answers_become_the_desk(entrance):
    desk = entrance.make(ANSWERS)
    assert (desk.clerk, desk.settings().office) == ("示例甲", "示例办公室全称")
    assert register.count(desk, Member) == 17
    desk.close()


def test_a_second_window_is_told_who_has_the_first(entrance, doors):
    desk = entrance.make(ANSWERS)
    with pytest.raises(Held, match="示例甲"):
        doors("示例乙").open()
    desk.close()


def test_the_first_clerk_sits_down_when_nobody_is_named(entrance, doors):
    entrance.make(ANSWERS).close()
    entrance.leave()
    again = doors()
    desk = again.open()
    assert desk.clerk == "示例甲"
    desk.close()


def test_who_worked_last_sits_down_again(entrance, doors):
    desk = entrance.make(ANSWERS)
    register.save(desk, Clerk, {"name": "示例戊"})
    clerks.take_over(desk, "示例戊")
    kept = register.page(desk, Clerk, register.find(desk, Clerk))[1]
    register.save(desk, Clerk, {"remark": "示例"}, kept)
    desk.close()
    entrance.leave()
    desk = doors().open()
    assert desk.clerk == "示例戊"
    register.remove(desk, Clerk, register.page(desk, Clerk, [kept.id]))
    desk.close()
    assert clerks.seat_again(replace(desk, clerk="")).clerk == "示例甲"


def test_damaged_data_comes_back_from_its_newest_backup(entrance, doors):
    desk = entrance.make(ANSWERS)
    made = backups.back_up_now(desk)
    desk.close()
    entrance.leave()
    desk.paths.database.write_bytes(b"")
    again = doors()
    assert again.newest_backup() == made.path.name
    desk = again.rescue()
    assert register.count(desk, Member) == 17
    desk.close()


def test_the_command_line_starts_without_qt(tmp_path):
    code = (
        "import sys; sys.argv = ['shipu-desk', '--version']; from shipu_desk.app import main; "
        "code = main(); sys.exit(code or any('PySide6' in name for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done


def test_the_first_rows_come_without_what_they_do_not_need(tmp_path):
    """The window to its first rows in a process of its own; what was read by then is told."""
    entrance = _Entrance(Paths(tmp_path), "")
    entrance.make(ANSWERS)
    entrance.leave()
    run = [sys.executable, "-c", FIRST_ROWS, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    rows, *read = done.stdout.split()
    assert rows == "17" and read == []


FIRST_ROWS = """
import os, sys
from datetime import datetime
from pathlib import Path
from random import Random
from PySide6.QtWidgets import QApplication, QTableView
from shipu_desk.paths import Paths
from shipu_desk.services import clerks, opening
from shipu_desk.ui import theme
from shipu_desk.ui.window import Window
app = QApplication([])
theme.apply(app)
window = Window()
window.show()
paths = Paths(Path(sys.argv[1]))
desk = opening.open_desk(
    paths, "", datetime.now, Random(1).randbytes, place_accepted=True, backed_up=False
)
window.attach(clerks.seat(desk))
table = window.stack.currentWidget().findChild(QTableView)
table.viewport().repaint()
heavy = {"sqlalchemy", "reportlab", "openpyxl", "xlsxwriter", "pypdfium2", "zxingcpp", "click"}
print(table.model().rowCount(), *(heavy & set(sys.modules)))
sys.stdout.flush()
os._exit(0)
"""


def test_a_window_closed_while_the_backup_is_made_waits_for_it(tmp_path):
    """The lock on the data is held until then, and the process ends as it should."""
    entrance = _Entrance(Paths(tmp_path), "")
    entrance.make(ANSWERS)
    entrance.leave()
    run = [sys.executable, "-c", CLOSED_EARLY, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, ["closing", "backed-up", "0", "1"])


CLOSED_EARLY = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shipu_desk import app
from shipu_desk.services import opening
from shipu_desk.ui import start
start.BEHIND = 50
closing = threading.Event()
made = opening.first_of_the_day
def slowly(desk):
    closing.wait(20)
    time.sleep(0.3)
    told = made(desk)
    print("backed-up", *told, flush=True)
    return told
opening.first_of_the_day = slowly
def close():
    print("closing", flush=True)
    closing.set()
    for window in QApplication.topLevelWidgets():
        window.close()
qt = QApplication([])
QTimer.singleShot(900, close)
folder = Path(sys.argv[1])
print(app.open_window(folder, ""), len(list((folder / "备份").iterdir())), flush=True)
"""


def test_the_shell_is_painted_without_a_record():
    """What the empty window needs is a few dozen small modules; records come with the rows."""
    code = (
        "import sys, shipu_desk.ui.window;"
        "heavy = {'dataclasses', 'datetime', 'shipu_desk.domain.records'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split()) == (0, [])
