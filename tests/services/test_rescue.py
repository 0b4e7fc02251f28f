"""A backup brought back where the data cannot be opened: which one, and by whom."""

from random import Random

import pytest
from conftest import Clock

from shipu_desk.domain.changes import Act
from shipu_desk.domain.units import Unit
from shipu_desk.paths import Paths
from shipu_desk.services import backups, changes, register, rescue
from shipu_desk.services.founding import create_desk
from shipu_desk.services.opening import open_desk

CHANCE = Random(3).randbytes


@pytest.fixture
def clock():
    return Clock()


def ruined(folder, clock):
    """Data with two backups, then overwritten."""
    desk = create_desk(Paths(folder), "示例甲", clock, CHANCE)
    older = backups.back_up_now(desk)
    register.save(desk, Unit, {"name": "示例甲局"})
    newer = backups.back_up_now(desk)
    desk.close()
    desk.paths.database.write_bytes(bytes(4096))
    return desk.paths, older.path, newer.path


def test_the_newest_backup_that_opens_is_offered(tmp_path, clock):
    paths, older, newer = ruined(tmp_path, clock)
    assert rescue.newest(paths) == newer
    newer.write_bytes(newer.read_bytes()[:5000])
    assert rescue.newest(paths) == older
    for path in paths.backups.iterdir():
        path.write_bytes(b"")
    assert rescue.newest(paths) is None


def test_who_is_at_the_desk_stands_in_the_journal_also_when_nobody_was_named(tmp_path, clock):
    paths, _, newer = ruined(tmp_path, clock)
    rescue.rescue(paths, newer, "", clock, CHANCE)
    desk = open_desk(paths, "示例甲", clock, CHANCE)
    last = changes.audit(desk)[0]
    assert (last.kind, last.who) == (Act.RESTORE, "示例甲")
    desk.close()
