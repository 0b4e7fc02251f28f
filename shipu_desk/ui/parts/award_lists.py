"""Lists about awards in a record panel: what happened to one, its prints, those of a round."""

from __future__ import annotations

from functools import cache

from shipu_desk.domain.awards import Award, AwardEvent, Form, Printing
from shipu_desk.domain.printing import Sides
from shipu_desk.services import printing
from shipu_desk.services.register import Row
from shipu_desk.ui.parts.children import Entry, Kind


def _event(one: Row) -> Entry:
    cells = one.cells
    basis = f"依据：{cells['basis']}" if cells["basis"] else ""
    return Entry(f"{cells['act']}　{cells['happened_on']}", cells["reason"], basis)


@cache
def _templates() -> dict[str, str]:
    """What the clerk calls the templates that come with the program."""
    return {name: told for form in Form for name, told in printing.template_list(form)}


def _printing(one: Row) -> Entry:
    cells = one.cells
    mark = f"（{cells['mark']}）" if cells["mark"] else ""
    template = _templates().get(cells["template"], cells["template"])
    copies = f"{cells['copies']} 份" if cells["copies"] not in {"", "1"} else ""
    sides = cells["sides"] if one.record.sides not in {None, Sides.ONE} else ""
    said = (cells["moment"], cells["by"], f"版式 {template}", cells["overprint"], copies, sides)
    small = " · ".join(filter(None, said))
    return Entry(f"{cells['form']}{mark}", cells["file"], small)


def _award(one: Row) -> Entry:
    cells = one.cells
    return Entry(cells["name"], "", f"{cells['number']} · {cells['granted_on']}", cells["state"])


EVENTS = Kind(AwardEvent, "award_id", _event, unit="件", empty="还没有记事。")
PRINTS = Kind(
    Printing,
    "award_id",
    _printing,
    unit="次",
    empty="还没有打印过。每次打印都会记在这里：谁、什么时候、印到哪里。",
    newest_first=True,
)
OF_ROUND = Kind(Award, "round_id", _award, unit="家", empty="这一批还没有授牌。")
