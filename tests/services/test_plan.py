"""The plan as data: word for word, loaded once, removed without touching the clerk's own work."""

import json
from datetime import date
from pathlib import Path

import pytest
from facts import everything
from sqlalchemy import select

from shipu_desk import resources
from shipu_desk.domain.duties import Duty, Phase, Progress
from shipu_desk.domain.members import Member, Post, Role
from shipu_desk.domain.places import Street
from shipu_desk.domain.units import Unit
from shipu_desk.services import changes, plan, register
from shipu_desk.services.register import Query

PLAN = (Path(__file__).parent.parent / "data/plan-2023.txt").read_text(encoding="utf-8")
FULL_WIDTH = str.maketrans(",:;()", "，：；（）")
TEXT = PLAN.translate(FULL_WIDTH)
ALL = {"单位": 14, "成员": 17, "办公室职务": 5, "责任事项": 18, "街区": 2}


def rows(desk, record, **equal):
    return register.page(desk, record, register.find(desk, record, Query(equal=equal)))


def cells(desk, record, *keys, **equal):
    return [tuple(row.cells[key] for key in keys) for row in rows(desk, record, **equal)]


def test_the_members_are_those_of_annex_1_in_its_order(desk):
    plan.load(desk)
    printed = PLAN.split("附件1")[-1].split("领导小组在")[0]
    solid = printed.replace(" ", "").replace("\n", "")
    said = "打造石浦放心消费示范镇领导小组名单"
    for role in Role:
        said += f"{role}:" + "".join(
            name + unit for name, unit in cells(desk, Member, "name", "unit_id", role=role)
        )
    assert solid == said
    assert len(rows(desk, Member)) == 17


def test_names_are_kept_without_the_blanks_that_pad_them(desk):
    plan.load(desk)
    assert {"郑颖", "陈磊", "欧振"} <= {name for (name,) in cells(desk, Member, "name")}


def test_the_units_are_as_written_and_the_town_stays_two(desk):
    plan.load(desk)
    named = [name for (name,) in cells(desk, Unit, "name")]
    assert len(named) == 14
    assert {"石浦镇", "石浦镇政府"} <= set(named)
    assert all(name in PLAN for name in named)


def test_the_head_has_no_unit_and_every_term_begins_with_the_plan(desk):
    plan.load(desk)
    [head] = rows(desk, Member, role=Role.HEAD)
    assert (head.record.name, head.record.unit_id) == ("钮晶莹", None)
    assert {(row.record.since, row.record.basis) for row in rows(desk, Member)} == {
        (date(2023, 3, 6), "象政办发〔2023〕8号")
    }


def test_the_five_posts_make_the_paragraph_of_annex_1(desk):
    plan.load(desk)
    held = cells(desk, Post, "member_id", "title")
    assert held == [
        ("曾伟标", "主任"), ("董水勇", "常务副主任"),
        ("熊水林", "副主任"), ("林旭勇", "副主任"), ("林振明", "副主任"),
    ]  # fmt: skip


def test_the_duties_are_the_plan_word_for_word(desk):
    plan.load(desk)
    duties = [row.record for row in rows(desk, Duty)]
    assert len(duties) == 18
    for duty in duties:
        stop = "。" if duty.clause.startswith(("二", "四")) else f"（{duty.deadline}） "
        assert f"{duty.title}{stop}{duty.content}\n" in TEXT
        assert duty.section in TEXT
        assert not set(duty.title + duty.content) & set(",:;()")


def test_the_duties_leave_nothing_of_the_three_chapters_out(desk):
    """Chapters 二, 三 and 四 are made up of heads, the line below a head, and the 18 texts."""
    plan.load(desk)
    chapters = "二、主要任务" + TEXT.split("二、主要任务")[1].split("附件：1.")[0]
    for row in rows(desk, Duty):
        chapters = chapters.replace(row.record.content, "").replace(row.record.title, "")
    rest = "".join(chapters.split())
    assert "按“点、线、面”全域深入推进石浦放心消费乡镇建设" in rest
    assert len(rest) < 220


