"""The backups there are: make one now, bring one back, check the data."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipu_desk.domain.changes import Act
from shipu_desk.errors import DeskError
from shipu_desk.services import backups, checking
from shipu_desk.services.backups import Backup, Lost
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, column, elided, emptied, held, label, row, rule
from shipu_desk.ui.parts.focus import kept
from shipu_desk.ui.theme import px

SHOWN = 12
DOUBTS = 5
RESTORE = "恢复"
_OUT = {Act.GRANT, Act.REVOKE, Act.REISSUE, Act.PRINT}  # known outside the office


class Backups(QWidget):
    """Newest first; what a restore replaces is kept and can be brought back in its turn."""

    help_topic = "backup"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._told = label("", "caption", wrap=True)
        now = button("现在备份", "backup")
        other = button("从文件恢复…", "folder")
        check = button("检查数据", "check")
        now.clicked.connect(self.back_up)
        other.clicked.connect(self.restore_from_file)
        check.clicked.connect(self.check)
        acts = row(now, other, check, None)
        head = column(label("备份", "strong"), self._told, acts, gap=6)
        self.setLayout(column(head, self._list, gap=8, margins=(12, 4, 12, 4)))

    def refresh(self) -> None:
        """Look again which backups there are."""
        found = backups.listed(self._desk)
        with kept(self):
            emptied(self._list)
            for one in found[:SHOWN]:
                self._list.addWidget(rule())
                self._list.addWidget(self._line(one))
        more = f"，列出最近 {SHOWN} 份" if len(found) > SHOWN else ""
        place = backups.folder(self._desk)
        self._told.setText(
            f"共 {len(found)} 份{more}。放在 {place}。每天第一次打开时自动备份一次。"
        )

    def _line(self, one: Backup) -> QWidget:
        back = button(RESTORE, "undo", "link", f"恢复到 {_when(one.moment)}")
        back.setAccessibleName(f"{back.toolTip()}，第{one.number}号")
        back.clicked.connect(lambda: self.restore(one.path, _when(one.moment)))
        note = f" · {one.note}" if one.note else ""
        told = elided(f"含前 {one.number} 次改动{note}")
        line = row(label(_when(one.moment)), told, back, margins=(0, 2, 0, 2))
        line.setStretch(1, 1)
        told.setContentsMargins(px(8), 0, 0, 0)
        return held(line)

    def back_up(self) -> None:
        try:
            made = backups.back_up_now(self._desk)
        except DeskError as error:
            messages.tell(self, error, "备份")
            return
        self.refresh()
        messages.say(f"已备份并核对：{made.path.name}")

    def restore(self, source: Path, called: str) -> None:
        """Replace everything by a backup; the present state is kept first."""
        lost = backups.lost_by(self._desk, source)
        told = (
            f"全部登记回到“{called}”时的样子。{_lost(lost)}\n"
            f"现在的样子会先另存一份，随时可以再恢复回来。{_doubts(lost)}"
        )
        if not messages.ask_grave(self, "恢复这份备份", told, RESTORE):
            return
        try:
            kept = backups.restore(self._desk, source)
        except DeskError as error:
            messages.tell(self, error, "恢复备份")
            return
        self.refresh()
        where = f"，原来的留在“{kept.name}”" if kept else ""
        messages.say(f"已恢复{where}")

    def restore_from_file(self) -> None:
        folder = backups.folder(self._desk)
        chosen = messages.open_path(self, "选一份备份", folder, "备份 (*.db)")
        if chosen:
            self.restore(chosen, chosen.name)

    def check(self) -> None:
        """Prove the journal, the pages of the file and every row against the journal."""
        findings = checking.check(self._desk)
        if findings:
            shown = "\n".join(findings[:8])
            messages.note(self, f"检查发现 {len(findings)} 处", shown)
        else:
            messages.say("检查完毕：数据完好，改动记录连贯，没有人在本软件之外改过")


def _lost(lost: Lost) -> str:
    """What is not in it, legal acts by name: what is on paper stays out there."""
    if not lost.count:
        return ""
    acts = "、".join(f"{kind} {times} 次" for kind, times in lost.acts if kind in _OUT)
    papers = f"，其中{acts}；已发出的编号不会再用" if acts else ""
    start = "它与现在的数据不同源：现在" if lost.strange else "现在有"
    return f"{start}的 {lost.count} 次改动不在其中{papers}。".replace("有的", "有")


def _doubts(lost: Lost) -> str:
    if not lost.doubts:
        return ""
    more = f"\n等 {len(lost.doubts)} 处" if len(lost.doubts) > DOUBTS else ""
    return "\n\n请先核对，这份备份里：\n" + "\n".join(lost.doubts[:DOUBTS]) + more


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
