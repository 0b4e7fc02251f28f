"""附件2 from the register: every duty in its order, sections numbered, nothing filled in."""

import pytest
import raws
from pypdfium2 import PdfDocument

from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.units import Unit
from shipu_desk.services import bulk, duties, plan, register
from shipu_desk.services.register import Rejected


def read(data):
    with PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return "".join(text.split())


def test_the_plans_duties_stand_in_six_numbered_sections(desk):
    plan.load(desk)
    told = duties.facts(desk)
    assert told.title == "打造石浦放心消费示范镇工作责任清单"
    assert [section.title for section in told.sections] == [
        "一、建设一批放心消费新主体",
        "二、营造放心消费社会新氛围",
        "三、构建消费者保护监管新体系",
        "四、完善放心消费配套新服务",
        "五、创建步骤",
        "六、工作要求",
    ]
    numbers = [duty.number for section in told.sections for duty in section.duties]
    assert numbers == [str(n) for n in range(1, 19)]
    assert told.note == "注：草拟自方案正文。"


def test_only_what_the_plan_says_is_filled_in(desk):
    plan.load(desk)
    every = [duty for section in duties.facts(desk).sections for duty in section.duties]
    assert [duty.lead for duty in every if duty.lead] == ["县市场监管局"]
    assert not any(duty.support or duty.note for duty in every)
    assert [duty.deadline for duty in every if duty.deadline] == [
        "2023年2月底前", "2023年3月初至5月底", "2023年7月底", "每月、每季度",
    ]  # fmt: skip


def test_units_print_in_the_order_in_which_they_were_chosen(desk):
    first, second, third = (
        register.save(desk, Unit, {"name": name}).id
        for name in ("示例甲局", "示例乙局", "示例丙局")
    )
    raw = {"title": "示例", "lead_id": second, "supporting": [third, first], "remark": "示例备注"}
    register.save(desk, Duty, raw)
    [duty] = duties.facts(desk).sections[0].duties
    assert (duty.lead, duty.support, duty.note) == ("示例乙局", "示例丙局、示例甲局", "示例备注")


def test_a_date_stands_where_no_deadline_was_written(desk):
    register.save(desk, Duty, {"title": "示例一", "due_on": "2023-07-01"})
    register.save(desk, Duty, {"title": "示例二", "due_on": "2023-07-01", "deadline": "七月初"})
    told = [duty.deadline for duty in duties.facts(desk).sections[0].duties]
    assert told == ["2023年7月1日", "七月初"]


def test_duties_of_ones_own_have_no_note_and_no_section_row(desk):
    register.save(desk, Duty, {"title": "示例"})
    told = duties.facts(desk)
    assert (told.note, told.sections[0].title) == ("", "")


def test_every_duty_is_in_the_pdf_word_for_word(desk, tmp_path):
    plan.load(desk)
    written = duties.write(desk, tmp_path / "附件2.pdf")
    said = read(written.path.read_bytes())
    assert written.notes == ()
    assert "（续表）" in said
    whole = "".join(sorted(said))
    for row in register.page(desk, Duty, register.find(desk, Duty)):
        for character in set(row.record.content) - {" "}:
            assert character in whole
    assert duties.preview(desk) == written.path.read_bytes()


def test_an_empty_list_prints_a_row_that_waits(desk):
    assert "待录入" in read(duties.preview(desk))


def test_more_sections_than_a_hundred_are_counted(desk, tmp_path):
    register.save(desk, Duty, raws.duty(1, section="示例第1部分"))
    with desk.store.writing("新增", "示例甲") as work:
        made = [raws.read(Duty, raws.duty(n, section=f"示例第{n}部分")) for n in range(2, 121)]
        bulk.add(work, Duty, made)
    assert "一百二十、示例第120部分" in read(duties.write(desk, tmp_path / "a.pdf").path)


def test_progress_is_not_reported_ahead(desk):
    register.save(desk, Duty, raws.duty(1))
    with pytest.raises(Rejected, match="日期不能晚于今天"):
        register.save(desk, Progress, raws.progress(1, reported_on="2023-05-19"))
    row = register.save(desk, Progress, raws.progress(1, reported_on="2023-05-18"))
    with pytest.raises(Rejected, match="日期不能晚于今天"):
        register.save(desk, Progress, {"reported_on": "2023-05-20"}, row)


def sections(desk):
    return [
        (section.title, [f"{duty.number} {duty.task}" for duty in section.duties])
        for section in duties.facts(desk).sections
    ]


def test_a_duty_added_to_an_earlier_section_stands_with_it_and_numbers_run_on(desk):
    for title, section in [("甲", "主体"), ("乙", "氛围"), ("丙", "主体"), ("丁", "氛围")]:
        register.save(desk, Duty, {"title": title, "section": section})
    assert sections(desk) == [("一、主体", ["1 甲", "2 丙"]), ("二、氛围", ["3 乙", "4 丁"])]


def test_duties_of_no_section_stand_above_every_head(desk):
    for title, section in [("甲", "主体"), ("乙", None), ("丙", "氛围"), ("丁", None)]:
        register.save(desk, Duty, {"title": title, "section": section})
    assert sections(desk) == [
        ("", ["1 乙", "2 丁"]), ("一、主体", ["3 甲"]), ("二、氛围", ["4 丙"]),
    ]  # fmt: skip


def test_a_new_duty_of_the_plans_first_section_keeps_the_plan_in_six(desk):
    plan.load(desk)
    before = sections(desk)
    register.save(desk, Duty, {"title": "新增一条", "section": "建设一批放心消费新主体"})
    after = sections(desk)
    assert [title for title, _ in after] == [title for title, _ in before]
    assert after[0][1] == [*before[0][1], f"{len(before[0][1]) + 1} 新增一条"]
