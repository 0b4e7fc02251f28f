"""Rows chosen on the screen leave as .pdf, .xlsx or .csv; whole numbers only with a purpose."""

from dataclasses import replace

import openpyxl
import pytest
from pages import squashed
from window_samples import merchants, streets_and_industries

from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Street
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import DeskError, Refused
from shipu_desk.services import changes, listing, plan, register
from shipu_desk.services.listing import Listing
from shipu_desk.services.register import Query

KEYS = ("name", "stage", "phone")


@pytest.fixture
def pool(desk):
    streets_and_industries(desk)
    merchants(desk, 12)
    return desk


def test_a_number_that_rows_were_chosen_by_is_masked_above_them(pool, tmp_path):
    wanted = Listing(Merchant, KEYS, told="查找“13800000000”")
    write(pool, wanted, tmp_path / "a.pdf")
    assert "查找“138****0000”" in squashed(tmp_path / "a.pdf")
    write(pool, replace(wanted, purpose="核对"), tmp_path / "b.pdf")
    assert "查找“13800000000”" in squashed(tmp_path / "b.pdf")


@pytest.mark.parametrize(
    ("said", "told"),
    [("示\u202e例", "用途含有看不见"), ("\ud800", "用途含有"), ("长" * 101, "用途不能超过100")],
)
def test_a_purpose_is_text_and_short(pool, tmp_path, said, told):
    with pytest.raises(Refused, match=told):
        write(pool, Listing(Merchant, KEYS, purpose=said), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_it_cannot_be_stopped_after_the_file_was_written(pool, tmp_path, name):
    (tmp_path / name).write_bytes(b"old")
    for _ in listing.write(pool, Listing(Merchant, KEYS), tmp_path / name):
        assert (tmp_path / name).read_bytes() == b"old"
    assert (tmp_path / name).read_bytes() != b"old"


def write(desk, wanted, path):
    return listing.run(listing.write(desk, wanted, path))


def sheet(path):
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_chosen_rows_come_in_the_order_given(pool, tmp_path, name):
    ids = list(register.find(pool, Merchant, Query(order="name", descending=True)))[:5]
    done = write(pool, Listing(Merchant, KEYS, ids), tmp_path / name)
    names = [register.get(pool, Merchant, id).cells["name"] for id in ids]
    assert done.count == 5 and done.masked
    if name == "a.pdf":
        text = squashed(tmp_path / name)
    elif name == "a.xlsx":
        text = "".join(str(row) for row in sheet(tmp_path / name))
    else:
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
    places = [text.index(one) for one in names]
    assert places == sorted(places)
    assert "138****0011" in text and "经营场所" not in text


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_rows_deleted_meanwhile_are_not_counted(pool, tmp_path, name):
    one, two, *_ = register.page(pool, Merchant, list(register.find(pool, Merchant)))
    register.remove(pool, Merchant, [one])
    assert write(pool, Listing(Merchant, KEYS, [one.id, two.id]), tmp_path / name).count == 1
    with pytest.raises(Refused, match="都已删去，没有可写的"):
        write(pool, Listing(Merchant, KEYS, [one.id]), tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_a_title_is_one_line_and_may_hold_nothing_unseen(pool, tmp_path, name):
    done = write(pool, Listing(Merchant, KEYS, title="示例\n一览"), tmp_path / name)
    assert done.count == 12
    if name == "a.pdf":
        assert "示例一览" in squashed(tmp_path / name)
    with pytest.raises(Refused, match="标题含有看不见的字符（U\\+202E）"):
        write(pool, Listing(Merchant, KEYS, title="示例\u202e一览"), tmp_path / f"b{name}")


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_whole_numbers_need_a_purpose_which_is_journaled(pool, tmp_path, name):
    done = write(pool, Listing(Merchant, KEYS, purpose="核对联系方式"), tmp_path / name)
    assert not done.masked
    [newest] = changes.audit(pool, 1)
    assert "导出创建单位12条（含完整号码），用途：核对联系方式" in newest.title


@pytest.mark.parametrize("name", ["a.pdf", "none/a.xlsx"])
def test_what_came_to_no_file_is_told_beside_what_was_meant(pool, tmp_path, name):
    shop = register.get(pool, Merchant, 1)
    register.save(pool, Merchant, {"premises": "示例路😀号"}, shop)
    keys = (*KEYS, "premises")
    with pytest.raises(DeskError):
        write(pool, Listing(Merchant, keys, purpose="核对联系方式"), tmp_path / name)
    last, meant = changes.audit(pool, 2)
    assert last.title == "导出创建单位12条（含完整号码）没有写成，没有文件"
    assert "用途：核对联系方式" in meant.title


def test_without_a_personal_column_a_purpose_leaves_no_trace(pool, tmp_path):
    before = changes.audit(pool, 1)
    done = write(pool, Listing(Merchant, ("name",), purpose="随便"), tmp_path / "a.pdf")
    assert not done.masked and changes.audit(pool, 1) == before


def test_what_is_worked_out_goes_along(pool, tmp_path):
    def count(desk, rows):
        for row in rows:
            row.cells["merchants"] = str(10 + row.id)

    wanted = Listing(Street, ("name", "merchants"), labels={"merchants": "单位"}, fill=count)
    write(pool, wanted, tmp_path / "a.xlsx")
    head, *rows = sheet(tmp_path / "a.xlsx")
    assert head[1] == "单位" and rows[0][1] == 11
    write(pool, wanted, tmp_path / "a.pdf")
    assert "单位" in squashed(tmp_path / "a.pdf")


def test_the_sum_and_what_was_looked_for_stand_above(pool, tmp_path):
    wanted = Listing(Merchant, KEYS, unit="家", told="查找“渔港”", title="培育库")
    write(pool, wanted, tmp_path / "a.pdf")
    text = squashed(tmp_path / "a.pdf")
    assert "共12家，查找“渔港”" in text and "2023年5月18日" in text


def test_columns_by_their_headings(pool):
    assert listing.keys_named(Merchant, ["阶段", "name", "阶段"]) == ("stage", "name")
    with pytest.raises(Refused, match="没有“别名”这样的列；可以选：单位名称"):
        listing.keys_named(Merchant, ["别名"])


LISTED = [record for record in RECORDS if record is not Settings]


@pytest.mark.parametrize("record", LISTED, ids=lambda record: spec_of(record).plural)
def test_every_register_becomes_a_sheet(desk, tmp_path, record):
    plan.load(desk)
    done = write(desk, Listing(record), tmp_path / "a.pdf")
    assert done.pages >= 1 and spec_of(record).label in squashed(tmp_path / "a.pdf")
