"""Undo and redo as the clerk knows them, whatever was done in between."""

from random import Random

import pytest
import raws
from facts import assert_sound, everything

from shipu_desk.domain.changes import WAY_OUT, Act
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.merchants import Industry, Merchant, Stage, StageMove
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.services import changes, records, register


def back(desk):
    return changes.undo(desk, changes.undoable(desk).number)


def again(desk):
    return changes.undo(desk, changes.redoable(desk).number)


def name(desk, id=1):
    return register.title(desk, "unit", id)


def rename(desk, to, id=1):
    register.save(desk, Unit, {"name": to}, register.get(desk, Unit, id))


@pytest.fixture
def unit(desk):
    """One unit, renamed twice: 一局 → 二局 → 三局."""
    register.save(desk, Unit, {"name": "一局"})
    rename(desk, "二局")
    rename(desk, "三局")
    return desk


def test_a_fresh_desk_has_nothing_to_undo(desk):
    assert changes.undoable(desk) is None
    assert changes.redoable(desk) is None


def test_back_and_forth(unit):
    seen = [name(unit)]
    for step in (back, back, again, again, back, again, back):
        step(unit)
        seen.append(name(unit))
    assert seen == ["三局", "二局", "一局", "二局", "三局", "二局", "三局", "二局"]
    titles = [one.title for one in changes.audit(unit)]
    assert titles[0] == "撤回：修改单位：三局"
    assert titles[1] == "重做：修改单位：三局"
    assert_sound(unit.store)


def test_everything_can_be_taken_back_and_nothing_more(unit):
    for _ in range(3):
        back(unit)
    assert register.count(unit, Unit) == 0
    assert changes.undoable(unit) is None
    for _ in range(3):
        again(unit)
    assert name(unit) == "三局"
    assert changes.redoable(unit) is None


def test_an_edit_ends_what_could_be_redone(unit):
    back(unit)
    rename(unit, "四局")
    assert changes.redoable(unit) is None
    back(unit)
    assert name(unit) == "二局"
    again(unit)
    assert name(unit) == "四局"
    assert changes.redoable(unit) is None


def test_taking_back_a_redo_is_taking_back_the_edit(unit):
    undone = back(unit)
    redone = changes.undo(unit, undone)
    changes.undo(unit, redone)
    assert name(unit) == "二局"
    assert changes.undoable(unit).title == "修改单位：二局"
    again(unit)
    assert name(unit) == "三局"
    with pytest.raises(Refused, match="已经撤回"):
        changes.undo(unit, undone)


def test_many_undos_later_the_first_edit_can_still_be_reached(desk):
    register.save(desk, Unit, {"name": "一局"})
    for _ in range(120):
        back(desk)
        again(desk)
    assert changes.undoable(desk).title == "新增单位：一局"


def test_facts_do_not_stand_in_the_way(unit):
    back(unit)
    with unit.store.writing("打印示例", unit.clerk, Act.PRINT):
        pass
    assert changes.undoable(unit).title == "修改单位：二局"
    again(unit)
    assert name(unit) == "三局"


def test_the_founding_and_every_legal_act_stay(desk):
    for act in WAY_OUT:
        with desk.store.writing(f"示例{act}", desk.clerk, act):
            pass
    before = everything(desk.store)
    legal = changes.audit(desk)
    assert {one.kind for one in legal} == set(WAY_OUT)
    for one in legal:
        with pytest.raises(Refused, match="不能撤回"):
            changes.undo(desk, one.number)
    assert changes.undoable(desk) is None
    assert everything(desk.store) == before


def test_an_unknown_number_is_told(desk):
    with pytest.raises(Refused, match="没有第99号改动"):
        changes.undo(desk, 99)


def test_a_move_between_stages_is_taken_back_with_its_note(desk):
    register.save(desk, Industry, {"name": "食品"})
    row = register.save(desk, Merchant, raws.merchant(1))
    before = everything(desk.store)
    with desk.store.writing("变更阶段", desk.clerk) as work:
        merchant = work.get_one(Merchant, row.id)
        merchant.stage = Stage.CULTIVATED
        note = {"merchant_id": row.id, "origin": "入库", "to": "培育"}
        moved = raws.read(StageMove, note | {"moved_on": "2023-05-18", "reason": "示例"})
        records.keep(work, moved)
    back(desk)
    assert everything(desk.store) == before
    again(desk)
    assert register.get(desk, Merchant, row.id).cells["stage"] == "培育"


def test_history_tells_every_state_of_a_row_by_label(unit):
    told = [(event.what, event.lines) for event in changes.history(unit, Unit, 1)]
    assert told == [
        ("修改", (("单位名称", "二局", "三局"),)),
        ("修改", (("单位名称", "一局", "二局"),)),
        ("新增", (("序号", "", "1"), ("单位名称", "", "一局"))),
    ]


