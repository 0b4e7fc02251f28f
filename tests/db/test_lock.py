"""One window at a time, whoever holds it is named, and a dead one's lock is free."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from shipu_desk.db.lock import holder, take
from shipu_desk.errors import DiskTrouble, Held

NOW = datetime(2023, 5, 18, 9, 0)
HOLDING = """
import sys, time
from datetime import datetime
from pathlib import Path
from shipu_desk.db.lock import take
lock = take(Path(sys.argv[1]), "示例乙", datetime(2023, 5, 18, 8, 30))
print("taken", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.lock"


@pytest.fixture
def other(path):
    """Another process that holds the lock."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout.readline().strip() == b"taken"
        yield child
        child.kill()


def test_a_second_window_is_told_who_holds_the_data(path, other):
    with pytest.raises(Held, match=r"示例乙（.+，2023-05-18 08:30起）"):
        take(path, "示例甲", NOW)
    assert holder(path).pid == other.pid


def test_the_lock_of_a_killed_window_is_taken_over(path, other):
    other.kill()
    other.wait()
    lock = take(path, "示例甲", NOW)
    assert (holder(path).clerk, holder(path).pid) == ("示例甲", os.getpid())
    lock.release()


def test_a_released_lock_is_free_and_names_nobody(path):
    take(path, "示例甲", NOW).release()
    assert holder(path) is None
    lock = take(path, "示例乙", NOW)
    with pytest.raises(Held, match="示例乙"):
        take(path, "示例甲", NOW)
    lock.release()
    lock.release()


def test_a_note_that_cannot_be_read_names_nobody(path):
    path.write_bytes(b"\xff{")
    assert holder(path) is None
    take(path, "示例甲", NOW).release()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DiskTrouble, match="写不进去"):
        take(tmp_path / "没有" / "desk.lock", "示例甲", NOW)


@pytest.mark.parametrize(
    "note", [b'{"clerk": 1, "host": 2, "pid": "x", "since": 5}', b"[" * 50_000, b"[]", b"\xff"]
)
def test_whatever_the_note_says_the_second_window_is_refused(other, path, note):
    path.write_bytes(note)
    with pytest.raises(Held, match="已经有一个窗口打开了这份数据"):
        take(path, "示例甲", NOW)
