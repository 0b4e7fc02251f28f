"""Taking back and doing again, said the same way wherever it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.changes import ChangeSet
from shipu_desk.errors import DeskError
from shipu_desk.services import changes
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages

WAY = "先撤回后来的那一次，再撤回这一次；后来的不能撤回时，请直接改现在的登记。"
_THEN = {"撤回": "可用 Ctrl+Y 重做", "重做": "可用 Ctrl+Z 撤回"}


def verb_of(done: ChangeSet) -> str:
    """撤回, or 重做 for what was itself taken back."""
    return "重做" if changes.is_undo(done) else "撤回"


def turn(parent: QWidget, desk: Desk, done: ChangeSet) -> None:
    """Turn one change set round; a refusal names what stands in the way and the way out."""
    verb, title = verb_of(done), done.title.removeprefix("撤回：")
    try:
        new = changes.undo(desk, done.number)
    except DeskError as error:
        said = messages.trouble_of(error, f"{verb}“{title}”")
        messages.trouble(parent, said._replace(todo=WAY))
    else:
        messages.say(f"已{verb}“{title}”（第{new}号），{_THEN[verb]}")
