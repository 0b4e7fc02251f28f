"""What a register page says of itself: its words, its extra acts and tabs.

Named tuples, not dataclasses: every page's are made before the first paint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from shipu_desk.domain.records import Record
    from shipu_desk.services.desk import Desk
    from shipu_desk.services.register import Row
    from shipu_desk.ui.parts.columns import Column
    from shipu_desk.ui.record_page import RecordPage


_NO_WIDTHS: Mapping[str, float] = MappingProxyType({})


LIST_KEY = "Ctrl+Shift+P"


class Look(NamedTuple):
    """The words of a register; the columns and the form come from the record."""

    title: str
    caption: str = ""
    unit: str = "条"  # the measure word: 家, 人, 项
    chips: str = ""  # the choice whose values are chips; empty: the first filterable choice
    widths: Mapping[str, float] = _NO_WIDTHS  # em by field, where they differ
    pending: frozenset[str] = frozenset()  # fields that say 待录入 while empty
    empty: str = "新增第一条，或从 Excel 导入。"
    columns: tuple[Column | str, ...] = ()  # which and in what order; empty: as the record says
    fill: Callable[[Desk, Sequence[Row]], object] | None = None  # works out further cells
    addable: bool = True  # rows are made by 新增; otherwise by acts only
    list_key: str = "Ctrl+P"  # of 清单; LIST_KEY where Ctrl+P prints the page's own paper
    fresh: Callable[[Desk], Mapping[str, object]] = lambda _: {}  # what an empty form begins with


class Action(NamedTuple):
    """An extra tool in the title line, or, when `batch`, a link in the bar over ticked rows."""

    text: str
    icon: str
    act: Callable[[RecordPage], object]
    tip: str = ""
    batch: bool = False
    needs_row: bool = False  # off while no row is looked at
    primary: bool = False  # the one a page without 新增 is there for; stands last
    yields: int = 3  # when the title line is short of room, 1 gives up its words first


class Detail(NamedTuple):
    """An extra tab of the record panel; `show` is called when it must show a row."""

    title: str
    make: Callable[[RecordPage], QWidget]
    show: Callable[[QWidget, Row], object]


def defaults(record: type[Record]) -> dict[str, object]:
    """What a form shows of a record's own defaults."""
    from shipu_desk.domain.records import spec_of  # the shell is painted without it

    spec = spec_of(record)
    kept = {key: said for key, said in spec.defaults.items() if key in spec.fields}
    return {key: spec.fields[key].text(said) for key, said in kept.items()}
