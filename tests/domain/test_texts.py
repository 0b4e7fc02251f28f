"""Names that look alike are alike; what draws nothing is no name."""

import pytest

from shipu_desk.domain.texts import Unprintable, narrow, tidy


@pytest.mark.parametrize("mark", ["\ufe0f", "\u034f", "\U000e0100", "\u180b", "\u200b", "\ufeff"])
def test_what_only_chooses_a_glyph_is_dropped(mark):
    assert tidy(f"石浦{mark}局") == "石浦局" and narrow(f"９{mark}1") == "91"


@pytest.mark.parametrize("filler", ["\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u17b4"])
def test_what_draws_nothing_is_refused_by_its_number(filler):
    for text in (filler, f"石浦{filler}局"):
        with pytest.raises(Unprintable, match=f"看不见的字符（U\\+{ord(filler):04X}）"):
            tidy(text)


@pytest.mark.parametrize("text", ["石浦局", "𠮷野家", "café", "一 二", "①②"])
def test_everything_else_stays(text):
    assert tidy(f" {text}\u3000") == text
