"""What the editors of a record page may ask of the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipu_desk.errors import DeskError
from shipu_desk.services import register
from shipu_desk.ui import messages

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage

HITS = 30


class DeskSources:
    """Titles and choices of referred records, and the number behind a mask."""

    def __init__(self, page: RecordPage) -> None:
        self._page = page

    def choices(self, name: str, words: str) -> list[tuple[int, str]]:
        return register.choices(self._page.desk, name, words, HITS)

    def title(self, name: str, id: int) -> str:
        return register.title(self._page.desk, name, id)

    def unmask(self, key: str) -> str:
        """Empty when there is nothing to show or the trouble was told."""
        page = self._page
        if page.row is None:
            return ""
        try:
            return register.unmask(page.desk, page.record, page.row.id, key)
        except DeskError as error:
            messages.tell(page, error, "显示号码")
            return ""
