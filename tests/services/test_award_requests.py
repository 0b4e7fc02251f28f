"""A request for an award as a script may write it: every fault told, nothing granted by guess."""

import pytest
from pool import merchant

from shipu_desk.domain.awards import Award
from shipu_desk.services import granting, register
from shipu_desk.services.register import Query, Rejected

ON = {"on": "2023-05-10", "basis": "示例文号〔2023〕1号"}


def refusal(desk, raw):
    with pytest.raises(Rejected) as refused:
        granting.grant(desk, raw)
    assert not register.find(desk, Award, Query())
    return {p.key: p.message for p in refused.value.problems}


@pytest.mark.parametrize("which", [10**40, 2**63, -1, True, 1.5, ["甲"], {"a": 1}])
def test_what_can_be_no_merchant_is_told_beside_it(desk, which):
    merchant(desk, 1, stage="培育")
    assert "没有登记" in refusal(desk, {"merchant": which, **ON})["merchant_id"]


@pytest.mark.parametrize("number", [{"a": 1}, ["1"], 10**200, float("inf"), "长" * 41, "\x00"])
def test_what_can_be_no_number_is_told_beside_it(desk, number):
    row = merchant(desk, 1, stage="培育")
    assert refusal(desk, {"merchant": row.id, "number": number, **ON})["number"].startswith("编号")


def test_a_round_that_is_not_there_is_named(desk):
    row = merchant(desk, 1, stage="培育")
    told = refusal(desk, {"merchant": row.id, "round": 99, **ON})
    assert told == {"round_id": "评选批次已不在登记里，请改选"}


def test_nothing_is_granted_on_a_request_that_says_one_thing_twice(desk):
    one, other = merchant(desk, 1, stage="培育"), merchant(desk, 2, stage="培育")
    told = refusal(desk, {"merchant": one.id, "merchant_id": other.id, **ON})
    assert told == {"merchant_id": "“merchant”和“merchant_id”是同一项，请只填一个"}
    told = refusal(desk, {"merchant": one.id, **ON, "granted_on": "2022-01-01"})
    assert "只填一个" in told["granted_on"]


def test_an_award_before_the_merchant_joined_is_granted_with_a_warning(desk):
    row = merchant(desk, 1, stage="培育", joined_on="2023-05-11")
    granted = granting.grant(desk, {"merchant": row.id, **ON})
    assert any("早于“示例第1店”的入库日期2023-05-11" in told for told in granted.warnings)
