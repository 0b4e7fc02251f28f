"""No row of a form is left half empty, and what belongs together stands together."""

from itertools import groupby

import pytest
from PySide6.QtWidgets import QGridLayout

from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.records import spec_of
from shipu_desk.ui.record_form import RecordForm


class Nobody:
    def choices(self, name, words):
        return []

    def title(self, name, id):
        return ""

    def unmask(self, key):
        return ""


def rows(record, qtbot):
    """The keys of a form, row by row."""
    form = RecordForm(spec_of(record), Nobody())
    qtbot.addWidget(form)
    grid = form.layout()
    assert isinstance(grid, QGridLayout)
    placed = []
    for key, box in form.boxes.items():
        row, _, _, across = grid.getItemPosition(grid.indexOf(box))
        placed.append((row, across, key))
    found = [list(of) for _, of in groupby(placed, lambda one: one[0])]
    assert all(sum(across for _, across, _ in of) == 2 for of in found)
    return [tuple(key for *_, key in of) for of in found]


@pytest.mark.parametrize("record", BY_NAME.values(), ids=BY_NAME)
def test_no_row_is_left_half_empty(record, qtbot):
    assert [key for of in rows(record, qtbot) for key in of] == list(spec_of(record).fields)


def test_a_term_stands_in_one_row(qtbot):
    assert ("since", "until") in rows(Member, qtbot)


def test_a_person_and_the_number_stand_in_one_row_and_the_days_of_a_duty(qtbot):
    found = rows(Duty, qtbot)
    assert ("contact", "phone") in found and ("starts_on", "due_on") in found
