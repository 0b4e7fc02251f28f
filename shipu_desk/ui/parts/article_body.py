"""The text of an article under the pen: pasted words keep their paragraphs and lose their dirt."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QSizePolicy

from shipu_desk.domain.fields import Field
from shipu_desk.services.manuscripts import cleaned
from shipu_desk.ui import messages
from shipu_desk.ui.parts.editors import NoteEditor
from shipu_desk.ui.theme import metrics

LOWEST = 4  # em that the text keeps in the lowest window
TALLEST = 16_777_215  # px; Qt's own limit


class BodyEditor(NoteEditor):
    """As high as its room; Tab leaves it, Enter makes a paragraph."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.setMinimumHeight(LOWEST * metrics().em)
        self.setMaximumHeight(TALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste and drop: plain text only; what no page can carry goes, and is told."""
        found = cleaned(source.text())
        self.insertPlainText(found.text)
        self.ensureCursorVisible()
        if found.dropped:
            messages.say(found.told)


def counted(text: str) -> int:
    """Characters without blanks, as the office counts a text."""
    return len("".join(text.split()))
