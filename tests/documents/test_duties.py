"""附件2: a lying table that goes on overleaf, page numbers where an upright page has them."""

from dataclasses import replace

import pdfplumber
import pytest
from annexes import DUTIES
from pages import chars, copied, ink, rules, squashed

from shipu_desk.documents.duties import DutyFacts, SectionFacts, write_duties
from shipu_desk.documents.page.cells import Way, cell_lines
from shipu_desk.documents.proof import ProofFailed
from shipu_desk.documents.typography.fonts import bundled

CELL = 156 / 28
DUTY = DutyFacts("1", "从“点”入手，创建放心消费示范店", "示例举措。" * 10)


def written(tmp_path, facts=DUTIES):
    return write_duties(facts, tmp_path / "duties.pdf", bundled())


def single(*duties, title="一、示例", **changes):
    return replace(DUTIES, sections=(SectionFacts(title, duties),), first_page=1, **changes)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return written(tmp_path_factory.mktemp("duties"))


def test_the_eighteen_duties_of_the_plan_are_read_back(made):
    assert [d.number for s in DUTIES.sections for d in s.duties][-1] == "18"
    text = squashed(made.path)
    for section in DUTIES.sections:
        assert section.title in text
        for duty in section.duties:
            whole = "".join(f"{duty.number}{duty.task}{duty.measures}".split())
            assert whole in text
    assert text.index("县市场监管局待录入") > text.index(DUTIES.sections[2].title)
    assert text.count("待录入") == 12 * 3 + 3 * 2 + 3 * 2
    assert "注：本表草拟自方案正文。" in text


def test_every_page_has_the_head_and_the_later_ones_say_that_they_go_on(made):
    pages = ["".join(page.split()) for page in copied(made.path)]
    head = "序号目标任务工作举措牵头单位责任（配合）单位完成时限备注"
    assert all(head in page for page in pages)
    assert [page.startswith("（续表）") for page in pages] == [False] + [True] * (made.pages - 1)
    assert pages[0].startswith("附件2打造石浦放心消费示范镇工作责任清单")


def test_the_page_number_keeps_its_upright_place(made):
    for page in range(made.pages):
        number = [c for c in chars(made.path, page) if c.lying]
        assert "".join(c.text for c in number) == f"— {page + 4} —"
        left, top, right, bottom = ink(made.path, (15, 15, 34, 195), page)
        # bound upright: 7 mm below the type area, one cell in, right on odd, left on even pages
        if (page + 4) % 2:
            assert bottom == pytest.approx(28 + 156 - CELL, abs=0.2)
        else:
            assert top == pytest.approx(26 + CELL, abs=0.2)
        dash = ink(made.path, (15, bottom - 3, 34, bottom), page)
        assert (dash[0] + dash[2]) / 2 == pytest.approx(35 - 7, abs=0.15)
        assert left < right


def test_the_table_keeps_inside_its_page(made):
    for page in range(made.pages):
        top = 28 if (page + 4) % 2 else 26  # binding edge on odd, cut edge on even pages
        bars = [r for r in rules(made.path, page) if r.right - r.left > 200]
        assert {(round(r.left), round(r.right)) for r in bars} == {(35, 260)}
        assert bars[-1].middle <= top + 156 + 0.1
        assert ink(made.path, (0, 0, 297, top - 0.3), page) is None
        assert ink(made.path, (260.4, 0, 297, 210), page) is None
        assert ink(made.path, (34.6, top + 156.4, 297, 210), page) is None


def test_text_stays_inside_its_column(made):
    for page in range(made.pages):
        with pdfplumber.open(made.path) as pdf:
            bars = [*pdf.pages[page].rects, *pdf.pages[page].curves]
        edges = sorted(
            {round((b["x0"] + b["x1"]) / 2 * 25.4 / 72, 1) for b in bars if b["width"] < 2}
        )
        assert len(edges) == 6
        for c in chars(made.path, page):
            if abs(c.size - 10.5) < 0.05 and c.text not in "，。、；：）》”（续表":
                inside = [e for e in edges if c.left < e - 0.05 < e + 0.05 < c.right]
                assert not inside, c


def test_a_row_longer_than_a_page_goes_on_overleaf(tmp_path):
    long = replace(DUTY, number="2", measures="示例：严格依照标准，认真组织实施。" * 353)
    assert len(long.measures) > 6000 - 10
    done = written(tmp_path, single(DUTY, long, replace(DUTY, number="3")))
    assert done.pages > 8
    text = squashed(done.path)
    head = "（续表）序号目标任务工作举措牵头单位责任（配合）单位完成时限备注"
    for page in range(done.pages, 0, -1):
        text = text.replace(f"—{page}—", "").replace(head, "")
    assert long.measures in text.replace("2（续）", "").replace("待录入", "")
    assert text.count("2（续）") >= done.pages - 2
    assert text.index("3从“点”") > text.index("2（续）")


def test_a_section_title_is_never_the_last_row_of_a_page(tmp_path):
    for lines in range(1, 30):
        first = replace(DUTY, measures="示例举措示例举措示例举措示例举措。" * lines)
        facts = single(first)
        second = SectionFacts("二、示例在后", (replace(DUTY, number="2"),))
        done = written(tmp_path, replace(facts, sections=(*facts.sections, second)))
        pages = ["".join(page.split()) for page in copied(done.path)]
        (page,) = (p for p in pages if "二、示例在后" in p)
        assert "二、示例在后2" in page


def test_missing_units_wait_quietly(tmp_path):
    done = written(tmp_path, single(DUTY, title=""))
    assert squashed(done.path).count("待录入") == 3
    done = written(tmp_path, single(replace(DUTY, lead="县府办", support="甲", deadline="每月")))
    assert "待录入" not in squashed(done.path)
    done = written(tmp_path, replace(DUTIES, sections=(), note=""))
    assert "待录入" in squashed(done.path)


def test_units_are_not_parted_and_deadlines_are_even():
    fonts = bundled()
    units = [x.text for x in cell_lines("县市场监管局、县商务局、县府办", 7, fonts, Way.UNITS)]
    assert units == ["县市场监管局、", "县商务局、", "县府办"]
    even = [x.text for x in cell_lines("2023年3月初至5月底", 5, fonts, Way.EVEN)]
    assert even == ["2023年3月", "初至5月底"]
    sense = [x.text for x in cell_lines("创新“放心消费体验官”模式", 9, fonts, Way.SENSE)]
    assert sense == ["创新", "“放心消费体验官”", "模式"]
    lone = [x.text for x in cell_lines("示例" * 4 + "文", 8, fonts, Way.FULL)]
    assert len(lone[-1]) > 1


def test_a_long_title_and_remarks_are_set(tmp_path):
    title = "象山县石浦镇" + "示例" * 25
    done = written(tmp_path, single(replace(DUTY, note="草拟自方案正文"), title="示" * 90))
    assert "草拟自方案正文" in squashed(done.path)
    done = written(tmp_path, replace(single(DUTY), title=title))
    assert title in squashed(done.path)


def test_the_same_facts_give_the_same_bytes(tmp_path, made):
    assert written(tmp_path).path.read_bytes() == made.path.read_bytes()


def test_all_that_cannot_be_printed_is_listed(tmp_path):
    with pytest.raises(ProofFailed) as told:
        written(tmp_path, single(replace(DUTY, measures="示例😀", lead="示\u202d例")))
    assert [p[:5] for p in told.value.problems] == ["第1项工作", "第1项牵头"]
    with pytest.raises(ProofFailed, match="标题过长"):
        written(tmp_path, replace(DUTIES, title="示" * 300))
    assert not list(tmp_path.iterdir())
