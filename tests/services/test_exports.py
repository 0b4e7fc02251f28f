"""A register goes out whole and comes back the same; personal numbers only with a purpose."""

import csv

import pytest
from openpyxl import load_workbook

from shipu_desk.domain.awards import Award
from shipu_desk.domain.changes import Act
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.services import changes, entering, exports, import_reports, imports, plan, register
from shipu_desk.services.import_reports import Verdict

PHONE = "13800000001"


@pytest.fixture
def desk(desk):
    entering.add_all(desk, Unit, [{"name": "=示例局", "phone": PHONE}, {"name": "示例二局"}])
    return desk


def lines(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return [[cell.value for cell in line] for line in load_workbook(path).active]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_numbers_are_masked_without_a_purpose(desk, tmp_path, name):
    done = exports.export(desk, Unit, tmp_path / name)
    assert (done.count, done.masked) == (2, True)
    assert PHONE not in str(lines(tmp_path / name))
    assert changes.audit(desk)[0].kind is not Act.EXPORT


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_with_a_purpose_they_are_whole_and_the_journal_knows(desk, tmp_path, name):
    exports.export(desk, Unit, tmp_path / name, purpose="核对联系方式")
    assert PHONE in str(lines(tmp_path / name))
    last = changes.audit(desk)[0]
    assert (last.kind, "核对联系方式" in last.title) == (Act.EXPORT, True)


def test_only_what_was_searched_goes_out(desk, tmp_path):
    assert exports.export(desk, Unit, tmp_path / "a.xlsx", words="二局").count == 1


def test_what_goes_out_as_a_list_is_guarded_and_comes_back_the_same(desk, tmp_path):
    register.save(desk, Unit, {"name": "'=示例三局"})
    exports.export(desk, Unit, tmp_path / "a.csv")
    assert lines(tmp_path / "a.csv")[1][1] == "'=示例局"
    assert imports.run(desk, Unit, tmp_path / "a.csv").count(Verdict.SAME) == 3


@pytest.mark.parametrize("record", plan.PARTS, ids=lambda record: record.PLURAL)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_plan_goes_out_and_comes_back_unchanged(desk, tmp_path, record, name):
    plan.load(desk)
    done = exports.export(desk, record, tmp_path / name)
    report = imports.run(desk, record, tmp_path / name)
    assert report.count(Verdict.SAME) == done.count > 0, [
        import_reports.told(x) for x in report.faulty
    ]


def test_a_form_can_be_imported_once_it_is_filled_in(desk, tmp_path):
    exports.form(desk, Unit, tmp_path / "f.xlsx")
    book = load_workbook(tmp_path / "f.xlsx")
    book.worksheets[0]["B2"] = "示例三局"
    book.save(tmp_path / "f.xlsx")
    report = imports.run(desk, Unit, tmp_path / "f.xlsx")
    assert (report.count(Verdict.NEW), report.faulty) == (1, [])


@pytest.mark.parametrize("record", plan.PARTS, ids=lambda record: record.PLURAL)
def test_a_form_has_every_field_of_its_record(desk, tmp_path, record):
    exports.form(desk, record, tmp_path / "f.xlsx")
    labels = [cell.value for cell in load_workbook(tmp_path / "f.xlsx").worksheets[0][1]]
    assert labels == [field.label for field in spec_of(record).fields.values()]


def test_there_is_no_form_for_what_only_an_act_makes(desk, tmp_path):
    with pytest.raises(Refused, match="授牌"):
        exports.form(desk, Award, tmp_path / "f.xlsx")
