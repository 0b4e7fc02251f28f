"""Empty forms to be filled in: drop-downs, formats ready, and a page on how to fill them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shipu_desk.documents.files import Written, make
from shipu_desk.documents.workbooks import FONT, GROUND, NEEDED, RULE, Column, clean, sheet_name

FORM_ROWS = 2_000
"""Rows of a form that have drop-downs ready."""
MOST_CHOICES = 200
HOW, CHOICES = "填写说明", "选项"
_PATTERNS = {"text": "@", "day": "yyyy-mm-dd", "number": "0"}


@dataclass(frozen=True)
class Form:
    """An empty import form: its title, its columns and what the second sheet tells."""

    title: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


def write_form(path: Path, form: Form, made_on: datetime) -> Written:
    """The form as a workbook. Raises NotWritten."""
    return make(path, lambda draft: _pour(draft, form, made_on))


def _pour(draft: Path, form: Form, made_on: datetime) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(draft, options)
    book.set_properties({"created": made_on, "title": form.title})
    sheet = book.add_worksheet(sheet_name(form.title))
    _how_sheet(book, form)
    _choice_sheet(book.add_worksheet(CHOICES), form.columns)
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 26)
    for at, column in enumerate(form.columns):
        _column(book, sheet, at, column)
    book.close()


def _column(book: Any, sheet: Any, at: int, column: Column) -> None:
    """A column that must be filled in is told by its colour; the label stays what it is."""
    plain = {"font_name": FONT, "font_size": 11, "num_format": _PATTERNS[column.kind]}
    ground = NEEDED if column.required else GROUND
    head = {"bold": True, "bg_color": ground, "border": 1, "border_color": RULE, "text_wrap": True}
    sheet.set_column(at, at, column.width, book.add_format(plain))
    centred = {"align": "center", "valign": "vcenter"}
    sheet.write_string(0, at, column.label, book.add_format({**plain, **head, **centred}))
    if column.choices:
        rule = {
            "validate": "list",
            "source": f"={CHOICES}!{_range(at, len(column.choices))}",
            "error_title": "填写有误",
            "error_message": "请从下拉列表里选",
            "error_type": "warning",
        }
        sheet.data_validation(1, at, FORM_ROWS, at, rule)


def _range(at: int, count: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return str(xl_range_abs(0, at, count - 1, at))


def _choice_sheet(sheet: Any, columns: Sequence[Column]) -> None:
    """Drop-downs read a hidden sheet: a list in the rule itself may not exceed 255 characters."""
    sheet.hide()
    for at, column in enumerate(columns):
        for row, choice in enumerate(column.choices):
            sheet.write_string(row, at, clean(choice))


def _how_sheet(book: Any, form: Form) -> None:
    sheet = book.add_worksheet(HOW)
    plain = book.add_format({"font_name": FONT, "font_size": 11, "valign": "top"})
    wrapped = book.add_format({"font_name": FONT, "font_size": 11, "text_wrap": True})
    bold = book.add_format({"font_name": FONT, "font_size": 11, "bold": True})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, f"{form.title}：怎样填写", title)
    for row, note in enumerate(form.notes, start=1):
        sheet.write_string(row, 0, note, plain)
    first = len(form.notes) + 2
    sheet.write_string(first, 0, "列", bold)
    sheet.write_string(first, 1, "填什么", bold)
    for row, column in enumerate(form.columns, start=first + 1):
        sheet.write_string(row, 0, column.label, plain)
        sheet.write_string(row, 1, _told(column), wrapped)


def _told(column: Column) -> str:
    kind = {"day": "日期，写成 2023-03-06", "number": "整数"}.get(column.kind, "")
    need = "必填" if column.required else "可空"
    choice = "从下拉列表里选" if column.choices else ""
    return "；".join(part for part in (need, kind, choice, column.hint) if part)
