"""诊断包 tells versions, figures and places in the program, and nothing about anybody."""

import contextlib
import json
import re
import sqlite3
import zipfile
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from shipu_desk import accidents
from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.places import Street
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit
from shipu_desk.paths import Paths
from shipu_desk.services import backups, diagnosis, founding, register, settings

# Each is found nowhere else; whatever of them came into the package would be found in it.
PERSON, CLERK, SHOP = "欧阳测甲", "司徒测乙", "测丙海鲜馆"
PHONE, CODE, UNIT = "13912345678", "92330225MA2G5TEST1", "测丁局"
USER, HOST, OFFICE = "zhangce", "PC-CESHI-7788", "测戊办公室"
NUMBER, STREET, WORDS = "CEJI-2023-", "测庚路", "测辛原话"
SECRETS = (PERSON, CLERK, SHOP, PHONE, CODE, UNIT, USER, HOST, OFFICE, NUMBER, STREET, WORDS)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A profile whose user, computer and folders have names."""
    folder = tmp_path / USER / f"{PERSON}的文件"
    folder.mkdir(parents=True)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("USER", "USERNAME", "LOGNAME"):
        monkeypatch.setenv(name, USER)
    for name in ("COMPUTERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, HOST)
    monkeypatch.setattr("socket.gethostname", lambda: HOST)
    monkeypatch.setattr("platform.node", lambda: HOST)
    monkeypatch.setattr("getpass.getuser", lambda: USER)
    return folder


@pytest.fixture
def full(home):
    """Something of everything that has a name, in registers and settings."""
    paths, now = Paths(home / SHOP), lambda: datetime(2023, 5, 18, 9, 0)
    desk = founding.create_desk(
        paths, CLERK, now, Random(3).randbytes, office=OFFICE, office_short=OFFICE
    )
    for record, raw in (
        (Unit, {"name": UNIT, "contact": PERSON, "phone": PHONE}),
        (Member, {"name": PERSON, "unit_id": UNIT, "remark": WORDS}),
        (Street, {"name": STREET, "contact": PERSON, "phone": PHONE}),
        (Duty, {"title": WORDS, "content": PERSON}),
        (Clerk, {"name": PERSON}),
        (Bulletin, {"year": 2023, "issue": 1, "day": "2023-05-18", "report": OFFICE}),
    ):
        register.save(desk, record, raw)
    register.save(desk, Article, {"bulletin_id": 1, "title": SHOP, "body": f"{PERSON}{WORDS}"})
    register.save(desk, Progress, {"duty_id": 1, "reported_on": "2023-05-18", "text": WORDS})
    trade = register.title(desk, "industry", register.find(desk, Industry)[0])
    shop = {"name": SHOP, "no_code_reason": CODE, "operator": PERSON, "phone": PHONE}
    register.save(desk, Merchant, shop | {"industry_id": trade, "street_id": STREET})
    changed = {"awarding_body": UNIT, "number_pattern": f"{NUMBER}{{年份}}-{{序号}}"}
    settings.change(desk, changed | {"backup_folder": str(home / PERSON), "near_days": 9})
    backups.back_up_now(desk)
    yield desk
    desk.close()


def fail(error):
    """An accident whose words name somebody, raised a few calls deep."""
    raise error


def note(folder, *errors):
    for error in errors:
        try:
            fail(error)
        except type(error) as caught:
            accidents.note(caught, folder)


def whole(path):
    with zipfile.ZipFile(path) as package:
        texts = {one: package.read(one).decode("utf-8-sig") for one in package.namelist()}
    return texts, path.read_bytes()


def test_nothing_of_anybody_is_in_any_file_of_it(full, tmp_path):
    paths = full.paths
    note(
        paths.folder,
        KeyError(PERSON),
        FileNotFoundError(2, WORDS, str(paths.folder / f"{PHONE}.db")),
        UnicodeEncodeError("gbk", f"{SHOP}{CODE}", 0, 1, WORDS),
        ValueError(f"{paths.folder}: {PHONE}"),
    )
    with paths.log.open("a", encoding="utf-8") as log:  # as another program might write into it
        log.write(f"2023-05-18 09:00:00,000 ValueError: {PERSON}\n{WORDS} {paths.folder}\n")
        log.write(f"2023-05-18 09:00:00,000 ValueError: rows.py:3 read < {USER}\\{PERSON}\n")
    target = tmp_path / "out.zip"
    diagnosis.write(target, diagnosis.sheets(paths, full, [("打印机", "2 台")]))
    texts, raw = whole(target)
    for secret in (*SECRETS, str(paths.folder), str(tmp_path), str(Path.home())):
        for name, text in texts.items():
            assert secret not in text, (secret, name)
            assert secret.encode() not in raw
        assert secret not in json.dumps(list(texts))
    assert not re.search(
        r"\d{11}|[A-Za-z]:\\|/home/|/tmp", "".join(texts.values())
    )  # no path at all


def test_it_tells_what_is_needed(full, tmp_path):
    note(full.paths.folder, KeyError(PERSON))
    made = {one.name: one.text for one in diagnosis.sheets(full.paths, full)}
    assert list(made) == ["先读我.txt", "系统.txt", "数据.txt", "设置.txt", "出错.txt"]
    for word in ("软件：", "SQLite：", "PySide6-Essentials：", "数据所在的盘：本机硬盘", " MB"):
        assert word in made["系统.txt"]
    for record in RECORDS:
        assert f"{record.LABEL}：{register.count(full, record)} 条" in made["数据.txt"]
    assert "检查：完好" in made["数据.txt"] and "备份：1 份" in made["数据.txt"]
    assert "临期天数：9" in made["设置.txt"] and "授牌单位：改过" in made["设置.txt"]
    assert re.search(
        r"KeyError: test_diagnosis\.py:\d+ fail < test_diagnosis\.py:\d+ note", made["出错.txt"]
    )


def test_a_fault_of_the_data_is_counted_and_not_described(full):
    with contextlib.closing(sqlite3.connect(full.paths.database)) as other, other:
        other.execute("UPDATE merchant SET name = ?", (f"{SHOP}改",))
    made = {one.name: one.text for one in diagnosis.sheets(full.paths, full)}
    assert "检查：发现 1 处" in made["数据.txt"] and SHOP not in made["数据.txt"]


def test_without_data_it_is_still_made(tmp_path):
    made = diagnosis.sheets(Paths(tmp_path / "无"), None, refusal="DamagedFile")
    texts = {one.name: one.text for one in made}
    assert "没有打开（DamagedFile）" in texts["数据.txt"]
    assert texts["出错.txt"] == "没有记下出错。\n"


def test_every_setting_is_told_in_a_way_that_was_thought_of(full):
    [told] = [one.text for one in diagnosis.sheets(full.paths, full) if one.name == "设置.txt"]
    assert len(told.splitlines()) == len(spec_of(Settings).fields)
    assert all(re.fullmatch(r"[^：]+：(默认|改过|空着|\d+)", line) for line in told.splitlines())


def test_the_log_keeps_places_and_no_words(tmp_path):
    note(tmp_path, ValueError(PERSON))
    log = (tmp_path / "desk.log").read_text(encoding="utf-8")
    assert "ValueError: test_diagnosis.py:" in log and PERSON not in log


def test_the_log_does_not_grow_for_ever(tmp_path):
    for _ in range(2_500):
        note(tmp_path, ValueError(WORDS))
    sizes = [path.stat().st_size for path in tmp_path.glob("desk.log*")]
    assert len(sizes) > 1 and max(sizes) <= 200_500
    assert len(accidents.noted(tmp_path / "desk.log", 200)) == 200
