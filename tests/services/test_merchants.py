"""The pool: merchants come in, and move only where the table of moves lets them."""

from datetime import date

import pytest
from facts import everything
from pool import code, industry, merchant

from shipu_desk.domain.merchants import BY_AWARD, NEXT_STAGES, Merchant, Stage, StageMove, refusal
from shipu_desk.errors import Refused, Stale
from shipu_desk.services import changes, merchants, register
from shipu_desk.services.merchants import Going
from shipu_desk.services.register import Rejected


def told(desk, row):
    """The merchant's moves as (from, to, day, reason, basis)."""
    keys = ("origin", "to", "moved_on", "reason", "basis")
    return [tuple(move.cells[key] for key in keys) for move in merchants.moves(desk, row.id)]


def problems(refused):
    return [(p.key, p.message) for p in refused.value.problems]


def test_a_new_merchant_stands_at_the_door_of_the_pool(desk):
    row = merchant(desk)
    assert row.record.stage is Stage.CANDIDATE
    assert told(desk, row) == []


def test_a_merchant_entered_in_a_later_stage_has_the_move_recorded(desk):
    row = merchant(desk, stage="培育", joined_on="2023-03-15")
    assert row.record.stage is Stage.CULTIVATED
    assert told(desk, row) == [("入库", "培育", "2023-03-15", "登记时已为“培育”", "")]
    undone = changes.undoable(desk)
    assert undone.title == "新增创建单位：示例第1店"
    changes.undo(desk, undone.number)
    assert not register.find(desk, Merchant)
    assert not register.find(desk, StageMove)


def test_without_a_joining_day_the_move_is_dated_today(desk):
    assert told(desk, merchant(desk, stage="暂停"))[0][2] == "2023-05-18"


def test_a_merchant_entered_as_gone_keeps_the_day_it_left(desk):
    row = merchant(desk, stage="退出", left_on="2023-04-02", joined_on="2023-03-15")
    assert row.record.left_on == date(2023, 4, 2)
    assert told(desk, row)[0][1:3] == ("退出", "2023-04-02")


def test_nobody_enters_the_pool_as_exemplary(desk):
    with pytest.raises(Rejected) as refused:
        merchant(desk, stage="示范")
    assert problems(refused) == [("stage", BY_AWARD)]
    assert not register.find(desk, Merchant)


def test_all_faults_of_a_new_merchant_are_told_at_once(desk):
    with pytest.raises(Rejected) as refused:
        merchant(desk, stage="已创建", left_on="2023-02-30", credit_code="1")
    assert problems(refused) == [
        ("stage", "阶段应为：入库、培育、示范、暂停、退出"),
        ("left_on", "退出日期没有2023年2月30日这一天"),
        ("credit_code", "统一社会信用代码应为18位，现在是1位"),
    ]


def test_a_day_of_leaving_needs_a_merchant_that_left(desk):
    with pytest.raises(Rejected) as refused:
        merchant(desk, stage="培育", left_on="2023-04-02")
    assert problems(refused) == [("left_on", "退出日期只用于阶段为“退出”的单位")]


def test_the_form_cannot_change_the_stage_and_says_so_beside_the_field(desk):
    row = merchant(desk)
    with pytest.raises(Rejected) as refused:
        register.save(desk, Merchant, {"stage": "示范"}, row)
    assert problems(refused) == [("stage", "阶段不能直接改，请用专门的办理")]
    raw = {"name": "示例", "credit_code": code(9), "industry_id": industry(desk), "stage": "培育"}
    with pytest.raises(Rejected) as refused:
        register.save(desk, Merchant, raw)
    assert problems(refused) == [("stage", "阶段不能直接改，请用专门的办理")]


def test_a_move_changes_the_stage_and_is_kept_with_its_reason(desk):
    row = merchant(desk)
    moved = merchants.move(desk, row.id, "培育", "2023-05-10", "示例原因", "示例文号", row.version)
    assert moved.record.stage is Stage.CULTIVATED
    assert told(desk, row) == [("入库", "培育", "2023-05-10", "示例原因", "示例文号")]
    assert changes.undoable(desk).title == "变更阶段：示例第1店 入库→培育"


def test_an_undone_move_leaves_no_trace_in_the_pool(desk):
    row = merchant(desk)
    before = everything(desk.store)
    merchants.move(desk, row.id, "退出", "2023-05-10", "示例原因")
    changes.undo(desk, changes.undoable(desk).number)
    after = everything(desk.store)
    assert all(after[name] == before[name] for name in ("merchant", "stagemove"))


def test_leaving_the_pool_keeps_the_day(desk):
    row = merchant(desk)
    gone = merchants.move(desk, row.id, "退出", "2023-05-10", "示例：已注销")
    assert gone.record.left_on == date(2023, 5, 10)


