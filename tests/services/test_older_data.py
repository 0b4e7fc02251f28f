"""Data and backups of an earlier edition open with everything in them, and can still be undone."""

import json
import sqlite3
import zlib
from random import Random

import pytest
from conftest import Clock
from pool import merchant
from schema_1 import become_schema_1

from shipu_desk.db.header import examine
from shipu_desk.db.migration import schema_of
from shipu_desk.db.store import create_store
from shipu_desk.domain.awards import Form, Printing
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Street
from shipu_desk.domain.printing import Sent
from shipu_desk.errors import OlderFile
from shipu_desk.services import (
    backups,
    changes,
    checking,
    granting,
    opening,
    print_log,
    printing,
    register,
)

BASIS = "示例文号〔2023〕1号"


def as_schema_1_packed(path):
    """The journal's rows of prints with the columns they had then."""
    link = sqlite3.connect(path)
    found = link.execute("SELECT rowid, payload FROM change_chunk WHERE record='printing'")
    for rowid, payload in found.fetchall():
        content = json.loads(zlib.decompress(payload))
        old = [k for k in content["keys"] if k not in {
            "what", "printer", "pages", "copies", "sides", "overprint",
        }]  # fmt: skip
        at = [content["keys"].index(key) for key in old]
        content["changes"] = [
            [row and [row[n] for n in at] for row in pair] for pair in content["changes"]
        ]
        content["keys"] = old
        data = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 1)
        link.execute("UPDATE change_chunk SET payload=? WHERE rowid=?", (data, rowid))
    link.commit()
    link.close()


@pytest.fixture
def older(desk):
    """Two awards, one of them printed, a merchant on its way; the file closed, of schema 1."""
    for number in (1, 2):
        row = merchant(desk, number, stage="培育")
        granting.grant(desk, {"merchant": row.id, "on": "2023-05-10", "basis": BASIS})
    printing.run(printing.print_awards(desk, Form.PLAQUE, desk.paths.folder / "牌.pdf"))
    merchant(desk, 3)
    desk.close()
    become_schema_1(desk.paths.database)
    return desk.paths


@pytest.fixture
def opened(older):
    made = []

    def open_again():
        made.append(opening.open_desk(older, "示例甲", Clock(), Random(3).randbytes))
        made[-1].bundled_fonts_only = True
        return made[-1]

    yield open_again
    for desk in made:
        desk.close()


def test_an_older_file_is_brought_up_and_its_prints_stay(older, opened, tmp_path):
    with pytest.raises(OlderFile):
        examine(older.database)
    desk = opened()
    create_store(tmp_path / "fresh.db", Random(4).randbytes)
    assert schema_of(older.database) == schema_of(tmp_path / "fresh.db")
    rows = register.page(desk, Printing, register.find(desk, Printing))
    assert [(r.cells["form"], r.cells["printer"], r.cells["copies"]) for r in rows] == [
        ("牌匾", "", ""), ("牌匾", "", ""),
    ]  # fmt: skip
    print_log.document(desk, print_log.Printed.ROSTER, "附件1", Sent("示例打印机", (1,), 1))
    assert register.find(desk, Printing)[-1] == 3


def test_an_id_is_not_given_again_after_the_step(older, opened):
    link = sqlite3.connect(older.database)
    link.execute("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'printing'")
    link.commit()
    link.close()
    desk = opened()
    print_log.document(desk, print_log.Printed.ROSTER, "附件1", Sent("示例打印机", (1,), 1))
    assert register.find(desk, Printing)[-1] == 41


def test_streets_keep_what_was_said_and_may_now_leave_it_open(older, opened):
    link = sqlite3.connect(older.database)
    link.execute("INSERT INTO street SELECT 7, 'u', 1, '', '', '', '示例街', 0, 1, '','','',''")
    link.execute("UPDATE merchant SET street_id = 7 WHERE id = 1")
    link.execute("DELETE FROM sqlite_sequence WHERE name = 'street'")
    link.execute("INSERT INTO sqlite_sequence VALUES ('street', 40)")
    link.commit()
    link.close()
    desk = opened()
    assert register.get(desk, Merchant, 1).cells["street_id"] == "示例街"
    cells = register.get(desk, Street, 7).cells
    assert (cells["has_rules"], cells["publishes"]) == ("否", "是")
    made = register.save(desk, Street, {"name": "示例二街"})
    assert (made.id, made.cells["has_rules"]) == (41, "")


def test_an_edit_of_before_can_still_be_taken_back(opened):
    desk = opened()
    last = changes.undoable(desk)
    assert last is not None
    before = register.count(desk, Merchant)
    changes.undo(desk, last.number)
    assert register.count(desk, Merchant) == before - 1


def test_an_older_backup_comes_back_and_tells_what_would_be_missing(older, opened, tmp_path):
    old = tmp_path / "旧备份.db"
    old.write_bytes(older.database.read_bytes())
    desk = opened()
    merchant(desk, 4)
    lost = backups.lost_by(desk, old)
    assert lost.count == 1 and not lost.strange
    backups.restore(desk, old)
    rows = register.page(desk, Printing, register.find(desk, Printing))
    assert len(rows) == 2 and register.count(desk, Merchant) == 3
    examine(older.database)


def test_the_rows_are_still_those_of_the_journal(older, opened):
    as_schema_1_packed(older.database)
    told = checking.check(opened())
    assert [line for line in told if "打印记录" in line] == []
