"""The register as screens use it: names for references, nothing written for nothing, hand order."""

import pytest
import raws
from facts import column, everything, scalar

from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.domain.changes import Act
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Industry, Merchant, StageMove
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused, Stale
from shipu_desk.services import changes, register
from shipu_desk.services.register import Query, Rejected


def titles(desk):
    return [one.title for one in changes.audit(desk)]


@pytest.fixture
def units(desk):
    return [register.save(desk, Unit, {"name": f"示例{n}局"}) for n in "甲乙丙"]


# ------------------------------------------------------------------ save


def test_names_become_ids_and_come_back_as_names(desk, units):
    row = register.save(
        desk, Duty, raws.duty(1, lead_id="示例甲局", supporting="示例丙局、示例乙局")
    )
    assert (row.record.lead_id, row.record.supporting) == (1, (3, 2))
    assert (row.cells["lead_id"], row.cells["supporting"]) == ("示例甲局", "示例丙局、示例乙局")
    assert register.raw(row)["supporting"] == (3, 2)
    assert titles(desk)[0] == "新增责任事项：示例事项1"


@pytest.mark.parametrize("supporting", [[2], (2,), 2, "示例乙局", ["示例乙局"], "示例乙局；"])
def test_a_list_of_units_in_any_shape(desk, units, supporting):
    row = register.save(desk, Duty, raws.duty(1, supporting=supporting))
    assert row.record.supporting == (2,)


@pytest.mark.parametrize(
    ("name", "said"),
    [("示例丁局", "“示例丁局”没有登记"), ("示例同名", "“示例同名”不止一条，请从列表里选")],
)
def test_a_name_that_stands_for_no_row_or_for_two_is_told(desk, units, name, said):
    for phone in ("12315", "12345"):
        register.save(desk, Unit, {"name": "示例同名", "phone": phone}, twin_accepted=True)
    before = everything(desk.store)
    with pytest.raises(Rejected, match=said) as caught:
        register.save(desk, Member, {"name": "示例甲", "unit_id": name})
    assert [one.key for one in caught.value.problems] == ["unit_id"]
    assert everything(desk.store) == before


def test_saving_what_is_there_already_writes_nothing(desk, units):
    row = register.save(desk, Duty, raws.duty(1, lead_id=1, supporting=[2], phone="13800001234"))
    before, sets = everything(desk.store), len(titles(desk))
    again = register.save(desk, Duty, register.raw(row), row)
    assert again.version == row.version
    assert everything(desk.store) == before
    assert len(titles(desk)) == sets
    again = register.save(desk, Duty, {}, row)
    assert len(titles(desk)) == sets


def test_a_partial_save_keeps_the_rest_and_a_masked_phone_too(desk):
    register.save(desk, Industry, {"name": "食品"})
    row = register.save(desk, Merchant, raws.merchant(1, phone="13800001234", remark="旧"))
    shown = register.raw(row)
    assert shown["phone"] == "138****1234"
    row = register.save(desk, Merchant, shown | {"name": "示例新名"}, row)
    assert (row.record.phone, row.record.remark, row.record.name) == (
        "13800001234", "旧", "示例新名",
    )  # fmt: skip
    row = register.save(desk, Merchant, {"phone": ""}, row)
    assert (row.record.phone, row.record.remark) == (None, "旧")


def test_a_stale_row_is_refused_and_nothing_is_lost(desk, units):
    shown = units[0]
    register.save(desk.as_clerk("示例乙"), Unit, {"contact": "示例丁"}, shown)
    before = everything(desk.store)
    with pytest.raises(Stale, match="已被示例乙于2023-05-18 09:00改动"):
        register.save(desk, Unit, {"contact": "示例戊"}, shown)
    assert everything(desk.store) == before


def test_rows_that_acts_make_cannot_be_saved_or_removed(desk):
    for record in (StageMove, Settings):
        with pytest.raises(Refused, match=record.ACTS_ONLY):
            register.save(desk, record, {})
    row = register.get(desk, Settings, 1)
    with pytest.raises(Refused, match="设置只有一份"):
        register.remove(desk, Settings, [row])


def test_a_row_that_is_gone_is_told(desk):
    with pytest.raises(Refused, match="这条单位已不在了"):
        register.get(desk, Unit, 99)


