"""What the lists of changes offer to take back is exactly what can be taken back."""

from contextlib import suppress
from random import Random

import pytest
import raws

from shipu_desk.domain.changes import WAY_OUT
from shipu_desk.domain.duties import Duty, Progress
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.units import Unit
from shipu_desk.errors import Refused
from shipu_desk.services import changes, imports, merchants, register
from shipu_desk.services.register import Rejected


def obstacle(desk, number):
    [done] = [one for one in changes.audit(desk, 10_000) if one.number == number]
    return changes.obstacles(desk, [done]).get(number)


def last(desk):
    return changes.audit(desk, 1)[0].number


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
    register.save(desk, Industry, {"name": "食品"})
    lines = ["单位名称,统一社会信用代码,行业,经营场所,入库日期"]
    lines += [f"示例{n}店,{raws.code(n)},食品,示例路{n}号,2023-03-06" for n in range(1_600)]
    file = tmp_path / "示例.csv"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    assert imports.run(desk, Merchant, file).written
    number = last(desk)
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
    chance, said, refused = Random(seed), 0, 0
    for count in range(150):
        step(desk, chance, count)
        sets = changes.audit(desk, 10_000)
        may = [one for one in sets if one.undone_by is None and one.kind not in WAY_OUT]
        if not may or chance.random() < 0.5:
            continue
        done = chance.choice(may)
        found = obstacle(desk, done.number)
        if found:
            with pytest.raises(Refused):
                changes.undo(desk, done.number)
            refused += 1
        else:
            changes.undo(desk, done.number)
            said += 1
    assert said > 5 and refused > 5
