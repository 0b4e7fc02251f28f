"""The very page of the award looked at; what cannot be printed shows its reason instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipu_desk.documents import filenames
from shipu_desk.domain.awards import Form
from shipu_desk.domain.printing import Overprint
from shipu_desk.services import printing
from shipu_desk.services.desk import Desk
from shipu_desk.services.printing import Choice
from shipu_desk.ui.parts.basic import Strip, column, label
from shipu_desk.ui.preview import Preview
from shipu_desk.ui.theme import px

PALE = "套打：浅色的是买来的纸上已有的，只在屏幕上看位置，不会印出来"


@dataclass(frozen=True)
class Wanted:
    """What shall be shown: one award, on which form, by which template.

    `turn` grows when something changed, so that an answer of before is not taken for one of now.
    """

    number: str
    name: str
    form: Form
    template: str
    overprint: Overprint | None = None
    turn: int = 0


def make(desk: Desk, wanted: Wanted) -> tuple[bytes, str, bytes]:
    """The page (or b"" and the reason why there is none) and the ghost below it; on the worker."""
    choice = Choice(numbers=[wanted.number])
    form, template, overprint = wanted.form, wanted.template, wanted.overprint
    data, outcome = printing.preview(desk, form, choice, template=template, overprint=overprint)
    left = [*outcome.skipped, *outcome.failed]
    ghost = b""
    if data and overprint:  # the stock as the template has it, for the screen alone
        ghost, _ = printing.preview(desk, form, choice, template=template)
    return data, "；".join(one.reason for one in left), ghost


class BatchPreview(QWidget):
    """Shows at most what was asked for last; an answer that comes late is dropped."""

    printed = Signal(object, object)  # Wanted, Sent
    saved = Signal(object, Path)

    def __init__(self, desk: Desk, ask: Callable[[Wanted], object]) -> None:
        super().__init__()
        self._ask, self._turn = ask, 0
        self.wanted: Wanted | None = None
        self.shown: Wanted | None = None
        self.preview = Preview("牌匾与证书预览", desk)
        self.reason = label("", "label", wrap=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.reason.setContentsMargins(px(24), 0, px(24), 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.reason)
        self.pale = Strip("info", PALE)
        self.pale.hide()
        box = column(self.pale, self._stack, gap=0)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.preview)
        self._meant: Wanted | None = None
        self.preview.begun.connect(self._mean)
        self.preview.printed.connect(lambda sent: self.printed.emit(self._meant, sent))
        self.preview.saved.connect(lambda path: self.saved.emit(self._meant, path))

    def _mean(self) -> None:
        """What goes to the printer is logged though it was revoked while that was asked for."""
        self._meant = self.shown

    def want(self, wanted: Wanted | None) -> None:
        """Show this one; the page before stays until the new one is there."""
        wanted = replace(wanted, turn=self._turn) if wanted else None
        if wanted == self.wanted and wanted is not None:
            return
        self.wanted = wanted
        if wanted is None:
            self.say("在左边选一家，这里就是印出来的样子")
        else:
            self._ask(wanted)

    def renew(self) -> None:
        """Something changed: what is shown may be printed no longer; ask again."""
        self._turn += 1
        self.clear()
        self.want(self.wanted)

    def take(self, wanted: Wanted, data: bytes, why: str, ghost: bytes = b"") -> None:
        """The answer from the worker."""
        if wanted != self.wanted:
            return
        if not data:
            self.say(f"{wanted.name}\n{why}")
            return
        self.shown = wanted
        self._stack.setCurrentIndex(0)
        name = filenames.clean(f"{wanted.form} {wanted.number} {wanted.name}")
        self.preview.show_pdf(data, Path(f"{name}.pdf"), ghost)
        self.pale.setVisible(bool(ghost))

    def say(self, told: str) -> None:
        self.clear()
        self.reason.setText(told)
        self._stack.setCurrentIndex(1)

    def clear(self) -> None:
        self.shown = None
        self.pale.hide()
        self.preview.clear()
