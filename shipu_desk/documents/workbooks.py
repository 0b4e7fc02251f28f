"""Workbooks written: empty forms to be filled in, lists of a register, reports of an import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipu_desk.documents.files import Written, make
from shipu_desk.errors import DeskError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORM_ROWS = 2_000
"""Rows of a form that have drop-downs and formats ready."""
MOST_CHOICES = 200
LONGEST = 32_767
"""Characters of one cell, as Excel and WPS have it."""
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = "宋体"
_INK, _GROUND, _NEEDED, _RULE = "1F2A37", "EEF2F6", "FBE9D7", "C5CED8"


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


@dataclass(frozen=True)
class Form:
    """An empty import form: its title, its columns and what the second sheet tells."""

    title: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


def clean(text: str) -> str:
    """What a cell can hold: control characters out. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong(
            f"“{text[:12]}……”有{len(text)}个字，表格一格只放得下{LONGEST}个；请改写成 .csv"
        )
    return _UNSEEN.sub("", text)


def write_list(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    made_on: datetime,
) -> Written:
    """A list with a frozen, filterable heading; texts stay texts. Raises NotWritten."""
    return make(path, lambda draft: _pour(draft, title, columns, rows, made_on))


def _pour(
    draft: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    made_on: datetime,
) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(draft, options)
    book.set_properties({"created": made_on, "title": title})
    try:
        _fill(book, title, columns, rows)
    finally:  # a book left open would warn long after, in its destructor
        book.close()


def _fill(
    book: Any, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(_sheet_name(title))
    plain = {"font_name": _FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    head = {**plain, "bold": True, "bg_color": f"#{_GROUND}", "border": 1}
    kinds = {
        "text": book.add_format({**plain, "num_format": "@"}),
        "day": book.add_format({**plain, "num_format": "yyyy-mm-dd"}),
        "number": book.add_format(plain),
    }
    heading = book.add_format({**head, "border_color": f"#{_RULE}"})
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


def _put(sheet: Any, row: int, at: int, value: object, kinds: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, value, kinds["day"])
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value, kinds["number"])
    elif value not in (None, ""):
        sheet.write_string(row, at, clean(str(value)), kinds["text"])


def write_form(path: Path, form: Form) -> Written:
    """An empty form with drop-downs and a page on how to fill it in. Raises NotWritten."""

    def pour(draft: Path) -> None:
        from openpyxl import Workbook

        book = Workbook()
        assert book.active is not None
        _form_sheet(book.active, form)
        _choice_sheet(book, form)
        _notes_sheet(book.create_sheet("填写说明"), form)
        book.move_sheet("填写说明", -1)
        book.save(draft)

    return make(path, pour)


def _form_sheet(sheet: Worksheet, form: Form) -> None:
    from openpyxl.utils import get_column_letter

    sheet.title = _sheet_name(form.title)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 26
    for at, column in enumerate(form.columns, start=1):
        letter = get_column_letter(at)
        _heading(sheet.cell(1, at), column)
        sheet.column_dimensions[letter].width = column.width
        pattern = {"text": "@", "day": "yyyy-mm-dd"}.get(column.kind, "General")
        for row in range(2, FORM_ROWS + 2):
            sheet.cell(row, at).number_format = pattern
        if column.choices:
            _drop_down(sheet, letter, f"选项!${letter}$1:${letter}${len(column.choices)}")


def _heading(cell: Any, column: Column) -> None:
    """A column that must be filled in is told by its colour; the label stays what it is."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.value = column.label
    cell.font = Font(name=_FONT, size=11, bold=True, color=_INK)
    cell.fill = PatternFill("solid", fgColor=_NEEDED if column.required else _GROUND)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    side = Side(style="thin", color=_RULE)
    cell.border = Border(left=side, right=side, top=side, bottom=side)


def _drop_down(sheet: Worksheet, letter: str, source: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="list", formula1=f"={source}", allow_blank=True, showErrorMessage=True
    )
    rule.errorTitle, rule.error = "填写有误", "请从下拉列表里选"
    rule.errorStyle = "warning"
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{FORM_ROWS + 1}")


def _choice_sheet(book: Any, form: Form) -> None:
    """Drop-downs read a hidden sheet: a list in the rule itself may not exceed 255 characters."""
    sheet = book.create_sheet("选项")
    sheet.sheet_state = "hidden"
    for at, column in enumerate(form.columns, start=1):
        for row, choice in enumerate(column.choices, start=1):
            cell = sheet.cell(row, at, clean(choice))
            cell.data_type = "s"


def _notes_sheet(sheet: Worksheet, form: Form) -> None:
    from openpyxl.styles import Alignment, Font

    lines = [(f"{form.title}：怎样填写", ""), *((note, "") for note in form.notes), ("", "")]
    lines += [("列", "填什么"), *((column.label, _told(column)) for column in form.columns)]
    for row, (left, right) in enumerate(lines, start=1):
        for at, text in ((1, left), (2, right)):
            cell = sheet.cell(row, at, text or None)
            bold = row == 1 or left == "列"
            cell.font = Font(name=_FONT, size=14 if row == 1 else 11, bold=bold, color=_INK)
            cell.alignment = Alignment(vertical="top", wrap_text=at == 2)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 70


def _told(column: Column) -> str:
    kind = {"day": "日期，写成 2023-03-06", "number": "整数"}.get(column.kind, "")
    need = "必填" if column.required else "可空"
    choice = "从下拉列表里选" if column.choices else ""
    return "；".join(part for part in (need, kind, choice, column.hint) if part)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "表"
