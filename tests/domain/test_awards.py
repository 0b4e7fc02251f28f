"""Who may award: the body and the title are doubted where the regulation gives reason to."""

import pytest

from shipu_desk.domain.awards import doubt_about_body, doubt_about_title
from shipu_desk.domain.settings import Settings

MAY_NOT = "可能不得开展创建示范活动"
ASK = "是否可以开展创建示范活动"


@pytest.mark.parametrize(
    "body",
    [
        "打造石浦放心消费示范镇工作领导小组",
        "象山县打造石浦镇放心消费示范镇工作领导小组",
        "象山县人民政府",
        "宁波市人民政府",
        "浙江省人民政府",
        "县政府",
        "中共象山县委",
        "中共象山县委员会",
        "浙江省市场监督管理局",
        "国家市场监督管理总局",
        "浙江省宁波市人民政府",
        "象山县人民政府（代章）",
        "中共象山县委、象山县人民政府",
        " 象山县人民政府 ",
    ],
)
def test_governments_and_their_leading_group_may_award(body):
    assert doubt_about_body(body) is None


@pytest.mark.parametrize(
    "body",
    [
        "县市场监管局",
        "象山县市场监督管理局",
        "宁波市市场监督管理局",
        "石浦镇人民政府",
        "石浦镇政府",
        "象山县石浦镇",
        "中共石浦镇委员会",
        "石浦镇党委",
        "丹东街道办事处",
        "打造石浦放心消费示范镇工作领导小组办公室",
        "县府办",
        "县金融发展服务中心",
        "象山县消费者权益保护委员会",
        "县交通集团",
        "象山县人民政府、县市场监管局",
        "石浦镇人民政府（代章）",
        "浙江省象山县市场监督管理局",
        "国家税务总局象山县税务局",
    ],
)
def test_departments_and_towns_are_doubted_with_the_regulation(body):
    told = doubt_about_body(body)
    assert MAY_NOT in told
    assert "《创建示范活动管理办法（试行）》" in told


def test_an_unknown_body_is_asked_about():
    assert ASK in doubt_about_body("示例")


def test_of_several_bodies_the_one_in_doubt_is_named():
    assert "“县市场监管局”" in doubt_about_body("象山县人民政府、县市场监管局")


def test_a_title_that_claims_the_nation_is_doubted():
    assert doubt_about_title("放心消费示范店") is None
    assert "“全国”" in doubt_about_title("全国放心消费示范店")


@pytest.mark.parametrize(
    ("pattern", "digits", "number"),
    [
        ("SPFX-{年份}-{序号}", 4, "SPFX-2023-0007"),
        ("石放示〔{年份}〕{序号}号", 1, "石放示〔2023〕7号"),
        ("{年份}{序号}", 3, "2023007"),
        ("{年份}-D-{年份}-{序号}", 2, "2023-D-2023-07"),
    ],
)
def test_a_number_is_made_and_known_again_by_the_pattern(pattern, digits, number):
    settings = Settings(number_pattern=pattern, number_digits=digits)
    assert settings.award_number(2023, 7) == number
    assert settings.place_of(number) == (2023, 7)


@pytest.mark.parametrize("number", ["SPFX-23-0007", "SPFX-2023", "旧2019-1", "SPFX-2023-0007补"])
def test_other_numbers_are_not_of_the_pattern(number):
    assert Settings().place_of(number) is None


@pytest.mark.parametrize("number", ["SPFX-2023-7", "SPFX-2023-０００７", "spfx-2023-0007"])
def test_a_number_in_other_digits_or_width_or_case_is_known_as_one_of_the_series(number):
    assert Settings().place_of(number) == (2023, 7)
