"""责任清单 (附件2): who does what until when, how it stands, and what was reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.duties import DRAFTED, Duty, DutyState, Light, Progress, light
from shipu_desk.domain.printing import Printed
from shipu_desk.domain.settings import Settings
from shipu_desk.services import duties as service
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import Strip
from shipu_desk.ui.parts.children import Children, Commits, Entry, Kind, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.keys import page_keys
from shipu_desk.ui.parts.paper import Forms, PaperDialog
from shipu_desk.ui.parts.plan_data import NAME, menu, way
from shipu_desk.ui.parts.summary import Summary
from shipu_desk.ui.record_look import LIST_KEY, Action, Detail, Look
from shipu_desk.ui.record_order import ORDER_ACTIONS
from shipu_desk.ui.record_page import RecordPage
from shipu_desk.ui.theme import metrics

WORDS = (Light.DONE, Light.RUNNING, Light.NEAR, Light.LATE, Light.OPEN)


def lights(desk: Desk, rows: Sequence[Row]) -> list[Light]:
    """How each duty stands today; how many days count as near is a setting."""
    today, near = desk.today(), desk.settings().near_days
    return [light(one.record.state, one.record.due_on, today, near) for one in rows]


def _fill(desk: Desk, rows: Sequence[Row]) -> None:
    for one, stands in zip(rows, lights(desk, rows), strict=True):
        one.cells["state"] = str(stands)


# What gives way first where room is short: the deadline says more.
SUPPORTING = Column("supporting", "责任（配合）单位", 9.4, grow=1, yields=1)
GOING = "改为推进中"
LOW = 38  # em of the window's height; below it the notice goes, the rows stay

LOOK = Look(
    "责任清单",
    "附件2",
    unit="项",
    chips="phase",
    columns=("title", "clause", "lead_id", SUPPORTING, "deadline", "state"),
    widths={"title": 17.2, "clause": 6.4, "lead_id": 7.4, "deadline": 10.6, "state": 6.2},
    pending=frozenset({"lead_id"}),
    fill=_fill,
    empty="原文附件2只有标题。可以先载入方案正文草拟的事项，也可以逐条新增。",
    list_key=LIST_KEY,
)


class Duties(RecordPage):
    """The register with its lights and its notice above the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            Duty,
            LOOK,
            actions=(
                Action(NAME, "import", _plan, "载入或移除方案数据"),
                *ORDER_ACTIONS,
                Action("附件2", "print", _paper, "预览、打印、另存附件2 (Ctrl+P)"),
            ),
            details=(Detail("进展", lambda _: Children(desk, _progress()), show_children),),
        )
        self.summary = Summary([str(word) for word in WORDS], "项")
        self.summary.chosen.connect(lambda _: self._narrow())
        self.strip = Strip("info", "")
        self.list.notices.addWidget(self.strip)
        self.list.notices.addWidget(self.summary)
        self.list.set_ways(
            way(self, desk, "方案第二至四部分的18项，标明草拟自方案正文。"), *self.ways()
        )
        Commits(self, desk, {Duty, Settings}, self._tell)
        page_keys(self, {"Ctrl+P": lambda: _paper(self)})
        self._tell()

    def _tell(self) -> None:
        """Count again: by light, what waits for a unit, what was drafted."""
        rows = register.page(self.desk, Duty, register.find(self.desk, Duty))
        self._stands = {
            one.id: str(at) for one, at in zip(rows, lights(self.desk, rows), strict=True)
        }
        self.summary.show_counts(Counter(self._stands.values()))
        self.summary.setVisible(bool(rows))
        self._told = _notice([one.record for one in rows])
        self.strip.say(self._told)
        self._fold()
        if self.summary.word:
            self._narrow()

    def _fold(self) -> None:
        high = self.window().height() >= LOW * metrics().em
        self.strip.setVisible(bool(self._told) and high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _narrow(self) -> None:
        word = self.summary.word
        found = frozenset(id for id, at in self._stands.items() if at == word)
        self.list.only = found if word else None
        self.list.refresh()


def _notice(duties: Sequence[Duty]) -> str:
    drafted = sum(duty.origin == DRAFTED for duty in duties)
    waiting = sum(duty.lead_id is None for duty in duties)
    said = [f"{drafted} 项{DRAFTED}（附件2原文只有标题）"] if drafted else []
    said += [f"{waiting} 项的牵头单位待录入"] if waiting else []
    return "；".join(said) + "。" if said else ""


def _progress() -> Kind:
    return Kind(
        Progress,
        "duty_id",
        _entry,
        add="登记进展",
        empty="还没有进展。登记日期、做了什么、谁报的，佐证写明材料名称或存放处。",
        newest_first=True,
        defaults=_today,
        added=_set_going,
    )


def _set_going(parent: QWidget, desk: Desk, id: int) -> None:
    """A duty with progress is under way: asked, not done behind the clerk's back."""
    duty = register.get(desk, Duty, id)
    if duty.record.state is not DutyState.OPEN:
        return
    text = f"“{duty.title}”有了进展，状态还是“{DutyState.OPEN}”。"
    if messages.ask(parent, "状态要改吗", text, (GOING,), "不改") == GOING:
        register.save(desk, Duty, {"state": DutyState.RUNNING}, duty)


def _today(desk: Desk) -> Mapping[str, object]:
    return {"reported_on": desk.today().isoformat()}


def _entry(one: Row) -> Entry:
    cells = one.cells
    reporter = f"{cells['reporter']}报" if cells["reporter"] else ""
    evidence = f"佐证：{cells['evidence']}" if cells["evidence"] else ""
    small = " · ".join(said for said in (reporter, evidence) if said)
    return Entry(cells["reported_on"], cells["text"], small)


def _plan(page: RecordPage) -> None:
    menu(page, page.desk, page.tool(NAME))


def _paper(page: RecordPage) -> None:
    if not page.may_close():
        return
    name, desk = "附件2 责任清单", page.desk
    make, forms = partial(service.preview, desk), Forms(partial(service.write, desk))
    wish = Path(f"{name}.pdf")
    dialog = PaperDialog(page, make, name, wish, forms, desk=desk, kind=Printed.DUTIES)
    dialog.exec()
    dialog.deleteLater()


def build(desk: Desk) -> QWidget:
    return Duties(desk)
