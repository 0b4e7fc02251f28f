"""统一社会信用代码 by GB 32100-2015: published codes hold, every slip of one character is found."""

import pytest
import raws
from hypothesis import given
from hypothesis import strategies as st

from shipu_desk.domain.credit_code import ALPHABET, check_character, fault, normal

GENUINE = [
    "91420000757013137P", "9144030071526726XG", "914403001922038216", "91330000733796106P",
    "91330200711192037M", "91110000710926094P", "91100000100003962T", "91350100M000100Y43",
]  # fmt: skip


@pytest.mark.parametrize("code", GENUINE)
def test_a_published_code_holds(code):
    assert fault(code) is None


@pytest.mark.parametrize(
    ("code", "expected"), [("91350100M000100Y4Z", "Z"), ("91520000214443413G", "第18位应为")]
)
def test_a_known_wrong_code_is_refused(code, expected):
    assert expected in fault(code)


def test_the_expected_character_is_told():
    assert fault("91350100M000100Y44") == "校验不通过：按前17位，第18位应为3，请对照营业执照"


@pytest.mark.parametrize("code", GENUINE[:3])
def test_every_substitution_of_one_character_is_found(code):
    for at in range(18):
        for other in ALPHABET.replace(code[at], ""):
            assert fault(code[:at] + other + code[at + 1 :]), (at, other)


@pytest.mark.parametrize("code", GENUINE)
def test_every_swap_of_unlike_neighbours_is_found(code):
    for at in range(17):
        if code[at] != code[at + 1]:
            assert fault(code[:at] + code[at + 1] + code[at] + code[at + 2 :]), at


@pytest.mark.parametrize(
    ("letter", "digit"), [("O", "0"), ("I", "1"), ("Z", "2"), ("S", "5"), ("V", None)]
)
def test_a_letter_that_looks_like_a_digit_is_pointed_out_and_not_changed(letter, digit):
    typed = "9135010" + letter + "M000100Y43"
    assert normal(typed) == typed
    assert f"第8位{'是字母' if digit else '“'}{letter}" in fault(typed)
    assert digit is None or f"请核对是否为数字{digit}" in fault(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "９１３５０１００Ｍ０００１００Ｙ４３", "91350100m000100y43", " 91350100 M000 100Y43 ",
        "91350100-M000100Y43", "'91350100M000100Y43", "\u300091350100M000100Y43\u200b",
    ],
)  # fmt: skip
def test_width_case_and_blanks_do_not_matter(typed):
    assert normal(typed) == "91350100M000100Y43"


@pytest.mark.parametrize("length", [0, 1, 17, 19])
def test_the_length_is_told(length):
    assert fault("9" * length) == f"应为18位，现在是{length}位"


@given(st.text(alphabet=ALPHABET, min_size=17, max_size=17))
def test_exactly_one_check_character_holds(body):
    good = [last for last in ALPHABET if fault(body + last) is None]
    assert good == [check_character(body)]


@given(st.text(max_size=25))
def test_whatever_is_typed_gets_an_answer(typed):
    said = fault(normal(typed))
    assert said is None or said.isprintable()


def test_the_samples_of_the_tests_are_well_formed():
    assert all(fault(raws.code(number)) is None for number in range(50))
