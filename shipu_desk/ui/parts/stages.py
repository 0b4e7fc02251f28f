"""变更阶段: where to, when, why; for one merchant or for all that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import cast

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.fields import Choice
from shipu_desk.domain.merchants import BY_AWARD, Stage, StageMove, refusal
from shipu_desk.domain.records import Spec, spec_of
from shipu_desk.services import merchants
from shipu_desk.services.desk import Desk
from shipu_desk.services.merchants import Going
from shipu_desk.services.register import Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import label
from shipu_desk.ui.parts.entry import Choices, FormDialog, without
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import px

NAMED = 4  # merchants named in one sentence; the rest is counted


def lawful(rows: Sequence[Row]) -> list[Stage]:
    """The stages that a clerk may move at least one of these merchants to."""
    return [to for to in Stage if any(refusal(one.record.stage, to) is None for one in rows)]


def _spec(stages: Sequence[Stage]) -> Spec:
    """The form of a move that offers only these stages."""
    spec = without(spec_of(StageMove), {"merchant_id", "origin"})
    options = cast(type[StrEnum], StrEnum("Lawful", [(s.name, s.value) for s in stages]))
    field = spec.fields["to"]
    assert isinstance(field, Choice)
    return replace(spec, fields={**spec.fields, "to": replace(field, options=options)})


class StageDialog(FormDialog):
    """All that may be moved are moved, in one change set; the others are named and stay."""

    def __init__(self, parent: QWidget, desk: Desk, rows: Sequence[Row]) -> None:
        self._desk, self._rows = desk, list(rows)
        stages = lawful(rows)
        form = RecordForm(_spec(stages), Choices(desk, StageMove))
        only = stages[0] if len(stages) == 1 else None
        form.show_raw({"to": only, "moved_on": desk.today().isoformat()}, new=True)
        super().__init__(parent, "变更阶段", _told(rows), form, "变更")
        self.others = label("", "caption", wrap=True)
        self.others.setContentsMargins(px(16), 0, px(16), px(8))
        self.parts.addWidget(self.others)
        form.edited.connect(self._say_others)
        self._say_others()

    @property
    def to(self) -> Stage | None:
        raw = self.form.editor("to").raw()
        return Stage(str(raw)) if raw else None

    def going(self) -> list[Row]:
        """Those that may move to the stage chosen."""
        to = self.to
        return [one for one in self._rows if to and refusal(one.record.stage, to) is None]

    def _say_others(self) -> None:
        going = self.going()
        stay = [one for one in self._rows if one not in going] if self.to else []
        said = [f"{_names(stay)}不能变为“{self.to}”，保持原样。"] if stay else []
        self.others.setText("\n".join([*said, f"{BY_AWARD}。"]))
        count = f" {len(going)} 家" if len(self._rows) > 1 and self.to else ""
        self.primary.setText(f"变更{count}")
        self.primary.setAccessibleName(self.primary.text())

    def act(self) -> None:
        raw = self.form.changes()
        going = Going(
            str(raw["to"] or ""), raw["moved_on"], str(raw["reason"]), str(raw["basis"]) or None
        )
        rows = self.going() or self._rows
        done = merchants.move_many(self._desk, {one.id: one.version for one in rows}, going)
        what = f"“{rows[0].title}”" if done == 1 else f" {done} 家"
        messages.say(f"已把{what}变更为“{going.to}”，可用 Ctrl+Z 撤回")


def _told(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return f"{rows[0].title}，现在是“{rows[0].record.stage}”"
    counts = [(stage, sum(one.record.stage is stage for one in rows)) for stage in Stage]
    said = "、".join(f"{stage} {count}" for stage, count in counts if count)
    return f"{_names(rows)}。{said}" if len(rows) <= NAMED else f"{_names(rows)}：{said}"


def _names(rows: Sequence[Row]) -> str:
    said = "、".join(one.title for one in rows[:NAMED])
    return f"{said}等 {len(rows)} 家" if len(rows) > NAMED else said


def change_stage(parent: QWidget, desk: Desk, rows: Sequence[Row]) -> bool:
    """Ask and move; what cannot be moved at all is told with its reason."""
    if not rows:
        messages.say("先选中或勾选要变更的单位")
        return False
    if not lawful(rows):
        why = refusal(rows[0].record.stage, Stage.CANDIDATE) or BY_AWARD
        who = rows[0].title if len(rows) == 1 else f"选中的 {len(rows)} 家"
        messages.note(parent, f"{who}不能变更阶段", f"{why}。")
        return False
    dialog = StageDialog(parent, desk, rows)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done
