"""A dialog that makes or changes one record belonging to another: a post, a progress report."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.records import Record, Spec, spec_of
from shipu_desk.errors import DeskError
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Rejected, Row
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import Strip, button, column, held, label
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.following import bring_into_sight
from shipu_desk.ui.record_form import RecordForm
from shipu_desk.ui.theme import px

HITS = 30
WIDTH = 40  # em


def without(spec: Spec, keys: Collection[str]) -> Spec:
    """The spec of a form that leaves some fields out."""
    return replace(spec, fields={k: f for k, f in spec.fields.items() if k not in keys})


class Choices:
    """What the editors of a dialog may ask of the registers."""

    def __init__(self, desk: Desk, record: type[Record], id: int = 0) -> None:
        self._desk, self._record, self._id = desk, record, id

    def choices(self, name: str, words: str) -> list[tuple[int, str]]:
        return register.choices(self._desk, name, words, HITS)

    def title(self, name: str, id: int) -> str:
        return register.title(self._desk, name, id)

    def unmask(self, key: str) -> str:
        return register.unmask(self._desk, self._record, self._id, key) if self._id else ""


class FormDialog(Dialog):
    """A form with 取消 and one primary act; what was typed is never given up silently.

    `act` of a subclass writes it; it may raise Rejected and DeskError. A FINAL act cannot be
    taken back: leaving the dialog offers to give the words up, never to do it in passing.
    """

    FINAL: ClassVar[bool] = False

    def __init__(self, parent: QWidget, title: str, told: str, form: RecordForm, verb: str) -> None:
        super().__init__(parent, title, WIDTH)
        self.form, self._verb = form, verb
        self.notice = Strip("alarm", "")
        # as wide as the fields, whose form has margins of its own
        self._noticed = held(column(self.notice, margins=(16, 4, 16, 0)))
        self._noticed.hide()
        self.parts = column(self._noticed, form, gap=4)
        self.parts.setContentsMargins(px(8), 0, px(8), 0)
        head = column(label(title, "title", wrap=True), label(told, "caption", wrap=True), gap=2)
        head.setContentsMargins(px(24), px(16), px(24), 0)
        back = button("取消", tip="不保存 (Esc)")
        back.clicked.connect(self.reject)
        self.primary = button(verb, kind="primary", tip="Ctrl+S")
        self.primary.clicked.connect(self.go)
        body, foot = held(self.parts), (None, back, self.primary)
        self.fill(body, *foot, primary=self.primary, head=held(head))
        form.finished.connect(self.go)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.go)
        form.focus()

    def act(self) -> object:
        raise NotImplementedError

    def go(self) -> None:
        """Write what was typed and close; faults stay beside their fields."""
        self._tell("")
        try:
            self.act()
        except Rejected as error:
            rest = self.form.show_problems(error.problems)
            self._tell("；".join(rest))
        except DeskError as error:
            messages.tell(self, error, self.windowTitle())
        else:
            self.accept()

    def _tell(self, fault: str) -> None:
        self.notice.say(fault)
        self._noticed.setVisible(bool(fault))
        if fault and not self.form.faulty:
            bring_into_sight(self.notice)

    def reject(self) -> None:
        """Esc and 取消: ask before typed words are given up."""
        if self.form.unsaved:
            text = f"填了：{'、'.join(self.form.unsaved[:5])}。"
            if self.FINAL:
                if not messages.ask_grave(self, "内容还没有保存", text, "放弃"):
                    return
            else:
                answer = messages.ask(self, "内容还没有保存", text, ("放弃", self._verb))
                if answer == self._verb:
                    self.go()
                if answer != "放弃":
                    return
        super().reject()


class EntryDialog(FormDialog):
    """New (`row` None, with `defaults`) or changed; `base` is what it belongs to."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        record: type[Record],
        told: str,
        base: Mapping[str, object],
        row: Row | None = None,
        defaults: Mapping[str, object] | None = None,
    ) -> None:
        self._desk, self._record, self._base, self._row = desk, record, dict(base), row
        sources = Choices(desk, record, row.id if row else 0)
        form = RecordForm(without(spec_of(record), {*base, "order"}), sources)
        shown = register.raw(row) if row else dict(defaults or {})
        form.show_raw(shown, new=row is None)
        verb = "修改" if row else "登记"
        super().__init__(parent, f"{verb}{record.LABEL}", told, form, "保存")

    def act(self) -> None:
        if self._row and not self.form.unsaved:
            return
        raw = {**self.form.changes(), **(self._base if self._row is None else {})}
        kept = register.save(self._desk, self._record, raw, self._row)
        messages.say(f"已保存“{kept.title}”，可用 Ctrl+Z 撤回")
