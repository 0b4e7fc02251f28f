"""Search by characters, pinyin, initials, fragments and names of references; order by names."""

import sqlite3

import pytest
import raws
from facts import scalar

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Industry, Merchant, Stage
from shipu_desk.domain.places import Street
from shipu_desk.domain.units import Unit
from shipu_desk.errors import DamagedFile
from shipu_desk.services import bulk, register
from shipu_desk.services.finding import Search
from shipu_desk.services.register import Query

NAMES = (
    "石浦老街面馆",
    "渔港大药房",
    "A&B 100%_x'咖啡\\店",
    "𠮷野示例店",
    "金山（一）店",
    "ＡＢＣ①店",
)


@pytest.fixture
def pool(desk):
    """Six merchants in two streets and two trades."""
    for trade in ("医药零售", "食品"):
        register.save(desk, Industry, {"name": trade})
    for street in ("渔港路", "金山路"):
        register.save(desk, Street, {"name": street})
    for number, name in enumerate(NAMES):
        own = {"industry_id": "食品" if number else "医药零售", "phone": f"1380000000{number}"}
        street = {"street_id": ("渔港路", "金山路")[number % 2]}
        register.save(desk, Merchant, raws.merchant(number, name=name, **own, **street))
    return desk


def found(desk, words="", record=Merchant, **other):
    return list(register.find(desk, record, Query(words, **other)))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("面馆", [1]),
        ("石", [1]),
        ("shipu", [1]),
        ("SHIPU", [1]),
        ("spljmg", [1]),
        ("dyf", [2]),
        ("石浦 面", [1]),
        ("sp 面馆", [1]),
        ("石浦 药房", []),
        (raws.code(3)[3:], [4]),
        (raws.code(3).lower(), [4]),
        ("食品", [2, 3, 4, 5, 6]),
        ("jsl", [2, 4, 6]),
        ("渔港路 食品", [3, 5]),
        ("𠮷", [4]),
        ("（一）", [5]),
        ("(一)", [5]),
        ("abc1", [6]),
        ("ＡＢＣ", [6]),
        ("  ", [1, 2, 3, 4, 5, 6]),
        ("没有这一家", []),
    ],
)
def test_words_find(pool, words, ids):
    assert found(pool, words) == ids


@pytest.mark.parametrize("words", ["%", "_x", "'", "\\", "100%_x'", "a&b"])
def test_signs_stand_for_themselves(pool, words):
    assert found(pool, words) == [3]


@pytest.mark.parametrize("words", ['"', "*", "--", ";", "\x00", "NULL", "1=1 or"])
def test_signs_that_stand_nowhere_find_nothing(pool, words):
    assert found(pool, words) == []


def test_a_renamed_street_is_found_under_its_new_name(pool):
    street = register.get(pool, Street, 1)
    register.save(pool, Street, {"name": "海味街"}, street)
    assert found(pool, "hwj") == [1, 3, 5]
    assert found(pool, "渔港") == [2]


def test_equal_filters_and_words_go_together(pool):
    assert found(pool, "店", equal={"industry_id": 2, "street_id": 1}) == [3, 5]
    assert found(pool, equal={"stage": Stage.SUSPENDED}) == []
    assert found(pool, equal={"left_on": None, "street_id": 2}) == [2, 4, 6]


def test_a_tally_leaves_its_own_filter_out(pool):
    query = Query("店", {"street_id": 1, "industry_id": 1})
    assert register.tally(pool, Merchant, "industry_id", query) == {2: 2}
    assert register.tally(pool, Merchant, "street_id", Query()) == {1: 3, 2: 3}


def test_search_in_sql_scans_the_covering_index_and_never_the_table(pool):
    with pool.store.looking() as look:
        where = Search(look, Merchant, Query("面馆 sp")).where()
        steps = look.rows(f"EXPLAIN QUERY PLAN SELECT id FROM merchant{where.said}", where.values)
    steps = [step[3] for step in steps]
    scans = [step for step in steps if step.startswith("SCAN")]
    covered = [step for step in scans if "USING COVERING INDEX" in step]
    named = [step for step in covered if "_search" in step]
    assert len(named) >= 2
    assert not [step for step in scans if step in {"SCAN merchant", "SCAN industry"}]


