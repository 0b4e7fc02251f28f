"""附件1 and 附件2 to be worked on: the files say what the paper says, and stand as it does."""

from dataclasses import replace
from datetime import datetime

import docx
import openpyxl
import pytest
from annexes import DUTIES, ROSTER
from docx.oxml.ns import qn

from shipu_desk.documents.duties import DutiesFacts, SectionFacts
from shipu_desk.documents.editable import duties, rosters, sheets
from shipu_desk.documents.roster import GroupFacts, PersonFacts

NOW = datetime(2023, 3, 1, 9, 30)


def roster_word(tmp_path, facts=ROSTER):
    return docx.Document(rosters.write_word(facts, tmp_path / "1.docx", NOW).path)


def duties_word(tmp_path, facts=DUTIES):
    return docx.Document(duties.write_word(facts, tmp_path / "2.docx", NOW).path)


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def sheet(path):
    return openpyxl.load_workbook(path).worksheets[0]


def people(facts):
    return [person for group in facts.groups for person in group.people]


def test_every_member_stands_in_a_row_of_the_word_file(tmp_path):
    book = roster_word(tmp_path)
    [table] = book.tables
    rows = cells(table)
    assert [(name, unit) for _, name, unit in rows] == [(p.name, p.unit) for p in people(ROSTER)]
    assert [role for role, _, _ in rows if role] == ["组长：", "副组长：", "成员："]
    texts = [paragraph.text for paragraph in book.paragraphs if paragraph.text]
    assert texts == ["附件1", ROSTER.title, ROSTER.office]


def test_the_page_is_that_of_an_official_document(tmp_path):
    section = roster_word(tmp_path).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert "PAGE" in odd._p.xml and odd.text == "— 1 —"
    assert odd.alignment is not None and odd.alignment != even.alignment


def test_two_characters_are_opened_without_a_blank(tmp_path):
    [table] = roster_word(tmp_path).tables
    name = next(row.cells[1] for row in table.rows if row.cells[1].text == "郑颖")
    airs = [float(s.get(qn("w:val"))) for s in name._tc.iter(qn("w:spacing")) if s.get(qn("w:val"))]
    assert airs[0] == 320 and airs[1] < 0  # a whole 三号 after the first, in 1/20 pt


@pytest.mark.parametrize(
    ("count", "drawn"), [(3, False), (17, True), (60, False)], ids=["few", "page", "many"]
)
def test_rows_are_drawn_together_only_to_stay_on_one_page(tmp_path, count, drawn):
    group = GroupFacts("成员", tuple(PersonFacts(f"示例{n}", "示例单位") for n in range(count)))
    [table] = roster_word(tmp_path, replace(ROSTER, groups=(group,))).tables
    lines = [s.get(qn("w:line")) for s in table._tbl.iter(qn("w:spacing")) if s.get(qn("w:line"))]
    assert bool(lines) is drawn
    assert all(0.81 * 28.95 <= int(line) / 20 < 28.95 for line in lines)


def test_the_faces_have_stand_ins(tmp_path):
    book = roster_word(tmp_path)
    parts = [one.target_part for one in book.part.rels.values()]
    said = next(part.blob.decode() for part in parts if "fontTable" in part.partname)
    assert "仿宋_GB2312" in said and 'altName w:val="仿宋"' in said
    styles = book.styles.element.xml
    assert "Theme" not in styles.split("docDefaults")[1] and 'w:eastAsia="zh-CN"' in styles


def test_every_duty_stands_in_a_row_of_the_word_file(tmp_path):
    book = duties_word(tmp_path)
    [table] = book.tables
    rows = cells(table)
    assert rows[0][:3] == ["序号", "目标任务", "工作举措"]
    found = [row for row in rows[1:] if len(set(row)) > 1]
    told = [duty for section in DUTIES.sections for duty in section.duties]
    assert [row[:3] for row in found] == [[d.number, d.task, d.measures] for d in told]
    assert [row[3] for row in found] == [d.lead or "待录入" for d in told]
    titles = [row[0] for row in rows[1:] if len(set(row)) == 1]
    assert titles == [section.title for section in DUTIES.sections if section.title]
    section = book.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_the_head_is_repeated_and_no_row_is_parted(tmp_path):
    [table] = duties_word(tmp_path).tables
    rows = table._tbl.tr_lst
    assert [bool(row.findall(".//" + qn("w:tblHeader"))) for row in rows[:2]] == [True, False]
    assert all(row.findall(".//" + qn("w:cantSplit")) for row in rows)


def test_a_lying_page_has_its_number_on_its_side(tmp_path):
    section = duties_word(tmp_path).sections[0]
    for head, side in ((section.header, "right"), (section.even_page_header, "left")):
        said = head.part.element.xml
        assert 'vert="vert"' in said and "PAGE" in said and f'w:jc w:val="{side}"' in said


