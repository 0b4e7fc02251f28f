"""Lines of Chinese: no rule of GB/T 15834-2011 broken, nothing lost, a straight right edge."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipu_desk.documents.page.breaking import break_lines
from shipu_desk.documents.page.galley import Measure, Run

PLAN = (Path(__file__).parents[1] / "data" / "plan-2023.txt").read_text(encoding="utf-8")
FULL = PLAN.translate(str.maketrans(",:;()", "，：；（）"))
PARAGRAPHS = [line.strip() for line in (PLAN + "\n" + FULL).splitlines() if line.strip()]
NOT_FIRST = "，。、；：？！）》〉」』】〕”’％%℃·,.;:!?)]}"
NOT_LAST = "（《〈「『【〔“‘([{￥№"
PARTED = re.compile(r"(?<=\d)\|(?=[\d%％年月日号个家亿万元])|(?<=[A-Za-z])\|(?=[A-Za-z])|—\|—|…\|…")
GRID = Measure(28, indent=2)


def halves(char, _role):
    return 0.5 if char.isascii() else 1.0


def broken(text, measure=GRID):
    return break_lines([Run(text, "fang")], halves, measure)


def texts(text, measure=GRID):
    return [line.text for line in broken(text, measure)]


@pytest.mark.parametrize("text", PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def test_every_paragraph_of_the_plan_is_turned_by_rule(text):
    lines = broken(text)
    for line in lines:
        assert line.text[0] not in NOT_FIRST
        assert line.text[-1] not in NOT_LAST or line.ends
    assert not PARTED.search("|".join(line.text for line in lines))


@pytest.mark.parametrize("text", PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def test_every_paragraph_of_the_plan_ends_its_lines_on_the_right_edge(text):
    *full, last = broken(text)
    assert [line.width for line in full] == pytest.approx([28] * len(full))
    assert last.width <= 28 + 1e-6
    assert last.ends
    assert not any(line.ends for line in full)
    assert "".join("".join(x.text.split()) for x in (*full, last)) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("字" * 26 + "，字字", "字" * 25),  # one mark gives up half a cell, too little for a whole
        ("字、字、" + "字" * 22 + "，字字", "字、字、" + "字" * 22 + "，"),  # three give up enough
        ("字" * 25 + "（字）字", "字" * 25),
        ("字" * 25 + "“字”字", "字" * 25),
        ("字" * 25 + "——字字", "字" * 25),
        ("字" * 25 + "……字字", "字" * 25),
        ("字" * 24 + "99.5%以上字", "字" * 24),
        ("字" * 24 + "2023年字字", "字" * 24),
        ("字" * 23 + "3.8亿元字字", "字" * 23),
        ("字" * 24 + "第12期字字", "字" * 24),
        ("字" * 24 + "附件12字字", "字" * 24),
        ("字" * 24 + "LOGO标识", "字" * 24 + "LOGO"),
        ("字" * 25 + "LOGO标识", "字" * 25),
        ("字" * 25 + "2019—2023年", "字" * 25),  # 连接号 begins no line and its year stays whole
        ("字" * 25 + "A·B字字", "字" * 25),
        ("字" * 25 + "/字字字", "字" * 24),
        ("字" * 24 + "(一)字字", "字" * 24 + "(一)"),
        ("字" * 25 + "（一）字", "字" * 25),
    ],
)
def test_a_first_line_ends_where_the_rules_let_it(text, first):
    assert texts(text)[0] == first


def test_a_document_number_stays_whole_or_is_parted_after_its_bracket():
    assert texts("字" * 20 + "〔2023〕8号字字字")[0] == "字" * 20 + "〔2023〕8号"
    assert texts("字" * 24 + "〔2023〕8号字")[0] == "字" * 24
    assert texts("字" * 21 + "〔2023〕18号字字字")[0] == "字" * 21 + "〔2023〕"


def test_squeezed_marks_keep_their_ink_apart():
    (line,) = (line for line in broken("字字、字字，" * 4 + "字" * 2 + "，字字字") if not line.ends)
    gaps = [b - a for a, b in zip(line.places, line.places[1:], strict=False)]
    assert min(gaps) >= 0.54
    assert line.width == pytest.approx(28)


def test_a_last_line_of_one_character_is_taken_in_if_marks_give_room():
    assert len(broken("字、字、字、" + "字" * 20 + "字")) == 1
    assert len(broken("字" * 26 + "字")) == 2


def test_a_word_longer_than_a_line_is_cut_and_a_shorter_one_is_not():
    assert texts("a" * 60)[0] == "a" * 52
    assert texts("字" * 20 + "a" * 30)[0] == "字" * 20


@pytest.mark.parametrize(
    "text",
    [
        "汉" * 5000,
        "。" * 5000,
        "（" * 5000,
        "A" * 5000,
        "—" * 5001,
        "1,1" * 1700,
        "〔2023〕8号" * 700,
    ],
)
def test_text_without_a_place_to_turn_still_fills_lines(text):
    lines = broken(text)
    assert "".join(line.text for line in lines) == text
    assert max(line.width for line in lines) <= 28 + 1e-6


def test_blanks_hang_at_the_end_and_stay_inside():
    assert texts("word " * 20)[0] == ("word " * 10).strip()
    (line,) = broken("一　二 三")
    assert line.text == "一　二 三"
    assert line.places[2] - line.places[0] == pytest.approx(2)


def test_runs_keep_their_roles():
    lines = break_lines([Run("头" * 30, "kai"), Run("文" * 10, "fang")], halves, GRID)
    assert (
        "".join("k" if r == "kai" else "f" for x in lines for r in x.roles) == "k" * 30 + "f" * 10
    )


ALPHABET = st.sampled_from("字文街镇，。、；：（）《》“”—…〔〕年月%0123459.,()/· aBz&<'\"·　")


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=160), st.integers(6, 30))
def test_any_text_is_kept_in_order_inside_the_measure(text, width):
    lines = broken(text, Measure(width, indent=2))
    assert "".join("".join(x.text.split()) for x in lines) == "".join(text.split())
    for line in lines:
        assert line.places[0] >= -0.5
        assert line.width <= width + 1e-6
        assert list(line.places) == sorted(line.places)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("字文街镇区办，。、（）《“”年%0123"), max_size=120))
def test_any_sentence_without_heaps_of_marks_keeps_the_rules(text):
    text = re.sub(r"[，。、（）《“”%]{2,}", "字", text)
    for line in broken(text):
        assert line.text[0] not in NOT_FIRST or text.startswith(line.text)
        assert line.text[-1] not in NOT_LAST or line.ends
