"""The frame of every page: title and caption, tools, then its parts in the fixed order."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from shipu_desk.ui.parts.basic import Elided, Press, column, elided, label, row
from shipu_desk.ui.theme import px


class TitleLine(QWidget):
    """Title and one caption; tools at the right, the primary one last.

    Where they do not all fit the caption keeps its room, and quiet tools give up their words.
    """

    def __init__(self, title: str, caption: Elided, tools: tuple[QWidget, ...]) -> None:
        super().__init__()
        caption.setContentsMargins(px(4), px(6), 0, 0)
        self._title, self._caption = label(title, "page"), caption
        self._tools = tools
        self._yielding = [one for one in tools if isinstance(one, Press) and _may_yield(one)]
        self._seen: object = None
        self._line = row(self._title, caption, *tools, margins=(16, 10, 16, 0))
        self._line.setStretch(1, 1)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return done

    def _share(self) -> None:
        """Words go in their order, and only when something has changed: this asks for a layout."""
        seen = (
            self.width(),
            self._caption.text(),
            [one.isHidden() for one in self._tools],
            [one.words for one in self._tools if isinstance(one, Press)],
        )
        if seen == self._seen:
            return
        for tool in self._yielding:
            tool.be_bare(False)
        for rank in sorted({tool.yields for tool in self._yielding}):
            if self._needed() <= self.width():
                break
            for tool in self._yielding:
                tool.be_bare(tool.yields <= rank)
        self._seen = seen

    def _needed(self) -> int:
        pieces = [self._title, self._caption, *(one for one in self._tools if not one.isHidden())]
        edges = self._line.contentsMargins()
        wide = sum(max(one.sizeHint().width(), one.minimumWidth()) for one in pieces)
        return wide + self._line.spacing() * (len(pieces) - 1) + edges.left() + edges.right()


def _may_yield(tool: Press) -> bool:
    return not tool.icon().isNull() and tool.property("kind") == "quiet"


def head(title: str, caption: Elided, *tools: QWidget) -> TitleLine:
    """The title line of a page."""
    return TitleLine(title, caption, tools)


def page(
    title: str, told: str, tools: list[QWidget], *parts: QWidget | QLayout, gap: int = 8
) -> QWidget:
    """A page written by hand; the last part takes the room."""
    made = QWidget()
    box = column(head(title, elided(told), *tools), *parts, gap=gap)
    box.setStretch(box.count() - 1, 1)
    made.setLayout(box)
    return made
