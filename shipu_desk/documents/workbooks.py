"""Workbooks written: lists of a register, reports of an import, what a print run came to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from shipu_desk.documents.dated import universal
from shipu_desk.documents.files import Written, make
from shipu_desk.documents.seen import seen
from shipu_desk.errors import DeskError

LONGEST = 32_767
"""Characters of one cell, as Excel and WPS have it."""
_NAME = 31
LONGEST_HEADER = 100  # characters; Excel takes 255 with all signs
FONT = "宋体"
GROUND, NEEDED, RULE = "#EEF2F6", "#FBE9D7", "#C5CED8"


class TooLong(DeskError):
    """A text that no cell can hold; nothing was written."""


@dataclass(frozen=True)
class Column:
    """One column; `width` in characters, `kind` is text, day or number."""

    label: str
    width: float = 14
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


class Leaf(NamedTuple):
    """One sheet: a list under its title."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


def clean(text: str) -> str:
    """What a cell can hold: control characters out. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong(
            f"“{text[:12]}……”有{len(text)}个字，表格一格只放得下{LONGEST}个；请改写成 .csv"
        )
    return seen(text)


def write_list(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    made_on: datetime,
) -> Written:
    """A list with a frozen, filterable heading; texts stay texts. Raises NotWritten."""
    return write_lists(path, (Leaf(title, columns, rows),), made_on)


def write_lists(path: Path, leaves: Sequence[Leaf], made_on: datetime) -> Written:
    """Several lists, a sheet each; the first gives the workbook its title. Raises NotWritten."""

    def fill(book: Any) -> None:
        for leaf in leaves:
            _fill(book, leaf.title, leaf.columns, leaf.rows)

    return packed(path, leaves[0].title, made_on, fill)


def packed(
    path: Path,
    title: str,
    made_on: datetime,
    fill: Callable[[Any], None],
    *,
    by_row: bool = True,
) -> Written:
    """A workbook that `fill` writes, row after row if `by_row`. Raises NotWritten, TooLong.

    Texts stay texts. Packed in memory: the library tells a full disk neither in words nor once.
    """

    def pour(draft: Path) -> None:
        import xlsxwriter

        pack = BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(pack, {"constant_memory": by_row, **options})
        book.set_properties({"created": universal(made_on), "title": seen(title)})
        try:
            fill(book)
        finally:  # a book left open would warn long after, in its destructor
            _close(book)
        draft.write_bytes(pack.getbuffer())

    return make(path, pour)


def _close(book: Any) -> None:
    """The library wraps what a full disk of temporary files says."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as wrapped:
        raise OSError(getattr(wrapped.args[0], "errno", None), "not packed") from wrapped


def _fill(
    book: Any, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(sheet_name(title))
    plain = {"font_name": FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    head = {**plain, "bold": True, "bg_color": GROUND, "border": 1}
    kinds = {
        "text": book.add_format({**plain, "num_format": "@"}),
        "day": book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
        "number": book.add_format(plain),
    }
    heading = book.add_format({**head, "border_color": RULE})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, kinds[column.kind])
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 24)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, clean(column.label), heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _put(sheet, last, at, value, kinds)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&C" + clean(title)[:LONGEST_HEADER].replace("&", "&&"))
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _put(sheet: Any, row: int, at: int, value: object, kinds: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, kinds["day"])
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value, kinds["number"])
    elif value not in (None, ""):
        sheet.write_string(row, at, clean(str(value)), kinds["text"])


def sheet_name(title: str) -> str:
    """What a workbook takes as the name of a sheet: 31 UTF-16 units, no apostrophe at an end."""
    name = re.sub(r"[\[\]:*?/\\\s]+", " ", seen(title)).strip(" '")
    while len(name.encode("utf-16-le")) > 2 * _NAME:
        name = name[:-1].rstrip(" '")
    return name if name and name.casefold() != "history" else "表"
