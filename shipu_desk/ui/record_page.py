"""The page of any register: rows at the left, the record at the right, the keys that move them.

Three openings make it a page of its own: `actions`, `details` and the `base` filter. A page that
needs a fourth is written by hand from the same parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipu_desk.domain.records import Record, spec_of
from shipu_desk.errors import DeskError, Stale
from shipu_desk.services import changes, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Rejected, Row
from shipu_desk.ui import messages, removing
from shipu_desk.ui.parts.basic import column
from shipu_desk.ui.parts.drawer import Drawer
from shipu_desk.ui.parts.empty import Way
from shipu_desk.ui.record_blocks import Blocks
from shipu_desk.ui.record_cells import RecordCells
from shipu_desk.ui.record_follower import Follower
from shipu_desk.ui.record_keys import bind_keys
from shipu_desk.ui.record_list import RecordList
from shipu_desk.ui.record_look import Action, Detail, Look, defaults
from shipu_desk.ui.record_panel import FORM, RecordPanel
from shipu_desk.ui.record_sources import DeskSources
from shipu_desk.ui.record_tools import Tools
from shipu_desk.ui.turning import turn


class RecordPage(QWidget):
    """`row` is what the panel shows: a stored row, or None for a new one or none at all."""

    row_shown = Signal(object)  # Row or None

    def __init__(
        self,
        desk: Desk,
        record: type[Record],
        look: Look,
        *,
        actions: Sequence[Action] = (),
        details: Sequence[Detail] = (),
        base: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.record, self.look = desk, record, look
        self.row: Row | None = None
        self.is_new = False
        self.base, self._details = dict(base or {}), tuple(details)
        self.tools = Tools(self, actions)
        ticks = any(action.batch for action in actions)
        self.cells, self.blocks = RecordCells(self), Blocks(self)
        shown = self.tools.shown
        self.list = RecordList(desk, record, look, shown, self.base, self.cells, ticks)
        self.tools.fill_bar(self.list)
        self._tabs: list[tuple[str, QWidget]] = []
        self._panel: RecordPanel | None = None
        self.drawer = Drawer(self.list)
        self.setLayout(column(self.drawer, gap=0))
        self.setFocusProxy(self.list)
        self._connect()
        self._follower = Follower(self)
        bind_keys(self)
        self.list.set_ways(*self.ways())
        self.list.refresh()

    @property
    def panel(self) -> RecordPanel:
        """Built when it is first needed: the rows are painted before it."""
        if self._panel is None:
            self._tabs = [(detail.title, detail.make(self)) for detail in self._details]
            made = RecordPanel(
                spec_of(self.record), DeskSources(self), self._tabs, self.look.addable
            )
            made.save_wanted.connect(self.save)
            made.discard_wanted.connect(self.discard)
            made.close_wanted.connect(self.close_panel)
            made.removal_wanted.connect(lambda: self.remove(self.row))
            made.tab_turned.connect(self._show_tab)
            made.history.undo_wanted.connect(lambda done: turn(self, self.desk, done))
            self._panel = made
            self.drawer.hold(made)
        return self._panel

    def _connect(self) -> None:
        self.list.row_looked_at.connect(self._look_at)
        self.list.table.opened.connect(self.open_row)
        self.list.table.removal.connect(self.remove)

    def ways(self) -> tuple[Way, ...]:
        """How an empty register is filled by hand."""
        add = Way(
            "add", f"新增{self.record.LABEL}", "一次一条，填好保存。", "新增 (Ctrl+N)", self.add
        )
        return (add,) if self.look.addable else ()

    def refresh(self) -> None:
        """Read again what is shown; unsaved words, and an empty form just begun, stay."""
        self._follower.refresh()

    # what is shown

    def _look_at(self, row: Row | None) -> None:
        same = row.id == self.row.id if row and self.row else row is None and self.is_new
        if same:
            return
        if not self._may_leave():
            self.list.point_at(self.row.id if self.row else 0)
            return
        self.show_row(row)

    def show_row(self, row: Row | None) -> None:
        self.row, self.is_new = row, False
        if row is not None:
            self.panel.show_row(row, register.raw(row))
            self._show_tab(self.panel.tab)
        self.drawer.be_filled(row is not None)
        self.row_shown.emit(row)

    def show_id(self, id: int) -> None:
        """Look at the row with this id, wherever it stands; unsaved words are asked about."""
        other = self.is_new or (self.row is not None and self.row.id != id)
        if other and not self._may_leave():
            return
        try:
            row = register.get(self.desk, self.record, id)
            self.list.fill([row])
        except DeskError as error:
            messages.tell(self, error, "打开这一条")
            return
        self.list.point_at(id)
        self.show_row(row)

    def _show_tab(self, tab: int) -> None:
        if self.row is None or tab == FORM:
            return
        if tab == self.panel.history_tab:
            events = changes.history(self.desk, self.record, self.row.id)
            self.panel.history.show_events(events)
        else:
            detail, (_, widget) = self._details[tab - 1], self._tabs[tab - 1]
            detail.show(widget, self.row)

    def open_row(self) -> None:
        """Enter, F2, double click: into the form of the row, at the field of the cell."""
        if self.row or self.is_new:
            self.drawer.be_open(True)
            self.panel.turn_to(FORM)
            self.panel.form.begin(self.list.table.current_key())

    def close_panel(self) -> None:
        if self._may_leave():
            if self.is_new:
                self.show_row(None)
                self.list.refresh()
            self.drawer.be_open(False)
            self.list.setFocus()

    # acts

    def add(self) -> None:
        """Ctrl+N: an empty form."""
        if not self.look.addable or not self._may_leave():
            return
        self.row, self.is_new = None, True
        self.panel.show_new(self._fresh())
        self.drawer.be_filled(True)
        self.drawer.be_open(True)
        self.panel.form.focus()
        self.row_shown.emit(None)

    def _fresh(self) -> dict[str, object]:
        """What an empty form begins with: defaults, and what the page filters by."""
        return {**defaults(self.record), **self.look.fresh(self.desk), **self.base}

    def save(self, twin_accepted: bool = False) -> bool:
        """Ctrl+S: write what was changed; faults are told beside the fields."""
        form = self.panel.form
        before = self.row
        if not self.is_new and (before is None or not form.unsaved):
            return True
        raw = {**form.changes(), **(self.base if self.is_new else {})}
        try:
            kept = register.save(self.desk, self.record, raw, before, twin_accepted=twin_accepted)
        except Rejected as error:
            self._tell_faults(error)
        except Stale as error:
            self.panel.say(str(error), "载入最新的，放弃我改的", self.discard)
        except DeskError as error:
            messages.tell(self, error, "保存")
        else:
            self._saved(kept, written=before is None or kept.version != before.version)
            return True
        return False

    def _saved(self, kept: Row, *, written: bool) -> None:
        self.row, self.is_new = kept, False
        self.list.refresh()
        self.show_id(kept.id)
        done = f"已保存“{kept.title}”，可用 Ctrl+Z 撤回"
        messages.say(done if written else f"“{kept.title}”和原来一样，没有改动")

    def _tell_faults(self, error: Rejected) -> None:
        self.drawer.be_open(True)
        self.panel.turn_to(FORM)  # saved by its key from another tab, or with the drawer shut
        rest = self.panel.form.show_problems(error.problems)
        twin = error.is_twin
        if twin:
            self.panel.say(str(error), "确实不是同一家，仍要保存", lambda: self.save(True))
        else:
            self.panel.say("；".join(rest))

    def discard(self) -> None:
        """放弃: back to what is stored; to the row in its place where that was taken away."""
        if self.row and not self._follower.is_there(self.row.id):
            self.panel.form.show_raw({})
            self.refresh()
        elif self.row:
            self.show_id(self.row.id)
        elif self.is_new:
            self.panel.show_new(self._fresh())

    def remove(self, shown: Row | None = None) -> None:
        """Del, or 删除 of the record shown: taken away after a question, back by one undo."""
        rows = [shown] if shown else self.list.selected_rows()
        if not rows or not self.look.addable:
            return
        if not removing.remove(self, self.desk, self.record, rows, self.look.unit):
            return
        if self.row and self.row.id in {row.id for row in rows}:
            self.panel.form.show_raw({})  # nothing is left that its words could be saved to
            self.refresh()
        self.list.setFocus()

    def _may_leave(self) -> bool:
        """Whether unsaved words may be left: saved, given up, or none."""
        if not self.cells.may_leave():
            return False
        if self._panel is None or not (self.row or self.is_new) or not self.panel.form.unsaved:
            return True
        text = f"改了：{'、'.join(self.panel.form.unsaved[:5])}。"
        answer = messages.ask(self, "有未保存的改动", text, ("放弃", "保存"))
        if answer == "保存":
            return self.save()
        if answer == "放弃":
            self.panel.form.show_raw({}, self.is_new)
        return bool(answer)

    def may_close(self) -> bool:
        """Asked by the window before it closes."""
        return self._may_leave()

    @property
    def hints(self) -> tuple[str, ...]:
        """The keys of this page that the status bar shows."""
        writes = () if self.record.ACTS_ONLY else ("Ctrl+S",)
        adds = ("Ctrl+N",) if self.look.addable else ()
        return (*adds, *writes, "Ctrl+F", "F6")

    def areas(self) -> list[QWidget]:
        """Where F6 goes: the table, then the record."""
        return [self.list, self.panel]

    def tool(self, text: str) -> QWidget:
        """A tool of the title line by its words, for pages that switch one off."""
        return self.tools.named[text]
