"""Opening and making a desk: what must happen happens, and nothing is touched that must not be."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from random import Random

import pytest
from conftest import Clock
from facts import column, fingerprint, scalar

from shipu_desk import errors
from shipu_desk.db.backup import backups
from shipu_desk.db.store import AWARD_KEY
from shipu_desk.domain.changes import Act
from shipu_desk.domain.merchants import INDUSTRIES
from shipu_desk.domain.records import Rejected
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit
from shipu_desk.paths import Paths
from shipu_desk.services import changes, register
from shipu_desk.services.founding import create_desk
from shipu_desk.services.opening import first_of_the_day, hold_window, open_desk


class On:
    """A clock on a given day."""

    def __init__(self, *day):
        self.moment = datetime(*day, 9, 0)

    def __call__(self):
        self.moment += timedelta(seconds=1)
        return self.moment


def made(folder, clerk="示例甲", **other):
    return create_desk(Paths(folder), clerk, Clock(), Random(1).randbytes, **other)


def opened(folder, now=None, **other):
    return open_desk(Paths(folder), "示例甲", now or Clock(), Random(2).randbytes, **other)


# ------------------------------------------------------------------ making


def test_a_new_desk_has_its_settings_its_clerk_and_the_seven_industries(tmp_path):
    desk = made(tmp_path / "新" / "数据", office="示例办公室", key=b"k" * 32)
    assert desk.clerk == "示例甲"
    assert desk.settings().office == "示例办公室"
    assert desk.settings().office_short == "协调推进办公室"
    assert column(desk.store, "clerk", "name") == ["示例甲"]
    assert column(desk.store, "industry", "name") == list(INDUSTRIES)
    assert desk.store.keepsake(AWARD_KEY) == b"k" * 32
    [founding] = changes.audit(desk)
    assert (founding.title, founding.kind, founding.who) == ("建库", Act.FOUND, "示例甲")
    desk.close()


def test_the_clerk_is_named_as_names_are_kept(tmp_path):
    made(tmp_path).close()
    desk = open_desk(Paths(tmp_path), " 示 例甲\u3000", Clock(), Random(2).randbytes)
    assert desk.clerk == "示例甲"
    desk.close()
    with pytest.raises(errors.Refused, match="经办人的姓名含有看不见的字符"):
        open_desk(Paths(tmp_path), "示例\u202e甲", Clock(), Random(2).randbytes)
    with pytest.raises(errors.Refused, match="不能超过20个字"):
        open_desk(Paths(tmp_path), "示例" * 11, Clock(), Random(2).randbytes)


def test_of_several_programs_that_make_the_data_at_once_one_does(tmp_path):
    code = (
        "import sys; from shipu_desk.app import main;"
        f" sys.argv = ['shipu-desk', '--data', {str(tmp_path / '数据')!r}, 'init'];"
        " sys.exit(main())"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(3)
    ]
    said = sorted(program.communicate()[1].decode() for program in programs)
    assert sorted(program.returncode for program in programs) == [0, 1, 1]
    assert [line[:11] for line in said] == ["", *["这里已经有一份数据，没"] * 2]
    assert sorted(p.suffix for p in (tmp_path / "数据").iterdir() if p.is_file()) == [".db"]


def test_the_founding_cannot_be_taken_back(tmp_path):
    desk = made(tmp_path)
    with pytest.raises(errors.Refused, match="不能撤回，数据从这里开始"):
        changes.undo(desk, 1)
    desk.close()


def test_a_name_that_cannot_be_kept_is_told_and_nothing_is_made(tmp_path):
    for clerk, office in (("", ""), ("示例" * 20, ""), ("示例甲", "局" * 61)):
        with pytest.raises(Rejected):
            made(tmp_path / "数据", clerk, office=office)
    assert list(tmp_path.iterdir()) == []


def test_a_desk_is_not_made_over_another(tmp_path):
    made(tmp_path).close()
    before = fingerprint(Paths(tmp_path).database)
    with pytest.raises(errors.Refused, match="已经有一份数据，没有动它"):
        made(tmp_path)
    assert fingerprint(Paths(tmp_path).database) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(errors.DiskTrouble, match="数据文件夹建不了"):
        made(tmp_path / "file" / "数据")


@pytest.mark.parametrize("good", [0, 1, 2, 5])
def test_nothing_is_left_when_making_fails_half_way(tmp_path, good):
    """The random source dries up after the key, after the salt, between two rows."""
    left = iter(range(good))

    def random(length):
        return bytes([next(left)]) * length

    with pytest.raises((StopIteration, RuntimeError)):
        create_desk(Paths(tmp_path), "示例甲", Clock(), random)
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ the place


@pytest.mark.parametrize("name", ["OneDrive - 示例", "坚果云", "WPSDrive", "BaiduSyncdisk"])
def test_a_synchronised_folder_is_told_not_used_silently(tmp_path, name):
    with pytest.raises(errors.UnsafePlace, match="同步文件夹"):
        made(tmp_path / name / "数据")
    assert list(tmp_path.iterdir()) == []
    made(tmp_path / name / "数据", place_accepted=True).close()
    with pytest.raises(errors.UnsafePlace):
        opened(tmp_path / name / "数据")
    opened(tmp_path / name / "数据", place_accepted=True).close()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_into_a_synchronised_folder_is_seen_through(tmp_path):
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "数据").symlink_to(tmp_path / "OneDrive")
    with pytest.raises(errors.UnsafePlace):
        made(tmp_path / "数据")


# ------------------------------------------------------------------ files that are not ours


def foreign(path):
    link = sqlite3.connect(path)
    link.execute("CREATE TABLE t (x)")
    link.commit()
    link.close()


def newer(path):
    made(path.parent).close()
    link = sqlite3.connect(path)
    link.execute("PRAGMA user_version=99")
    link.close()


def unknown(path):
    made(path.parent).close()
    link = sqlite3.connect(path)
    link.execute("PRAGMA user_version=0")
    link.close()


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (foreign, errors.ForeignFile),
        (newer, errors.NewerFile),
        (unknown, errors.Refused),
        (lambda path: path.write_bytes(b""), errors.EmptyFile),
        (lambda path: path.write_bytes(bytes(4096)), errors.DamagedFile),
        (lambda path: path.write_text("不是数据"), errors.ForeignFile),
    ],
)
def test_a_file_that_is_not_to_be_opened_is_not_changed_by_a_byte(tmp_path, make, refusal):
    path = Paths(tmp_path).database
    make(path)
    before = fingerprint(path)
    with pytest.raises(refusal, match="没有动"):
        opened(tmp_path)
    assert fingerprint(path) == before


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(errors.MissingFile, match="找不到数据文件"):
        opened(tmp_path)


# ------------------------------------------------------------------ the day's backup


def days(folder):
    return [f"{one.moment:%m-%d}" for one in backups(folder)]


def test_the_first_start_of_a_day_makes_a_backup_and_the_second_none(tmp_path):
    desk = made(tmp_path)
    folder = desk.paths.backups
    desk.close()
    assert days(folder) == []  # there is nothing in it yet; whoever made it fills it first
    for day in (18, 18, 19, 19, 20):
        opened(tmp_path, On(2023, 5, day)).close()
    assert days(folder) == ["05-20", "05-19", "05-18"]


def test_backups_go_to_the_folder_set_and_the_oldest_go(tmp_path):
    desk = made(tmp_path / "数据")
    with desk.store.writing("设置", desk.clerk) as work:
        settings = work.get_one(Settings, 1)
        settings.backup_folder, settings.backups_kept = str(tmp_path / "U盘"), 3
    desk.close()
    for day in range(1, 8):
        opened(tmp_path / "数据", On(2023, 6, day)).close()
    assert days(tmp_path / "U盘") == ["06-07", "06-06", "06-05"]


def test_a_backup_that_cannot_be_written_is_told_and_the_desk_opens(tmp_path):
    desk = made(tmp_path / "数据")
    (tmp_path / "file").write_text("")
    with desk.store.writing("设置", desk.clerk) as work:
        work.get_one(Settings, 1).backup_folder = str(tmp_path / "file" / "备份")
    desk.close()
    desk = opened(tmp_path / "数据", On(2023, 6, 1))
    [said] = desk.notices
    assert said.startswith("今天的备份没有写成，数据不受影响：备份文件夹建不了")
    assert register.save(desk, Unit, {"name": "示例局"}).id == 1
    desk.close()


def test_the_day_s_backup_may_be_left_to_the_window(tmp_path):
    made(tmp_path).close()
    desk = opened(tmp_path, On(2023, 6, 1), backed_up=False)
    assert days(desk.paths.backups) == []
    assert first_of_the_day(desk) == first_of_the_day(desk) == []
    assert days(desk.paths.backups) == ["06-01"]
    desk.close()


def test_a_second_window_is_refused_and_a_command_is_not(tmp_path):
    desk = made(tmp_path)
    lock = hold_window(desk)
    other = opened(tmp_path)
    with pytest.raises(errors.Held, match="已经有一个窗口打开了这份数据：示例甲"):
        hold_window(other)
    register.save(other, Unit, {"name": "示例局"})
    assert desk.store.poll() == {"unit"}
    lock.release()
    hold_window(other).release()
    other.close()
    desk.close()


def test_a_clock_that_runs_behind_is_told(tmp_path):
    made(tmp_path).close()
    desk = opened(tmp_path, On(2022, 1, 1))
    assert [said[:9] for said in desk.notices] == ["电脑时间比上次改动"]
    register.save(desk, Unit, {"name": "示例局"})
    assert [one.number for one in changes.audit(desk)] == [2, 1]
    desk.close()
    desk = opened(tmp_path, On(2023, 5, 18))
    assert desk.notices == []
    desk.close()


def test_what_was_saved_is_there_after_a_restart(tmp_path):
    desk = made(tmp_path)
    register.save(desk, Unit, {"name": "示例局"})
    desk.close()
    desk = opened(tmp_path)
    assert column(desk.store, "unit", "name") == ["示例局"]
    assert changes.undoable(desk).title == "新增单位：示例局"
    assert scalar(desk.store, "PRAGMA integrity_check") == "ok"
    desk.close()


@pytest.mark.parametrize(
    ("office", "editor"),
    [
        ("", "放心消费示范镇工作领导小组办公室"),
        ("打造石浦放心消费示范镇工作领导小组办公室", "放心消费示范镇工作领导小组办公室"),
        ("示例镇放心消费办公室", "示例镇放心消费办公室"),
        ("示" * 60, "放心消费示范镇工作领导小组办公室"),  # too long to sign a bulletin with
    ],
)
def test_the_office_s_own_name_signs_its_bulletin(tmp_path, office, editor):
    desk = made(tmp_path, office=office)
    assert desk.settings().editor == editor
    desk.close()


def test_a_damaged_file_is_read_but_takes_no_more_words(tmp_path):
    desk = made(tmp_path)
    register.save(desk, Unit, {"name": "示例甲局"})
    with desk.store.looking() as look:
        [(page,)] = look.rows("SELECT rootpage FROM sqlite_master WHERE name = 'printing'")
    desk.close()
    for one in backups(Paths(tmp_path).backups):
        one.path.unlink()
    path = Paths(tmp_path).database
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)

    found = opened(tmp_path)
    assert any("今天的备份没有写成" in said for said in found.notices)
    assert [row.title for row in register.page(found, Unit, [1])] == ["示例甲局"]
    before = path.read_bytes()
    with pytest.raises(errors.DamagedFile, match="没有写入；已有的还可以查看和导出"):
        register.save(found, Unit, {"name": "示例乙局"})
    assert path.read_bytes() == before
    found.close()
