"""The demonstration is the same every time, plainly a sample, and touches nobody's data."""

import os
import shutil
import sqlite3
from datetime import datetime

import pytest
from facts import fingerprint
from pages import copied, squashed

from shipu_desk.db.store import create_store
from shipu_desk.domain.credit_code import fault
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.paths import Paths
from shipu_desk.services import demo, register
from shipu_desk.services.opening import open_desk


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, list(demo.make(folder))


def papers(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_it_makes_every_document_and_tells_each(made):
    folder, told = made
    assert {"附件1.pdf", "附件2.pdf", "牌匾.pdf", "证书.pdf", "信息简报-2023-1.pdf"} <= set(
        papers(folder)
    )
    assert all(any(name in line for line in told) for name in papers(folder))


def test_two_runs_write_the_same_bytes(made, tmp_path):
    folder, _ = made
    list(demo.make(tmp_path / "另一处"))
    assert papers(tmp_path / "另一处") == papers(folder)


def test_it_may_be_run_again_in_the_same_folder(made):
    folder, _ = made
    before = papers(folder)
    list(demo.make(folder))
    assert papers(folder) == before


def test_sample_data_somebody_worked_in_is_left_alone(made, tmp_path):
    folder = tmp_path / "示例"
    shutil.copytree(made[0], folder)
    paths = Paths(folder / demo.FOLDER)
    desk = open_desk(paths, demo.CLERK, datetime.now, os.urandom, place_accepted=True)
    register.save(desk, Unit, {"name": "示例新单位"})
    desk.close()
    before = fingerprint(paths.database)
    with pytest.raises(Refused, match="已有人用过，没有动它"):
        list(demo.make(folder))
    assert fingerprint(paths.database) == before


def test_every_merchant_is_plainly_a_sample_and_its_code_valid_and_of_nobody():
    for row in demo.samples()["merchants"]:
        assert row["name"].startswith("示例")
        assert fault(row["credit_code"]) is None
        assert "XX" in row["credit_code"]
        assert spec_of(Merchant).fields.keys() > row.keys() - {"industry", "street"}


def test_the_papers_say_what_the_registers_say(made):
    folder, _ = made
    assert "组长：钮晶莹" in squashed(folder / "附件1.pdf")
    certificates = copied(folder / "证书.pdf")
    assert len(certificates) == 5
    assert "示例乙" not in "".join(certificates)
    assert "示例辛·A&B海味特产<一号>店" in squashed(folder / "证书.pdf")
    assert "（补发）" in squashed(folder / "证书.pdf")


def test_other_peoples_data_are_left_alone(tmp_path):
    (tmp_path / demo.FOLDER).mkdir()
    path = tmp_path / demo.FOLDER / "石浦.db"
    create_store(path, bytes)
    before = path.read_bytes()
    with pytest.raises(Refused, match="没有动它"):
        list(demo.make(tmp_path))
    assert path.read_bytes() == before


def test_a_foreign_file_of_the_name_is_left_alone(tmp_path):
    (tmp_path / demo.FOLDER).mkdir()
    path = tmp_path / demo.FOLDER / "石浦.db"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE mine (a)")
    link.close()
    before = path.read_bytes()
    with pytest.raises(Refused):
        list(demo.make(tmp_path))
    assert path.read_bytes() == before
