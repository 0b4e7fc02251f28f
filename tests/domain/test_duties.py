"""The lights of a duty, and what a duty may not say."""

from datetime import date, timedelta

import pytest

from shipu_desk.domain.duties import Duty, DutyState, Light, light
from shipu_desk.domain.records import spec_of

DUE = date(2023, 7, 31)


@pytest.mark.parametrize(
    ("days", "shown"),
    [(-30, Light.RUNNING), (-8, Light.RUNNING), (-7, Light.NEAR), (0, Light.NEAR), (1, Light.LATE)],
)
def test_a_duty_is_near_seven_days_before_and_late_the_day_after(days, shown):
    today = DUE + timedelta(days=days)
    assert light(DutyState.RUNNING, DUE, today, 7) is shown


@pytest.mark.parametrize("state", list(DutyState))
def test_a_duty_without_a_date_is_never_near_or_late(state):
    assert light(state, None, date(2030, 1, 1), 7) == Light(state)


def test_what_is_done_is_done_on_every_day():
    assert light(DutyState.DONE, DUE, DUE + timedelta(days=99), 7) is Light.DONE


@pytest.mark.parametrize(
    ("raw", "key", "message"),
    [
        ({"starts_on": "2023-05-01", "due_on": "2023-03-01"}, "due_on", "时限日期不能早于开始日期"),
        ({"lead_id": 1, "supporting": [2, 1]}, "supporting", "牵头单位不必再列为责任（配合）单位"),
        ({"state": "快了"}, "state", "状态应为：未开始、推进中、已完成"),
    ],
)
def test_a_duty_that_contradicts_itself_is_told_beside_the_field(raw, key, message):
    made, problems = spec_of(Duty).read({"title": "示例", **raw})
    assert made is None
    assert [(p.key, p.message) for p in problems] == [(key, message)]
