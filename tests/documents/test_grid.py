"""The grid of GB/T 9704-2012: pages of rows, headings kept with their text, styled paragraphs."""

import pytest
from pages import chars, ink, lines

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.grid import Item, blank, paginate
from shipu_desk.documents.page.headline import split
from shipu_desk.documents.page.manuscript import paragraphs
from shipu_desk.documents.typography.fonts import bundled


def rows(count, keep=()):
    return [Item(lambda sheet, row: None, keep=i in keep) for i in range(count)]


def counts(items, *args, **how):
    return [len(page) for page in paginate(items, *args, **how)]


def test_a_page_holds_twenty_two_rows():
    assert counts(rows(50)) == [22, 22, 6]
    assert counts(rows(50), 8) == [14, 22, 14]


def test_a_heading_goes_over_with_its_text():
    assert counts(rows(30, keep={21})) == [21, 9]
    assert counts(rows(30, keep={20, 21})) == [20, 10]


def test_rows_bound_for_longer_than_a_page_are_parted():
    assert counts(rows(30, keep=set(range(29)))) == [22, 8]


def test_a_gap_never_opens_a_page():
    items = [*rows(22), blank(), *rows(3)]
    assert [[p.row for p in page] for page in paginate(items)][1] == [0, 1, 2]


def test_a_turn_can_be_asked_for():
    assert counts(rows(10), turn_before=8) == [8, 2]


@pytest.mark.parametrize(
    ("text", "roles", "heading"),
    [
        ("一、组织部署", ["hei"], True),
        ("十二、组织部署", ["hei"], True),
        ("（一）年底目标。到2023年底，完成。", ["kai", "fang"], False),
        ("(一)加强组织领导。建立领导小组。", ["kai", "fang"], False),
        ("（二）创建路径", ["kai"], True),
        ("（一）组织部署阶段（2023年2月底前） 完成构建。", ["kai", "fang"], False),
        ("一、工作目标 以石浦镇为试点。", ["hei", "fang"], False),
        ("（二）" + "路" * 60, ["fang"], False),
        ("1.从“点”入手", ["fang"], True),
        ("1.从“点”入手，创建示范店。严格依照标准。", ["fang"], False),
        ("（1）第一步", ["fang"], True),
        ("一、二、三等奖名单如下", ["fang"], False),
        ("1.34亿元的营业额", ["fang"], False),
        ("正文", ["fang"], False),
    ],
)
def test_paragraphs_take_the_type_of_their_level(text, roles, heading):
    (paragraph,) = paragraphs(f"\n　　{text}\r\n\n")
    assert [run.role for run in paragraph.runs] == roles
    assert paragraph.heading is heading
    assert "".join(run.text for run in paragraph.runs) == text


def test_a_list_of_short_lines_may_be_parted_but_not_its_heading():
    text = (
        "一、示例标题\n（一）示例标题\n" + "".join(f"{n}.示例\n" for n in range(1, 20)) + "示例。"
    )
    found = paragraphs(text)
    assert [p.heading for p in found] == [True, True, *[False] * 18, True, False]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """One full page of body text in every level."""
    path = tmp_path_factory.mktemp("grid") / "page.pdf"
    fonts = bundled()
    text = "一、目标\n（一）点。以点带面\n" + "字" * 26 + "街" * 28 * 19
    sheet = Sheet(path, *grid.PAGE, fonts)
    (placed,) = paginate(grid.body(paragraphs(text), fonts))
    for one in placed:
        one.item.draw(sheet, one.row)
    grid.page_number(sheet, 7)
    sheet.page()
    sheet.save()
    return path


def test_a_full_page_is_twenty_two_lines_of_twenty_eight_cells(page):
    found = lines(page)
    assert len(found) == 22
    assert {len(line) for line in found[3:]} == {28}
    assert found[0][0].left == pytest.approx(28 + 2 * 156 / 28, abs=0.02)
    for number, line in enumerate(found):
        assert line[0].middle == pytest.approx(37 + (number + 0.5) * 225 / 22, abs=0.02)
    for line in found[3:]:
        assert [c.left for c in line] == pytest.approx(
            [28 + n * 156 / 28 for n in range(28)], abs=0.03
        )
        assert line[-1].right == pytest.approx(184, abs=0.03)


def test_levels_are_in_their_type(page):
    first, second, third, *_ = lines(page)
    assert {c.font.split("+")[1] for c in first} != {c.font.split("+")[1] for c in third}
    head, text = second[:5], second[5:]
    assert len({c.font for c in head}) == 1
    assert {c.font for c in head}.isdisjoint(c.font for c in text)
    assert {c.font for c in text} == {c.font for c in third}


def test_the_dash_of_the_page_number_is_seven_millimetres_below(page):
    number = [c for c in chars(page) if abs(c.size - 14) < 0.05]
    assert "".join(c.text for c in number) == "— 7 —"
    left, top, right, bottom = ink(page, (160, 264, 168, 276))
    assert (top + bottom) / 2 == pytest.approx(262 + 7, abs=0.15)
    *_, right, _ = ink(page, (160, 264, 200, 276))
    assert right == pytest.approx(184 - 156 / 28, abs=0.2)
    assert left < right


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (
            "县政府办公室印发实施方案部署打造石浦镇放心消费示范镇试点工作",
            ("县政府办公室印发实施方案", "部署打造石浦镇放心消费示范镇试点工作"),
        ),
        ("石浦镇召开创建动员大会", ("石浦镇召开创建动员大会",)),
        ("第一行是写的人定的\n第二行也是", ("第一行是写的人定的", "第二行也是")),
    ],
)
def test_titles_are_turned_by_sense(title, parts):
    assert split(title, 19) == parts


@pytest.mark.parametrize("length", range(1, 134, 7))
def test_a_title_of_any_length_to_seven_lines_is_kept_whole(length):
    title = ("放心消费示范街联络站" * 14)[:length]
    found = split(title, 19)
    assert "".join(found) == title
    assert max(map(len, found)) <= 19


def test_words_and_quotations_of_a_title_stay_whole():
    parts = split("象山县市场监督管理局召开“放心消费体验官”聘任会议暨消费维权联络站授牌仪式", 19)
    assert not any(part.endswith(("放", "放心", "体验", "联络")) for part in parts)
    assert split("标" * 140, 19) == ()
