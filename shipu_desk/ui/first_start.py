"""The first start: three questions, then the desk is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, held, label, row
from shipu_desk.ui.parts.dialogs import Dialog
from shipu_desk.ui.parts.editors import LineEditor
from shipu_desk.ui.parts.empty import Harbour
from shipu_desk.ui.parts.form import FieldBox, Form

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk

CHECK = "请核对：原文有几种写法，以后可在“设置”里改。"


@dataclass(frozen=True)
class Answers:
    """What the clerk said at the first start."""

    clerk: str
    office: str
    office_short: str
    load_plan: bool


class FirstStart(Dialog):
    """Asks the name, the office's names and whether to load the plan; `desk` is what was made."""

    help_topic = "first-hour"

    def __init__(
        self, parent: QWidget | None, folder: str, make: Callable[[Answers], Desk]
    ) -> None:
        super().__init__(parent, "第一次使用", 42)
        from shipu_desk.domain.clerks import Clerk
        from shipu_desk.domain.records import spec_of
        from shipu_desk.domain.settings import Settings

        self.desk: Desk | None = None
        self._make = make
        settings, self._form = spec_of(Settings), Form()
        self.boxes: dict[str, FieldBox] = {}
        self._ask("clerk", "经办人姓名", "记在每一步改动上。", Clerk, "name")
        for key, hint in (("office", CHECK), ("office_short", "协调会商、落款时的简称。")):
            self._ask(key, settings.fields[key].label, hint, Settings, key)
            self._editor(key).show_raw(settings.defaults[key])
        self.plan = QCheckBox("载入 2023 年方案的数据（17 名成员、18 项责任事项、2 条街区）")
        self.plan.setChecked(True)
        self._form.add(self.plan)
        told = "出自象政办发〔2023〕8号，以后可以一键移除。"
        self._form.add(label(told, "caption", wrap=True))
        self._form.done()
        self._build(folder)

    def _build(self, folder: str) -> None:
        self.picture = Harbour()
        head = column(
            row(None, self.picture, None),
            row(None, label("石浦放心消费工作台", "page"), None),
            row(None, label("填好这几项就能用", "label"), None),
            gap=6,
            margins=(16, 14, 16, 0),
        )
        body = column(head, self._form, gap=6, margins=(8, 0, 8, 4))
        begin = button("开始使用", kind="primary")
        begin.clicked.connect(self.begin)
        later = button("退出")
        later.clicked.connect(self.reject)
        place = label(f"数据放在 {folder}", "caption", wrap=True)
        self.fill(held(body), place, later, begin, primary=begin)
        self._editor("clerk").setFocus()

    def _ask(self, key: str, name: str, hint: str, record: type, field: str) -> None:
        from shipu_desk.domain.records import spec_of

        editor = LineEditor(spec_of(record).fields[field])
        editor.setObjectName(key)
        self.boxes[key] = FieldBox(name, editor, required=True, hint=hint)
        self._form.add(self.boxes[key])
        editor.edited.connect(lambda: self._typed(key))

    def wanted(self, room: int) -> int:
        """The picture goes before anything has to scroll."""
        self.picture.give_way(self._body, self.width(), room)
        return super().wanted(room)

    def _typed(self, key: str) -> None:
        """A name that is there is not missing any more."""
        if str(self._editor(key).raw()).strip():
            self.boxes[key].say("")

    def _editor(self, key: str) -> LineEditor:
        editor = self.boxes[key].editor
        assert isinstance(editor, LineEditor)
        return editor

    @property
    def answers(self) -> Answers:
        said = {key: str(self._editor(key).raw()).strip() for key in self.boxes}
        return Answers(**said, load_plan=self.plan.isChecked())

    def begin(self) -> None:
        """Make the desk; a fault is told beside its field and nothing is made."""
        from shipu_desk.services.register import Rejected

        blank = [key for key in self.boxes if not str(self._editor(key).raw()).strip()]
        for key, box in self.boxes.items():
            box.say(f"{box.name}必填" if key in blank else "")
        if blank:
            self._editor(blank[0]).setFocus()
            return
        try:
            self.desk = self._make(self.answers)
        except Rejected as error:
            self._tell(error)
        except DeskError as error:
            messages.tell(self, error, "建立数据")
        else:
            self.accept()

    def _tell(self, error: object) -> None:
        for problem in getattr(error, "problems", ()):
            key = "clerk" if problem.key == "name" else problem.key
            if key in self.boxes:
                self.boxes[key].say(problem.message)