def test_removing_several_rows_is_one_undo(desk, units):
    before = everything(desk.store)
    register.remove(desk, Unit, units)
    assert titles(desk)[0] == "删除单位：3条"
    assert register.count(desk, Unit) == 0
    changes.undo(desk, changes.undoable(desk).number)
    assert everything(desk.store) == before


def test_looking_at_a_number_in_full_is_in_the_journal(desk):
    row = register.save(desk, Unit, {"name": "示例局", "phone": "13800001234"})
    assert register.unmask(desk, Unit, row.id, "phone") == "13800001234"
    last = changes.audit(desk)[0]
    assert (last.title, last.kind) == ("查看联系电话：示例局", Act.UNMASK)
    assert "13800001234" not in "".join(titles(desk))


def test_choices_fit_the_words(desk, units):
    assert register.choices(desk, "unit") == [(1, "示例甲局"), (2, "示例乙局"), (3, "示例丙局")]
    assert register.choices(desk, "unit", "slbj") == [(3, "示例丙局")]
    assert register.choices(desk, "unit", limit=1) == [(1, "示例甲局")]
    assert register.title(desk, "unit", 2) == "示例乙局"


# ------------------------------------------------------------------ hand order


def listed(desk, record):
    rows = register.page(desk, record, register.find(desk, record, Query(order="")))
    return [row.title for row in rows]


def by_title(desk, record, title):
    rows = register.page(desk, record, register.find(desk, record))
    return next(row for row in rows if row.title == title)


def test_a_row_moves_up_and_down_in_one_change_set(desk, units):
    moved = register.move(desk, Unit, units[2], up=True)
    assert listed(desk, Unit) == ["示例甲局", "示例丙局", "示例乙局"]
    assert titles(desk)[0] == "调整次序：示例丙局上移"
    moved = register.move(desk, Unit, moved, up=False)
    assert listed(desk, Unit) == ["示例甲局", "示例乙局", "示例丙局"]
    changes.undo(desk, changes.undoable(desk).number)
    assert listed(desk, Unit) == ["示例甲局", "示例丙局", "示例乙局"]


def test_at_the_end_of_the_list_nothing_is_written(desk, units):
    sets = len(titles(desk))
    assert register.move(desk, Unit, units[0], up=True).version == units[0].version
    register.move(desk, Unit, units[2], up=False)
    assert len(titles(desk)) == sets


def test_a_member_moves_among_those_of_the_same_role(desk):
    for name, role in (("一", "组长"), ("二", "副组长"), ("三", "副组长"), ("四", "成员")):
        register.save(desk, Member, {"name": f"示例{name}", "role": role})
    register.move(desk, Member, by_title(desk, Member, "示例二"), up=True)
    assert listed(desk, Member) == ["示例一", "示例二", "示例三", "示例四"]
    register.move(desk, Member, by_title(desk, Member, "示例二"), up=False)
    assert listed(desk, Member) == ["示例一", "示例三", "示例二", "示例四"]


def test_an_article_moves_within_its_own_bulletin(desk):
    for issue in (1, 2):
        register.save(desk, Bulletin, {"year": 2023, "issue": issue, "day": "2023-05-18"})
        for title in ("甲", "乙"):
            raw = {"bulletin_id": issue, "title": f"{title}{issue}", "body": "示例"}
            register.save(desk, Article, raw)
    register.move(desk, Article, by_title(desk, Article, "甲2"), up=True)
    register.move(desk, Article, by_title(desk, Article, "甲1"), up=False)
    assert listed(desk, Article) == ["乙1", "甲1", "甲2", "乙2"]


def test_rows_in_one_place_get_places_of_their_own(desk):
    for name in "甲乙丙":
        register.save(desk, Unit, {"name": f"示例{name}局", "order": 5})
    register.move(desk, Unit, by_title(desk, Unit, "示例丙局"), up=True)
    assert listed(desk, Unit) == ["示例甲局", "示例丙局", "示例乙局"]
    assert sorted(column(desk.store, "unit", "order")) == [1, 2, 3]


def test_a_register_without_hand_order_says_so(desk):
    register.save(desk, Industry, {"name": "食品"})
    row = register.save(desk, Merchant, raws.merchant(1))
    with pytest.raises(Refused, match="创建单位没有手排的次序"):
        register.move(desk, Merchant, row, up=True)


def test_a_new_row_stands_last(desk, units):
    register.save(desk, Unit, {"name": "示例末局"})
    assert listed(desk, Unit)[-1] == "示例末局"
    assert scalar(desk.store, 'SELECT max("order") FROM unit') == 4
