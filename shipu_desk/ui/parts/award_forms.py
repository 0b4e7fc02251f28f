"""摘牌 and 补发: when, why, on what basis; neither can be undone, which is said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import AwardAct, AwardEvent
from shipu_desk.domain.records import spec_of
from shipu_desk.services import awards
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import Strip
from shipu_desk.ui.parts.entry import Choices, FormDialog, without
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import px

Doing = Callable[[Desk, str, object, str, str | None, int | None], Row]


@dataclass(frozen=True)
class Deed:
    """An act on one award: what it brings, what it is done by, what is said afterwards."""

    act: AwardAct
    told: str
    do: Doing
    done: str


REVOKE = Deed(
    AwardAct.REVOKE,
    "摘牌以后，这个编号的牌匾和证书不能再打印；单位没有别的有效授牌时回到“培育”。"
    "摘牌不能撤回，要恢复只能重新授牌。",
    awards.revoke,
    "已摘牌：{}，牌匾和证书不再打印",
)
REISSUE = Deed(
    AwardAct.REISSUE,
    "编号不变，以后打印的牌匾和证书注明“补发”。补发不能撤回。",
    awards.reissue,
    "已登记补发：{}，以后打印注明“补发”",
)


class DeedDialog(FormDialog):
    """One act on one award."""

    FINAL = True

    def __init__(self, parent: QWidget, desk: Desk, deed: Deed, row: Row) -> None:
        self._desk, self._deed, self._row = desk, deed, row
        spec = without(spec_of(AwardEvent), {"award_id", "act"})
        spec = replace(spec, required=frozenset({"happened_on", "reason"}))
        form = RecordForm(spec, Choices(desk, AwardEvent))
        form.show_raw({"happened_on": desk.today().isoformat()}, new=True)
        told = f"{row.title} · {row.cells['granted_on']} 授牌"
        super().__init__(parent, f"{deed.act}", told, form, str(deed.act))
        self.parts.insertWidget(1, Strip("warn", deed.told))
        self.parts.setContentsMargins(px(8), px(6), px(8), 0)
        form.focus("reason")

    def act(self) -> None:
        raw = self.form.changes()
        self._deed.do(
            self._desk,
            self._row.record.number,
            raw["happened_on"],
            str(raw["reason"] or ""),
            str(raw["basis"] or "") or None,
            self._row.version,
        )
        messages.say(self._deed.done.format(self._row.title))


def do_deed(parent: QWidget, desk: Desk, deed: Deed, row: Row) -> bool:
    """Ask and do; whether it was done."""
    dialog = DeedDialog(parent, desk, deed, row)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done
