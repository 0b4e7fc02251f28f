"""授牌: a round, several merchants found by search, what the awards shall say; all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.awards import Award, Round
from shipu_desk.domain.fields import FieldError
from shipu_desk.domain.records import Problem
from shipu_desk.services import granting, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.granting import Trial
from shipu_desk.services.register import Rejected
from shipu_desk.ui import messages
from shipu_desk.ui.parts.award_asked import FROM_ROUND, Cultivated, grant_spec, renamed, span
from shipu_desk.ui.parts.award_doubt import doubts
from shipu_desk.ui.parts.basic import Strip, column, held
from shipu_desk.ui.parts.entry import FormDialog
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import px

TOLD = (
    "授牌是正式决定：编号当年连续，不跳号、不重用；登记后不能撤回，只能用“摘牌”收回。"
    "有一家不合格，就一家也不授。"
)
GROWS = 160  # px that warnings and the list of merchants may still grow by
NAMED = 4  # merchants named before the act; the rest is counted
LISTED = 12  # faults and merchants told one by one; the rest is counted


class GrantDialog(FormDialog):
    """Prefilled from the round, then from the settings; what was typed over stays."""

    FINAL = True

    def __init__(self, parent: QWidget, desk: Desk, round_id: int = 0) -> None:
        self._desk, self._round = desk, 0
        self._standing: dict[str, str] = dict.fromkeys(FROM_ROUND, "")
        self._spec = grant_spec()
        self._sources = Cultivated(desk, Award)
        form = RecordForm(self._spec, self._sources)
        self._standing = self._said_by(round_id)
        today = desk.today().isoformat()
        form.show_raw({"round_id": round_id or None, "granted_on": today, **self._standing}, True)
        self._round = round_id
        super().__init__(parent, "授牌", TOLD, form, "授牌")
        self.doubt = Strip("warn", "")
        self._doubted = held(column(self.doubt, margins=(24, 4, 24, 8)))
        self._doubted.hide()
        self._told = ""
        self.hold_above_foot(self._doubted)
        form.edited.connect(self._follow)
        self._follow()
        form.focus("merchants" if round_id else "round_id")

    def wanted(self, room: int) -> int:
        """Room for a dozen merchants."""
        return super().wanted(room) + px(GROWS)

    def _said_by(self, round_id: int) -> dict[str, str]:
        """Title, body and basis as the round has them, else the settings."""
        settings = self._desk.settings()
        said = {"title": settings.award_title, "body": settings.awarding_body, "basis": ""}
        if round_id:
            round = register.get(self._desk, Round, round_id).record
            said |= {key: getattr(round, key) or said[key] for key in FROM_ROUND}
        return said

    def _follow(self) -> None:
        chosen = self.form.editor("round_id").raw()
        if isinstance(chosen, int) and chosen != self._round:
            self._round = chosen
            self._take(self._said_by(chosen))
        told = doubts(self._text("body"), self._text("title"))
        if told != self._told:
            self._told = told
            self.doubt.say(told)
            self._doubted.setVisible(bool(told))
            self._fit()
        count = len({one for one in self.merchants if isinstance(one, int)})
        self.primary.setText(f"授牌 {count} 家…" if count else "授牌…")
        self.primary.setAccessibleName(self.primary.text())

    def _take(self, said: Mapping[str, str]) -> None:
        """What the round says, where nothing else was typed."""
        for key, value in said.items():
            if self._text(key) in ("", self._standing[key]):
                self.form.editor(key).show_raw(value)
        self._standing = dict(said)

    def _text(self, key: str) -> str:
        return str(self.form.editor(key).raw() or "")

    @property
    def merchants(self) -> tuple[Any, ...]:
        raw = self.form.editor("merchants").raw()
        return raw if isinstance(raw, tuple) else ()

    def act(self) -> None:
        raw = self.form.changes()
        faults = [*self._faults(raw), *self._strangers()]
        if faults:
            raise Rejected(faults)
        shared = {key: raw[key] for key in ("round_id", "granted_on", *FROM_ROUND)}
        requests = [{**shared, "merchant_id": id} for id in self.merchants]
        try:
            trial = granting.trial(self._desk, requests)
        except Rejected as error:
            raise Rejected([Problem("", self._listed(error.problems))]) from error
        if not self._agreed(trial, str(raw["granted_on"])):
            raise _NotYet
        granted = granting.grant_many(self._desk, requests)
        numbers = [row.record.number for row in granted.rows]
        messages.say(f"已授牌 {len(numbers)} 家：{span(numbers)}")

    def go(self) -> None:
        """As every form; the question before the act may send the clerk back into it."""
        try:
            super().go()
        except _NotYet:
            self.primary.setFocus()

    def _faults(self, raw: Mapping[str, object]) -> list[Problem]:
        """What is wrong with that which all awards share, once and beside its field."""
        found = []
        for key, field in self._spec.fields.items():
            try:
                blank = field.read(raw[key]) in (None, ()) if key != "merchants" else not raw[key]
                if blank and key in self._spec.required:
                    found.append(Problem(key, f"{field.label}必填"))
            except FieldError as error:
                found.append(Problem(key, f"{field.label}{error}"))
        return found

    def _strangers(self) -> list[Problem]:
        typed = [name for name in self.merchants if isinstance(name, str)]
        return [Problem("merchants", f"“{name}”不在“培育”中的单位里") for name in typed]

    def _listed(self, problems: Sequence[Problem]) -> str:
        """Each merchant with its fault, by name."""
        said = [problem.message for problem in problems]
        for id in self.merchants:
            name = register.title(self._desk, "merchant", id)
            said = [renamed(one, f"“{id}”：", f"“{name}”") for one in said]
        rest = [f"另有 {len(said) - LISTED} 处"] if len(said) > LISTED else []
        return "\n".join(["一家也没有授。改好下面各处，或先移出这几家：", *said[:LISTED], *rest])

    def _agreed(self, trial: Trial, on: str) -> bool:
        """The numbers and every warning, before what cannot be taken back."""
        count = len(trial.numbers)
        names = [self._sources.title("merchant", id) for id in self.merchants[:NAMED]]
        rest = f"等 {count} 家" if count > NAMED else ""
        said = [f"{'、'.join(names)}{rest}。", f"编号：{span(trial.numbers)}，授牌日期 {on}。"]
        said += [f"{one}。" for one in trial.warnings[:LISTED]]
        more = len(trial.warnings) - LISTED
        said += [f"另有 {more} 处请核对。"] if more > 0 else []
        said.append("登记后不能撤回，只能用“摘牌”收回。")
        verb = f"授牌 {count} 家"
        return messages.ask_grave(self, f"给 {count} 家授牌", "\n".join(said), verb)


class _NotYet(Exception):
    """The clerk went back into the form; there is nothing to tell."""


def grant(parent: QWidget, desk: Desk, round_id: int = 0) -> bool:
    """Ask and grant; whether it was done."""
    dialog = GrantDialog(parent, desk, round_id)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done