def test_clauses_count_as_the_plan_does(desk):
    plan.load(desk)
    said = [clause for (clause,) in cells(desk, Duty, "clause")]
    second = [f"二（{part}）{item}" for part in "一二三四" for item in (1, 2, 3)]
    assert said == [*second, "三（一）", "三（二）", "三（三）", "四（一）", "四（二）", "四（三）"]


def test_only_what_the_plan_dates_is_dated(desk):
    plan.load(desk)
    dated = {
        r.record.clause: (r.record.deadline, r.record.starts_on, r.record.due_on, r.record.phase)
        for r in rows(desk, Duty)
        if r.record.deadline or r.record.due_on or r.record.starts_on or r.record.phase
    }
    assert dated == {
        "三（一）": ("2023年2月底前", None, date(2023, 2, 28), Phase.ORGANISING),
        "三（二）": (
            "2023年3月初至5月底", date(2023, 3, 1), date(2023, 5, 31), Phase.CARRYING_OUT,
        ),
        "三（三）": ("2023年7月底", None, date(2023, 7, 31), Phase.SUMMING_UP),
        "四（三）": ("每月、每季度", None, None, None),
    }  # fmt: skip


def test_only_one_duty_has_a_lead_unit_and_none_a_supporting_one(desk):
    plan.load(desk)
    led = [(r.record.clause, r.cells["lead_id"]) for r in rows(desk, Duty) if r.record.lead_id]
    assert led == [("四（一）", "县市场监管局")]
    assert not any(r.record.supporting for r in rows(desk, Duty))


def test_every_duty_says_where_it_comes_from(desk):
    plan.load(desk)
    assert {row.record.origin for row in rows(desk, Duty)} == {"草拟自方案正文"}


def test_the_streets_are_the_two_the_plan_names(desk):
    plan.load(desk)
    assert cells(desk, Street, "name") == [("金山路",), ("渔港路",)]
    assert "以金山路、渔港路等主干道为重点街区" in TEXT


def test_the_document_is_named_as_it_was_issued():
    facts = plan.facts()
    assert facts["name"] in PLAN
    assert facts["document"] in PLAN
    assert facts["issuer"] in PLAN
    assert facts["issued_on"] == "2023-03-06"


def test_no_telephone_number_ships_with_the_plan():
    for part in resources.path("plan-2023").iterdir():
        assert "phone" not in part.read_text(encoding="utf-8"), part.name


def test_the_data_files_are_plain_lists_of_field_names():
    for record in plan.PARTS:
        for entry in json.loads(resources.text(f"plan-2023/{record.PLURAL}.json")):
            assert set(entry) <= {*record.__dataclass_fields__}


def test_one_click_is_one_change_set_that_can_be_undone(desk):
    before = everything(desk.store)
    told = plan.load(desk)
    assert told.added == ALL
    assert str(told) == "已载入方案数据：单位14条、成员17条、办公室职务5条、责任事项18条、街区2条"
    done = changes.undoable(desk)
    assert done.title == "载入2023年方案数据"
    changes.undo(desk, done.number)
    after = everything(desk.store)
    assert {name: after[name] for name in after if name != "keepsake"} == {
        name: before[name] for name in before if name != "keepsake"
    }


def test_a_second_load_adds_nothing_and_says_so(desk):
    plan.load(desk)
    before = everything(desk.store), changes.audit(desk)
    told = plan.load(desk)
    assert str(told) == "方案数据此前已经载入，这次没有新增"
    assert (everything(desk.store), changes.audit(desk)) == before
    assert len(told.kept) == sum(ALL.values())


def test_a_row_of_the_plan_that_was_renamed_is_not_added_again(desk):
    plan.load(desk)
    [row] = [r for r in rows(desk, Unit) if r.record.name == "县渔业局"]
    register.save(desk, Unit, {"name": "县海洋与渔业局"}, row)
    assert not plan.load(desk).added
    assert len(rows(desk, Unit)) == 14


def test_what_the_clerk_entered_before_is_left_as_it_is_and_told(desk):
    mine = register.save(desk, Unit, {"name": "县商务局", "contact": "示例甲"})
    told = plan.load(desk)
    assert told.added["单位"] == 13
    assert told.kept == (("单位", "县商务局"),)
    assert register.get(desk, Unit, mine.id).record.contact == "示例甲"
    [member] = [r for r in rows(desk, Member) if r.record.name == "郑颖"]
    assert member.record.unit_id == mine.id