def test_choices_sort_by_their_own_order(desk):
    for role in ("成员", "组长", "副组长"):
        register.save(desk, Member, {"name": f"示例{role}", "role": role})
    assert found(desk, record=Member, order="role") == [2, 3, 1]
    assert found(desk, record=Member, order="role", descending=True) == [1, 3, 2]


def test_references_sort_by_the_name_of_what_they_refer_to(desk):
    for name in ("丙局", "丁局", "一局"):
        register.save(desk, Unit, {"name": name})
    for lead, supporting in (
        ("丁局", "一局、丙局"),
        ("丙局", ""),
        ("一局", "丁局"),
        (None, "丙局"),
    ):
        raw = raws.duty(len(found(desk, record=Duty)), lead_id=lead, supporting=supporting)
        register.save(desk, Duty, raw)
    assert found(desk, record=Duty, order="lead_id") == [4, 2, 1, 3]
    assert found(desk, record=Duty, order="lead_id", descending=True) == [3, 1, 2, 4]
    assert found(desk, record=Duty, order="supporting") == [2, 4, 3, 1]


def test_names_sort_as_in_a_dictionary_whatever_their_strokes(desk):
    """By pinyin, syllable by syllable: 西安 comes before 西岙, before 先; letters lead."""
    for name in ("石浦", "示例", "安", "先", "西岙", "西安", "阿", "Alpha", "alpha", "1号"):
        register.save(desk, Unit, {"name": f"{name}局"})
    ids = register.find(desk, Unit, Query(order="name"))
    names = [row.title.removesuffix("局") for row in register.page(desk, Unit, ids)]
    assert names == ["1号", "Alpha", "alpha", "阿", "安", "石浦", "示例", "西安", "西岙", "先"]


def test_a_page_is_in_the_order_of_its_ids_and_ready_to_show(pool):
    ids = register.find(pool, Merchant, Query(order="name", descending=True))
    rows = register.page(pool, Merchant, [*ids[:3], 99])
    assert [row.id for row in rows] == list(ids[:3])
    cells = register.get(pool, Merchant, 2).cells
    assert (cells["industry_id"], cells["street_id"], cells["phone"], cells["premises"]) == (
        "食品", "金山路", "138****0001", "示例路1号",
    )  # fmt: skip
    assert cells["left_on"] == ""


def test_find_gives_ids_and_a_page_of_them(store, desk):
    with store.writing("导入", by="示例甲") as work:
        assert bulk.add(work, Duty, raws.duties(2_500)) == 2_500
    query = Query("事项 24", order="title", descending=True)
    ids = register.find(desk, Duty, query)
    assert ids.typecode == "q"
    assert len(ids) == sum("24" in str(number) for number in range(2_500))
    rows = register.page(desk, Duty, ids[:200])
    assert [row.id for row in rows] == list(ids[:200])
    assert rows[0].record.title == max(f"示例事项{n}" for n in range(2_500) if "24" in str(n))
    assert scalar(store, "SELECT count(*) FROM duty") == 2_500


def test_a_flood_of_words_and_half_a_character_are_no_trouble(pool):
    assert found(pool, " ".join(f"字{n}" for n in range(3_000))) == []
    assert found(pool, "面馆 \ud83d") == [1]


def test_an_unknown_key_is_not_taken_for_a_text(pool):
    with pytest.raises(KeyError):
        register.tally(pool, Merchant, "没有这一项")


def test_a_value_that_nobody_of_ours_wrote_is_told_as_damage(pool):
    with sqlite3.connect(pool.paths.database) as link:
        link.execute("UPDATE merchant SET stage = '乱' WHERE id = 2")
    link.close()
    for read in (
        lambda: register.page(pool, Merchant, [1, 2]),
        lambda: register.tally(pool, Merchant, "stage"),
    ):
        with pytest.raises(DamagedFile, match="创建单位里有一处“阶段”读不出来"):
            read()
