"""What a register page does when rows changed: by its own acts, by other pages, by an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipu_desk.domain.records import spec_of
from shipu_desk.services import register
from shipu_desk.services.register import Row

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage

_TAKEN = "这一条已被删除，改的还没有保存。要留下的字请先复制出来；Ctrl+Z 可以撤回删除，再保存"


class Follower(QObject):
    """Reads again what the page shows; unsaved words, and a cell half typed, stay."""

    _committed = Signal(object)

    def __init__(self, page: RecordPage) -> None:
        super().__init__(page)
        self._page = page
        self._gone = 0  # the id of the row last taken away from under the eyes
        self._late = False  # a refresh waits for the cell that is being typed into
        spec = spec_of(page.record)
        self._names = {spec.name, *(getattr(one, "to", "") for one in spec.fields.values())}
        self._names.update(name for link in page.record.LINKS for name in (link.to, link.through))
        self._committed.connect(self._after_commit)
        page.desk.on_commit(self._committed.emit)
        page.list.table.left.connect(self._catch_up)

    def _after_commit(self, changed: object) -> None:
        """Rows of this or of a record named in it changed: ask again."""
        if isinstance(changed, frozenset | set) and changed & self._names:
            self.refresh()

    def _catch_up(self) -> None:
        if self._late:
            self.refresh()

    def refresh(self) -> None:
        page = self._page
        if page.cells.writing:
            page.list.model.reread()
        elif page.list.table.editing:
            self._late = True  # the rows anew would take the editor away
            return
        else:
            page.list.refresh()
        self._late = False
        if page.is_new:
            page.list.stay()
        elif page.row and page.panel.form.unsaved:
            self._keep_words(page.row)
        else:
            self._follow()

    def _keep_words(self, row: Row) -> None:
        page = self._page
        if not self.is_there(row.id):
            page.list.stay()  # nobody left the row: it was taken away
            page.panel.say(_TAKEN, "放弃我改的", page.discard)

    def _follow(self) -> None:
        page = self._page
        if self.is_there(self._gone):  # brought back, as by an undo: that is what to look at
            page.show_id(self._gone)
            self._gone = 0
        elif page.row and self.is_there(page.row.id):
            page.show_id(page.row.id)
        elif page.row:  # taken away meanwhile; the table looks at the one in its place
            self._gone = page.row.id
            page.show_row(None)
            page.list.look_soon()

    def is_there(self, id: int) -> bool:
        return bool(id and register.page(self._page.desk, self._page.record, [id]))
