"""A register on paper: every row is there, the head on every page, type as large as it fits."""

import re
from dataclasses import replace

import pdfplumber
import pytest
from pages import copied, squashed

from shipu_desk.documents.lists import write_list
from shipu_desk.documents.page.columns import SIZES, fit
from shipu_desk.documents.page.listing import Column, ListFacts, Section
from shipu_desk.documents.proof import ProofFailed
from shipu_desk.documents.typography.fonts import bundled

PT = 25.4 / 72
HEADS = ("单位名称", "阶段", "入库日期")


def facts(rows, columns=HEADS, **said):
    columns = tuple(Column(head) for head in columns)
    return ListFacts("示例一览", columns, (Section("", rows),), **said)


def written(said, path):
    steps = write_list(said, path, bundled())
    done = []
    try:
        while True:
            done.append(next(steps))
    except StopIteration as over:
        assert done == sorted(done) and done[-1] <= said.count
        return over.value


def shops(count):
    return [(f"示例{i}号店", "培育", "2023-05-18") for i in range(count)]


def test_every_row_is_there_once_and_in_order(tmp_path):
    done = written(facts(shops(200)), tmp_path / "a.pdf")
    text = squashed(tmp_path / "a.pdf")
    places = [text.index(f"示例{i}号店") for i in range(200)]
    assert places == sorted(places) and done.pages == len(copied(tmp_path / "a.pdf")) > 3


def test_each_page_has_title_head_and_its_number(tmp_path):
    done = written(facts(shops(100), told="共100家", made="示例办公室"), tmp_path / "a.pdf")
    for number, text in enumerate(copied(tmp_path / "a.pdf"), 1):
        plain = "".join(text.split())
        assert "示例一览" in plain and "单位名称" in plain and "共100家" in plain
        assert f"第{number}页，共{done.pages}页" in plain


