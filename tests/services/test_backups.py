"""Backups are whole, restore replaces and can be taken back, check finds what was tampered with."""

import os
import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
import raws
from facts import assert_sound, column, everything, fingerprint

from shipu_desk import errors
from shipu_desk.db import backup
from shipu_desk.db.header import APPLICATION_ID
from shipu_desk.db.store import AWARD_KEY, create_store, open_store
from shipu_desk.domain.changes import Act
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.units import Unit
from shipu_desk.services import backups, changes, checking, records, register


@pytest.fixture
def office(desk):
    """Two units and a duty."""
    for name in ("示例甲局", "示例乙局"):
        register.save(desk, Unit, {"name": name})
    register.save(desk, Duty, raws.duty(1, lead_id="示例甲局"))
    return desk


def rows(store):
    return {name: found for name, found in everything(store).items() if name != "removed"}


# ------------------------------------------------------------------ made


def test_backups_made_at_once_do_not_hinder_each_other(office):
    with ThreadPoolExecutor(4) as programs:
        made = list(programs.map(lambda _: backups.back_up_now(office), range(4)))
    for one in made:
        backup.verify(one.path)
    assert not list(office.paths.backups.glob("*.part*"))


def test_what_a_killed_backup_left_behind_goes_and_a_young_draft_stays(office):
    made = backups.back_up_now(office)
    old, young = (made.path.with_name(f"石浦备份-{name}.part") for name in ("1-0", "2-0"))
    for draft in (old, young):
        draft.write_bytes(b"half")
    os.utime(old, (1, 1))
    backups.back_up_now(office)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_backup_holds_everything_and_names_the_journal_s_head(office):
    made = backups.back_up_now(office)
    assert made.path.parent == office.paths.backups
    assert made.path.name == f"石浦备份-20230518-{made.moment:%H%M%S}-第4号-{made.head}.db"
    copy = open_store(made.path, office.now, Random(5).randbytes)
    assert everything(copy) == everything(office.store)
    assert copy.keepsake(AWARD_KEY) == office.store.keepsake(AWARD_KEY)
    assert_sound(copy)
    copy.close()
    assert backups.listed(office) == [made]


def test_a_backup_is_one_file_that_stays_as_it_is(office):
    made = backups.back_up_now(office)
    before = fingerprint(made.path)
    backup.verify(made.path)
    assert backup.journal_head(made.path) == (made.number, made.head)
    assert list(made.path.parent.iterdir()) == [made.path]
    assert fingerprint(made.path) == before


def test_a_backup_under_a_name_of_one_s_own(office, tmp_path):
    made = backups.back_up_to(office, tmp_path / "U盘 示例.db")
    assert made.path.name == "U盘 示例.db"
    assert backups.back_up_to(office, tmp_path).path.name.startswith("石浦备份-")
    with pytest.raises(errors.Refused, match="不能写到正在使用的数据文件上"):
        backups.back_up_to(office, office.paths.database)


def test_a_backup_replaces_a_backup_and_nothing_else(office, tmp_path):
    own = tmp_path / "U盘.db"
    backups.back_up_to(office, own)
    assert backups.back_up_to(office, own).path == own
    other, letter = tmp_path / "别处" / "石浦.db", tmp_path / "附件1.pdf"
    other.parent.mkdir()
    create_store(other, Random(3).randbytes)
    live = open_store(other, office.now, Random(4).randbytes)
    letter.write_bytes(b"%PDF-1.7")
    for file in (other, letter):
        before = fingerprint(file)
        with pytest.raises(errors.Refused, match="又不是一份备份，没有动它"):
            backups.back_up_to(office, file)
        assert fingerprint(file) == before
    live.close()


def test_a_backup_while_others_write_is_some_committed_state(office):
    stop = threading.Event()

    def write():
        number = 10
        while not stop.is_set():
            with office.store.writing("两条", "示例乙") as work:
                records.save(work, Duty, raws.duty(number))
                records.save(work, Duty, raws.duty(number + 1))
            number += 2

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backups.back_up_now(office) for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    for one in made:
        copy = open_store(one.path, office.now, Random(5).randbytes)
        assert len(column(copy, "duty", "id")) == 1 + 2 * (one.number - 4)
        assert_sound(copy)
        copy.close()


