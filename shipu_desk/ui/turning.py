"""Taking back and doing again, said the same way wherever it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from shipu_desk.domain.changes import ChangeSet
from shipu_desk.domain.records import Record
from shipu_desk.errors import DeskError, Refused
from shipu_desk.services import changes
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages

_THEN = {"撤回": "可用 Ctrl+Y 重做", "重做": "可用 Ctrl+Z 撤回"}


def verb_of(done: ChangeSet) -> str:
    """撤回, or 重做 for what was itself taken back."""
    return "重做" if changes.is_undo(done) else "撤回"


def turn_by_key(window: QWidget, desk: Desk, done: ChangeSet, shown: type[Record] | None) -> None:
    """From a field only what is `shown` is turned unasked: who presses on means the letters."""
    verb, title = verb_of(done), changes.done_at_first(done)
    said = f"光标在格子里，刚打的字已经退完。{verb}的是别的地方已经保存的一步：“{title}”。"
    unasked = not _is_typing() or _is_of(desk, done, shown)
    if unasked or messages.ask(window, f"{verb}已经保存的改动", said, (verb,)):
        turn(window, desk, done)


def _is_of(desk: Desk, done: ChangeSet, shown: type[Record] | None) -> bool:
    newest = changes.of_register(desk, shown) if shown else []
    return done.number in {one.number for one in newest}


def _is_typing() -> bool:
    part = QApplication.focusWidget()
    return isinstance(part, QLineEdit | QPlainTextEdit) and not part.isReadOnly()


def turn(parent: QWidget, desk: Desk, done: ChangeSet) -> None:
    """Turn one change set round; a refusal names what stands in the way and the way out."""
    verb, title = verb_of(done), changes.done_at_first(done)
    try:
        new = changes.undo(desk, done.number)
    except DeskError as error:
        said = messages.trouble_of(error, f"{verb}“{title}”")
        stands = changes.obstacles(desk, [done]) if isinstance(error, Refused) else {}
        if done.number in stands:
            said = said._replace(todo=stands[done.number].way)
        messages.trouble(parent, said)
    else:
        messages.say(f"已{verb}“{title}”（第{new}号），{_THEN[verb]}")
