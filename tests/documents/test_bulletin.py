"""信息简报: each page measured against GB/T 9704-2012, each text read back, each fault listed."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import chars, copied, ink, lines, rules, squashed, text_of

from shipu_desk.documents.bulletin import ArticleFacts, BulletinFacts, write_bulletin
from shipu_desk.documents.files import NotWritten
from shipu_desk.documents.proof import ProofFailed
from shipu_desk.documents.typography.fonts import bundled

PLAN = (Path(__file__).parents[1] / "data" / "plan-2023.txt").read_text(encoding="utf-8")
BODY = PLAN[PLAN.index("为深入贯彻") : PLAN.index("附件:1")].translate(
    str.maketrans(",:;()", "，：；（）")
)
ROW, CELL = 225 / 22, 156 / 28
FACTS = BulletinFacts(
    masthead="信息简报",
    kicker="打造石浦镇放心消费示范镇",
    issue_no=1,
    year=2023,
    editor="打造石浦放心消费示范镇工作领导小组办公室",
    day=date(2023, 3, 10),
    articles=(
        ArticleFacts(
            "县政府办公室印发实施方案部署打造石浦镇放心消费示范镇试点工作", BODY, "县府办"
        ),
        ArticleFacts("示例：第二篇稿件", "示例正文。\n" * 3),
    ),
    report="领导小组组长、副组长。",
    send="领导小组成员单位。",
    dispatch="石浦镇各社区、村，放心消费示范街维权联络站点。",
    copies=60,
)


def written(tmp_path, facts=FACTS, name="bulletin.pdf"):
    return write_bulletin(facts, tmp_path / name, bundled())


def unnumbered(done):
    """All text without blanks and page numbers."""
    text = squashed(done.path)
    for page in range(done.pages):
        text = text.replace(f"—{page + 1}—", "", 1)
    return text


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return written(tmp_path_factory.mktemp("bulletin"))


def test_body_lines_stand_on_the_grid_of_every_page(made):
    for page in range(made.pages):
        for line in lines(made.path, page):
            if line[0].middle < 37 + 8 * ROW and page == 0:
                continue  # masthead
            if "".join(c.text for c in line) == "县府办":
                continue  # the source is centred
            row = (line[0].middle - 37) / ROW - 0.5
            assert row == pytest.approx(round(row), abs=0.02)
            lean = CELL / 2 if line[0].text in "（“《" else 0.05  # squeezed: its blank half goes
            starts = (28, 28 + 2 * CELL)
            assert min(abs(line[0].left - start) for start in starts) <= lean
            assert line[-1].right <= 184 + (CELL / 2 if line[-1].text in "，。、；：）》”" else 0.3)


def test_no_ink_leaves_the_type_area_but_the_page_number(made):
    for page in range(made.pages):
        for box in (
            (0, 0, 27.7, 297),
            (184.3, 0, 210, 297),
            (0, 0, 210, 36.7),
            (0, 262.3, 210, 267),
        ):
            assert ink(made.path, box, page) is None


def test_full_lines_end_on_the_right_edge(made):
    ends = [line[-1].right for page in range(1, 3) for line in lines(made.path, page)]
    straight = [x for x in ends if abs(x - 184) < 0.3 or 0 < 184 - x < CELL / 2]
    assert len(straight) > len(ends) * 0.8


def test_the_pages_between_are_full(made):
    for page in range(1, made.pages - 2):
        assert len(lines(made.path, page)) in (21, 22)


def test_the_masthead_is_as_designed(made):
    (red,) = rules(made.path)
    assert (red.left, red.right) == pytest.approx((28, 184), abs=0.05)
    assert red.middle == pytest.approx(37 + 7 * ROW, abs=0.1)
    assert red.weight == pytest.approx(1, abs=0.05)
    left, _, right, _ = ink(made.path, (20, 50, 190, 80))
    assert (left + right) / 2 == pytest.approx(106, abs=0.3)
    assert right - left == pytest.approx(132, abs=0.5)
    text = copied(made.path)[0]
    for part in (
        "打造石浦镇放心消费示范镇",
        "信息简报",
        "（第1期）",
        f"{FACTS.editor}编",
        "2023年3月10日",
    ):
        assert part in text


MASTHEADS = ("简报", "信息简报", "放心消费示范镇工作简报", "打造石浦放心消费示范镇工作简报")
EDITORS = ("", "协调推进办公室", "打造石浦放心消费示范镇工作领导小组办公室（示例科）")


@pytest.mark.parametrize("note", ["", "内部资料　注意保存"])
@pytest.mark.parametrize("kicker", ["", "打造石浦镇放心消费示范镇"])
@pytest.mark.parametrize("masthead", MASTHEADS)
@pytest.mark.parametrize("editor", EDITORS)
def test_parts_of_a_masthead_never_meet(tmp_path, note, kicker, masthead, editor):
    facts = replace(FACTS, articles=(ArticleFacts("示例", "示例。"),))
    facts = replace(facts, note=note, kicker=kicker, masthead=masthead, editor=editor)
    done = written(tmp_path, facts)
    rows = {}
    for c in (c for c in chars(done.path) if c.middle < 37 + 7 * ROW):
        rows[round(c.middle, 1)] = c.size * 25.4 / 72
    edges = [(y - size * 0.46, y + size * 0.46) for y, size in sorted(rows.items())]
    assert len(edges) >= 3
    assert all(below[0] >= above[1] for above, below in pairwise(edges))
    assert edges[-1][1] < 108


def test_the_closing_block_stands_on_the_lower_edge(made):
    first, thin, last = rules(made.path, made.pages - 1)
    assert [r.weight for r in (first, thin, last)] == pytest.approx([0.35, 0.25, 0.35], abs=0.02)
    assert last.middle == pytest.approx(262, abs=0.1)
    for rule in (first, thin, last):
        assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.05)
    entries = lines(made.path, made.pages - 1, size=14)
    assert [text_of(entry) for entry in entries[:3]] == [
        "报：领导小组组长、副组长。",
        "送：领导小组成员单位。",
        "发：石浦镇各社区、村，放心消费示范街维权联络站点。",
    ]
    assert text_of(entries[3]) == f"编印：{FACTS.editor}共印60份"
    assert entries[0][0].left == pytest.approx(28 + 14 * 25.4 / 72, abs=0.05)
    body = [line[0].middle for line in lines(made.path, made.pages - 1)]
    assert max(body) + ROW / 2 < first.middle


def test_page_numbers_are_outside_odd_right_even_left(made):
    for page in range(made.pages):
        number = lines(made.path, page, size=14)[-1]
        assert text_of(number) == f"— {page + 1} —"
        left, top, right, bottom = ink(made.path, (25, 264, 187, 276), page)
        assert (top + bottom) / 2 == pytest.approx(269.1, abs=0.6)
        if page % 2:
            assert left == pytest.approx(28 + CELL, abs=0.2)
        else:
            assert right == pytest.approx(184 - CELL, abs=0.2)


def test_every_text_is_read_back(made):
    text = unnumbered(made)
    assert "".join(BODY.split()) in text
    assert "示例正文。" * 3 in text
    assert text.index("县府办") < text.index("为深入贯彻")


def test_no_blank_is_copied_that_was_not_typed(made):
    bodies = "\n".join(copied(made.path)[1:3])
    typed = [line for line in BODY.splitlines() if " " in line]
    spaced = [line for line in bodies.splitlines() if " " in line.strip() and "—" not in line]
    for line in spaced:
        assert any(part in whole for whole in typed for part in [line.strip()]), line


def test_the_same_facts_give_the_same_bytes(tmp_path, made):
    assert written(tmp_path).path.read_bytes() == made.path.read_bytes()


def test_nothing_is_ever_drawn_as_a_missing_glyph(made):
    assert "\ufffd" not in squashed(made.path)
    assert all(c.text != "\0" for page in range(made.pages) for c in chars(made.path, page))


def test_empty_fields_are_absent(tmp_path):
    facts = BulletinFacts("简报", 3, date(2023, 4, 1), (ArticleFacts("示例", "示例。"),))
    done = written(tmp_path, facts)
    assert squashed(done.path) == "简报（第3期）2023年4月1日示例示例。—1—"
    assert len(rules(done.path)) == 1


@pytest.mark.parametrize(
    ("changes", "issue"),
    [
        ({}, "（第1期）"),
        ({"serial": 9}, "第1期（总第9期）"),
        ({"year": 2022}, "（2022年第1期）"),
    ],
)
def test_the_issue_is_named(tmp_path, changes, issue):
    assert issue in squashed(written(tmp_path, replace(FACTS, **changes)).path)


def test_a_long_dispatch_list_hangs_under_its_text(tmp_path):
    done = written(tmp_path, replace(FACTS, dispatch="示例单位、" * 60 + "示例单位。"))
    entries = [x for x in lines(done.path, done.pages - 1, size=14) if x[0].middle < 262]
    wrapped = [x for x in entries if text_of(x)[0] not in "报送发编"]
    assert len(wrapped) > 8
    assert {round(x[0].left, 1) for x in wrapped} == {round(28 + 3 * 14 * 25.4 / 72, 1)}
    assert rules(done.path, done.pages - 1)[-1].middle == pytest.approx(262, abs=0.1)


@pytest.mark.parametrize("count", range(4, 18))
def test_the_closing_block_never_meets_the_text_nor_stands_alone(tmp_path, count):
    facts = replace(FACTS, articles=(ArticleFacts("示例标题", "示例正文。\n" * count),))
    done = written(tmp_path, facts)
    body = [
        line[0].middle
        for line in lines(done.path, done.pages - 1)
        if done.pages > 1 or line[0].middle > 110
    ]
    assert len(body) >= 2
    assert max(body) + ROW / 2 < rules(done.path, done.pages - 1)[-3].middle


@pytest.mark.parametrize("units", range(50, 120, 15))
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_very_long_list_never_meets_a_short_article(tmp_path, units, count):
    article = ArticleFacts("示例标题", "示例正文。\n" * count)
    dispatch = "示例单位、" * units
    done = written(tmp_path, replace(FACTS, articles=(article,), dispatch=dispatch))
    body = [
        c.middle
        for c in chars(done.path, done.pages - 1)
        if abs(c.size - 15.75) < 0.05 and (done.pages > 1 or c.middle > 110)
    ]
    assert max(body, default=0) + ROW / 2 < rules(done.path, done.pages - 1)[-3].middle
    assert dispatch in squashed(done.path)


def test_a_heading_is_never_the_last_line_of_a_page(tmp_path):
    for count in range(8, 14):
        body = "示例正文。\n" * count + "一、示例标题\n示例正文。\n（一）示例标题\n示例正文。"
        done = written(tmp_path, replace(FACTS, articles=(ArticleFacts("示例", body),)))
        for page in range(done.pages):
            assert not text_of(lines(done.path, page)[-1]).endswith("标题")


def test_thirty_articles_follow_one_another(tmp_path):
    articles = tuple(ArticleFacts(f"示例稿件之{n}", "示例正文。" * 30) for n in range(30))
    done = written(tmp_path, replace(FACTS, articles=articles))
    text = unnumbered(done)
    places = [text.index(f"示例稿件之{n}示例") for n in range(30)]
    assert places == sorted(places)
    assert text.count("示例正文。") == 900
    for page in range(done.pages):  # a title takes its text with it
        titles = [x[0].middle for x in lines(done.path, page, size=22)]
        assert not titles or max(titles) < max(x[0].middle for x in lines(done.path, page))


def test_long_titles_and_mastheads_are_turned(tmp_path):
    title = "象山县石浦镇" + "示例" * 27
    facts = replace(
        FACTS,
        masthead="打造石浦放心消费示范镇工作简报",
        articles=(ArticleFacts(title, BODY[:400]),),
    )
    done = written(tmp_path, facts)
    found = lines(done.path, size=22)
    assert "".join(map(text_of, found)) == title
    for line in found:
        assert line[0].left >= 28
        assert line[-1].right <= 184
    assert "打造石浦放心消费示范镇工作简报" in squashed(done.path)


@pytest.mark.parametrize(
    "typed", ["A&B", "<b>店", "a<b", "&lt;", '<img src="x">', "示例𬱖𬸚𪩘喆镕堃"]
)
def test_text_is_printed_as_typed(tmp_path, typed):
    facts = replace(FACTS, articles=(ArticleFacts(f"示例{typed}", f"示例{typed}。"),))
    text = "\n".join(copied(written(tmp_path, facts).path))
    assert f"示例{typed}\r" in text or f"示例{typed}\n" in text
    assert f"示例{typed}。" in text


def test_all_that_cannot_be_printed_is_listed_and_nothing_is_written(tmp_path):
    facts = replace(
        FACTS,
        send="示例😀",
        articles=(
            ArticleFacts("示例\u202e标题", "一、示例\u0007\n示例\x0b\U0010fffd"),
            ArticleFacts("", "　\n"),
        ),
    )
    with pytest.raises(ProofFailed) as told:
        written(tmp_path, facts)
    assert len(told.value.problems) == 5
    said = str(told.value)
    for part in (
        "送：",
        "😀（U+1F600）",
        "第1篇标题：",
        "U+202E",
        "U+0007",
        "U+10FFFD",
        "第2篇没有标题",
    ):
        assert part in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"articles": ()}, "还没有稿件"),
        ({"articles": (ArticleFacts("示" * 140, "示例"),)}, "第1篇标题过长，共140字"),
        ({"masthead": "示" * 40}, "报头名称共40字"),
        ({"kicker": "示" * 40}, "报头上方文字共40字"),
        ({"editor": "示" * 60}, "编印单位共60字"),
        ({"dispatch": "示例、" * 400}, "报、送、发的文字过长"),
    ],
)
def test_what_has_no_room_is_listed(tmp_path, changes, said):
    with pytest.raises(ProofFailed, match=said):
        written(tmp_path, replace(FACTS, **changes))
    assert not list(tmp_path.iterdir())


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        st.sampled_from("示例街镇，。、（）《》“”0123%年abZ&<>'…—·𬱖喆 "), min_size=1, max_size=400
    )
)
def test_any_article_is_read_back_in_order(text):
    with TemporaryDirectory() as folder:
        facts = BulletinFacts("简报", 1, FACTS.day, (ArticleFacts("示例", f"示{text}例"),))
        done = written(Path(folder), facts)
        assert "".join(f"示{text}例".split()) in unnumbered(done)


def test_a_body_of_fifty_thousand_characters_is_printed(tmp_path):
    body = (BODY * 9)[:50_000]
    done = written(tmp_path, replace(FACTS, articles=(ArticleFacts("示例", body),)))
    assert done.pages > 60
    text = unnumbered(done)
    assert "".join(body.split()) in text


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(NotWritten):
        write_bulletin(FACTS, tmp_path / "没有" / "a.pdf", bundled())
