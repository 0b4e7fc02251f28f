"""The menu over the cells of a register page: the same acts as by keys, and filling a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from shipu_desk.domain.records import spec_of
from shipu_desk.ui.parts.columns import ORDER

if TYPE_CHECKING:
    from shipu_desk.ui.record_page import RecordPage

Line = tuple[str, str, Callable[[], object]]


def cells_menu(page: RecordPage) -> QMenu:
    """What can be done with the cells and rows selected."""
    menu, acts = QMenu(page.list.table), page.list.table.acts
    writes = not page.record.ACTS_ONLY
    shown: Sequence[Line] = (
        ("打开资料", "F4", page.open_row),
        ("复制", "Ctrl+C", acts["Ctrl+C"]),
        ("带列名复制", "Ctrl+Shift+C", acts["Ctrl+Shift+C"]),
    )
    changing: Sequence[Line] = (
        ("改这一格", "F2", page.list.table.begin),
        ("剪切", "Ctrl+X", acts["Ctrl+X"]),
        ("粘贴…", "Ctrl+V", acts["Ctrl+V"]),
        ("向下填充", "Ctrl+D", acts["Ctrl+D"]),
        ("清空", "Del", page.blocks.empty),
    )
    _add(menu, shown)
    if writes:
        _add(menu, changing)
        add_fields(menu.addMenu("批量改"), page, partial(page.blocks.fill, ticked=False))
    if writes and page.look.addable:
        _add(menu, (("删除选中的行", "Ctrl+-", acts["Ctrl+-"]),))
    return menu


def _add(menu: QMenu, lines: Sequence[Line]) -> None:
    menu.addSeparator()
    for text, key, act in lines:
        menu.addAction(f"{text}\t{key}").triggered.connect(lambda _=False, act=act: act())


def add_fields(menu: QMenu, page: RecordPage, act: Callable[[str], object]) -> None:
    """Every field that a save may change, but not the names that tell rows apart."""
    spec = spec_of(page.record)
    for key, field in spec.fields.items():
        if not field.by_act and key not in {*spec.title, ORDER}:
            menu.addAction(f"{field.label}…").triggered.connect(lambda _=False, key=key: act(key))
