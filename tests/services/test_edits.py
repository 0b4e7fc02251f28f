"""Many cells changed at once: judged row by row, written as one change, taken back by one undo."""

import pytest
from facts import assert_sound, everything

from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.credit_code import check_character
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.merchants import Industry, Merchant, Stage, StageMove
from shipu_desk.domain.places import Street
from shipu_desk.errors import Refused
from shipu_desk.services import changes, edits, entering, merchants, plan, register
from shipu_desk.services.edits import Edit
from shipu_desk.services.intake import Verdict
from shipu_desk.services.register import Query


def code(number):
    body = f"92330225XX{number:06d}0"
    return body + check_character(body)


@pytest.fixture
def desk(desk):
    entering.add_all(desk, Industry, [{"name": "食品"}, {"name": "旅游"}])
    entering.add_all(desk, Street, [{"name": "金山路"}])
    rows = [
        {"name": f"示例{n}号店", "credit_code": code(n), "industry_id": "食品",
         "premises": f"渔港路{n}号", "phone": f"1380000000{n}"}
        for n in range(1, 6)
    ]  # fmt: skip
    entering.add_all(desk, Merchant, rows)
    return desk


def rows(desk, record=Merchant):
    return register.page(desk, record, register.find(desk, record, Query()))


def judged(desk, *asked, record=Merchant, twins=False):
    made = [Edit(raw, shown=shown) for shown, raw in asked]
    edits.judged(desk, record, made, twins)
    return made


def test_a_block_is_one_change_and_one_undo_takes_it_back(desk):
    before, shown = everything(desk.store), rows(desk)
    made = judged(
        desk,
        *((row, {"industry_id": "旅游", "street_id": "金山路"}) for row in shown[:3]),
        (None, {"name": "示例新店", "industry_id": "食品", "premises": "示例路", "stage": "培育",
                "no_code_reason": "农家自产"}),
    )  # fmt: skip
    assert [one.verdict for one in made] == [Verdict.CHANGED] * 3 + [Verdict.NEW]
    assert made[0].said == {"industry_id": "旅游", "street_id": "金山路"}
    assert made[0].changes("industry_id") and made[3].said["stage"] == "培育"
    ids = edits.write(desk, Merchant, made, "粘贴到创建单位")
    after = rows(desk)
    assert len(after) == 6 and ids[:3] == [row.id for row in shown[:3]]
    assert [row.cells["industry_id"] for row in after] == ["旅游"] * 3 + ["食品"] * 3
    assert after[5].record.stage is Stage.CULTIVATED and len(merchants.moves(desk, ids[3])) == 1
    [done, *_] = changes.audit(desk)
    assert done.title == "粘贴到创建单位"
    changes.undo(desk, done.number)
    now = everything(desk.store)
    assert all(now[name] == before[name] for name in ("merchant", "stagemove"))
    assert_sound(desk.store)


def test_faults_are_told_cell_by_cell_and_nothing_is_written(desk):
    shown = rows(desk)
    bad = judged(
        desk,
        (shown[0], {"credit_code": "92330225XX0000010A", "industry_id": "没有的行业"}),
        (shown[1], {"joined_on": "2999-01-01"}),
        (shown[2], {"stage": "示范"}),
        (shown[3], {"name": ""}),
        (None, {"name": "只有名称"}),
    )
    assert all(one.verdict is Verdict.FAULTY for one in bad)
    assert "没有登记" in bad[0].fault("industry_id") and bad[0].fault("credit_code")
    assert bad[1].fault("joined_on") == "入库日期的年份应在1900至2100之间"
    assert "专门的办理" in bad[2].fault("stage")
    assert bad[3].fault("name") == "单位名称必填"
    assert bad[4].fault("industry_id") == "行业必填"
    before = everything(desk.store)
    assert edits.write(desk, Merchant, bad, "粘贴") == []
    assert everything(desk.store) == before


