"""The 80 % rule: a fraction that is never rounded up to its target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipu_desk.domain.places import Share


@pytest.mark.parametrize(
    ("created", "suitable", "met", "text"),
    [
        (0, 0, None, "—"),
        (0, 5, False, "0/5 = 0.0%"),
        (4, 5, True, "4/5 = 80.0%"),
        (5, 5, True, "5/5 = 100.0%"),
        (1599, 2000, False, "1599/2000 = 79.9%"),
        (79_999, 100_000, False, "79999/100000 = 79.9%"),
        (2, 3, False, "2/3 = 66.6%"),
    ],
)
def test_a_share_shows_its_figures_and_is_cut_not_rounded(created, suitable, met, text):
    share = Share(created, suitable)
    assert (share.met, str(share)) == (met, text)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_that_shows_80_percent_has_reached_it(created, suitable):
    share = Share(created, suitable)
    shown = float(str(share).split("= ")[1].removesuffix("%"))
    assert (shown >= 80) == share.met
