"""Every act of the office that may be undone returns to the start, and comes back by a redo."""

import pytest
import raws
from facts import assert_sound, everything

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.settings import Settings
from shipu_desk.domain.units import Unit
from shipu_desk.services import (
    bulletins,
    changes,
    checking,
    imports,
    merchants,
    plan,
    register,
    settings,
)


def remove_the_plan(desk, folder):
    plan.remove(desk)


def add_a_merchant(desk, folder):
    merchants.add(desk, raws.merchant(50, industry_id="食品", street_id="金山路"))


def move_a_merchant(desk, folder):
    merchants.move(desk, 1, "培育", "2023-05-01", "示例原因", "示例依据")


def move_two(desk, folder):
    going = merchants.Going("退出", "2023-05-02", "示例原因")
    shown = {id: register.get(desk, Merchant, id).version for id in (1, 2)}
    merchants.move_many(desk, shown, going)


def change_a_setting(desk, folder):
    settings.change(desk, {"office_short": "示例办公室"})


def add_an_article(desk, folder):
    bulletins.add_article(desk, "示例标题\n一、示例\n正文。")


def import_merchants(desk, folder):
    lines = ["单位名称,统一社会信用代码,行业,经营场所,入库日期"]
    lines += [f"示例{n}店,{raws.code(n)},食品,示例路{n}号,2023-03-06" for n in range(100, 140)]
    (folder / "示例.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    assert imports.run(desk, Merchant, folder / "示例.csv").written


def reorder_members(desk, folder):
    rows = register.page(desk, Member, register.find(desk, Member))
    register.move(desk, Member, rows[-1], up=True)


def change_a_duty(desk, folder):
    row = register.get(desk, Duty, 2)
    supporting = [id for id, _ in register.choices(desk, "unit")][:3]
    register.save(desk, Duty, {"state": "推进中", "supporting": supporting}, row)


def remove_units(desk, folder):
    free = [register.save(desk, Unit, {"name": f"示例{n}局"}) for n in "甲乙"]
    register.remove(desk, Unit, free)


ACTS = [
    add_a_merchant, move_a_merchant, move_two, change_a_setting, add_an_article,
    import_merchants, reorder_members, change_a_duty, remove_units, remove_the_plan,
]  # fmt: skip


@pytest.fixture
def office(tmp_path, paths):
    """A desk as `create_desk` makes it, with the plan and two merchants."""
    from random import Random

    from conftest import Clock

    from shipu_desk.services.founding import create_desk

    desk = create_desk(paths, "示例甲", Clock(), Random(3).randbytes)
    plan.load(desk)
    for number in (1, 2):
        merchants.add(desk, raws.merchant(number, industry_id="食品"))
    yield desk
    desk.close()


def taken_back(desk, since):
    """Everything since a change set, newest first, while there is anything to take back."""
    while (done := changes.undoable(desk)) and done.number > since:
        changes.undo(desk, done.number)


def redone(desk):
    while changes.redoable(desk):
        changes.undo(desk, changes.redoable(desk).number)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_is_undone_and_redone(office, tmp_path, act):
    start, since = everything(office.store), changes.audit(office)[0].number
    act(office, tmp_path)
    end = everything(office.store)
    assert changes.audit(office)[0].number > since
    taken_back(office, since)
    assert everything(office.store) == start
    redone(office)
    assert everything(office.store) == end
    assert_sound(office.store)


def test_all_of_them_one_after_another(office, tmp_path):
    since, start = changes.audit(office)[0].number, everything(office.store)
    for act in ACTS:
        act(office, tmp_path)
    end = everything(office.store)
    taken_back(office, since)
    assert everything(office.store) == start
    redone(office)
    assert everything(office.store) == end
    taken_back(office, 0)
    assert changes.undoable(office) is None
    assert register.count(office, Duty) == 0
    assert register.count(office, Settings) == 1
    assert checking.check(office) == []
