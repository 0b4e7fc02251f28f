"""Every page of the window, in one tuple; a page is built when it is first opened.

A plain register is one line: `_register("street", Look("示范街", unit="条"))`. A page of its own is
a module here with `build(desk) -> QWidget`, named by `_own("awards")`; it may use anything from
`ui/parts`, `ui/record_page`, `ui/messages`, `ui/jobs`, `ui/preview`, but no other page. To grow a
register use the three openings of RecordPage: `actions` (tools, or links over ticked rows),
`details` (tabs of the record panel) and `base` (a filter). What the window may ask of a page, if it
has it: `show_id(id)`, `refresh()`, `may_close() -> bool`, `areas() -> list[QWidget]` for F6.
Nothing here may import a service at the top: the first window is painted before SQLAlchemy is read.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from shipu_desk.ui.record_look import Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from shipu_desk.services.desk import Desk

Make = Callable[["Desk"], "QWidget"]


class Page(NamedTuple):
    """`record` (a record's name) gives the count in the page list and takes part in the search."""

    key: str
    name: str
    group: str
    icon: str
    make: Make
    record: str = ""


def _register(record: str, look: Look, *, ordered: bool = False) -> Make:
    def make(desk: Desk) -> QWidget:
        from shipu_desk.domain.catalogue import BY_NAME
        from shipu_desk.ui.record_order import ORDER_ACTIONS
        from shipu_desk.ui.record_page import RecordPage

        actions = ORDER_ACTIONS if ordered else ()
        return RecordPage(desk, BY_NAME[record], look, actions=actions)

    return make


def _own(module: str, build: str = "build") -> Make:
    def make(desk: Desk) -> QWidget:
        made: QWidget = getattr(import_module(f"{__name__}.{module}"), build)(desk)
        return made

    return make


GROUPS = (
    ("组织", "roster"),
    ("创建", "pool"),
    ("表彰", "awards"),
    ("宣传", "campaign"),
    ("设置", "settings"),
)

PAGES: tuple[Page, ...] = (
    Page(
        "members",
        "领导小组名单",
        "组织",
        "roster",
        _own("roster"),
        "member",
    ),
    Page(
        "posts",
        "办公室职务",
        "组织",
        "user",
        _register("post", Look("办公室职务", unit="项"), ordered=True),
        "post",
    ),
    Page(
        "duties",
        "责任清单",
        "组织",
        "duties",
        _own("duties"),
        "duty",
    ),
    Page("units", "单位", "组织", "sites", _own("units"), "unit"),
    Page(
        "merchants",
        "培育库",
        "创建",
        "pool",
        _own("merchants"),
        "merchant",
    ),
    Page(
        "streets",
        "示范街",
        "创建",
        "streets",
        _own("places", "build_streets"),
        "street",
    ),
    Page(
        "clusters",
        "示范集群",
        "创建",
        "map",
        _own("places", "build_clusters"),
        "cluster",
    ),
    Page(
        "industries",
        "行业",
        "创建",
        "standards",
        _register("industry", Look("行业", unit="个"), ordered=True),
        "industry",
    ),
    Page("rounds", "评选批次", "表彰", "awards", _own("rounds"), "round"),
    Page("awards", "授牌", "表彰", "grant", _own("awards"), "award"),
    Page("printings", "牌匾与证书", "表彰", "plaque", _own("printings")),
    Page("bulletins", "信息简报", "宣传", "bulletin", _own("bulletins"), "bulletin"),
    Page("settings", "设置", "设置", "settings", _own("settings")),
    Page(
        "clerks", "经办人", "设置", "user", _register("clerk", Look("经办人", unit="人")), "clerk"
    ),
    Page("print_log", "打印记录", "设置", "print", _own("print_log"), "printing"),
    Page("history", "修改历史", "设置", "history", _own("history")),
    Page("about", "关于", "设置", "info", _own("about")),
)
