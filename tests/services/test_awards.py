"""Awards: granted with number and basis, reissued under their number, revoked for good."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from random import Random

import pytest
from facts import everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pool import merchant

from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.awards import Award, AwardState, Round
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import Refused, Stale
from shipu_desk.paths import Paths
from shipu_desk.services import awards, changes, granting, merchants, register
from shipu_desk.services import settings as settings_service
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Rejected

BASIS = "示例文号〔2023〕1号"


def ready(desk, number=1, **more):
    return merchant(desk, number, stage="培育", **more)


def granted(desk, which=1, on="2023-05-10", **more):
    row = ready(desk, which)
    told = granting.grant(desk, {"merchant": row.id, "on": on, "basis": BASIS, **more})
    return told.rows[0]


def stage(desk, merchant_id):
    return register.get(desk, Merchant, merchant_id).record.stage


def problems(refused):
    return [(p.key, p.message) for p in refused.value.problems]


def test_an_award_says_what_was_granted(desk):
    row = granted(desk)
    award = row.record
    assert (award.number, award.name, award.title) == (
        "SPFX-2023-0001", "示例第1店", "放心消费示范店",
    )  # fmt: skip
    assert award.body == "打造石浦放心消费示范镇工作领导小组"
    assert (award.granted_on, award.basis) == (date(2023, 5, 10), BASIS)
    assert award.state is AwardState.GRANTED
    assert [e.cells["act"] for e in awards.events(desk, row.id)] == ["授牌"]


def test_a_granted_award_moves_the_merchant_to_exemplary(desk):
    row = granted(desk)
    assert stage(desk, row.record.merchant_id) is Stage.EXEMPLARY
    last = merchants.moves(desk, row.record.merchant_id)[-1]
    assert (last.cells["to"], last.cells["reason"], last.cells["basis"]) == (
        "示范", "授牌 SPFX-2023-0001", BASIS,
    )  # fmt: skip


def test_the_merchant_may_be_named_by_name_or_code(desk):
    first, second = ready(desk, 1), ready(desk, 2)
    told = granting.grant(desk, {"merchant": first.record.name, "on": "2023-05-10", "basis": BASIS})
    assert told.rows[0].record.merchant_id == first.id
    by_code = {"merchant": second.record.credit_code, "on": "2023-05-10", "basis": BASIS}
    assert granting.grant(desk, by_code).rows[0].record.merchant_id == second.id


def test_the_names_of_fields_do_as_well_as_the_words_of_the_command_line(desk):
    row = ready(desk)
    raw = {"name": row.record.name, "granted_on": "2023年5月10日", "basis": BASIS}
    assert granting.grant(desk, raw).rows[0].record.merchant_id == row.id


def test_a_round_says_what_the_request_leaves_open(desk):
    made = register.save(
        desk, Round,
        {"name": "示例批次", "title": "示例称号", "basis": BASIS, "body": "象山县人民政府"},
    )  # fmt: skip
    row = ready(desk)
    told = granting.grant(desk, {"merchant": row.id, "round": "示例批次", "on": "2023-05-10"})
    award = told.rows[0].record
    assert (award.title, award.basis, award.body) == ("示例称号", BASIS, "象山县人民政府")
    assert award.round_id == made.id
    assert not told.warnings


def test_what_the_request_says_stands_over_the_round(desk):
    register.save(desk, Round, {"name": "示例批次", "title": "甲", "basis": "甲", "body": "甲"})
    row = ready(desk)
    raw = {"merchant": row.id, "round": "示例批次", "on": "2023-05-10", "title": "乙",
           "basis": "丙", "body": "丁"}  # fmt: skip
    award = granting.grant(desk, raw).rows[0].record
    assert (award.title, award.basis, award.body) == ("乙", "丙", "丁")


def test_an_award_without_basis_or_day_is_refused_beside_the_fields(desk):
    row = ready(desk)
    before = everything(desk.store)
    with pytest.raises(Rejected) as refused:
        granting.grant(desk, {"merchant": row.id})
    assert problems(refused) == [("granted_on", "授牌日期必填"), ("basis", "授牌依据必填")]
    assert everything(desk.store) == before


@pytest.mark.parametrize(
    ("raw", "key", "message"),
    [
        ({"merchant": "没有这家"}, "merchant_id", "创建单位“没有这家”没有登记，请先登记或改选"),
        ({}, "merchant_id", "创建单位必填"),
        ({"merchant": "示例第1店", "round": "没有"}, "round_id",
         "评选批次“没有”没有登记，请先登记或改选"),
        ({"merchant": "示例第1店", "colour": "红"}, "colour", "授牌没有“colour”这一项"),
        ({"merchant": "示例第1店", "state": "有效"}, "state", "授牌没有“state”这一项"),
        ({"merchant": "示例第1店", "name": "别家"}, "name", "单位名称与登记的“示例第1店”不符"),
        ({"merchant": "示例第1店", "on": "2023-02-30"}, "granted_on",
         "授牌日期没有2023年2月30日这一天"),
        ({"merchant": "示例第1店", "title": "长" * 21}, "title", "称号不能超过20个字，现在是21个"),
    ],
)  # fmt: skip
def test_a_faulty_request_is_told_beside_the_field(desk, raw, key, message):
    ready(desk)
    with pytest.raises(Rejected) as refused:
        granting.grant(desk, {"on": "2023-05-10", "basis": BASIS, **raw})
    assert problems(refused) == [(key, message)]
    assert not register.find(desk, Award)


def test_two_merchants_of_one_name_are_told_apart_by_their_code(desk):
    ready(desk, 1, name="示例店")
    ready(desk, 2, name="示例店")
    with pytest.raises(Rejected, match="有2家单位叫“示例店”，请改填统一社会信用代码"):
        granting.grant(desk, {"merchant": "示例店", "on": "2023-05-10", "basis": BASIS})


@pytest.mark.parametrize("now", ["入库", "暂停", "退出"])
def test_only_a_cultivated_merchant_is_awarded(desk, now):
    row = merchant(desk, stage=now)
    with pytest.raises(Rejected) as refused:
        granting.grant(desk, {"merchant": row.id, "on": "2023-05-10", "basis": BASIS})
    told = f"“示例第1店”现为“{now}”，先变更为“培育”再授牌"
    assert problems(refused) == [("merchant_id", told)]


def test_a_title_is_held_once_for_a_year(desk):
    row = granted(desk)
    again = {"merchant": row.record.merchant_id, "on": "2023-05-11", "basis": BASIS}
    with pytest.raises(Rejected, match="2023年已有这一称号的有效授牌（SPFX-2023-0001）"):
        granting.grant(desk, again)
    other = granting.grant(desk, {**again, "title": "示例称号"}).rows[0]
    later = granting.grant(desk, {**again, "on": "2024-05-11"}).rows[0]
    assert (other.record.number, later.record.number) == ("SPFX-2023-0002", "SPFX-2024-0001")


def test_numbers_count_by_the_year_of_the_award(desk):
    numbers = [
        granted(desk, n, on).record.number
        for n, on in enumerate(["2023-05-10", "2022-12-31", "2023-01-01", "2022-01-01"], start=1)
    ]
    assert numbers == ["SPFX-2023-0001", "SPFX-2022-0001", "SPFX-2023-0002", "SPFX-2022-0002"]


def test_a_new_pattern_goes_on_counting(desk):
    granted(desk, 1)
    settings_service.change(
        desk, {"number_pattern": "石放示〔{年份}〕{序号}号", "number_digits": 1}
    )
    assert granted(desk, 2).record.number == "石放示〔2023〕2号"


def test_a_number_given_by_hand_takes_over_an_award_of_before(desk):
    assert granted(desk, 1, number="旧证2023-17").record.serial == 0
    assert granted(desk, 2).record.number == "SPFX-2023-0001"


@pytest.mark.parametrize("number", ["SPFX-2023-0003", "SPFX-2022-0001", "SPFX-2023-1"])
def test_a_number_given_by_hand_cannot_jump_the_series(desk, number):
    with pytest.raises(Rejected) as refused:
        granted(desk, number=number)
    assert problems(refused) == [("number", "2023年的下一个编号是SPFX-2023-0001，不能跳号或重号")]


def test_the_next_number_given_by_hand_is_the_next_number(desk):
    assert granted(desk, number="SPFX-2023-0001").record.serial == 1


def test_the_series_passes_over_a_number_that_was_taken_before_its_pattern_was_set(desk):
    granted(desk, 1, number="石示2023-2")
    settings_service.change(desk, {"number_pattern": "石示{年份}-{序号}", "number_digits": 1})
    assert granted(desk, 2).record.number == "石示2023-1"
    assert granting.next_number(desk, 2023) == "石示2023-3"
    assert granted(desk, 3).record.number == "石示2023-3"


def test_no_number_is_used_twice(desk):
    granted(desk, 1, number="旧证1")
    with pytest.raises(Rejected) as refused:
        granted(desk, 2, number="旧证1")
    assert problems(refused) == [("number", "编号旧证1已授予“示例第1店”，不能重复使用")]


def test_a_body_in_doubt_is_warned_about_and_not_refused(desk):
    row = ready(desk)
    raw = {"merchant": row.id, "on": "2023-05-10", "basis": BASIS, "body": "县市场监管局"}
    told = granting.grant(desk, raw)
    assert told.rows[0].record.body == "县市场监管局"
    [warning] = told.warnings
    assert warning.startswith("授牌单位“县市场监管局”可能不得开展创建示范活动")


def test_a_day_ahead_and_a_closed_merchant_are_warned_about(desk):
    row = ready(desk, status="注销")
    told = granting.grant(desk, {"merchant": row.id, "on": "2023-07-31", "basis": BASIS})
    assert told.warnings == (
        "授牌日期2023-07-31晚于今天，请核对",
        "“示例第1店”登记状态为“注销”，请核对",
    )


def test_many_are_granted_in_one_act_with_one_warning(desk):
    rows = [ready(desk, n) for n in range(1, 6)]
    raws = [
        {"merchant": r.id, "on": "2023-05-10", "basis": BASIS, "body": "县市场监管局"} for r in rows
    ]
    told = granting.grant_many(desk, raws)
    assert [r.record.serial for r in told.rows] == [1, 2, 3, 4, 5]
    assert len(told.warnings) == 1
    assert changes.audit(desk)[0].title == "授牌：SPFX-2023-0001 示例第1店等5家"


def test_of_many_none_is_granted_when_one_cannot_be_and_each_is_told(desk):
    good, early, gone = ready(desk, 1), merchant(desk, 2), merchant(desk, 3, stage="退出")
    before = everything(desk.store)
    raws = [{"merchant": r.record.name, "on": "2023-05-10", "basis": BASIS}
            for r in (good, early, gone)]  # fmt: skip
    with pytest.raises(Rejected) as refused:
        granting.grant_many(desk, raws)
    assert problems(refused) == [
        ("", "“示例第2店”：“示例第2店”现为“入库”，先变更为“培育”再授牌"),
        ("", "“示例第3店”：“示例第3店”现为“退出”，先变更为“培育”再授牌"),
    ]
    assert everything(desk.store) == before


def test_one_merchant_twice_in_a_batch_is_refused(desk):
    row = ready(desk)
    raw = {"merchant": row.record.name, "on": "2023-05-10", "basis": BASIS}
    with pytest.raises(Rejected, match="已有这一称号的有效授牌"):
        granting.grant_many(desk, [raw, raw])
    assert not register.find(desk, Award)


def test_granting_nobody_is_told(desk):
    with pytest.raises(Refused, match="没有选中单位"):
        granting.grant_many(desk, [])


def test_a_trial_says_what_granting_would_do_and_writes_nothing(desk):
    rows = [ready(desk, n) for n in range(1, 3)]
    raws = [{"merchant": r.id, "on": "2023-05-10", "basis": BASIS, "body": "示例局"} for r in rows]
    before = everything(desk.store), changes.audit(desk)
    told = granting.trial(desk, raws)
    assert told.numbers == ("SPFX-2023-0001", "SPFX-2023-0002")
    assert len(told.warnings) == 1
    with pytest.raises(Rejected, match="授牌依据必填"):
        granting.trial(desk, [{"merchant": rows[0].id, "on": "2023-05-10"}])
    assert (everything(desk.store), changes.audit(desk)) == before
    assert granting.next_number(desk, 2023) == "SPFX-2023-0001"


def test_a_move_before_an_award_cannot_be_undone_behind_it(desk):
    row = merchant(desk)
    merchants.move(desk, row.id, "培育", "2023-05-09", "示例")
    move = changes.undoable(desk)
    granting.grant(desk, {"merchant": row.id, "on": "2023-05-10", "basis": BASIS})
    with pytest.raises(Refused, match=r"此后又有.*授牌：SPFX-2023-0001"):
        changes.undo(desk, move.number)
    assert stage(desk, row.id) is Stage.EXEMPLARY


def test_an_award_is_never_undone_but_revoked(desk):
    granted(desk)
    done = changes.audit(desk)[0]
    with pytest.raises(Refused, match="不能撤回，请用“摘牌”"):
        changes.undo(desk, done.number)
    assert changes.undoable(desk).title.startswith("新增")


def test_an_award_is_neither_saved_nor_removed_by_hand(desk):
    row = granted(desk)
    with pytest.raises(Refused, match="授牌用“授牌”办理，收回用“摘牌”"):
        register.save(desk, Award, {"name": "改写"}, row)
    with pytest.raises(Refused, match="授牌用“授牌”办理，收回用“摘牌”"):
        register.remove(desk, Award, [row])


def test_a_merchant_renamed_later_keeps_the_name_on_its_award(desk):
    row = granted(desk)
    shown = register.get(desk, Merchant, row.record.merchant_id)
    register.save(desk, Merchant, {"name": "示例新名"}, shown)
    assert awards.by_number(desk, row.record.number).record.name == "示例第1店"


def test_a_revoked_award_ends_and_the_merchant_steps_back(desk):
    row = granted(desk)
    gone = awards.revoke(desk, "SPFX-2023-0001", "2023-05-15", "示例原因", "示例文号")
    assert gone.record.state is AwardState.REVOKED
    assert (gone.record.revoked_on, gone.record.revoke_reason) == (date(2023, 5, 15), "示例原因")
    assert stage(desk, row.record.merchant_id) is Stage.CULTIVATED
    assert [e.cells["act"] for e in awards.events(desk, row.id)] == ["授牌", "摘牌"]
    assert merchants.moves(desk, row.record.merchant_id)[-1].cells["reason"] == (
        "摘牌 SPFX-2023-0001"
    )
    with pytest.raises(Refused, match="不能撤回，请另行“授牌”"):
        changes.undo(desk, changes.audit(desk)[0].number)


def test_another_valid_award_keeps_the_merchant_exemplary(desk):
    row = granted(desk)
    again = {"merchant": row.record.merchant_id, "on": "2023-05-11", "basis": BASIS, "title": "例"}
    second = granting.grant(desk, again).rows[0]
    awards.revoke(desk, row.record.number, "2023-05-15", "示例")
    assert stage(desk, row.record.merchant_id) is Stage.EXEMPLARY
    awards.revoke(desk, second.record.number, "2023-05-15", "示例")
    assert stage(desk, row.record.merchant_id) is Stage.CULTIVATED


def test_a_revoked_number_is_not_used_again(desk):
    row = granted(desk)
    awards.revoke(desk, row.record.number, "2023-05-15", "示例")
    again = {"merchant": row.record.merchant_id, "on": "2023-05-16", "basis": BASIS}
    assert granting.grant(desk, again).rows[0].record.number == "SPFX-2023-0002"


def test_an_award_is_revoked_once(desk):
    row = granted(desk)
    awards.revoke(desk, row.record.number, "2023-05-15", "示例")
    with pytest.raises(Refused, match="“SPFX-2023-0001”已于2023-05-15摘牌，没有改动"):
        awards.revoke(desk, row.record.number, "2023-05-16", "示例")
    with pytest.raises(Refused, match="已于2023-05-15摘牌"):
        awards.reissue(desk, row.record.number, "2023-05-16", "示例")


@pytest.mark.parametrize(
    ("on", "reason", "told"),
    [
        ("", "示例", [("happened_on", "日期必填")]),
        ("2023-05-15", " ", [("reason", "摘牌原因必填")]),
        ("2023-05-19", "示例", [("happened_on", "日期不能晚于今天")]),
        ("2023-05-09", "示例", [("happened_on", "不能早于授牌日期2023-05-10")]),
        (
            "昨天",
            "",
            [("happened_on", "日期应写成 2023-03-06 这样的日期"), ("reason", "摘牌原因必填")],
        ),
    ],
)
def test_revoking_needs_a_day_and_a_reason(desk, on, reason, told):
    row = granted(desk)
    with pytest.raises(Rejected) as refused:
        awards.revoke(desk, row.record.number, on, reason)
    assert problems(refused) == told
    assert awards.by_number(desk, row.record.number).record.state is AwardState.GRANTED


def test_an_award_dated_ahead_can_be_revoked_today(desk):
    row = granted(desk, on="2023-07-31")
    gone = awards.revoke(desk, row.record.number, "2023-05-18", "示例")
    assert gone.record.state is AwardState.REVOKED


def test_an_unknown_number_is_told(desk):
    with pytest.raises(Refused, match="没有编号为“无此号”的授牌"):
        awards.revoke(desk, "无此号", "2023-05-15", "示例")


def test_a_reissue_keeps_the_number_and_is_counted(desk):
    row = granted(desk)
    again = awards.reissue(desk, row.record.number, "2023-05-15", "示例：损坏")
    assert (again.record.number, again.record.reissues) == ("SPFX-2023-0001", 1)
    assert [e.cells["act"] for e in awards.events(desk, row.id)] == ["授牌", "补发"]
    assert stage(desk, row.record.merchant_id) is Stage.EXEMPLARY
    with pytest.raises(Refused, match="不能撤回"):
        changes.undo(desk, changes.audit(desk)[0].number)


def test_an_award_changed_since_it_was_shown_is_not_revoked(desk):
    row = granted(desk)
    awards.reissue(desk.as_clerk("示例乙"), row.record.number, "2023-05-15", "示例")
    with pytest.raises(Stale, match="已被示例乙于"):
        awards.revoke(desk, row.record.number, "2023-05-15", "示例", version=row.version)


def test_an_exemplary_merchant_is_not_moved_by_hand(desk):
    row = granted(desk)
    with pytest.raises(Rejected, match="示范单位先摘牌，再变更阶段"):
        merchants.move(desk, row.record.merchant_id, "退出", "2023-05-15", "示例")


def test_two_desks_at_once_leave_no_gap_and_no_double(path, tmp_path):
    first = Desk(open_store(path, datetime.now, Random(1).randbytes, patience=20), "示例甲",
                 Paths(tmp_path), datetime.now, Random(1).randbytes)  # fmt: skip
    with first.store.writing("建库", "示例甲") as work:
        work.add(Settings())
    raws = [
        {"merchant": ready(first, n).id, "on": "2023-05-10", "basis": BASIS} for n in range(1, 13)
    ]
    second = Desk(open_store(path, datetime.now, Random(2).randbytes, patience=20), "示例乙",
                  Paths(tmp_path), datetime.now, Random(2).randbytes)  # fmt: skip
    with ThreadPoolExecutor(2) as hands:
        halves = [
            hands.submit(lambda d, part: [granting.grant(d, r) for r in part], desk, part)
            for desk, part in ((first, raws[::2]), (second, raws[1::2]))
        ]
        for half in halves:
            half.result()
    serials = sorted(row.record.serial for row in everyone(first))
    first.close()
    second.close()
    assert serials == list(range(1, 13))


def everyone(desk):
    return register.page(desk, Award, register.find(desk, Award))


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["grant", "revoke", "grant", "reissue", "batch", "move", "undo"]),
        st.integers(0, 3),
        st.sampled_from([2021, 2022, 2023]),
    ),
    max_size=12,
)
WAYS = ("培育", "暂停", "培育", "退出")


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_whatever_is_done_numbers_have_no_gap_and_stages_rest_on_awards(acts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("acts")
    create_store(Paths(folder).database, Random(3).randbytes)
    store = open_store(Paths(folder).database, lambda: datetime(2023, 12, 31), Random(4).randbytes)
    desk = Desk(store, "示例甲", Paths(folder), store.now, Random(5).randbytes)
    with store.writing("建库", "示例甲") as work:
        work.add(Settings())
    pool = [ready(desk, n).id for n in range(4)]
    for act, which, year in acts:
        attempt(desk, pool, act, which, year)
        hold(desk, pool)
    store.close()


def attempt(desk, pool, act, which, year):
    """One act; a refusal is an answer too."""
    raw = {"on": f"{year}-06-01", "basis": BASIS}
    known = everyone(desk)
    try:
        if act == "grant":
            granting.grant(desk, {"merchant": pool[which], **raw})
        elif act == "batch":
            granting.grant_many(desk, [{"merchant": id, **raw} for id in pool[which:]])
        elif act == "move":
            merchants.move(desk, pool[which], WAYS[year % 4], "2023-12-31", "示例")
        elif act == "undo":
            last = changes.undoable(desk)
            if last and last.title.startswith("变更阶段"):
                changes.undo(desk, last.number)
        elif known:
            done = awards.revoke if act == "revoke" else awards.reissue
            done(desk, known[which % len(known)].record.number, "2023-12-31", "示例")
    except (Rejected, Refused):
        pass


def hold(desk, pool):
    held = [row.record for row in everyone(desk)]
    for year in {award.granted_on.year for award in held}:
        serials = sorted(a.serial for a in held if a.granted_on.year == year)
        assert serials == list(range(1, len(serials) + 1))
    assert len({award.number for award in held}) == len(held)
    valid = {award.merchant_id for award in held if award.state is AwardState.GRANTED}
    for id in pool:
        assert (stage(desk, id) is Stage.EXEMPLARY) == (id in valid)
        chain = [(m.record.origin, m.record.to) for m in merchants.moves(desk, id)]
        assert [now for now, _ in chain] == [Stage.CANDIDATE, *(to for _, to in chain[:-1])]
        assert stage(desk, id) is chain[-1][1]
    for row in everyone(desk):
        told = [event.cells["act"] for event in awards.events(desk, row.id)]
        assert told.count("补发") == row.record.reissues
        assert ("摘牌" in told) == (row.record.state is AwardState.REVOKED)
    assert len(register.find(desk, Award, Query(equal={"state": "有效"}))) == len(
        [a for a in held if a.state is AwardState.GRANTED]
    )
