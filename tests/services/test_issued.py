"""A number that is out on paper is given to nobody else, whatever is restored."""

import shutil
import sqlite3
from random import Random

import pytest
from conftest import Clock
from facts import everything, fingerprint
from pool import merchant

from shipu_desk.domain.awards import Award
from shipu_desk.domain.changes import Act
from shipu_desk.errors import DeskError
from shipu_desk.paths import Paths
from shipu_desk.services import awards, backups, checking, granting, register, rescue
from shipu_desk.services.founding import create_desk
from shipu_desk.services.opening import open_desk
from shipu_desk.services.register import Rejected

BASIS = "示例文号〔2023〕1号"


def grant(desk, which, **more):
    row = merchant(desk, which, stage="培育")
    raw = {"merchant": row.id, "on": "2023-05-10", "basis": BASIS}
    return granting.grant(desk, raw | more).rows[0].record.number


@pytest.fixture
def gone(desk):
    """Three awards, one of them with a number of before, and a restore to before the last two."""
    numbers = [grant(desk, 1)]
    made = backups.back_up_now(desk)
    numbers += [grant(desk, 2), grant(desk, 3, number="示例旧编号7")]
    awards.revoke(desk, numbers[1], "2023-05-12", "示例原因")
    kept = backups.restore(desk, made.path)
    assert [row.record.number for row in all_awards(desk)] == numbers[:1]
    return kept


def all_awards(desk):
    return register.page(desk, Award, register.find(desk, Award))


def test_the_series_goes_on_above_what_was_given_out(desk, gone):
    assert granting.next_number(desk, 2023) == "SPFX-2023-0003"
    assert grant(desk, 4) == "SPFX-2023-0003"
    assert granting.next_number(desk, 2022) == "SPFX-2022-0001"


def test_a_number_given_by_hand_before_the_restore_is_told_with_who_has_it(desk, gone):
    with pytest.raises(Rejected, match="示例旧编号7在恢复备份之前已授予“示例第3店”"):
        grant(desk, 4, number="示例旧编号7")


def test_taking_the_restore_back_brings_the_awards_and_their_numbers_back(desk, gone):
    backups.restore(desk, gone)
    assert len(all_awards(desk)) == 3
    assert granting.next_number(desk, 2023) == "SPFX-2023-0003"
    assert checking.check(desk) == []


def test_two_restores_forget_nothing(desk, gone):
    made = backups.back_up_now(desk)
    assert grant(desk, 4) == "SPFX-2023-0003"
    backups.restore(desk, made.path)
    assert granting.next_number(desk, 2023) == "SPFX-2023-0004"
    with pytest.raises(Rejected, match="示例第3店"):
        grant(desk, 5, number="示例旧编号7")


def test_what_a_restore_would_take_away_is_told_before(desk):
    made = backups.back_up_now(desk)
    grant(desk, 1)
    grant(desk, 2)
    lost = backups.lost_by(desk, made.path)
    assert dict(lost.acts) == {Act.GRANT: 2, Act.EDIT: 2 + 7}  # two shops, seven trades
    assert lost.count == 11 and not lost.strange
    assert backups.lost_by(desk, backups.back_up_now(desk).path).count == 0


def test_taking_a_restore_back_tells_what_was_done_since_it(desk):
    made = backups.back_up_now(desk)
    grant(desk, 1)
    kept = backups.restore(desk, made.path)
    grant(desk, 2)
    lost = backups.lost_by(desk, kept)
    assert dict(lost.acts)[Act.GRANT] == 1 and not lost.strange


def test_a_backup_of_another_desk_is_told_as_such(desk, tmp_path):
    grant(desk, 1)
    other = create_desk(Paths(tmp_path / "另一处"), "示例乙", Clock(), Random(9).randbytes)
    theirs = backups.back_up_now(other)
    other.close()
    lost = backups.lost_by(desk, theirs.path)
    assert lost.strange and dict(lost.acts)[Act.GRANT] == 1


def of_another_program(path):
    """A whole database of somebody else's, its latest rows still in its log."""
    link = sqlite3.connect(path)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("CREATE TABLE t (x)")
    link.commit()
    return link