def test_rotation_keeps_the_newest_of_each_kind_and_never_loses_the_last_whole_one(office):
    folder, moment = office.paths.backups, office.now()
    for day in range(6):
        made = backup.back_up(office.paths.database, folder, moment + timedelta(days=day))
        backup.back_up(office.paths.database, folder, moment + timedelta(days=day), "恢复前")
    (folder / "别的文件.db").write_text("不动")
    assert len(backup.rotate(folder, 3, made)) == 6
    kept = backup.backups(folder)
    assert sorted(one.moment.day for one in kept if not one.note) == [21, 22, 23]
    assert len([one for one in kept if one.note == "恢复前"]) == 3
    assert (folder / "别的文件.db").exists()
    behind = backup.back_up(office.paths.database, folder, moment - timedelta(days=400))
    backup.rotate(folder, 1, behind)
    assert behind.path.exists()
    backup.verify(behind.path)


# ------------------------------------------------------------------ restored


def test_restore_replaces_and_can_be_taken_back(office):
    made = backups.back_up_now(office)
    then = rows(office.store)
    register.save(office, Unit, {"name": "示例丙局"})
    register.remove(office, Duty, [register.get(office, Duty, 1)])
    later = rows(office.store)
    heard = []
    office.on_commit(heard.append)
    kept = backups.restore(office, made.path)
    assert rows(office.store) == then
    assert changes.audit(office)[0].title == f"恢复备份：{made.path.name}"
    assert changes.audit(office)[0].kind is Act.RESTORE
    assert {"unit", "duty"} <= frozenset().union(*heard)
    backups.restore(office, kept)
    assert rows(office.store) == later
    assert_sound(office.store)
    assert checking.check(office) == []


def test_the_replaced_state_is_kept_beside_the_data_and_told(office):
    made = backups.back_up_now(office)
    kept = backups.restore(office, made.path)
    assert kept.parent == office.paths.backups
    assert kept.name.endswith("-恢复前.db")
    assert [one.note for one in backups.listed(office)] == ["恢复前", ""]


def test_work_goes_on_after_a_restore(office):
    made = backups.back_up_now(office)
    register.save(office, Unit, {"name": "示例丙局"})
    backups.restore(office, made.path)
    row = register.save(office, Unit, {"name": "示例丁局"})
    assert row.record.version == 7  # 6 is the restore: 5 stood for something else before it
    changes.undo(office, changes.undoable(office).number)
    assert column(office.store, "unit", "name") == ["示例甲局", "示例乙局"]
    with pytest.raises(errors.Refused, match="恢复前"):
        changes.undo(office, 6)


def test_a_form_filled_before_a_restore_never_saves_over_what_came_after(office):
    """Its version is that of a change set that is gone; no later one gets its number."""
    made = backups.back_up_now(office)
    register.save(office, Unit, {"contact": "示例丙"}, register.get(office, Unit, 1))
    shown = register.get(office, Unit, 1)
    backups.restore(office, made.path)
    for number in range(3):
        register.save(office, Unit, {"contact": f"示例{number}"}, register.get(office, Unit, 1))
        with pytest.raises(errors.Stale):
            register.save(office, Unit, {"contact": "示例丁"}, shown)
    assert checking.check(office) == []
    assert [done.number for done in changes.audit(office, 4)] == [9, 8, 7, 6]


def test_another_program_sees_the_restore(office):
    other = open_store(office.paths.database, office.now, Random(5).randbytes)
    made = backups.back_up_now(office)
    register.save(office, Unit, {"name": "示例丙局"})
    other.poll()
    backups.restore(office, made.path)
    assert {"unit", "duty"} <= other.poll()
    assert rows(other) == rows(office.store)
    other.close()


def of_another_program(path):
    link = sqlite3.connect(path)
    link.execute("CREATE TABLE t (x)")
    link.commit()
    link.close()


def of_a_newer_edition(path):
    link = sqlite3.connect(path)
    link.execute(f"PRAGMA application_id={APPLICATION_ID}")
    link.execute("PRAGMA user_version=99")
    link.execute("CREATE TABLE t (x)")
    link.commit()
    link.close()


def cut_in_half(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def with_a_flipped_page(path):
    content = bytearray(path.read_bytes())
    content[8192:12288] = bytes(4096)
    path.write_bytes(content)


def empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (of_another_program, errors.ForeignFile),
        (of_a_newer_edition, errors.NewerFile),
        (cut_in_half, errors.DamagedFile),
        (with_a_flipped_page, errors.DamagedFile),
        (empty, errors.EmptyFile),
    ],
)
def test_what_is_no_backup_is_refused_with_the_data_untouched(office, spoil, refusal, tmp_path):
    source = tmp_path / "source.db"
    if spoil in {cut_in_half, with_a_flipped_page, empty}:
        shutil.copy(backups.back_up_now(office).path, source)
    spoil(source)
    office.close()
    before = fingerprint(office.paths.database), fingerprint(source), rows(office.store)
    with pytest.raises(refusal, match=r"备份.*没有恢复，现在的数据没有动"):
        backups.restore(office, source)
    office.close()
    now = fingerprint(office.paths.database), fingerprint(source), rows(office.store)
    assert now == before
    register.save(office, Unit, {"name": "示例丙局"})


