"""附件1: names padded by layout and copied as typed, any number of members, the office."""

from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pytest
from annexes import OFFICE, ROSTER
from pages import copied, ink, lines, squashed, text_of

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.documents.roster import GroupFacts, PersonFacts, write_roster
from shipu_desk.documents.typography.fonts import bundled

ROW, CELL, EM = 225 / 22, 156 / 28, 15.75 * 25.4 / 72


def written(tmp_path, facts=ROSTER):
    return write_roster(facts, tmp_path / "roster.pdf", bundled())


def many(count, name="示例甲", unit="示例单位"):
    people = tuple(PersonFacts(f"{name}{n}", unit) for n in range(count))
    return replace(ROSTER, groups=(GroupFacts("成员", people),))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return written(tmp_path_factory.mktemp("roster"))


def test_the_seventeen_of_the_plan_fit_one_page_in_their_order(made):
    assert made.pages == 1
    text = squashed(made.path)
    wanted = "".join(
        f"{g.role}：" * (i == 0) + p.name + p.unit
        for g in ROSTER.groups
        for i, p in enumerate(g.people)
    )
    assert text == f"附件1{ROSTER.title}{wanted}{OFFICE}—3—"


def test_two_characters_are_set_as_wide_as_three_and_copied_without_a_blank(made):
    rows = {text_of(row): row for row in lines(made.path)}
    short = next(row for text, row in rows.items() if text.startswith("郑颖"))
    three = next(row for text, row in rows.items() if text.startswith("倪永健"))
    assert short[0].left == pytest.approx(three[0].left, abs=0.01)
    assert short[1].left == pytest.approx(three[2].left, abs=0.02)
    assert short[2].left == pytest.approx(three[3].left, abs=0.01)
    assert "郑颖 县商务局" in copied(made.path)[0]
    assert "组长： 钮晶莹" in copied(made.path)[0]


def test_label_title_and_columns_stand_where_the_standard_has_them(made):
    label, *rows = lines(made.path)
    assert text_of(label) == "附件1"
    assert label[0].left == pytest.approx(28, abs=0.1)
    assert label[0].middle == pytest.approx(37 + ROW / 2, abs=0.05)
    (title,) = lines(made.path, size=22)
    assert text_of(title) == ROSTER.title
    assert title[0].middle == pytest.approx(37 + 2.5 * ROW, abs=0.05)
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(106, abs=0.3)
    people = rows[:17]
    names = [next(c.left for c in row if c.left > 28 + 8.9 * CELL) for row in people]
    assert names == pytest.approx([28 + 9 * CELL] * 17, abs=0.02)


def test_the_list_and_its_page_number_keep_inside_the_page(made):
    *_, last = lines(made.path)
    assert last[0].middle + EM / 2 <= 262
    left, _, right, _ = ink(made.path, (20, 264, 190, 276))
    assert right == pytest.approx(184 - CELL, abs=0.2)
    assert left > 106


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (18, 1), (20, 2), (41, 3), (200, 10)])
def test_any_number_of_members_is_printed(tmp_path, count, pages):
    facts = many(count)
    done = written(tmp_path, facts)
    text = squashed(done.path)
    assert abs(done.pages - pages) <= (count == 200)
    assert text.count("示例单位") == count
    assert all(f"示例甲{n}示例单位" in text for n in range(count))
    assert text.count("成员（续）：") == done.pages - 1


@pytest.mark.parametrize("count", range(14, 62, 3))
def test_the_paragraph_is_never_parted_nor_alone(tmp_path, count):
    done = written(tmp_path, many(count))
    last = "".join(copied(done.path)[-1].split())
    assert OFFICE in last
    assert "示例单位" in last


def test_an_empty_list_says_so_quietly(tmp_path):
    done = written(tmp_path, replace(ROSTER, groups=(), office=""))
    assert squashed(done.path) == f"附件1{ROSTER.title}待录入—3—"
    done = written(tmp_path, replace(ROSTER, groups=(GroupFacts("成员", ()),), office=""))
    assert squashed(done.path) == f"附件1{ROSTER.title}成员：待录入—3—"


