"""What one change set did: each row it turned, with the fields before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shipu_desk.services.changes import Event
from shipu_desk.ui.parts.basic import column, emptied, frame, label, row, rule
from shipu_desk.ui.theme import px

ROWS, FIELDS, LONGEST = 60, 12, 120


class Changed(QWidget):
    """Filled by `show_events`; what is more than fits is counted, never hidden silently."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_events(self, events: Sequence[tuple[str, Event]]) -> None:
        emptied(self._box)
        for name, event in events[:ROWS]:
            self._box.addWidget(_entry(name, event))
            self._box.addWidget(rule())
        if len(events) > ROWS:
            more = label(f"还有 {len(events) - ROWS} 条，见各条资料的历史", "caption", wrap=True)
            more.setContentsMargins(px(16), px(8), px(16), px(8))
            self._box.addWidget(more)
        if not events:
            none = label("这一步没有改动登记的内容，只是记下了这件事。", "caption", wrap=True)
            none.setContentsMargins(px(16), px(12), px(16), px(8))
            self._box.addWidget(none)
        self._box.addStretch(1)


def _entry(name: str, event: Event) -> QWidget:
    lines: list[QWidget] = []
    for said, before, after in event.lines[:FIELDS]:
        told = _short(after or before)
        if event.what == "修改":
            told = f"{_short(before)} → {_short(after)}"
        lines.append(label(f"{said}：{told}", wrap=True))
    more = len(event.lines) - FIELDS
    if more > 0:
        lines.append(label(f"还有 {more} 项", "caption"))
    top = row(label(f"{event.what}{name}", "strong"), None)
    return frame("sheet", column(top, *lines, gap=2, margins=(16, 8, 12, 8)))


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return (text[:LONGEST] + "…" if len(text) > LONGEST else text) or "空"
