"""Empty forms to be filled in: drop-downs, formats ready, and a page on how to fill them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shipu_desk.documents.dated import Dated, universal
from shipu_desk.documents.files import Written, make
from shipu_desk.documents.workbooks import FONT, GROUND, NEEDED, RULE, Column, clean, sheet_name

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

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
    """The form as a workbook; the same form, the same bytes. Raises NotWritten."""
    return make(path, lambda draft: _pour(draft, form, made_on))


def _pour(draft: Path, form: Form, made_on: datetime) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name(form.title)
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 26
    _how_sheet(book, form)
    _choice_sheet(book, form.columns)
    for at, column in enumerate(form.columns, start=1):
        _column(sheet, at, column)
    book.properties.title = form.title
    book.properties.creator = "石浦放心消费工作台"
    book.properties.created = universal(made_on)
    _save(book, draft, made_on.replace(microsecond=0))


def _save(book: Workbook, draft: Path, moment: datetime) -> None:
    """openpyxl stamps the hour of writing on the file and its parts; here it is the given one."""
    from openpyxl.writer.excel import ExcelWriter

    with Dated(draft, moment) as archive:
        writer = ExcelWriter(book, archive)
        book.properties.modified = universal(moment)
        writer.write_data()


def _column(sheet: Worksheet, at: int, column: Column) -> None:
    """A column that must be filled in is told by its colour; the label stays what it is."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter, pattern = get_column_letter(at), _PATTERNS[column.kind]
    whole = sheet.column_dimensions[letter]
    whole.width, whole.font, whole.number_format = column.width, Font(FONT, 11), pattern
    head = sheet.cell(1, at, column.label)
    head.data_type = "s"
    head.font = Font(FONT, 11, bold=True)
    head.fill = PatternFill("solid", fgColor=(NEEDED if column.required else GROUND)[1:])
    side = Side("thin", RULE[1:])
    head.border = Border(side, side, side, side)
    head.alignment = Alignment("center", "center", wrap_text=True)
    if column.choices:
        listed = f"{CHOICES}!${letter}$1:${letter}${len(column.choices)}"
        rule = DataValidation("list", listed, allow_blank=True, errorStyle="warning")
        rule.errorTitle, rule.error, rule.showErrorMessage = "填写有误", "请从下拉列表里选", True
        rule.add(f"{letter}2:{letter}{FORM_ROWS + 1}")
        sheet.add_data_validation(rule)


def _choice_sheet(book: Workbook, columns: Sequence[Column]) -> None:
    """Drop-downs read a hidden sheet: a list in the rule itself may not exceed 255 characters."""
    sheet = book.create_sheet(CHOICES)
    sheet.sheet_state = "hidden"
    for at, column in enumerate(columns, start=1):
        for row, choice in enumerate(column.choices, start=1):
            sheet.cell(row, at, clean(choice)).data_type = "s"


def _how_sheet(book: Workbook, form: Form) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(HOW)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 70
    lines = [(f"{form.title}：怎样填写",), *((note,) for note in form.notes), (), ("列", "填什么")]
    lines += [(column.label, _told(column)) for column in form.columns]
    heads = {1: Font(FONT, 14, bold=True), len(form.notes) + 3: Font(FONT, 11, bold=True)}
    for row, line in enumerate(lines, start=1):
        for at, text in enumerate(line, start=1):
            cell = sheet.cell(row, at, clean(text))
            cell.data_type, cell.font = "s", heads.get(row, Font(FONT, 11))
            cell.alignment = Alignment(vertical="top", wrap_text=at > 1)


def _told(column: Column) -> str:
    kind = {"day": "日期，写成 2023-03-06", "number": "整数"}.get(column.kind, "")
    need = "必填" if column.required else "可空"
    choice = "从下拉列表里选" if column.choices else ""
    return "；".join(part for part in (need, kind, choice, column.hint) if part)