def test_a_foreign_file_is_asked_about_without_a_touch(desk, tmp_path):
    strange = tmp_path / "别处.db"
    link = of_another_program(strange)
    names = sorted(one.name for one in tmp_path.iterdir())
    before = fingerprint(strange)
    assert backups.lost_by(desk, strange) == backups.Lost(())
    assert fingerprint(strange) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == names
    link.close()


@pytest.mark.parametrize("content", [b"", bytes(4096), b"SQLite format 3\0" + bytes(200)])
def test_a_file_that_is_no_backup_tells_nothing(desk, tmp_path, content):
    (tmp_path / "坏.db").write_bytes(content)
    assert backups.lost_by(desk, tmp_path / "坏.db") == backups.Lost(())
    assert backups.lost_by(desk, tmp_path / "没有.db") == backups.Lost(())


def test_damaged_data_are_restored_all_the_same(desk):
    made = backups.back_up_now(desk)
    grant(desk, 1)
    desk.close()
    desk.paths.database.write_bytes(desk.paths.database.read_bytes()[:5000])
    assert backups.lost_by(desk, made.path) == backups.Lost(())
    backups.restore(desk, made.path)
    assert all_awards(desk) == [] and checking.check(desk) == []


def test_what_the_restore_says_comes_with_the_data_or_not_at_all(desk, monkeypatch):
    """Another writer between the copy and the pour: nothing is replaced, nothing half said."""
    made = backups.back_up_now(desk)
    number = grant(desk, 1)
    before = everything(desk.store)
    link = sqlite3.connect(desk.paths.database, timeout=0, isolation_level=None)
    link.execute("BEGIN IMMEDIATE")
    with pytest.raises(DeskError):
        backups.restore(desk, made.path)
    link.execute("ROLLBACK")
    link.close()
    assert everything(desk.store) == before
    assert [row.record.number for row in all_awards(desk)] == [number]
    left = {path.suffix for path in desk.paths.folder.iterdir()}
    assert left <= {".db", ".db-wal", ".db-shm", "", ".lock"}, left


def test_a_rescue_keeps_the_numbers_that_can_still_be_read(desk):
    made = backups.back_up_now(desk)
    grant(desk, 1)
    desk.close()
    done = rescue.rescue(desk.paths, made.path, "示例甲", desk.now, Random(4).randbytes)
    again = open_desk(desk.paths, "示例甲", desk.now, Random(5).randbytes, place_accepted=True)
    assert granting.next_number(again, 2023) == "SPFX-2023-0002" and done.told == ""
    again.close()


def test_a_rescue_says_when_numbers_may_be_out(desk):
    made = backups.back_up_now(desk)
    grant(desk, 1)
    desk.close()
    desk.paths.database.write_bytes(bytes(4096))
    done = rescue.rescue(desk.paths, made.path, "示例甲", desk.now, Random(4).randbytes)
    assert done.told == rescue.UNKNOWN


def test_who_holds_a_number_on_paper_may_be_given_it_back(desk, gone):
    assert grant(desk, 2, number="SPFX-2023-0002") == "SPFX-2023-0002"
    assert grant(desk, 3, number="示例旧编号7") == "示例旧编号7"
    assert granting.next_number(desk, 2023) == "SPFX-2023-0003"
    with pytest.raises(Rejected):
        grant(desk, 4, number="SPFX-2023-0002")


def test_a_log_left_by_a_killed_restore_is_not_taken_for_the_next_one(desk):
    """The copy beside the data is made anew; whatever lies there from before goes first."""
    made = backups.back_up_now(desk)
    grant(desk, 1)
    left = desk.paths.folder / f"{made.path.name}.restoring"
    shutil.copy(desk.paths.database, left)
    link = sqlite3.connect(left, isolation_level=None)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("UPDATE merchant SET name = '示例旧日志'")
    logs = {end: (left.parent / (left.name + end)).read_bytes() for end in ("-wal", "-shm")}
    link.close()
    for end, content in logs.items():
        (left.parent / (left.name + end)).write_bytes(content)
    backups.restore(desk, made.path)
    assert all_awards(desk) == [] and checking.check(desk) == []
    assert not list(desk.paths.folder.glob("*.restoring*"))
