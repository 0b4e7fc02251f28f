"""Deleting rows of any register: refused at once where others use them, else asked, then done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.records import Record
from shipu_desk.errors import DeskError
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Row, Users
from shipu_desk.ui import messages
from shipu_desk.ui.messages import Trouble

WAY = "先删除或改掉用着它的登记，再删除它。"
_LONGEST = 40  # characters of a title in a question
_NAMED = 3  # of those that are used
_BACK = "删除后可以用 Ctrl+Z 撤回，明天也可以。"


def remove(
    parent: QWidget, desk: Desk, record: type[Record], rows: Sequence[Row], unit: str = "条"
) -> bool:
    """Whether the rows were taken away; one undo brings them back."""
    one = rows[0].title[:_LONGEST]
    what = f"“{one}”" if len(rows) == 1 else f"选中的 {len(rows)} {unit}"
    users = register.users(desk, record, rows)
    if users.said:
        messages.trouble(parent, _held(record, what, rows, users, unit))
        return False
    if not messages.ask(parent, f"删除{what}", _BACK, ("删除",)):
        return False
    try:
        register.remove(desk, record, rows)
    except DeskError as error:
        messages.tell(parent, error, f"删除{what}")
        return False
    messages.say(f"已删除{what}，可用 Ctrl+Z 撤回")
    return True


def _held(record: type[Record], what: str, rows: Sequence[Row], users: Users, unit: str) -> Trouble:
    held = [row.title[:_LONGEST] for row in rows if row.id in users.held]
    named = f"{'、'.join(held[:_NAMED])}{'等' if len(held) > _NAMED else ''}"
    rest = len(rows) - len(held)
    free = f"其余 {rest} {unit}没有用着，可以另外选中删除。" if rest else ""
    many = f"选中的里面，{named}共 {len(held)} {unit}还用着：{users.said}。{free}"
    return Trouble(
        title=f"不能删除{what}",
        happened=many if len(rows) > 1 else f"{users.said}用着它。",
        safe="登记没有变化。",
        todo=record.INSTEAD or WAY,
    )