def test_the_workbooks_say_the_same(tmp_path):
    page = sheet(sheets.write_roster(ROSTER, tmp_path / "1.xlsx", NOW).path)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert (rows[0][0], rows[1][0], rows[2]) == ("附件1", ROSTER.title, ["职务", "姓名", "单位"])
    assert [(r[1], r[2] or "") for r in rows[3:-1]] == [(p.name, p.unit) for p in people(ROSTER)]
    assert rows[-1][0] == ROSTER.office
    page = sheet(sheets.write_duties(DUTIES, tmp_path / "2.xlsx", NOW).path)
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    told = [duty for section in DUTIES.sections for duty in section.duties]
    assert [row[:3] for row in rows[3:] if row[1]] == [[d.number, d.task, d.measures] for d in told]
    assert page.print_title_rows == "$3:$3" and page.page_setup.orientation == "landscape"


def test_a_row_of_a_workbook_is_as_high_as_its_longest_cell(tmp_path):
    facts = DutiesFacts("示例清单", (SectionFacts("", DUTIES.sections[0].duties[:1]),))
    duty = facts.sections[0].duties[0]
    short = replace(duty, task="示例", measures="示例", lead="", support="", deadline="", note="")
    long = replace(short, measures="示例举措" * 100)
    both = replace(facts, sections=(SectionFacts("", (short, long)),))
    page = sheet(sheets.write_duties(both, tmp_path / "2.xlsx", NOW).path)
    low, high = page.row_dimensions[4].height, page.row_dimensions[5].height
    assert low < 30 and high > 14 * 400 / 21  # 21 characters in a line of the widest column


def test_a_row_taller_than_a_program_allows_takes_several(tmp_path):
    duty = DUTIES.sections[0].duties[0]
    huge, after = replace(duty, measures="示例举措" * 1_000), replace(duty, measures="后面")
    facts = DutiesFacts("示例清单", (SectionFacts("", (huge, after)),))
    page = sheet(sheets.write_duties(facts, tmp_path / "2.xlsx", NOW).path)
    heights = [row.height for row in page.row_dimensions.values()]
    assert max(heights) <= 409.5 and sum(heights[3:]) > 14 * 4_000 / 23
    [last] = [cell.row for cell in page["C"] if cell.value == "后面"]
    assert f"C4:C{last - 1}" in {str(merged) for merged in page.merged_cells.ranges}
    assert page["C4"].value == huge.measures


def test_a_long_title_and_a_long_paragraph_have_the_rows_they_need(tmp_path):
    """A paragraph may be taller than one row of a workbook can be."""
    short = sheet(sheets.write_roster(ROSTER, tmp_path / "1.xlsx", NOW).path)
    facts = replace(ROSTER, title="示" * 30, office="例" * 3_000)
    long = sheet(sheets.write_roster(facts, tmp_path / "2.xlsx", NOW).path)
    assert long.row_dimensions[2].height > 2 * 20 > short.row_dimensions[2].height
    heights = {number: row.height for number, row in long.row_dimensions.items()}
    [first] = [cell.row for cell in long["A"] if cell.value == facts.office]
    assert max(heights.values()) <= 409.5
    assert sum(high for number, high in heights.items() if number >= first) > 14 * 3_000 / 40


ODD = ["=1+1", "a&b<c>", "示\x07例\x0b店", "\ud800示例", "𠮷" * 40, "一\n二"]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_stay_texts(tmp_path, text):
    plain = text.replace("\x07", "").replace("\x0b", "").replace("\ud800", "")
    group = GroupFacts("成员", (PersonFacts(text, text),))
    facts = replace(ROSTER, groups=(group,), title=text)
    [table] = roster_word(tmp_path, facts).tables
    assert table.rows[0].cells[1].text == plain
    page = sheet(sheets.write_roster(facts, tmp_path / "1.xlsx", NOW).path)
    assert (page["B4"].value, page["B4"].data_type) == (plain, "s")


def test_the_same_document_is_the_same_file(tmp_path):
    one = rosters.write_word(ROSTER, tmp_path / "1.docx", NOW).path.read_bytes()
    assert one == rosters.write_word(ROSTER, tmp_path / "2.docx", NOW).path.read_bytes()
    one = sheets.write_duties(DUTIES, tmp_path / "1.xlsx", NOW).path.read_bytes()
    assert one == sheets.write_duties(DUTIES, tmp_path / "2.xlsx", NOW).path.read_bytes()


def test_nothing_yet_says_so(tmp_path):
    [table] = roster_word(tmp_path, replace(ROSTER, groups=(), office="")).tables
    assert "待录入" in cells(table)[0]
    [table] = duties_word(tmp_path, replace(DUTIES, sections=())).tables
    assert cells(table)[1][1] == "待录入"
    page = sheet(sheets.write_roster(replace(ROSTER, groups=()), tmp_path / "1.xlsx", NOW).path)
    assert page["A4"].value == "待录入"
