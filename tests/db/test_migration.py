"""An older file becomes today's on a copy; whatever goes wrong, the old one is as it was."""

import sqlite3
from datetime import datetime
from random import Random

import pytest
import raws
from acts import take_back
from conftest import Clock
from facts import assert_sound, fingerprint

from shipu_desk.db import changes
from shipu_desk.db.backup import back_up, backups, journal_head
from shipu_desk.db.header import SCHEMA, examine
from shipu_desk.db.migration import STEPS, migrate, schema_of
from shipu_desk.db.restoring import restore
from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.duties import Duty
from shipu_desk.errors import DamagedFile, DeskError, OlderFile, Refused
from shipu_desk.services import records

NOW = datetime(2023, 5, 18, 9, 0)
NEXT = SCHEMA + 1


def add_a_column(link):
    """A step as the next schema might have it."""
    link.execute("ALTER TABLE duty ADD COLUMN rank INTEGER")
    link.execute("CREATE INDEX duty_rank ON duty (rank)")
    link.execute("UPDATE duty SET rank = 1")


def fail(link):
    add_a_column(link)
    raise sqlite3.OperationalError("示例")


def dangle(link):
    link.execute("UPDATE duty SET lead_id = 99")


@pytest.fixture
def old(path):
    """A file of this schema with a row: what the next schema will find."""
    store = open_store(path, Clock(), Random(1).randbytes)
    with store.writing("新增", "示例甲") as work:
        records.save(work, Duty, raws.duty(1))
    store.close()
    return path


def read(path, sql):
    link = sqlite3.connect(path)
    found = link.execute(sql).fetchall()
    link.close()
    return found


def test_a_step_is_run_and_the_old_file_is_kept(old, tmp_path):
    head = journal_head(old)
    kept = migrate(old, tmp_path / "备份", NOW, {SCHEMA: add_a_column}, NEXT)
    assert read(old, "SELECT title, rank FROM duty") == [("示例事项1", 1)]
    examine(old, NEXT)
    [backup] = backups(tmp_path / "备份")
    assert (backup.path, backup.note, (backup.number, backup.head)) == (kept, "升级前", head)
    examine(kept)
    assert [path.name for path in tmp_path.iterdir() if "migrated" in path.name] == []


@pytest.mark.parametrize(
    ("steps", "refusal"),
    [
        ({SCHEMA: fail}, DamagedFile),
        ({SCHEMA: dangle}, DamagedFile),
        ({}, Refused),
    ],
)
def test_a_failure_leaves_the_old_file_as_it_was(old, tmp_path, steps, refusal):
    before = fingerprint(old)
    with pytest.raises(refusal):
        migrate(old, tmp_path / "备份", NOW, steps, NEXT)
    assert fingerprint(old) == before
    assert [path.name for path in tmp_path.iterdir()] == [old.name]  # no backup at every start


def test_a_journal_left_by_a_killed_upgrade_is_not_rolled_into_the_next(old, tmp_path):
    beside = old.with_name(f"{old.name}.migrated-journal")
    beside.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\xff" * 4_000)
    migrate(old, tmp_path / "备份", NOW, {SCHEMA: add_a_column}, NEXT)
    assert read(old, "SELECT title, rank FROM duty") == [("示例事项1", 1)]
    assert not beside.exists()


def test_steps_lead_without_a_gap_to_this_schema():
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_a_fresh_file_and_a_migrated_one_have_the_same_tables(old, tmp_path):
    create_store(tmp_path / "fresh.db", Random(2).randbytes)
    assert schema_of(old) == schema_of(tmp_path / "fresh.db")
    migrate(old, tmp_path / "备份", NOW, {SCHEMA: add_a_column}, NEXT)
    differs = schema_of(old).items() ^ schema_of(tmp_path / "fresh.db").items()
    assert {name for (_, name), _ in differs} == {"duty", "duty_rank"}


def test_a_log_left_beside_the_file_is_not_lost(old, tmp_path):
    """Killed with its last change set still in the write-ahead log."""
    link = sqlite3.connect(old)
    link.execute("PRAGMA journal_mode=WAL")
    link.execute("PRAGMA wal_autocheckpoint=0")
    link.execute("UPDATE duty SET remark = '尚在日志里'")
    link.commit()
    migrate(old, tmp_path / "备份", NOW, {SCHEMA: add_a_column}, NEXT)
    assert link.execute("SELECT remark, rank FROM duty").fetchall() == [("尚在日志里", 1)]
    link.close()


def older(path):
    """The same file as an edition before this one might have left it."""
    link = sqlite3.connect(path)
    link.execute("PRAGMA user_version=0")
    link.close()
    with pytest.raises(OlderFile):
        examine(path)


def test_an_older_backup_without_a_way_is_refused_and_the_data_is_untouched(old, tmp_path):
    made = back_up(old, tmp_path / "备份", NOW).path
    older(made)
    before = fingerprint(old), fingerprint(made)
    with pytest.raises(DeskError, match="没有从它升级的办法"):
        restore(made, old, tmp_path / "备份", NOW)
    assert (fingerprint(old), fingerprint(made)) == before


def test_a_change_set_of_an_older_schema_is_shown_and_not_undone(store):
    with store.writing("新增", "示例甲") as work:
        records.save(work, Duty, raws.duty(1))
    with store._sessions._writer.begin() as link:
        link.exec_driver_sql("UPDATE change_set SET schema = 0")
    with pytest.raises(Refused, match="由较早版本的软件写成，不可撤回"):
        take_back(store, 1)


def test_rows_of_an_older_schema_are_laid_out_as_today_s(store, monkeypatch):
    """A payload that lacks a column, has one that is gone, and another order."""
    from shipu_desk.db.journal import chunks
    from shipu_desk.db.packing import decode, encode
    from shipu_desk.db.rows import shape_of

    with store.writing("新增", "示例甲") as work:
        records.save(work, Duty, raws.duty(1))
    with store.reading() as session:
        payload = session.scalar(chunks.select().with_only_columns(chunks.c.payload))
    import json
    import zlib

    content = json.loads(zlib.decompress(payload))
    keys = content["keys"]
    at = keys.index("remark")
    [[_, row]] = content["changes"]
    content["keys"] = [*keys[:at], *keys[at + 1 :], "colour"][::-1]
    content["changes"] = [[None, [*row[:at], *row[at + 1 :], "red"][::-1]]]
    record, [change] = decode(zlib.compress(json.dumps(content).encode()))
    expected = list(row)
    expected[at] = None
    assert (record, change.before) == ("duty", None)
    assert list(change.after) == expected
    assert decode(encode("duty", [change])) == ("duty", [change])
    assert len(shape_of("duty").keys) == len(change.after)
    assert_sound(store)
    with store.reading() as session:
        assert next(iter(changes.history(session, "duty", 1)))[1].after[0] == 1