def test_a_backup_into_a_folder_that_is_gone_says_which(office, tmp_path):
    with pytest.raises(errors.Refused, match=r"找不到文件夹“.*没有”，备份没有写成"):
        backups.back_up_to(office, tmp_path / "没有" / "b.db")


def test_a_missing_backup_and_the_data_itself_are_refused(office, tmp_path):
    with pytest.raises(errors.MissingFile):
        backups.restore(office, tmp_path / "没有.db")
    with pytest.raises(errors.Refused, match="正在使用的数据文件"):
        backups.restore(office, office.paths.database)


def test_what_was_written_after_the_kept_copy_is_never_lost(office):
    wanted = backups.back_up_now(office)
    kept = backup.back_up(office.paths.database, office.paths.backups, office.now(), "恢复前")
    register.save(office, Unit, {"name": "示例丙局"})
    with pytest.raises(errors.Busy, match="刚刚写入了改动，这一步没有做"):
        backup.overwrite(wanted.path, office.paths.database, kept)
    assert "示例丙局" in column(office.store, "unit", "name")


def test_restore_waits_for_no_one_forever(office):
    made = backups.back_up_now(office)
    other = open_store(office.paths.database, office.now, Random(5).randbytes)
    with other.writing("占着", "示例乙") as work:
        records.save(work, Unit, {"name": "示例丙局"})
        with pytest.raises(errors.Busy):
            backups.restore(office, made.path)
    assert column(office.store, "unit", "name")[-1] == "示例丙局"
    other.close()


def test_a_damaged_file_is_put_aside_as_it_is(office):
    made, path = backups.back_up_now(office), office.paths.database
    then = rows(office.store)
    office.close()
    with_a_flipped_page(path)
    damaged = path.read_bytes()
    kept = backups.restore(office, made.path)
    assert kept.name.startswith("损坏-")
    assert kept.read_bytes() == damaged
    assert rows(office.store) == then
    assert_sound(office.store)


def test_a_file_that_is_gone_comes_back_from_its_backup(office):
    made, then = backups.back_up_now(office), rows(office.store)
    office.close()
    office.paths.database.unlink()
    assert backups.restore(office, made.path) is None
    assert rows(office.store) == then
    register.save(office, Unit, {"name": "示例丙局"})


def test_without_a_place_to_keep_the_replaced_state_nothing_is_replaced(office):
    made = backups.back_up_now(office)
    register.save(office, Unit, {"name": "示例丙局"})
    before = rows(office.store)
    office.paths.backups.rename(office.paths.backups.with_name("移走"))
    office.paths.backups.write_text("这里是一个文件")
    with pytest.raises(errors.DiskTrouble, match="备份文件夹建不了"):
        backups.restore(office, office.paths.folder / "移走" / made.path.name)
    assert rows(office.store) == before


# ------------------------------------------------------------------ checked


def tamper(desk, sql):
    desk.store.close()
    link = sqlite3.connect(desk.paths.database)
    link.execute(sql)
    link.commit()
    link.close()


ADDED = """INSERT INTO unit (uid, version, search_text, pinyin, initials, name)
    VALUES ('u', 1, '', '', '', '示例假局')"""


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE unit SET name = '示例假局' WHERE id = 1", "单位“示例假局”内容被绕过本软件改过"),
        ("UPDATE duty SET supporting = '[2]'", "责任事项“示例事项1”内容被绕过本软件改过，共1条"),
        ("DELETE FROM unit WHERE id = 2", "单位“编号2”被绕过本软件删除，共1条"),
        (ADDED, "单位“示例假局”不是由本软件登记的，共1条"),
        ("UPDATE change_set SET who = '示例己' WHERE number = 3", "改动记录从第3号起"),
        ("UPDATE change_set SET kind = '示例' WHERE number = 3", "改动记录从第3号起"),
        ("UPDATE change_set SET undone_by = 3 WHERE number = 2", "改动记录从第2号起"),
        ("DELETE FROM change_set WHERE number = 4", "改动记录从第4号起"),
        ("UPDATE duty SET lead_id = 77", "有登记引用了已不存在的登记"),
        ("UPDATE settings SET office = '示例假办公室'", "设置“示例假办公室”内容被绕过本软件改过"),
    ],
)  # fmt: skip
def test_what_was_done_behind_its_back_is_found(office, sql, said):
    assert checking.check(office) == []
    tamper(office, sql)
    assert any(finding.startswith(said) for finding in checking.check(office))


