"""One file over all records: each is added, found, changed, removed, and every step undone."""

from datetime import date

import pytest
import raws
from facts import assert_sound, everything
from sqlalchemy import select

from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.fields import Choice, Code, Day, Phone, Ref, Refs, Text, Whole, YesNo
from shipu_desk.domain.records import spec_of
from shipu_desk.services import changes, checking, records, register
from shipu_desk.services.register import Query

ORDINARY = [record for record in RECORDS if not record.ACTS_ONLY]
VALUES = {
    Text: lambda field, turn: f"示例{'甲乙'[turn]}",
    Code: lambda field, turn: raws.code(turn),
    Phone: lambda field, turn: f"1380000000{turn}",
    Whole: lambda field, turn: field.minimum + turn,
    Day: lambda field, turn: date(2023, 3, 6 + turn),
    YesNo: lambda field, turn: bool(turn),
    Choice: lambda field, turn: list(field.options)[-turn],
}


def parents(work, record):
    """One row of every register that this one refers to, their own parents first."""
    for field in spec_of(record).fields.values():
        if isinstance(field, Ref | Refs):
            there = next(one for one in RECORDS if spec_of(one).name == field.to)
            if work.scalar(select(there.id).limit(1)) is None:
                parents(work, there)
                records.keep(work, raws.read(there, sample(there, 0)))


def sample(record, turn):
    """A value for every field, another for each turn; references to the first row there is."""
    spec, raw = spec_of(record), {}
    for key, field in spec.fields.items():
        if isinstance(field, Ref):
            raw[key] = 1
        elif type(field) in VALUES and not field.by_act and key != "number_pattern":
            raw[key] = VALUES[type(field)](field, turn)
    return raw | ({"until": None} if "until" in spec.fields else {})


def test_every_kind_of_field_has_a_sample():
    kinds = {type(field) for record in RECORDS for field in spec_of(record).fields.values()}
    assert kinds - {Ref, Refs} == set(VALUES)


@pytest.mark.parametrize("record", ORDINARY, ids=lambda record: record.PLURAL)
def test_a_row_goes_its_way_and_every_step_is_undone(desk, record):
    with desk.store.writing("前提", desk.clerk) as work:
        parents(work, record)
    states = [everything(desk.store)]
    row = register.save(desk, record, sample(record, 0), twin_accepted=True)
    states.append(everything(desk.store))
    row = register.save(desk, record, sample(record, 1), row, twin_accepted=True)
    states.append(everything(desk.store))
    for field, cell in zip(spec_of(record).fields.values(), row.cells.values(), strict=True):
        assert cell or field.by_act or isinstance(field, Refs) or field.label == "任期止"
    register.remove(desk, record, [row])
    states.append(everything(desk.store))
    undone = []
    for state in states[-2::-1]:
        undone.append(changes.undo(desk, changes.undoable(desk).number))
        assert everything(desk.store) == state
    for state in states[1:]:
        changes.undo(desk, changes.redoable(desk).number)
        assert everything(desk.store) == state
    assert len(undone) == 3
    assert [event.what for event in changes.history(desk, record, row.id)][-1] == "新增"
    assert_sound(desk.store)
    assert checking.check(desk) == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.PLURAL)
def test_every_register_is_found_sorted_tallied_and_shown(desk, record):
    with desk.store.writing("前提", desk.clerk) as work:
        parents(work, record)
        kept = [records.keep(work, raws.read(record, sample(record, turn))) for turn in (0, 1)]
        ids = [row.id for row in kept]
    for key in spec_of(record).fields:
        found = register.find(desk, record, Query(order=key))
        assert set(ids) <= set(found), key
        down = register.find(desk, record, Query(order=key, descending=True))
        assert sorted(found) == sorted(down), key
        assert sum(register.tally(desk, record, key).values()) == len(found), key
    searched = [field for field in spec_of(record).fields.values() if field.searched]
    for field in searched:
        if isinstance(field, Text):
            assert ids[0] in register.find(desk, record, Query("slj")), field.label
    assert all(row.title for row in register.page(desk, record, ids))
