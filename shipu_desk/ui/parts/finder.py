"""Search as you type over the titles of a register, with the hits below."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QRect, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from shipu_desk.ui import icons
from shipu_desk.ui.parts.following import bring_into_sight
from shipu_desk.ui.theme import C, metrics

WIDEST = 34  # em of the list of hits


class Choices(Protocol):
    """Where a finder asks."""

    def choices(self, name: str, words: str) -> list[tuple[int, str]]: ...


class Finder(QLineEdit):
    """Search as you type over the titles of one record: characters, pinyin, initials."""

    picked = Signal(int, str)

    def __init__(self, to: str, sources: Choices) -> None:
        super().__init__()
        self._to, self._asked_of = to, sources
        self._hits: list[tuple[int, str]] = []
        self._pressed = False
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._view = QListView()
        self._view.setProperty("kind", "hits")
        self._view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer.setPopup(self._view)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._pick)  # type: ignore[index]
        glass = icons.icon("search", C.ink3)
        self._glass = self.addAction(glass, QLineEdit.ActionPosition.TrailingPosition)
        self._glass.triggered.connect(self._look)
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self.search)
        self.textEdited.connect(lambda _: self._soon.start())

    def _look(self) -> None:
        """The magnifier was pressed."""
        self.setFocus()
        self.offer()

    def offer(self) -> None:
        """Down or a click: what there is to choose from, in sight with its field."""
        bring_into_sight(self)
        self.search()

    def asked(self) -> str:
        """The words to search for."""
        return self.text().strip()

    def search(self) -> None:
        """Ask for what is typed and show the hits below."""
        self._soon.stop()
        self._hits = self._asked_of.choices(self._to, self.asked())
        self._lines.setStringList([title for _, title in self._hits] or ["没有找到，换个写法试试"])
        if self.hasFocus():
            self._completer.complete(self._room())

    def _room(self) -> QRect:
        """Under the field and as wide as the longest hit: a half field is narrower.

        Never wider than a line that is read at a glance; the rest is cut with ….
        """
        bar = self._view.verticalScrollBar().sizeHint().width()
        wide = self._view.sizeHintForColumn(0) + 2 * self._view.frameWidth() + bar
        wide = min(wide, WIDEST * metrics().em)
        return QRect(0, 0, max(self.width(), wide), self.height())

    def _pick(self, hit: QModelIndex) -> None:
        """By its place: two hits may bear one name."""
        if hit.row() < len(self._hits):
            self.picked.emit(*self._hits[hit.row()])

    def only_hit(self) -> tuple[int, str] | None:
        """The one record whose title is what is typed, or the only one found by it."""
        words = self.text().strip()
        if not words:
            return None
        self._hits = self._asked_of.choices(self._to, words)
        same = [hit for hit in self._hits if hit[1] == words] or self._hits
        return same[0] if len(same) == 1 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.offer()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the open list, not to the page's key for leaving the form."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self._view.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.button() == Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the choices; a drag that selected words does not."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, False
        inside = self.rect().contains(event.position().toPoint())
        if pressed and inside and not self.isReadOnly() and not self.hasSelectedText():
            self.offer()