def test_the_clerks_own_places_in_the_list_are_not_taken(desk):
    register.save(desk, Unit, {"name": "示例单位"})
    plan.load(desk)
    orders = [row.record.order for row in rows(desk, Unit)]
    assert orders == sorted(set(orders))
    assert rows(desk, Unit)[0].record.name == "示例单位"


def test_a_row_removed_by_hand_comes_back_to_its_place(desk):
    plan.load(desk)
    [row] = [r for r in rows(desk, Duty) if r.record.clause == "二（三）2"]
    register.remove(desk, Duty, [row])
    assert plan.load(desk).added == {"责任事项": 1}
    assert [c for (c,) in cells(desk, Duty, "clause")][7] == "二（三）2"


def test_removing_takes_all_of_it_when_nothing_was_touched(desk):
    before = everything(desk.store)
    plan.load(desk)
    told = plan.remove(desk)
    assert str(told) == "已移除方案数据56条"
    after = everything(desk.store)
    assert all(after[name] == before[name] for name in after)
    changes.undo(desk, changes.undoable(desk).number)
    assert len(rows(desk, Member)) == 17


def test_removing_leaves_what_was_touched_and_what_it_needs(desk):
    plan.load(desk)
    [row] = [r for r in rows(desk, Member) if r.record.name == "郑颖"]
    register.save(desk, Member, {"remark": "示例"}, row)
    told = plan.remove(desk)
    assert told.count == 54
    assert told.left == (
        ("单位", "县商务局", "成员“郑颖”还在用它"),
        ("成员", "郑颖", "载入后改动过（示例甲，2023-05-18）"),
    )
    assert str(told) == "已移除方案数据54条，2条留下没有动"


def test_a_change_that_was_taken_back_is_no_touch(desk):
    plan.load(desk)
    [row] = [r for r in rows(desk, Member) if r.record.name == "郑颖"]
    register.save(desk, Member, {"remark": "示例"}, row)
    changes.undo(desk, changes.undoable(desk).number)
    assert plan.remove(desk).count == 56


def test_removing_leaves_rows_that_others_refer_to(desk):
    plan.load(desk)
    [duty] = [r for r in rows(desk, Duty) if r.record.clause == "四（二）"]
    register.save(
        desk, Progress, {"duty_id": duty.id, "reported_on": "2023-05-10", "text": "示例进展"}
    )
    [unit] = [r for r in rows(desk, Unit) if r.record.name == "石浦镇"]
    register.save(desk, Duty, {"title": "示例事项", "supporting": [unit.id]})
    told = plan.remove(desk)
    assert {(label, title) for label, title, _ in told.left} == {
        ("单位", "石浦镇"),
        ("责任事项", "健全推进机制"),
    }
    assert told.count == 54


def test_removing_never_takes_the_clerks_own_row_of_the_same_name(desk):
    register.save(desk, Unit, {"name": "县商务局"})
    plan.load(desk)
    plan.remove(desk)
    assert cells(desk, Unit, "name") == [("县商务局",)]


def test_removing_what_was_never_loaded_does_nothing_and_says_so(desk):
    assert str(plan.remove(desk)) == "没有载入过方案数据，无需移除"
    assert not plan.is_loaded(desk)


def test_load_remove_load_is_a_load(desk):
    plan.load(desk)
    assert plan.is_loaded(desk)
    plan.remove(desk)
    assert plan.load(desk).added == ALL


def test_the_plans_rows_are_the_same_rows_on_every_desk(desk):
    plan.load(desk)
    with desk.store.reading() as session:
        uids = {row.uid for record in plan.PARTS for row in session.scalars(select(record))}
    assert uids == {plan.identity(r, e) for r in plan.PARTS for e in plan.entries(r)}
    assert len(uids) == 56


@pytest.mark.parametrize("record", plan.PARTS)
def test_every_row_is_found_by_its_name(desk, record):
    plan.load(desk)
    for row in rows(desk, record)[:3]:
        word = row.cells[record.TITLE[0]]
        assert row.id in register.find(desk, record, Query(word))