def test_a_merchant_can_be_suspended_and_come_back(desk):
    row = merchant(desk, stage="培育")
    merchants.move(desk, row.id, "暂停", "2023-05-10", "示例原因")
    back = merchants.move(desk, row.id, "培育", "2023-05-12", "示例原因")
    assert back.record.stage is Stage.CULTIVATED
    assert [move[1] for move in told(desk, row)] == ["培育", "暂停", "培育"]


def test_the_table_of_moves_speaks_of_every_stage():
    assert set(NEXT_STAGES) == set(Stage)
    assert not NEXT_STAGES[Stage.WITHDRAWN]
    assert {s for s in Stage if Stage.EXEMPLARY in NEXT_STAGES[s]} == {Stage.CULTIVATED}


@pytest.mark.parametrize("start", [s for s in Stage if s is not Stage.EXEMPLARY])
@pytest.mark.parametrize("end", list(Stage))
def test_every_move_is_made_or_refused_as_the_table_says(desk, start, end):
    row = merchant(desk, stage=str(start))
    lawful = end in NEXT_STAGES[start] and end is not Stage.EXEMPLARY
    if lawful:
        assert merchants.move(desk, row.id, end, "2023-05-10", "示例").record.stage is end
        return
    with pytest.raises(Rejected) as refused:
        merchants.move(desk, row.id, end, "2023-05-10", "示例")
    assert problems(refused) == [("to", refusal(start, end))]
    assert register.get(desk, Merchant, row.id).record.stage is start


def test_a_refused_move_says_where_the_merchant_may_go(desk):
    row = merchant(desk, stage="退出")
    with pytest.raises(Rejected, match="不能由“退出”变为“培育”，退出即终止"):
        merchants.move(desk, row.id, "培育", "2023-05-10", "示例")
    row = merchant(desk, 2)
    with pytest.raises(Rejected, match="示范只能通过授牌取得，请到“授牌”办理"):
        merchants.move(desk, row.id, "示范", "2023-05-10", "示例")


def test_a_move_needs_a_stage_a_day_and_a_reason(desk):
    row = merchant(desk)
    with pytest.raises(Rejected) as refused:
        merchants.move(desk, row.id, "", "", " ")
    assert problems(refused) == [
        ("to", "新阶段必填"), ("moved_on", "日期必填"), ("reason", "原因必填"),
    ]  # fmt: skip


def test_a_move_cannot_be_dated_tomorrow(desk):
    row = merchant(desk)
    with pytest.raises(Rejected) as refused:
        merchants.move(desk, row.id, "培育", "2023-05-19", "示例")
    assert problems(refused) == [("moved_on", "日期不能晚于今天")]


def test_a_row_changed_since_it_was_shown_is_not_moved(desk):
    row = merchant(desk)
    register.save(desk.as_clerk("示例乙"), Merchant, {"remark": "示例"}, row)
    with pytest.raises(Stale, match="已被示例乙于2023-05-18"):
        merchants.move(desk, row.id, "培育", "2023-05-10", "示例", None, row.version)


def test_a_merchant_that_is_gone_is_told(desk):
    with pytest.raises(Refused, match="已不在了"):
        merchants.move(desk, 99, "培育", "2023-05-10", "示例")


def test_many_move_in_one_change_set(desk):
    rows = [merchant(desk, n) for n in range(1, 4)]
    shown = {row.id: row.version for row in rows}
    going = Going("培育", "2023-05-10", "示例：培育一批", "示例文号")
    assert merchants.move_many(desk, shown, going) == 3
    assert {register.get(desk, Merchant, row.id).record.stage for row in rows} == {Stage.CULTIVATED}
    done = changes.undoable(desk)
    assert done.title == "变更阶段：3家→培育"
    changes.undo(desk, done.number)
    assert not register.find(desk, StageMove)


def test_of_many_none_moves_when_one_may_not(desk):
    good, gone = merchant(desk, 1), merchant(desk, 2, stage="退出")
    before = everything(desk.store)
    with pytest.raises(Rejected) as refused:
        merchants.move_many(
            desk, {good.id: good.version, gone.id: gone.version}, Going("培育", "2023-05-10", "例")
        )
    assert problems(refused) == [("to", "“示例第2店”不能由“退出”变为“培育”，退出即终止")]
    assert everything(desk.store) == before


def test_a_fault_of_all_is_told_once(desk):
    rows = [merchant(desk, n) for n in range(1, 4)]
    with pytest.raises(Rejected) as refused:
        merchants.move_many(
            desk, {row.id: row.version for row in rows}, Going("培育", "2023-05-10", "")
        )
    assert problems(refused) == [("reason", "原因必填")]


def test_moves_are_never_saved_or_removed_by_hand(desk):
    row = merchant(desk, stage="培育")
    [move] = merchants.moves(desk, row.id)
    with pytest.raises(Refused, match="阶段变更由“变更阶段”“授牌”“摘牌”产生"):
        register.save(desk, StageMove, {"reason": "改写"}, move)
    with pytest.raises(Refused, match="阶段变更由"):
        register.remove(desk, StageMove, [move])
