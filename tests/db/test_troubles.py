"""Disk full, read-only, locked, damaged: one Chinese sentence, nothing lost, usable after."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import raws
from conftest import Clock
from facts import assert_sound, column, everything

from shipu_desk.db.backup import backups
from shipu_desk.db.store import open_store
from shipu_desk.domain.awards import Award
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.merchants import Merchant
from shipu_desk.errors import Busy, DamagedFile, DeskError, DiskTrouble, Refused
from shipu_desk.services import records

TESTS = Path(__file__).parent.parent
NO_LIMIT = pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")


def add(store, number=1, **other):
    with store.writing("新增", by="示例甲") as work:
        records.save(work, Duty, raws.duty(number, **other))


def child(script, *arguments):
    """Run a script in a process of its own; what it printed."""
    environment = os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


START = """
import os, sys
from pathlib import Path
from random import Random
import raws
from conftest import Clock
from shipu_desk.db import backup
from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.duties import Duty
from shipu_desk.errors import DeskError
from shipu_desk.services import bulk, records
path = Path(sys.argv[1])
store = open_store(path, Clock(), Random(3).randbytes)
def add(number, **other):
    with store.writing("新增", by="示例甲") as work:
        records.save(work, Duty, raws.duty(number, **other))
def attempt(act, *arguments):
    try:
        act(*arguments)
    except DeskError as error:
        print(type(error).__name__, error)
    else:
        print("done")
"""
LIMITED = "import resource\n" + START
FULL = (
    LIMITED
    + """
add(1)
def long(number):
    with store.writing("导入", by="示例甲") as work:
        chance = Random(number)
        text = lambda: "".join(chr(0x4E00 + chance.randrange(20_000)) for _ in range(400))
        rows = [raws.read(Duty, raws.duty(n, content=text())) for n in range(1_000)]
        bulk.add(work, Duty, rows)
limit = path.stat().st_size + 200_000
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
attempt(long, 7)
attempt(backup.back_up, path, path.parent / "备份", Clock()())
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
attempt(add, 2)
attempt(long, 8)
store.close()
"""
)


@NO_LIMIT
def test_a_disk_without_room_loses_nothing_and_is_told(path):
    full, backup, small, large = child(FULL, path)
    assert full.startswith("DiskTrouble 磁盘")
    assert "本次没有写入" in full
    assert (backup, small, large) == ("done", "done", "done")
    store = open_store(path, Clock(), Random(1).randbytes)
    assert len(column(store, "duty", "id")) == 1_002
    assert_sound(store)
    store.close()


@NO_LIMIT
def test_no_room_for_a_backup_leaves_no_half_file(path, tmp_path):
    script = LIMITED + (
        "add(1)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, -1))\n"
        "attempt(backup.back_up, path, path.parent / '备份', Clock()())\n"
    )
    [said] = child(script, path)
    assert said.startswith("DiskTrouble ")
    assert list((tmp_path / "备份").iterdir()) == []


def test_sqlite_s_own_full_is_told(store):
    add(store)
    before = everything(store)
    with store._sessions._writer.connect() as link:
        link.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(DiskTrouble, match="磁盘已满，本次没有写入，原有数据不受影响"):
        add(store, 2, content="示例" * 4_000)
    assert everything(store) == before
    with store._sessions._writer.connect() as link:
        link.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add(store, 2)
    assert_sound(store)


READ_ONLY = """
import ctypes, os, sys
class Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
# root may write anywhere; without its capabilities it is held to the permissions like others
if os.geteuid() == 0:
    data = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(ctypes.byref(Header(0x20080522, 0)), data) == 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="permissions as Linux keeps them")
@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_read_only_place_is_told(path, part):
    folder = path.parent
    script = (
        READ_ONLY
        + START.replace("store = open_store(path, Clock(), Random(3).randbytes)", "")
        + (
            "from shipu_desk.paths import Paths\n"
            "from shipu_desk.services.opening import open_desk\n"
            "def opened():\n"
            "    open_desk(Paths(path.parent), '示例甲', Clock(), Random(3).randbytes)\n"
            "attempt(opened)\n"
            "attempt(create_store, path.parent / 'new.db', Random(3).randbytes)\n"
        )
    )
    path.chmod(0o444)
    if part == "folder":
        folder.chmod(0o555)
    try:
        opened, made = child(script, path)
    finally:
        folder.chmod(0o755)
        path.chmod(0o644)
    assert opened.startswith("DiskTrouble 数据文件")
    assert ("只读" in opened) or ("打不开" in opened)
    assert made.startswith("DiskTrouble 数据文件") if part == "folder" else made == "done"


HOLDING = (
    START
    + """
link = store._sessions._writer.connect()
link.begin()
print("taken", flush=True)
sys.stdin.readline()
"""
)


def test_another_program_s_lock_is_told_and_waited_for(path, store):
    environment = os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline().strip() == b"taken"
        with pytest.raises(Busy, match="另一个窗口或命令正在写入，本次没有写入"):
            add(store)
        assert column(store, "duty", "id") == []
        other.communicate(b"\n")
    add(store)
    assert column(store, "duty", "id") == [1]


def test_a_flipped_page_is_told(path, store):
    for number in range(60):
        add(store, number, content="示例" * 400)
    store.close()
    content = bytearray(path.read_bytes())
    pages = range(4096, len(content), 4096)
    for at in pages[len(pages) // 2 :]:
        content[at : at + 4096] = os.urandom(4096)
    path.write_bytes(content)
    with pytest.raises(DamagedFile, match=r"已损坏.*恢复备份"):
        everything(store)


def test_a_dangling_reference_that_nobody_asked_about_is_told_at_the_commit(store):
    before = everything(store)
    refused = pytest.raises(Refused, match="引用的登记已不在了，本次没有写入")
    with refused, store.writing("绕过检查", by="示例甲") as work:
        records.keep(work, raws.read(Progress, raws.progress(99)))
    assert everything(store) == before
    add(store)


def test_an_issued_number_is_never_given_twice(store):
    raws.industry(store)
    award = {
        "number": "SPFX-2023-0001", "name": "示例店", "title": "示例称号", "body": "示例领导小组",
        "granted_on": "2023-05-18", "basis": "示例〔2023〕1号", "serial": 1, "merchant_id": 1,
    }  # fmt: skip
    with store.writing("授牌", by="示例甲") as work:
        records.save(work, Merchant, raws.merchant(1))
        records.keep(work, raws.read(Award, award))
    before = everything(store)
    with pytest.raises(Refused, match="编号与已有的重复"), store.writing("又授", "示例甲") as work:
        records.keep(work, raws.read(Award, award))
    assert everything(store) == before


def test_any_other_error_is_not_swallowed(store):
    with pytest.raises(sqlite3.Error), store.reading():
        raise sqlite3.ProgrammingError("示例")
    with pytest.raises(KeyError), store.writing("出错", "示例甲"):
        raise KeyError
    add(store)
    assert not isinstance(KeyError(), DeskError)
    assert backups(store.path.parent / "备份") == []
