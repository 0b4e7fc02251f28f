"""One name is asked for."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QLineEdit, QWidget

from shipu_desk.domain.texts import Unprintable, tidy
from shipu_desk.ui.parts.basic import button, column, held, label, tone
from shipu_desk.ui.parts.composing import Composition
from shipu_desk.ui.parts.dialogs import Dialog

WIDTH = 36  # em
LONGEST = 20  # characters


class NameDialog(Dialog):
    """`name` is what was given, as it is kept; one of `known` is said to be replaced."""

    def __init__(
        self, parent: QWidget, title: str, told: str, wish: str, known: Collection[str]
    ) -> None:
        super().__init__(parent, title, WIDTH)
        self.name, self._known = "", known
        self.line = QLineEdit(wish[:LONGEST])
        self.line.setAccessibleName("名称")
        self.line.selectAll()
        self.told = label("", "caption", wrap=True)
        head = label(title, "title", wrap=True)
        said, around = label(told, "caption", wrap=True), (24, 18, 24, 14)
        body = column(head, said, self.line, self.told, gap=8, margins=around)
        back = button("取消", tip="不保存 (Esc)")
        self.keep = button("存下", kind="primary")
        back.clicked.connect(self.reject)
        self.keep.clicked.connect(self._give)
        self.line.textChanged.connect(lambda _: self._say())
        Composition(self.line).entered.connect(self._give)
        self.fill(held(body), None, back, self.keep, primary=self.keep)
        self.line.setFocus()
        self._say()

    def _say(self) -> None:
        """What stands in the way, or what will happen."""
        fault = ""
        try:
            self.name = tidy(self.line.text())
        except Unprintable as error:
            self.name, fault = "", f"名称{error}"
        if len(self.name) > LONGEST:
            fault = f"名称最多{LONGEST}个字，现在是{len(self.name)}个"
        replaced = f"已有“{self.name}”，存下后换成现在的" if self.name in self._known else ""
        self.told.setText(fault or replaced)
        tone(self.told, "kind", "fault" if fault else "caption")
        self.keep.setEnabled(bool(self.name) and not fault)

    def _give(self) -> None:
        if self.keep.isEnabled():
            self.accept()
