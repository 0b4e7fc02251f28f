"""One declaration: what is required, what an absent key keeps, what a blank clears."""

from datetime import date

import pytest
import raws

from shipu_desk.domain.catalogue import BY_NAME, BY_PLURAL, RECORDS
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.fields import Ref, Refs
from shipu_desk.domain.merchants import NEXT_STAGES, Merchant, Stage
from shipu_desk.domain.records import ahead, spec_of
from shipu_desk.domain.settings import Settings


@pytest.fixture
def kept():
    made = raws.read(Merchant, raws.merchant(1, phone="13800001234", remark="旧"))
    made.id, made.uid, made.version = 5, "u", 9
    return made


def messages(record, raw, onto=None):
    made, problems = spec_of(record).read(raw, onto)
    assert (made is None) == bool(problems)
    return [(problem.key, problem.message) for problem in problems]


def test_required_follows_the_type():
    assert spec_of(Merchant).required == {"name", "stage", "industry_id", "status"}
    assert "supporting" not in spec_of(Duty).required


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_is_whole(record):
    spec = spec_of(record)
    assert BY_NAME[spec.name] is BY_PLURAL[spec.plural] is record
    assert set(spec.title) | set(spec.natural_key) <= set(spec.fields)
    assert set(record.ORDER) <= {"id", *spec.fields}
    assert {f.to for f in spec.fields.values() if isinstance(f, Ref | Refs)} <= set(BY_NAME)
    labels = [name for field in spec.fields.values() for name in (field.label, *field.also)]
    assert len(labels) == len(set(labels)), "a heading must name one field"


def test_an_absent_key_keeps_and_a_blank_clears(kept):
    again, problems = spec_of(Merchant).read({"premises": "", "name": "示例新名"}, kept)
    assert not problems
    assert (again.id, again.uid, again.version) == (5, "u", 9)
    assert (again.name, again.premises, again.remark) == ("示例新名", None, "旧")
    assert again.joined_on == date(2023, 3, 6)
    assert kept.premises == "示例路1号"


def test_a_mask_is_never_a_value(kept):
    again, _ = spec_of(Merchant).read({"phone": "138****1234"}, kept)
    assert again.phone == "13800001234"
    again, _ = spec_of(Merchant).read({"phone": "139****9999"}, kept)
    assert again.phone == "13800001234"
    assert messages(Merchant, raws.merchant(1, phone="138****1234")) == [
        ("phone", "联系电话是遮住的号码，请填完整号码")
    ]


def test_every_fault_is_told_beside_its_field():
    raw = raws.merchant(1, name=" ", credit_code="1", joined_on="2023-02-30", industry_id=None)
    assert messages(Merchant, raw) == [
        ("name", "单位名称必填"),
        ("credit_code", "统一社会信用代码应为18位，现在是1位"),
        ("industry_id", "行业必填"),
        ("joined_on", "入库日期没有2023年2月30日这一天"),
    ]


def test_a_required_field_with_a_default_takes_it_for_a_blank():
    made = raws.read(Merchant, raws.merchant(1, status=""))
    assert made.status.value == "在营"


def test_what_only_an_act_changes_is_refused_and_the_same_again_is_not(kept):
    assert messages(Merchant, {"stage": "示范"}, kept) == [
        ("stage", "阶段不能直接改，请用专门的办理")
    ]
    assert messages(Merchant, {"stage": "入库"}, kept) == []


def test_a_stall_without_a_code_gives_the_reason():
    said = "统一社会信用代码必填；确无代码的，请填“无代码原因”"
    assert messages(Merchant, raws.merchant(1, credit_code="")) == [("credit_code", said)]
    assert messages(Merchant, raws.merchant(1, credit_code="", no_code_reason="摊位")) == []


def test_every_stage_has_its_next():
    assert set(NEXT_STAGES) == set(Stage)


def test_an_unknown_key_is_no_field_and_is_left_alone():
    assert raws.read(Merchant, raws.merchant(1, colour="red")).name == "示例面馆1"


def test_what_has_happened_does_not_lie_ahead():
    told = Progress(duty_id=1, reported_on=date(2023, 5, 19), text="示例进展")
    assert [p.message for p in ahead(told, date(2023, 5, 18))] == ["日期不能晚于今天"]
    assert ahead(told, date(2023, 5, 19)) == []


def test_checks_speak_as_far_as_their_fields_are_sound():
    told = messages(Settings, {"number_pattern": "SPFX-{年}-", "number_digits": "0"})
    assert [key for key, _ in told] == ["number_digits", "number_pattern"]
    stay = raws.merchant(1, credit_code="1", joined_on="2023-02-30")
    assert [key for key, _ in messages(Merchant, stay)] == ["credit_code", "joined_on"]


def test_links_name_what_there_is():
    links = [(record, link) for record in RECORDS for link in record.LINKS]
    assert links
    for record, link in links:
        ties = spec_of(BY_NAME[link.through]).fields
        assert ties[link.mine].to == spec_of(record).name
        assert ties[link.theirs].to == link.to and link.key not in spec_of(record).fields