def test_history_masks_numbers_and_names_references(desk):
    register.save(desk, Unit, {"name": "示例局", "phone": "13800001234"})
    row = register.save(desk, Duty, {"title": "示例", "lead_id": "示例局", "supporting": []})
    register.save(desk, Duty, {"lead_id": "", "supporting": "示例局"}, row)
    [event, _] = changes.history(desk, Duty, row.id)
    assert set(event.lines) == {
        ("牵头单位", "示例局", ""),
        ("责任（配合）单位", "", "示例局"),
    }
    [event] = changes.history(desk, Unit, 1)
    assert ("联系电话", "", "138****1234") in event.lines


def test_contents_tells_what_one_change_set_did(unit):
    [(label, event)] = changes.contents(unit, 3)
    assert label == "单位"
    assert event.lines == (("单位名称", "一局", "二局"),)
    assert changes.contents(unit, 99) == []


class Model:
    """What a clerk expects of undo and redo: two stacks of states."""

    def __init__(self, start):
        self.past, self.now, self.future = [], start, []

    def edit(self, state):
        self.past.append(self.now)
        self.now, self.future = state, []

    def back(self):
        self.future.append(self.now)
        self.now = self.past.pop()

    def again(self):
        self.past.append(self.now)
        self.now = self.future.pop()


def edit(desk, chance, count):
    rows = register.page(desk, Unit, register.find(desk, Unit))
    act = chance.choice(["add", "rename", "remove", "move"]) if rows else "add"
    row = chance.choice(rows) if rows else None
    if act == "add":
        register.save(desk, Unit, {"name": f"示例{count}局"})
    elif act == "rename":
        register.save(desk, Unit, {"name": f"示例{count}局", "contact": f"示例{count}"}, row)
    elif act == "remove":
        register.remove(desk, Unit, [row])
    else:
        register.move(desk, Unit, row, up=bool(count % 2))


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_any_mixture_of_edits_undos_and_redos_does_what_two_stacks_would(desk, seed):
    chance = Random(seed)
    start = everything(desk.store)
    model = Model(start)
    for count in range(80):
        step = chance.choice(["edit", "edit", "back", "back", "again"])
        sets = len(changes.audit(desk))
        if step == "back" and model.past:
            back(desk)
            model.back()
        elif step == "again" and model.future:
            again(desk)
            model.again()
        else:
            edit(desk, chance, count)
            if len(changes.audit(desk)) > sets:
                model.edit(everything(desk.store))
        assert everything(desk.store) == model.now
        assert (changes.undoable(desk) is None) == (not model.past)
        assert (changes.redoable(desk) is None) == (not model.future)
    while model.future:
        again(desk)
        model.again()
    end = everything(desk.store)
    assert end == model.now
    while changes.undoable(desk):
        back(desk)
    assert everything(desk.store) == start
    while changes.redoable(desk):
        again(desk)
    assert everything(desk.store) == end
    assert_sound(desk.store)


def test_after_an_older_edit_is_redone_that_one_is_taken_back_first(desk):
    for name in ("丙局", "丁局"):
        register.save(desk, Unit, {"name": name})
    older, newer = changes.audit(desk, 2)[::-1]
    changes.undo(desk, older.number)
    again(desk)
    assert changes.undoable(desk).number == older.number
    back(desk)
    assert changes.undoable(desk).number == newer.number
    back(desk)
    again(desk)
    assert changes.undoable(desk).number == newer.number


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wherever_it_was_undone_ctrl_z_takes_back_what_was_done_or_redone_last(desk, seed):
    """Every row on its own, so that any edit can be taken back at any time."""
    chance, done = Random(seed), []
    for count in range(60):
        standing = [one for one in changes.audit(desk, 10_000) if one.kind is Act.EDIT]
        standing = [one.number for one in standing if one.undone_by is None]
        step = chance.choice(["edit", "any", "back", "again"])
        if step == "any" and standing:
            number = chance.choice(standing)
            changes.undo(desk, number)
            done.remove(number)
        elif step == "back" and done:
            assert changes.undoable(desk).number == done.pop()
            back(desk)
        elif step == "again" and changes.redoable(desk):
            done.append(changes.redoable(desk).undoes)
            again(desk)
        else:
            register.save(desk, Unit, {"name": f"示例{count}局"})
            done.append(changes.audit(desk, 1)[0].number)
        found = changes.undoable(desk)
        assert (found.number if found else None) == (done[-1] if done else None)


def test_only_an_edit_after_a_final_act_lifts_it(desk):
    register.save(desk, Industry, {"name": "食品"})
    with desk.store.writing("授牌：示例", desk.clerk, Act.GRANT):
        pass
    deed = changes.audit(desk, 1)[0]
    for kind in (Act.PRINT, Act.EXPORT, Act.UNMASK):
        with desk.store.writing("示例", desk.clerk, kind):
            pass
        assert changes.final(desk) == deed
    register.save(desk, Unit, {"name": "甲局"})
    assert changes.final(desk) is None
    back(desk)
    assert changes.final(desk) == deed
    again(desk)
    assert changes.final(desk) is None


def test_what_went_to_and_fro_is_called_as_it_was_done(desk):
    register.save(desk, Unit, {"name": "甲局"})
    for _ in range(4):
        changes.undo(desk, changes.audit(desk, 1)[0].number)
        assert changes.done_at_first(changes.audit(desk, 1)[0]) == "新增单位：甲局"