@pytest.mark.parametrize(("count", "lines", "least"), [(4, 1, 18), (30, 1, 14), (62, 2, 14)])
def test_a_title_stays_legible_and_between_the_margins(tmp_path, count, lines, least):
    said = replace(facts(shops(3), told="共3家"), title="长" * count)
    written(said, tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as paper:
        page = paper.pages[0]
        chars = [char for char in page.chars if char["text"] == "长"]
        told = min(char["top"] for char in page.chars if char["text"] == "共")
    assert len(chars) == count
    assert len({round(char["top"]) for char in chars}) == lines
    assert min(char["size"] for char in chars) >= least - 0.01
    assert min(char["x0"] for char in chars) > 17.5 / PT
    assert max(char["x1"] for char in chars) < page.width - 17.5 / PT
    assert max(char["bottom"] for char in chars) < told


def test_a_title_of_three_lines_is_refused(tmp_path):
    said = replace(facts(shops(3)), title="长" * 100)
    with pytest.raises(ProofFailed, match="标题过长，共100字，两行排不下"):
        written(said, tmp_path / "a.pdf")


def test_a_long_note_below_the_table_takes_lines(tmp_path):
    note = "注：" + "没有填街区的单位" * 30
    written(facts(shops(60), note=note), tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as paper:
        chars = [c for c in paper.pages[-1].chars if c["text"] in set("没有填街区的单位")]
        assert min(char["size"] for char in chars) > 8.9
        assert max(char["x1"] for char in chars) < paper.pages[-1].width - 17 / PT
        foot = next(c["top"] for c in paper.pages[-1].chars if c["text"] == "第")
        assert max(char["bottom"] for char in chars) < foot


def test_every_place_that_cannot_be_printed_is_counted_and_the_section_named(tmp_path):
    rows = [(f"示例{i}😀店", "培育", "2023-05-18") for i in range(30)]
    said = ListFacts("示例", tuple(map(Column, HEADS)), (Section("示例😀街", rows),))
    with pytest.raises(ProofFailed) as told:
        written(said, tmp_path / "a.pdf")
    assert len(told.value.problems) == 31 and "另有11处" in str(told.value)
    assert told.value.problems[0].startswith("小标题“示例😀街”：")


def test_few_columns_stand_upright_many_lie(tmp_path):
    written(facts(shops(3)), tmp_path / "few.pdf")
    many = [tuple(f"示例第{i}栏的文字" for i in range(9))]
    written(facts(many, tuple(f"栏{i}" for i in range(9))), tmp_path / "many.pdf")
    with (
        pdfplumber.open(tmp_path / "few.pdf") as few,
        pdfplumber.open(tmp_path / "many.pdf") as lie,
    ):
        assert few.pages[0].width < few.pages[0].height
        assert lie.pages[0].width > lie.pages[0].height


def test_no_text_leaves_its_column_or_the_sheet(tmp_path):
    long = [("示例·" + "渔港" * 20, "培育", "2023-05-18") for _ in range(30)]
    written(facts(long), tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        for page in pdf.pages:
            bars = sorted({round(r["x0"], 1) for r in page.rects if r["height"] > r["width"]})
            for char in page.chars:
                assert char["x0"] >= 18 / PT * 0.99 and char["x1"] <= page.width - 17 / PT
                assert not any(char["x0"] + 1 < bar < char["x1"] - 1 for bar in bars)


def test_a_row_that_no_page_holds_goes_on_overleaf(tmp_path):
    text = "".join(f"第{i}句示例文字。" for i in range(1, 900))
    done = written(facts([(text, "培育", ""), *shops(1)]), tmp_path / "a.pdf")
    whole = squashed(tmp_path / "a.pdf")
    turn = r"(培育)?第\d页，共\d页示例一览序号单位名称阶段入库日期1续"
    assert done.pages > 1 and len(re.findall(turn, whole)) == done.pages - 1
    assert text in re.sub(turn, "", whole)


def test_rows_stand_under_their_section_and_count_anew(tmp_path):
    sections = (Section("示例甲街（3家）", shops(3)), Section("示例乙街（0家）", []))
    said = ListFacts("示例", tuple(map(Column, HEADS)), sections, note="注：示例说明")
    written(said, tmp_path / "a.pdf")
    text = squashed(tmp_path / "a.pdf")
    assert text.index("示例甲街（3家）") < text.index("示例0号店") < text.index("示例乙街（0家）")
    assert "注：示例说明" in text


def test_the_title_of_a_section_is_never_last_on_its_page(tmp_path):
    sections = tuple(Section(f"示例街{i}", shops(7)) for i in range(40))
    written(ListFacts("示例", tuple(map(Column, HEADS)), sections), tmp_path / "a.pdf")
    for text in copied(tmp_path / "a.pdf"):
        lines = [line for line in text.splitlines() if line.strip()]
        rows = [line for line in lines if "示例街" in line or "号店" in line]
        assert "号店" in rows[-1]


def test_a_section_that_goes_on_overleaf_is_named_again(tmp_path):
    sections = (Section("示例甲街", shops(90)), Section("示例乙街", shops(2)))
    done = written(ListFacts("示例", tuple(map(Column, HEADS)), sections), tmp_path / "a.pdf")
    texts = ["".join(text.split()) for text in copied(tmp_path / "a.pdf")]
    assert done.pages == len(texts) > 2
    assert "示例甲街1示例0号店" in texts[0] and "（续）" not in texts[0]
    for text in texts[1:]:
        assert "阶段入库日期示例甲街（续）" in text and text.count("（续）") == 1
    assert "示例乙街1示例0号店" in texts[-1]


def test_a_long_title_of_a_section_is_turned(tmp_path):
    title = "示例街区" * 30
    sections = (Section(title, shops(1)),)
    written(ListFacts("示例", tuple(map(Column, HEADS)), sections), tmp_path / "a.pdf")
    assert title in squashed(tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        [page] = pdf.pages
        assert all(c["x0"] > 0 and c["x1"] < page.width for c in page.chars)


def test_what_no_font_has_is_named_with_its_row_and_nothing_is_written(tmp_path):
    rows = [*shops(2), ("示例\U000f1234店", "培育", "")]
    with pytest.raises(ProofFailed, match="第3行“单位名称”"):
        written(facts(rows), tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_rare_character_takes_its_whole_name_along(tmp_path):
    written(facts([("示例𬱖记", "培育", "")]), tmp_path / "a.pdf")
    assert "示例𬱖记" in squashed(tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        fonts = {c["fontname"] for c in pdf.pages[0].chars if c["text"] in "𬱖记"}
    assert len(fonts) == 1


def test_too_many_columns_are_refused_with_the_way_out(tmp_path):
    heads = tuple(f"第{i}栏的列名" for i in range(30))
    with pytest.raises(ProofFailed, match="请只选要印的几列"):
        written(facts([tuple("示例文字" for _ in heads)], heads), tmp_path / "a.pdf")


def test_a_word_without_end_is_parted_where_there_is_no_room_and_a_code_never(tmp_path):
    code = "91330225MA2ABCDE0X"
    heads = ("编号", "单位名称", "代码", "地址", "电话", "日期")
    row = ("1", "W" * 100, code, "V" * 60, "0574-00000000", "2023-03-06")
    written(facts([row], heads), tmp_path / "a.pdf")
    said = squashed(tmp_path / "a.pdf")
    assert said.count("W") == 100 and said.count("V") == 60
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert code in {word["text"] for word in pdf.pages[0].extract_words()}


def test_the_words_a_list_was_chosen_by_stay_on_the_sheet(tmp_path):
    made, told = "示例办公室　2023年5月18日", "共100家，查找“" + "示例长词" * 30 + "”，阶段：培育"
    written(facts(shops(100), told=told, made=made), tmp_path / "a.pdf")
    assert squashed(tmp_path / "a.pdf").count("示例长词" * 30) > 1
    assert off_the_sheet(tmp_path / "a.pdf") == []
    written(facts(shops(3), told="示例长词" * 300, made=made), tmp_path / "b.pdf")
    assert "……" in squashed(tmp_path / "b.pdf") and off_the_sheet(tmp_path / "b.pdf") == []


def off_the_sheet(path):
    with pdfplumber.open(path) as pdf:
        return [
            (page.page_number, char["text"])
            for page in pdf.pages
            for char in page.chars
            if char["x1"] > page.width - 17 * 72 / 25.4 or char["bottom"] > page.height - 5
        ]


def test_an_empty_list_says_so(tmp_path):
    written(facts([]), tmp_path / "a.pdf")
    assert "没有要列的行" in squashed(tmp_path / "a.pdf")


def test_the_same_list_gives_the_same_bytes(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        written(facts(shops(60)), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_code_or_a_date_is_never_parted():
    rows = [("示例·" + "渔港" * 9, "92330225MA2AB00000", "2023-05-18", "石浦镇" * 9)]
    found = fit(["单位", "代码", "日期", "场所"], rows, bundled(), "song")
    em = found.size * PT
    assert found.columns[1] - 3 >= bundled().width(rows[0][1], "song") * em - 0.01
    assert found.columns[2] - 3 >= bundled().width(rows[0][2], "song") * em - 0.01


def test_a_long_text_gets_the_room_that_short_ones_leave():
    rows = [("甲", "示例文字" * 40, "培育")]
    found = fit(["名", "内容", "阶段"], rows, bundled(), "song")
    assert found.columns[1] > 3 * max(found.columns[0], found.columns[2])
    assert found.size == SIZES[0]
