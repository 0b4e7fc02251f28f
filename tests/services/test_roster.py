"""附件1 from the register: who is in office today, and the paragraph about the office."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.domain.members import Member, Post
from shipu_desk.services import plan, register, roster
from shipu_desk.services import settings as settings_service
from shipu_desk.services.register import Query

OFFICE = (
    "领导小组在县市场监管局下设领导小组办公室，曾伟标兼任主任，董水勇兼任常务副主任，"
    "熊水林、林旭勇、林振明兼任副主任。"
)


def member(desk, name):
    [id] = register.find(desk, Member, Query(equal={"name": name}))
    return register.get(desk, Member, id)


def read(data):
    with PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return "".join(text.split())


def test_the_plans_roster_is_annex_1(desk):
    plan.load(desk)
    told = roster.facts(desk)
    assert told.title == "打造石浦放心消费示范镇领导小组名单"
    assert [(group.role, len(group.people)) for group in told.groups] == [
        ("组长", 1), ("副组长", 3), ("成员", 13),
    ]  # fmt: skip
    assert (told.groups[0].people[0].name, told.groups[0].people[0].unit) == ("钮晶莹", "")
    assert told.groups[2].people[-1].unit == "县商贸集团"
    assert told.office == OFFICE


def test_the_paragraph_is_the_plans_own():
    text = (Path(__file__).parent.parent / "data/plan-2023.txt").read_text(encoding="utf-8")
    assert OFFICE.replace("，", ",") in text


def test_the_pdf_says_what_the_register_says(desk, tmp_path):
    plan.load(desk)
    written = roster.write(desk, tmp_path / "附件1.pdf")
    said = read(written.path.read_bytes())
    assert written.pages == 1
    assert OFFICE in said
    for row in register.page(desk, Member, register.find(desk, Member)):
        assert row.record.name + row.cells["unit_id"] in said


def test_the_preview_is_the_very_file(desk, tmp_path):
    plan.load(desk)
    assert roster.preview(desk) == roster.write(desk, tmp_path / "1.pdf").path.read_bytes()


def test_whose_term_is_over_or_not_begun_is_left_out_and_told(desk, tmp_path):
    plan.load(desk)
    register.save(desk, Member, {"until": "2023-05-17"}, member(desk, "郑颖"))
    register.save(desk, Member, {"until": "2023-05-18"}, member(desk, "陈磊"))
    register.save(desk, Member, {"name": "示例丁", "since": "2023-06-01"})
    names = [person.name for group in roster.facts(desk).groups for person in group.people]
    assert "陈磊" in names
    assert not {"郑颖", "示例丁"} & set(names)
    written = roster.write(desk, tmp_path / "附件1.pdf")
    assert written.notes == ("任期不含今天、没有列入的：郑颖、示例丁",)


def test_a_post_that_is_not_in_the_office_paragraph_is_told(desk, tmp_path):
    plan.load(desk)
    register.save(desk, Member, {"until": "2023-05-17"}, member(desk, "熊水林"))
    posts = register.page(desk, Post, register.find(desk, Post))
    [director] = [row for row in posts if row.cells["member_id"] == "曾伟标"]
    register.save(desk, Post, {"until": "2023-05-17"}, director)
    written = roster.write(desk, tmp_path / "附件1.pdf")
    assert written.notes == (
        "任期不含今天、没有列入的：熊水林",
        "兼任的职务没有写进办公室一段（本人或职务的任期不含今天）：曾伟标（主任）、熊水林（副主任）",
    )


def test_the_order_is_by_role_then_by_hand(desk):
    plan.load(desk)
    register.save(desk, Member, {"role": "副组长", "order": 99}, member(desk, "郑颖"))
    groups = roster.facts(desk).groups
    assert [p.name for p in groups[1].people] == ["潘旭东", "曾伟标", "董水勇", "郑颖"]


def test_a_post_nobody_holds_is_left_out_of_the_paragraph(desk):
    plan.load(desk)
    for row in register.page(desk, Post, register.find(desk, Post)):
        if row.record.title != "副主任":
            register.remove(desk, Post, [row])
    assert roster.facts(desk).office == (
        "领导小组在县市场监管局下设领导小组办公室，熊水林、林旭勇、林振明兼任副主任。"
    )


def test_a_post_ends_with_its_holders_term(desk):
    plan.load(desk)
    register.save(desk, Member, {"until": "2023-05-01"}, member(desk, "董水勇"))
    assert "常务副主任" not in roster.facts(desk).office
    assert "董水勇" not in roster.facts(desk).office


def test_an_empty_register_prints_a_page_that_waits(desk, tmp_path):
    told = roster.facts(desk)
    assert (told.groups, told.office) == ((), "")
    assert "待录入" in read(roster.write(desk, tmp_path / "附件1.pdf").path.read_bytes())


def test_the_seat_and_the_heading_are_the_offices_to_set(desk):
    plan.load(desk)
    settings_service.change(desk, {"seat": "示例局", "roster_title": "示例名单"})
    told = roster.facts(desk)
    assert told.title == "示例名单"
    assert told.office.startswith("领导小组在示例局下设领导小组办公室，曾伟标兼任主任")


def test_a_name_that_cannot_be_printed_is_told_and_nothing_is_written(desk, tmp_path):
    register.save(desk, Member, {"name": "示例😀甲"})
    with pytest.raises(ProofFailed, match="不能照原样印出"):
        roster.write(desk, tmp_path / "附件1.pdf")
    assert not list(tmp_path.glob("附件1*"))
