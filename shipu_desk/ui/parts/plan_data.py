"""The plan's own data from any register page: one act loads it, one removes it."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.messages import Trouble
from shipu_desk.ui.parts.empty import Way

LISTED = 10  # rows that were left, told in the dialog; all of them in its details
NAME = "方案数据"


def load(parent: QWidget, desk: Desk) -> None:
    """载入方案数据: what was added is told; a second load adds nothing."""
    from shipu_desk.services import plan

    try:
        done = plan.load(desk)
    except DeskError as error:
        messages.tell(parent, error, "载入方案数据")
    else:
        undo = "，可用 Ctrl+Z 撤回" if done.added else ""
        messages.say(f"{done}{undo}")


def remove(parent: QWidget, desk: Desk) -> None:
    """移除方案数据: rows that were touched since stay, and are listed."""
    from shipu_desk.services import plan

    text = "只移除载入后没有改动过、也没有别处在用的；其余留下并列出。可以用 Ctrl+Z 撤回。"
    if not messages.ask_grave(parent, "移除方案数据", text, "移除"):
        return
    try:
        done = plan.remove(desk)
    except DeskError as error:
        messages.tell(parent, error, "移除方案数据")
        return
    if not done.left:
        messages.say(f"{done}，可用 Ctrl+Z 撤回" if done.count else str(done))
        return
    lines = [f"{one.label}“{one.title}”：{one.why}" for one in done.left]
    more = f"\n还有 {len(lines) - LISTED} 条，复制详情可看全部" if len(lines) > LISTED else ""
    messages.trouble(
        parent,
        Trouble(
            title=str(done),
            happened="\n".join(lines[:LISTED]) + more,
            safe="留下的一条也没有改动；移除的可以用 Ctrl+Z 撤回。",
            todo="确实不要的，在各自的登记里逐条删除。",
            detail="\n".join(lines),
        ),
    )


def menu(parent: QWidget, desk: Desk, by: QWidget) -> QMenu:
    """Below the tool: load, and remove once something of it is there."""
    from shipu_desk.services import plan

    made = QMenu(parent)
    made.addAction("载入方案数据").triggered.connect(lambda: load(parent, desk))
    gone = made.addAction("移除方案数据…")
    gone.triggered.connect(lambda: remove(parent, desk))
    gone.setEnabled(plan.is_loaded(desk))
    made.popup(by.mapToGlobal(by.rect().bottomLeft()))
    return made


def way(parent: QWidget, desk: Desk, told: str) -> Way:
    """How an empty register is filled from the plan."""
    return Way("import", "载入方案数据", told, "载入", lambda: load(parent, desk))
