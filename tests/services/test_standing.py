"""What the lists of changes offer to take back is exactly what can be taken back."""

from contextlib import suppress
from functools import partial
from random import Random

import pytest
import raws

from shipu_desk.db import changes as journal
from shipu_desk.db import standing
from shipu_desk.domain.changes import WAY_OUT, Act
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.places import Cluster, ClusterMerchant
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.services import changes, imports, merchants, plan, records, register
from shipu_desk.services.register import Rejected


def obstacle(desk, number):
    [done] = [one for one in changes.audit(desk, 10_000) if one.number == number]
    return changes.obstacles(desk, [done]).get(number)


def last(desk):
    return changes.audit(desk, 1)[0].number


def imported(desk, folder):
    """1,600 merchants of several parts; the number of the change set."""
    register.save(desk, Industry, {"name": "食品"})
    lines = ["单位名称,统一社会信用代码,行业,经营场所,入库日期"]
    lines += [f"示例{n}店,{raws.code(n)},食品,示例路{n}号,2023-03-06" for n in range(1_600)]
    file = folder / "示例.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    assert imports.run(desk, Merchant, file).written
    return last(desk)


def held_against_undo(desk, chance):
    """A change set by chance, its verdict and what undo does: they agree; the verdict's word."""
    sets = changes.audit(desk, 10_000)
    may = [one for one in sets if one.undone_by is None and one.kind not in WAY_OUT]
    if not may:
        return None
    done = chance.choice(may)
    found = obstacle(desk, done.number)
    if found:
        with pytest.raises(Refused):
            changes.undo(desk, done.number)
    else:
        changes.undo(desk, done.number)
    return found.word if found else ""


def test_a_later_change_of_the_same_row_is_named(desk):
    made = register.save(desk, Unit, {"name": "一局"})
    first = last(desk)
    assert obstacle(desk, first) is None
    register.save(desk, Unit, {"name": "二局"}, made)
    assert obstacle(desk, first).word == "后来又改过"
    assert "修改单位：二局" in obstacle(desk, first).told
    changes.undo(desk, last(desk))
    assert obstacle(desk, first) is None


def test_a_row_that_others_use_is_named_with_them(desk):
    made = register.save(desk, Unit, {"name": "一局"})
    first = last(desk)
    register.save(desk, Duty, raws.duty(1, supporting=(made.id,)))
    assert obstacle(desk, first).word == "有登记用着它"
    assert "责任事项“示例事项1”" in obstacle(desk, first).told


def test_what_a_set_brought_in_together_does_not_hinder_it(desk):
    register.save(desk, Industry, {"name": "食品"})
    merchants.add(desk, raws.merchant(1, stage="培育"))
    assert obstacle(desk, last(desk)) is None


def test_the_history_of_a_row_knows_it_too(desk):
    made = register.save(desk, Unit, {"name": "一局"})
    register.save(desk, Unit, {"name": "二局"}, made)
    newest, oldest = changes.history(desk, Unit, made.id)
    assert newest.obstacle is None
    assert oldest.obstacle.word == "后来又改过"


@pytest.mark.parametrize("touched", [None, 1, 1_500])
def test_an_import_of_several_parts(desk, tmp_path, touched):
    """Also where a single row of it was changed since, in whichever part."""
    number = imported(desk, tmp_path)
    if touched:
        row = register.get(desk, Merchant, touched)
        register.save(desk, Merchant, {"operator": "示例甲"}, row)
    found = obstacle(desk, number)
    assert (found is None) == (touched is None)
    if touched:
        assert found.word == "后来又改过"
        with pytest.raises(Refused):
            changes.undo(desk, number)
    else:
        changes.undo(desk, number)


