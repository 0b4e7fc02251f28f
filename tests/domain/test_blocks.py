"""Blocks of cells between the desk and a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipu_desk.domain.blocks import html_of, parse, spread, text_of

CELLS = st.text(st.sampled_from("甲乙\"\t\n'=,a 1"), max_size=6)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("示例甲\t食品\r\n示例乙\t文化\r\n", [["示例甲", "食品"], ["示例乙", "文化"]]),
        ("示例甲", [["示例甲"]]),
        ("", [[""]]),
        ("甲\t\t乙\n丙", [["甲", "", "乙"], ["丙"]]),
        ('"甲\n乙"\t丙', [["甲\n乙", "丙"]]),
        ('"他说""好"""\t丙', [['他说"好"', "丙"]]),
        ('"好"\t丙', [['"好"', "丙"]]),
        ('"没有合上\t丙\n丁', [['"没有合上', "丙"], ["丁"]]),
        ('5" 屏\t丙', [['5" 屏', "丙"]]),
        ("甲\r乙\r", [["甲"], ["乙"]]),
        ("甲\n\n乙\n", [["甲"], [""], ["乙"]]),
        ("甲\n\n", [["甲"], [""]]),
        ('"甲\r\n乙"', [["甲\n乙"]]),
    ],
)
def test_what_a_spreadsheet_copies_is_read(text, block):
    assert parse(text) == block


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_read_back(block):
    text = text_of(block)
    if block[-1] != [""] or len(block) == 1:  # an empty last line is what ends a block
        assert parse(text) == block


@given(st.text(st.sampled_from('甲"\t\r\n'), max_size=12))
def test_any_text_is_some_block_and_no_character_gets_lost(text):
    block = parse(text)
    kept = "".join(cell for line in block for cell in line)
    assert kept.count("甲") == text.count("甲")
    assert all(block) and parse(text_of([*block, ["末"]]))[:-1] == block


def test_word_and_excel_get_a_table_of_texts():
    said = html_of([["91330225XX00019508", "<A&B>"], ["甲\n乙", ""]])
    assert said.count("<tr>") == 2 and said.count("mso-number-format:'\\@'") == 4
    assert "&lt;A&amp;B&gt;" in said and "甲<br" in said


@pytest.mark.parametrize(
    ("block", "place", "made"),
    [
        ([["甲"]], (3, 1), [["甲"], ["甲"], ["甲"]]),
        ([["甲", "乙"]], (2, 2), [["甲", "乙"], ["甲", "乙"]]),
        ([["甲", "乙"]], (1, 1), [["甲", "乙"]]),
        ([["甲"], ["乙"]], (3, 1), [["甲"], ["乙"]]),
        ([["甲"], ["乙", "丙"]], (4, 2), [["甲"], ["乙", "丙"]]),
    ],
)
def test_a_block_fills_the_place_it_is_put_into(block, place, made):
    assert spread(block, *place) == made
