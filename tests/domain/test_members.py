"""Members and posts: order of precedence, terms, names without padding."""

import pytest

from shipu_desk.domain.members import Member, Post, PostTitle, Role
from shipu_desk.domain.records import spec_of


def test_roles_and_posts_stand_in_order_of_precedence():
    assert list(Role) == ["组长", "副组长", "成员"]
    assert list(PostTitle) == ["主任", "常务副主任", "副主任"]


@pytest.mark.parametrize("typed", ["郑 颖", "郑　颖", "郑\u00a0颖", " 郑颖 "])
def test_a_padded_name_is_kept_without_its_padding(typed):
    made, problems = spec_of(Member).read({"name": typed})
    assert (made.name, problems) == ("郑颖", [])


@pytest.mark.parametrize(
    ("record", "more"), [(Member, {"name": "示例"}), (Post, {"member_id": 1, "title": "主任"})]
)
def test_a_term_ends_after_it_begins(record, more):
    made, problems = spec_of(record).read({**more, "since": "2023-03-06", "until": "2023-03-05"})
    assert made is None
    assert [(p.key, p.message) for p in problems] == [("until", "任期止不能早于任期起")]


def test_a_role_that_is_none_is_told_with_those_there_are():
    _, problems = spec_of(Member).read({"name": "示例", "role": "顾问"})
    assert [p.message for p in problems] == ["职务应为：组长、副组长、成员"]