def test_a_cut_tail_is_found_by_a_backup_that_knows_more(office):
    made = backups.back_up_now(office)
    tamper(office, "DELETE FROM duty")
    tamper(office, "DELETE FROM change_chunk WHERE number = 4")
    tamper(office, "DELETE FROM change_set WHERE number = 4")
    assert checking.check(office) == [
        f"备份“{made.path.name}”里有第4号改动，现在的数据里没有，可能被截去；请与它核对"
    ]


def test_a_change_set_of_no_known_kind_is_told_and_not_a_crash(office):
    tamper(office, "UPDATE change_set SET kind = '示例' WHERE number = 3")
    with pytest.raises(errors.DamagedFile, match="第3号改动记录读不出来"):
        changes.audit(office)


def test_a_write_after_a_cut_tail_is_told_in_chinese(office):
    tamper(office, "DELETE FROM change_set WHERE number = 4")
    with pytest.raises(errors.DamagedFile, match="改动记录与数据对不上，本次没有写入"):
        register.save(office, Unit, {"name": "示例丙局"})


def test_a_purged_change_set_and_everything_else_legal_is_no_finding(office):
    from shipu_desk.db import changes as journal

    register.save(office, Unit, {"contact": "示例丁"}, register.get(office, Unit, 1))
    register.remove(office, Duty, [register.get(office, Duty, 1)])
    changes.undo(office, changes.undoable(office).number)
    with office.store.writing("清除", office.clerk, Act.PURGE) as work:
        journal.purge(work, 5)
    assert checking.check(office) == []


def test_a_tampered_change_set_is_found_told_and_never_undone(office):
    tamper(office, "UPDATE change_chunk SET payload = zeroblob(9) WHERE number = 4")
    found = checking.check(office)
    assert [said[:11] for said in found] == ["改动记录从第4号起与封", "有改动记录已损坏，读不"]
    with pytest.raises(errors.Refused, match="与封存时不一致，不能撤回"):
        changes.undo(office, 4)
    with pytest.raises(errors.DamagedFile, match="有改动记录已损坏"):
        changes.history(office, Duty, 1)
    changes.undo(office, 3)
    assert column(office.store, "unit", "name") == ["示例甲局"]


def test_text_that_is_no_text_is_told(office):
    tamper(office, "UPDATE unit SET name = CAST(x'ff41' AS TEXT)")
    with pytest.raises(errors.DamagedFile, match="已损坏"):
        register.page(office, Unit, [1])
    assert any("已损坏" in said for said in checking.check(office))


def test_check_of_a_damaged_file_tells_it(office):
    office.close()
    with_a_flipped_page(office.paths.database)
    found = checking.check(office)
    assert found
    assert all("没有通过检查" in said or "已损坏" in said for said in found)


@pytest.mark.parametrize("column", ["title", "chain", "payload_hash"])
def test_a_journal_with_values_of_another_kind_is_told_and_no_accident(office, column):
    strange = "x'00ff'" if column == "title" else "'abc'"
    tamper(office, f"UPDATE change_set SET {column} = {strange} WHERE number = 3")
    assert any("第3号" in said for said in checking.check(office))


def test_the_worse_a_backup_was_altered_the_more_is_told(office, tmp_path):
    made = backups.back_up_now(office)
    register.save(office, Unit, {"name": "示例丙局"})
    link = sqlite3.connect(made.path)
    link.execute("UPDATE unit SET name = '示例假局' WHERE id = 1")
    link.execute("UPDATE change_chunk SET payload = zeroblob(9) WHERE number = 4")
    link.commit()
    link.close()
    lost = backups.lost_by(office, made.path)
    assert lost.count == 1 and not lost.strange
    assert lost.doubts[0].startswith("改动记录从第4号起") and "已损坏" in lost.doubts[-1]


def test_a_disk_that_spoils_the_copy_does_not_lock_sound_data(office, monkeypatch):
    from shipu_desk.db import backup as copying
    from shipu_desk.services import opening

    pour = copying.pour

    def spoilt(old, new):
        pour(old, new)
        new.execute("PRAGMA writable_schema=ON")
        new.execute("UPDATE sqlite_master SET rootpage = 999 WHERE name = 'unit'")
        new.commit()

    monkeypatch.setattr(copying, "pour", spoilt)
    [told] = opening.first_of_the_day(office)
    assert "数据完好" in told and "请换一个位置" in told
    register.save(office, Unit, {"name": "示例丙局"})


def test_a_check_that_finds_damage_ends_the_writing(office):
    office.store.close()
    with_a_flipped_page(office.paths.database)
    assert checking.check(office)
    with pytest.raises(errors.DamagedFile):
        register.save(office, Unit, {"name": "示例丙局"})
