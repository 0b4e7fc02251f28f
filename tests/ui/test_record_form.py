"""The form: an editor for every kind of field; tolerant; tells what is unsaved and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_hands import write

from shipu_desk.domain import fields as kinds
from shipu_desk.domain.catalogue import BY_NAME, RECORDS
from shipu_desk.domain.fields import (
    Choice,
    Code,
    Day,
    Field,
    Phone,
    Ref,
    Refs,
    Text,
    Whole,
    YesNo,
)
from shipu_desk.domain.records import Problem, Record, spec_of
from shipu_desk.ui.parts.editors import ChoiceEditor
from shipu_desk.ui.parts.kinds import EDITORS
from shipu_desk.ui.parts.refs import RefsEditor
from shipu_desk.ui.record_form import RecordForm

NAMES = {1: "县府办", 2: "县市场监管局", 3: "石浦镇"}


class Taste(StrEnum):
    SALT = "咸"
    SWEET = "甜"


@dataclass(kw_only=True, eq=False)
class Sample(Record):
    LABEL = "样品"
    PLURAL = "samples"

    name: Annotated[str, Text("名称", max_length=20)]
    note: Annotated[str | None, Text("说明", lines=3, wide=True)] = None
    count: Annotated[int | None, Whole("数量", maximum=99)] = None
    day: Annotated[date | None, Day("日期", hint="可写 2023.4.21")] = None
    fresh: Annotated[bool | None, YesNo("新鲜")] = None
    taste: Annotated[Taste, Choice("味道", options=Taste)] = Taste.SALT
    stage: Annotated[Taste, Choice("办理", options=Taste, by_act=True)] = Taste.SALT
    unit_id: Annotated[int | None, Ref("单位", to="unit")] = None
    others: Annotated[tuple[int, ...], Refs("配合单位", to="unit")] = ()
    code: Annotated[str | None, Code("代码")] = None
    phone: Annotated[str | None, Phone("电话")] = None


class Units:
    """Where references are looked up; remembers who was unmasked."""

    def __init__(self):
        self.unmasked = []

    def choices(self, name, words):
        return [(id, title) for id, title in NAMES.items() if words in title]

    def title(self, name, id):
        return NAMES[id]

    def unmask(self, key):
        self.unmasked.append(key)
        return "13800000036"


STORED = {
    "name": "示例",
    "note": "第一行\n第二行",
    "count": "7",
    "day": "2023-04-21",
    "fresh": "是",
    "taste": "咸",
    "stage": "咸",
    "unit_id": 2,
    "others": (3, 1),
    "code": "",
    "phone": "138****0036",
}


@pytest.fixture
def units():
    return Units()


@pytest.fixture
def form(units, qtbot):
    made = RecordForm(spec_of(Sample), units)
    qtbot.addWidget(made)
    made.resize(320, 800)
    made.show_raw(STORED)
    made.show()
    return made


def type_into(form, key, text):
    editor = form.boxes[key].editor
    editor.setFocus()
    editor.selectAll()
    write(editor, text)
    return editor


def test_every_kind_of_field_has_an_editor():
    declared = {k for k in vars(kinds).values() if isinstance(k, type) and issubclass(k, Field)}
    assert set(EDITORS) == declared - {Field}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_has_a_form(record, units, qtbot):
    form = RecordForm(spec_of(record), units)
    qtbot.addWidget(form)
    assert set(form.boxes) == set(spec_of(record).fields)
    assert all(box.editor.accessibleName().startswith(box.name) for box in form.boxes.values())


def test_what_is_shown_is_not_a_change(form):
    assert form.changes() == {} and form.unsaved == []


def test_only_what_was_typed_is_a_change(form):
    type_into(form, "count", "12")
    assert form.changes() == {"count": "12"} and form.unsaved == ["数量"]
    assert form.boxes["count"].caption.changed
    type_into(form, "count", "7")
    assert form.changes() == {} and not form.boxes["count"].caption.changed


def test_a_new_record_gives_every_field_that_may_be_set(form):
    form.show_raw({"taste": "甜"}, new=True)
    type_into(form, "name", "新")
    changes = form.changes()
    assert changes["name"] == "新" and changes["taste"] == "甜" and "stage" not in changes


@pytest.mark.parametrize(
    "typed", ["2023.4.21", "2023年4月21日", "２０２３．４．２１", "20230421", "2023/4/21"]
)
def test_a_day_is_shown_normalised_after_leaving_it(form, typed):
    editor = type_into(form, "day", typed)
    form.boxes["name"].editor.setFocus()
    assert editor.text() == "2023-04-21"


def test_a_day_that_is_not_one_stays_as_typed(form):
    editor = type_into(form, "day", "2023-02-30")
    form.boxes["name"].editor.setFocus()
    assert editor.text() == "2023-02-30"


def test_a_fault_takes_the_place_of_the_hint(form):
    box = form.boxes["day"]
    assert box._below.isVisibleTo(form) and not box._told.isVisibleTo(form)
    rest = form.show_problems([Problem("day", "日期没有这一天"), Problem("", "整条不对")])
    assert rest == ["整条不对"]
    assert box.fault.text() == "日期没有这一天" and not box._below.isVisibleTo(form)
    assert box.editor.property("state") == "faulty" and "没有这一天" in box.editor.accessibleName()
    assert form.focusWidget() is box.editor and form.faulty == ["日期"]


def test_a_fault_goes_when_it_is_mended(form):
    form.show_problems([Problem("count", "数量应填整数")])
    type_into(form, "count", "8")
    assert form.faulty == []


def test_a_reference_is_found_as_you_type(form):
    editor = type_into(form, "unit_id", "石浦")
    editor.search()
    assert editor._lines.stringList() == ["石浦镇"]
    editor._pick(editor._lines.index(0))
    assert form.changes() == {"unit_id": 3}


def test_the_only_hit_is_taken_on_leaving(form):
    editor = type_into(form, "unit_id", "府办")
    form.boxes["name"].editor.setFocus()
    assert editor.text() == "县府办" and editor.raw() == 1


def test_a_name_of_nobody_is_given_on_as_typed_and_refused_beside_the_field(form):
    type_into(form, "unit_id", "没有的单位")
    form.boxes["name"].editor.setFocus()
    assert form.changes() == {"unit_id": "没有的单位"}
    assert "没有登记" in form._fault_of("unit_id")


def test_several_are_picked_ordered_and_removed_by_keys(form):
    editor = form.editor("others")
    editor.finder.setFocus()
    write(editor.finder, "市场")
    QTest.keyClick(editor.finder, Qt.Key.Key_Return)
    assert editor.raw()[:3] == (3, 1, 2)
    QTest.keyClick(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(editor.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    editor.finder.clear()
    assert editor.raw() == (2, 3, 1)
    QTest.keyClick(editor.list, Qt.Key.Key_Delete)
    assert editor.raw() == (3, 1)


def test_one_of_several_that_names_nobody_is_not_lost(form):
    editor = form.editor("others")
    write(editor.finder, "没有的单位")
    assert form.changes() == {"others": (3, 1, "没有的单位")}


def test_codes_and_numbers_switch_the_input_method_off(form):
    for key in ("code", "phone", "count"):
        editor = form.boxes[key].editor
        assert not editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), key
    assert form.boxes["name"].editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_masked_number_is_shown_by_the_eye_and_then_may_be_changed(form, units):
    editor = form.boxes["phone"].editor
    assert editor.isReadOnly() and editor.text() == "138****0036"
    editor.unmask()
    assert (
        units.unmasked == ["phone"] and editor.text() == "13800000036" and not editor.isReadOnly()
    )
    form.show_raw(STORED)
    assert editor.text() == "138****0036" and editor.isReadOnly()


def test_an_empty_number_is_typed_straight_away(form):
    form.show_raw({"phone": ""})
    type_into(form, "phone", "13800000036")
    assert form.changes()["phone"] == "13800000036"


def test_what_only_an_act_sets_is_shown_and_not_given(form):
    assert not form.boxes["stage"].editor.isEnabled()
    assert "stage" not in form.changes()


def test_enter_goes_to_the_next_field_and_ends_at_the_last(form):
    ended = []
    form.finished.connect(lambda: ended.append(1))
    form.boxes["name"].editor.setFocus()
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert form.focusWidget() is form.boxes["note"].editor
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.focusWidget() is form.boxes["count"].editor
    form.boxes["phone"].editor.setFocus()
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert ended == [1]


def test_short_fields_stand_two_in_a_row(form):
    left, right = form.boxes["count"], form.boxes["day"]
    assert left.y() == right.y() and right.x() > left.x()
    assert form.boxes["note"].width() > left.width() + right.width()


def test_a_long_name_among_the_chosen_ends_with_dots_and_has_no_bar_below(qtbot):
    editor = RefsEditor(Refs("单位", to="unit"), LongNames())
    qtbot.addWidget(editor)
    editor.show_raw((1, 2, 3, 4))
    editor.resize(300, 200)
    editor.show()
    QApplication.processEvents()
    bar = editor.list.horizontalScrollBar()
    assert not bar.isVisible() and bar.maximum() == 0
    item = editor.list.item(0)
    assert item.toolTip() == item.text() == LongNames().title("unit", 1)
    assert editor.list.visualItemRect(item).width() <= editor.list.viewport().width()


def test_what_must_be_chosen_offers_no_blank(qtbot):
    form = RecordForm(spec_of(Sample), LongNames())
    qtbot.addWidget(form)
    for key, field in spec_of(Sample).fields.items():
        editor = form.editor(key)
        if isinstance(editor, ChoiceEditor):
            asked = key in spec_of(Sample).required
            words = [editor.itemText(at) for at in range(editor.count())]
            assert ("未填" in words) is not asked, field.label
            editor.show_raw(None)
            assert editor.raw() == ""


class LongNames:
    def choices(self, name, words):
        return []

    def title(self, name, id):
        return "示例象山县石浦镇渔港路渔家海味特产经营部（个体工商户）第二分店旗舰店" * 2

    def unmask(self, key):
        return ""


def test_what_is_wrong_is_told_when_the_field_is_left(units, qtbot):
    """A wrong code at once, not at the save; a blank that must be filled waits for it."""
    form = RecordForm(spec_of(BY_NAME["merchant"]), units)
    qtbot.addWidget(form)
    form.show_raw({}, new=True)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    code, name = form.boxes["credit_code"], form.boxes["name"]
    name.editor.setFocus()
    code.editor.setFocus()
    assert name.fault.text() == ""
    QTest.keyClicks(code.editor, "92330225MA2T00X15B")
    name.editor.setFocus()
    assert "第18位应为A" in code.fault.text()
    code.editor.setFocus()
    QTest.keyClick(code.editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(code.editor, "A")
    assert code.fault.text() == ""
