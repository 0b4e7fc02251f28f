"""The history tab: every change of one row, newest first, each with its way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipu_desk.domain.changes import WAY_OUT, Act
from shipu_desk.services.changes import Event
from shipu_desk.ui.parts.basic import button, column, emptied, frame, held, hover, label, row, rule
from shipu_desk.ui.parts.focus import kept
from shipu_desk.ui.theme import px
from shipu_desk.ui.turning import verb_of

LINES = 8  # fields told of one change; the rest is counted


class History(QWidget):
    """Shows events; asks for a change set to be taken back."""

    undo_wanted = Signal(object)  # ChangeSet

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_events(self, events: Sequence[Event]) -> None:
        with kept(self):
            self._show(events)

    def _show(self, events: Sequence[Event]) -> None:
        emptied(self._box)
        for event in events:
            self._box.addWidget(self._entry(event))
            self._box.addWidget(rule())
        told = label(
            "每次改动都在这里。撤回不会删掉历史，只是再记一笔相反的改动。", "caption", True
        )
        told.setContentsMargins(px(16), px(8), px(16), px(8))
        self._box.addWidget(told)
        self._box.addStretch(1)

    def _entry(self, event: Event) -> QWidget:
        done = event.change_set
        lines = [held(_line(*line)) for line in event.lines[:LINES]]
        more = len(event.lines) - LINES
        if more > 0:
            lines.append(label(f"还有 {more} 项", "caption"))
        top = row(label(done.title, "strong", True), gap=8)
        top.setStretch(0, 1)
        if done.undone_by is not None:
            top.addWidget(label(f"已{verb_of(done)}", "caption"))
        elif event.obstacle:
            later = label(event.obstacle.word, "caption")
            hover(later, event.obstacle.told)
            top.addWidget(later)
        elif done.kind not in {Act.UNDO, *WAY_OUT}:
            back = button("撤回", "undo", "link", f"撤回第 {done.number} 号改动")
            back.setAccessibleName(back.toolTip())
            back.clicked.connect(lambda: self.undo_wanted.emit(done))
            top.addWidget(back)
        who = f"{done.moment[:16].replace('T', ' ')} · {done.who}"
        body = column(top, *lines, label(who, "caption"), gap=2, margins=(16, 8, 10, 8))
        return frame("sheet", body)


def _line(name: str, before: str, after: str) -> QVBoxLayout:
    said = f"{name}：{_short(before)} → {_short(after)}" if before else f"{name}：{_short(after)}"
    return column(label(said, wrap=True), gap=0)


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return (text[:60] + "…" if len(text) > 60 else text) or "空"
