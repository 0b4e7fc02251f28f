"""What a clerk's arrangement lies in may be anything; it costs nothing but itself."""

import json

import pytest

from shipu_desk.domain.views import Saved, View
from shipu_desk.services import views

PAGE = "培育库"
MINE = View(("name", "phone"), {"name": 12.5}, frozenset({"phone"}))


def test_columns_and_filters_come_back(desk):
    views.keep_view(desk, PAGE, MINE)
    views.keep_filters(desk, PAGE, [Saved("示例", "石浦", {"stage": "培育"})])
    assert views.view(desk, PAGE) == MINE
    assert views.filters(desk, PAGE) == [Saved("示例", "石浦", {"stage": "培育"})]


@pytest.mark.parametrize("wide", [10**400, -1, 0, 1e300, "12", None, [], float("nan")])
def test_a_width_nobody_meant_is_left_out(desk, wide):
    columns = {"order": ["name"], "widths": {"name": wide, "phone": 7}, "hidden": [1]}
    desk.paths.views.write_text(
        json.dumps({desk.clerk: {PAGE: {"columns": columns}}}), encoding="utf-8"
    )
    assert views.view(desk, PAGE) == View(("name",), {"phone": 7.0}, frozenset())


@pytest.mark.parametrize("junk", [b"junk", b"[]", b"\xff", b"[" * 100_000])
def test_what_cannot_be_read_is_laid_aside(desk, junk):
    desk.paths.views.write_bytes(junk)
    assert views.view(desk, PAGE) == View()
    views.keep_view(desk, PAGE, MINE)
    aside = desk.paths.views.with_stem(f"{desk.paths.views.stem}（读不出来）")
    assert aside.read_bytes() == junk and views.view(desk, PAGE) == MINE


def test_what_cannot_be_had_at_the_moment_is_not_written_over(desk):
    """A folder in its place fails to be read as a file does that another program holds."""
    desk.paths.views.mkdir()
    assert views.view(desk, PAGE) == View()
    views.keep_view(desk, PAGE, MINE)
    assert desk.paths.views.is_dir()