def step(desk, chance, count):
    """Any edit over three records that refer to each other."""
    units = register.page(desk, Unit, register.find(desk, Unit))
    duties = register.page(desk, Duty, register.find(desk, Duty))
    reports = register.page(desk, Progress, register.find(desk, Progress))
    unit = chance.choice(units) if units else None
    duty = chance.choice(duties) if duties else None
    ids = (unit.id,) if unit else ()
    acts = [
        lambda: register.save(desk, Unit, {"name": f"示例{count}局"}),
        lambda: register.save(desk, Duty, raws.duty(count, supporting=ids)),
        lambda: unit and register.save(desk, Unit, {"name": f"示例{count}局"}, unit),
        lambda: unit and register.remove(desk, Unit, [unit]),
        lambda: duty and register.save(desk, Duty, {"lead_id": ids[0] if ids else None}, duty),
        lambda: duty and register.save(desk, Progress, raws.progress(duty.id)),
        lambda: duty and register.remove(desk, Duty, [duty]),
        lambda: reports and register.remove(desk, Progress, [chance.choice(reports)]),
    ]
    with suppress(Refused, Rejected):
        chance.choice(acts)()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_over_any_mixture_it_says_what_undo_will_do(desk, seed):
    chance, told = Random(seed), []
    for count in range(150):
        step(desk, chance, count)
        if chance.random() >= 0.5:
            told.append(held_against_undo(desk, chance))
    said = [word for word in told if word is not None]
    assert said.count("") > 5 and len(said) - said.count("") > 5


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("large", [300, 1_000_000], ids=["as large sets", "as small sets"])
def test_over_a_mixture_with_the_plan_it_says_what_undo_will_do(desk, seed, large, monkeypatch):
    """The plan loaded, taken out and loaded again among edits."""
    monkeypatch.setattr(standing, "_LARGE", large)
    chance, told = Random(seed), []
    for count in range(60):
        act = chance.choice([plan.load, plan.remove, partial(step, chance=chance, count=count)])
        with suppress(Refused, Rejected):
            act(desk)
        told.append(held_against_undo(desk, chance))
    said = [word for word in told if word is not None]
    assert said.count("") > 5 and len(said) - said.count("") > 5


def test_what_was_taken_out_and_registered_again_is_told(desk):
    plan.load(desk)
    first = last(desk)
    plan.remove(desk)
    out = last(desk)
    plan.load(desk)
    assert obstacle(desk, out).word == "已重新登记"
    with pytest.raises(Refused, match="已经重新登记过了"):
        changes.undo(desk, out)
    assert obstacle(desk, first).word == "后来又改过"


def test_the_refusal_names_the_row_that_differs_and_not_its_own_redo(desk):
    with desk.store.writing("两局", desk.clerk) as work:
        for name in ("甲局", "乙局"):
            records.save(work, Unit, {"name": name})
    both = last(desk)
    changes.undo(desk, both)
    changes.undo(desk, last(desk))
    first = register.get(desk, Unit, 1)
    register.save(desk, Unit, {"name": "丙局"}, first)
    later = changes.audit(desk, 1)[0]
    assert str(later) in obstacle(desk, both).told
    with pytest.raises(Refused, match=f"此后又有第{later.number}号“修改单位：丙局”"):
        changes.undo(desk, both)


def test_a_large_import_is_judged_without_unpacking_it(desk, tmp_path, monkeypatch):
    register.save(desk, Cluster, {"name": "示例商圈"})
    number, unpacked = imported(desk, tmp_path), []
    monkeypatch.setattr(standing, "_LARGE", 1_000)
    keep = standing.changes_of_part
    monkeypatch.setattr(standing, "changes_of_part", lambda *at: unpacked.append(at) or keep(*at))
    assert obstacle(desk, number) is None and unpacked == []
    register.save(desk, ClusterMerchant, {"cluster_id": 1, "merchant_id": 1_500})
    placed = last(desk)
    assert obstacle(desk, number).word == "有登记用着它" and len(unpacked) == 1
    with pytest.raises(Refused):
        changes.undo(desk, number)
    changes.undo(desk, placed)
    changes.undo(desk, number)
    unpacked.clear()
    assert obstacle(desk, last(desk)) is None and unpacked == []
    changes.undo(desk, last(desk))
    assert register.count(desk, Merchant) == 1_600


def test_a_set_whose_content_was_cleared_is_not_offered(desk):
    register.save(desk, Unit, {"name": "一局"})
    number = last(desk)
    with desk.store.writing("清除", desk.clerk, Act.PURGE) as work:
        journal.purge(work, number)
    assert obstacle(desk, number).word == "内容已清除"


def test_a_duty_that_uses_two_units_is_named_once(desk):
    units = [register.save(desk, Unit, {"name": name}) for name in ("甲局", "乙局")]
    register.save(desk, Duty, raws.duty(1, lead_id=units[0].id, supporting=(units[1].id,)))
    said, held = register.users(desk, Unit, units)
    assert said == "责任事项“示例事项1”" and held == {unit.id for unit in units}
    for number in range(2, 6):
        register.save(desk, Duty, raws.duty(number, lead_id=units[0].id))
    assert register.users(desk, Unit, units).said.endswith("等共5条")
