"""The tools of a register page: in the title line, and in the bar over ticked rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import button, label, row
from shipu_desk.ui.record_look import Action

if TYPE_CHECKING:
    from shipu_desk.ui.record_list import RecordList
    from shipu_desk.ui.record_page import RecordPage


def open_list(page: RecordPage) -> None:
    """清单: the rows shown, on paper or in a workbook."""
    from shipu_desk.ui.parts.list_dialog import open_list as show

    show(page)


class Tools:
    """`shown` stand in the title line, the primary one last; `named` finds one by its words."""

    def __init__(self, page: RecordPage, actions: Sequence[Action]) -> None:
        self._page = page
        self._batch = [action for action in actions if action.batch]
        self.named: dict[str, QPushButton] = {}
        self.shown = [self._make(action, _kind(action)) for action in actions if not action.batch]
        listed = button("清单", "export", "quiet", f"打印成清单，或存为表格 ({page.look.list_key})")
        listed.yields = 1
        listed.clicked.connect(lambda: open_list(page))
        self.named["清单"] = listed
        self.shown.append(listed)
        if page.look.addable:
            add = button("新增(&N)", "add", "primary", "新增 (Ctrl+N)")
            add.clicked.connect(page.add)
            self.named["新增"] = add
            self.shown.append(add)
        needing = [self.named[action.text] for action in actions if action.needs_row]
        for tool in needing:
            tool.setEnabled(False)
            page.row_shown.connect(lambda shown, tool=tool: tool.setEnabled(shown is not None))

    def _make(self, action: Action, kind: str) -> QPushButton:
        made = button(action.text, action.icon, kind, action.tip)
        made.yields = action.yields
        made.clicked.connect(lambda: self._do(action))
        self.named[action.text] = made
        return made

    def _do(self, action: Action) -> None:
        try:
            action.act(self._page)
        except DeskError as error:
            messages.tell(self._page, error, action.text)

    def _fill_many(self) -> QPushButton:
        """One field of all that are ticked."""
        made = button("批量改 ▾", kind="link", tip="把勾选的几条的同一项改成一样")
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._show_fields(menu))
        made.setMenu(menu)
        return made

    def _show_fields(self, menu: QMenu) -> None:
        from shipu_desk.ui.record_menu import add_fields

        menu.clear()
        add_fields(menu, self._page, partial(self._page.blocks.fill, ticked=True))

    def fill_bar(self, rows: RecordList) -> None:
        """The bar over ticked rows: how many, what can be done with them, 取消选择."""
        if not self._batch:
            return
        told = label("", "strong")
        none = button("取消选择", kind="link")
        none.clicked.connect(rows.model.untick)
        acts = [self._make(action, "link") for action in self._batch]
        if not self._page.record.ACTS_ONLY:
            acts.append(self._fill_many())
        rows.bar.setLayout(row(told, 4, *acts, None, none, gap=6, margins=(12, 2, 8, 2)))

        def show() -> None:
            count, unit = len(rows.model.ticked), self._page.look.unit
            hidden = rows.model.unlisted
            apart = f"，其中 {hidden} {unit}没有列出" if hidden else ""
            told.setText(f"已选 {count} {unit}{apart}")
            rows.bar.setVisible(count > 0)

        for changed in (rows.model.ticks_changed, rows.model.modelReset, rows.model.grown):
            changed.connect(show)


def _kind(action: Action) -> str:
    return "primary" if action.primary else "quiet"