def test_long_names_and_units_wrap_in_their_columns(tmp_path):
    unit = "示例县渔港路放心消费示范街消费维权联络站点协调推进办公室综合协调科"
    people = (
        PersonFacts("示例", unit),
        PersonFacts("示例·甲乙丙丁戊己庚辛壬癸子丑寅卯", unit),
        PersonFacts("示例𬱖喆镕", "示例单位"),
    )
    done = written(tmp_path, replace(ROSTER, groups=(GroupFacts("名誉组长", people),)))
    text = squashed(done.path)
    assert text.count(unit) == 1  # the other one stands beside the second line of its name
    assert "示例𬱖喆镕" in text
    for row in lines(done.path):
        assert row[0].left >= 28 - 0.1
        assert row[-1].right <= 184.3
        assert [c.left for c in row] == sorted(c.left for c in row)


def test_a_name_is_set_in_one_font(tmp_path):
    facts = replace(ROSTER, groups=(GroupFacts("成员", (PersonFacts("示例𬱖喆", "示例单位"),)),))
    done = written(tmp_path, facts)
    row = next(row for row in lines(done.path) if "𬱖" in text_of(row))
    start = text_of(row).index("示例𬱖喆")
    assert len({c.font for c in row[start : start + 4]}) == 1


def test_the_same_facts_give_the_same_bytes(tmp_path, made):
    assert written(tmp_path).path.read_bytes() == made.path.read_bytes()


def test_all_that_cannot_be_printed_is_listed(tmp_path):
    people = (PersonFacts("示\u200b例", "示例😀"),)
    with pytest.raises(ProofFailed) as told:
        written(tmp_path, replace(ROSTER, groups=(GroupFacts("成员", people),), title="示" * 140))
    assert len(told.value.problems) == 2
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProofFailed, match="标题过长，共140字"):
        written(tmp_path, replace(ROSTER, title="示" * 140))


def test_a_role_word_that_goes_on_is_never_printed_over(tmp_path):
    """A long name moves the columns to the edge of the page, where （续） has no room."""
    done = written(tmp_path, many(40, name="示例阿卜杜拉·买买提江·"))
    with pdfplumber.open(done.path) as pdf:
        signs = [[c for c in page.chars if c["text"] in "成员（续）："] for page in pdf.pages[1:]]
    assert signs
    for row in signs:
        ordered = sorted(row, key=lambda c: c["x0"])
        assert all(a["x1"] <= b["x0"] + 1 for a, b in pairwise(ordered))


def one_more(count):
    """The plan's seventeen and as many more."""
    *first, last = ROSTER.groups
    more = tuple(PersonFacts("示例甲", "示例单位") for _ in range(count))
    return replace(ROSTER, groups=(*first, replace(last, people=last.people + more)))


def pitch(path):
    """Of the last members on the first page, in rows of the grid."""
    members = [row for row in lines(path) if row[0].left > 28 + 8 * CELL]
    return (members[-1][0].middle - members[-2][0].middle) / ROW


def test_the_eighteenth_member_stays_on_the_page_a_little_closer(tmp_path):
    """18 members, three lines of the office, title and label with their blanks are 25 rows of
    the 22: the members alone are drawn together, to not less than 8.2 mm."""
    assert pitch(written(tmp_path).path) == pytest.approx(0.84, abs=0.01)
    done = written(tmp_path, one_more(1))
    assert done.pages == 1
    assert pitch(done.path) == pytest.approx(0.81, abs=0.01)
    assert lines(done.path)[-1][0].middle + EM / 2 <= 262


@pytest.mark.parametrize("office", [OFFICE, ""])
@pytest.mark.parametrize("count", [2, 3, 5, 8, 20, 23, 24, 25, 26])
def test_a_further_page_has_at_least_three_members(tmp_path, count, office):
    done = written(tmp_path, replace(one_more(count), office=office))
    for page in range(1, done.pages):
        names = [row for row in lines(done.path, page) if "示例单位" in text_of(row)]
        other = [row for row in lines(done.path, page) if "县商贸集团" in text_of(row)]
        assert len(names) + len(other) >= 3
