"""A number that is out on paper is given to nobody else, whatever is restored."""

import pytest
from pool import merchant

from shipu_desk.domain.awards import Award
from shipu_desk.domain.changes import Act
from shipu_desk.services import awards, backups, granting, register
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
    assert backups.check(desk) == []


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
    lost = dict(backups.lost_by(desk, made.path))
    assert lost[Act.GRANT] == 2 and lost[Act.EDIT] == 2 + 7  # two shops, seven trades
    assert backups.lost_by(desk, backups.back_up_now(desk).path) == []


def test_a_backup_of_another_desk_tells_nothing(desk, tmp_path):
    strange = tmp_path / "别处.db"
    strange.write_bytes(b"SQLite format 3\0" + bytes(200))
    assert backups.lost_by(desk, strange) == backups.lost_by(desk, tmp_path / "没有.db") == []