def test_codes_may_be_swapped_but_not_doubled(desk):
    one, two, *_ = rows(desk)
    places = [{"credit_code": code(n), "premises": f"渔港路{n}号"} for n in (2, 1, 4, 9)]
    swap = judged(desk, (one, places[0]), (two, places[1]))
    assert [e.verdict for e in swap] == [Verdict.CHANGED] * 2
    edits.write(desk, Merchant, swap, "粘贴")
    assert rows(desk)[0].record.credit_code == code(2)
    one, two, *_ = rows(desk)
    [double] = judged(desk, (one, places[2]))
    assert "已有相同的创建单位“示例4号店”" in double.fault("credit_code")
    both = judged(desk, (one, places[3]), (two, places[3]))
    assert all("这里有2条相同的创建单位" in e.fault("credit_code") for e in both)
    [meant] = judged(desk, (one, places[2]), twins=True)
    assert meant.verdict is Verdict.CHANGED
    edits.write(desk, Merchant, [meant], "粘贴", twins=True)


def test_a_mask_stands_for_its_own_number_alone(desk):
    one, two, *_ = rows(desk)
    kept, foreign = judged(
        desk, (one, {"phone": one.cells["phone"]}), (two, {"phone": one.cells["phone"]})
    )
    assert kept.verdict is Verdict.SAME
    assert foreign.fault("phone") == "联系电话是遮住的号码，请填完整号码"
    assert [row.record.phone for row in rows(desk)][:2] == ["13800000001", "13800000002"]


def test_what_others_changed_meanwhile_is_not_written_over(desk):
    one, two, *_ = rows(desk)
    made = judged(desk, (one, {"remark": "示例"}), (two, {"remark": "示例"}))
    register.save(desk, Merchant, {"remark": "别人的话"}, one)
    before = everything(desk.store)
    with pytest.raises(Refused, match="又有了改动"):
        edits.write(desk, Merchant, made, "粘贴")
    assert everything(desk.store) == before
    [late] = judged(desk, (one, {"remark": "示例"}))
    assert "已有别的改动" in late.fault("")
    register.remove(desk, Merchant, [two])
    [gone] = judged(desk, (two, {"remark": "示例"}))
    assert "已被删去" in gone.fault("")


def test_an_id_of_a_row_that_is_gone_is_told(desk):
    [street] = rows(desk, Street)
    register.remove(desk, Street, [street])
    [stray] = judged(desk, (rows(desk)[0], {"street_id": street.id}))
    assert stray.fault("street_id") == "街区已不在登记里，请改选"


def test_what_is_alike_already_is_left_alone(desk):
    shown = rows(desk)
    same = judged(desk, *((row, {"name": row.record.name, "remark": ""}) for row in shown))
    assert {one.verdict for one in same} == {Verdict.SAME}
    assert not any(one.changes(key) for one in same for key in ("name", "remark"))
    before = everything(desk.store)
    assert edits.write(desk, Merchant, same, "粘贴") == []
    assert everything(desk.store) == before


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_register_takes_its_own_cells_or_says_how_its_rows_come_about(desk, name):
    record = BY_NAME[name]
    plan.load(desk)
    shown = rows(desk, record)
    asked = [(row, register.raw(row)) for row in shown]
    if record.ACTS_ONLY:
        with pytest.raises(Refused):
            judged(desk, *asked, record=record)
    else:
        assert {e.verdict for e in judged(desk, *asked, record=record)} <= {Verdict.SAME}


def test_a_long_list_of_rows_keeps_its_hand_order(desk):
    plan.load(desk)
    before = len(rows(desk, Duty))
    new = judged(desk, *((None, {"title": f"示例目标{n}"}) for n in range(3)), record=Duty)
    assert {e.verdict for e in new} == {Verdict.NEW}, [e.problems for e in new]
    edits.write(desk, Duty, new, "粘贴")
    assert [r.record.title for r in rows(desk, Duty)][before:] == [f"示例目标{n}" for n in range(3)]


def test_a_stage_that_is_pasted_with_a_new_row_leaves_its_move(desk):
    [new] = judged(
        desk,
        (None, {"name": "示例退出店", "industry_id": "食品", "premises": "示例路9号",
                "stage": "退出", "left_on": "2023-05-01", "no_code_reason": "农家自产"}),
    )  # fmt: skip
    [id] = edits.write(desk, Merchant, [new], "粘贴")
    [move] = register.page(desk, StageMove, register.find(desk, StageMove, Query()))
    assert move.record.merchant_id == id and str(move.record.moved_on) == "2023-05-01"
