"""Rows of a file a clerk hands in: .xlsx through a child process, .csv in any usual encoding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shipu_desk.documents import child, csvs
from shipu_desk.documents.reader import BROKEN
from shipu_desk.errors import DeskError


class NotRead(DeskError):
    """The file cannot be read; nothing was taken from it."""


@dataclass(frozen=True)
class Row:
    """`number` is the line a clerk sees at the left edge of the sheet."""

    number: int
    values: tuple[object, ...]


class Rows(list[Row]):
    """Those of the first sheet; `others` are the sheets that were not read."""

    others: tuple[str, ...] = ()


def read(path: Path) -> Rows:
    """All rows that hold anything. Raises NotRead with one sentence."""
    if not os.path.isfile(path):
        raise NotRead(f"找不到文件“{path}”，请检查文件名")
    if path.suffix.lower() == ".csv":
        return Rows(Row(number, values) for number, values in _csv(path))
    others: list[str] = []
    found = Rows(
        Row(number, tuple(map(_value, values))) for number, values in _workbook(path, others)
    )
    found.others = tuple(others)
    return found


def _csv(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    try:
        return csvs.read(path)
    except (OSError, ValueError) as error:
        said = str(error) if isinstance(error, csvs.Unreadable) else "文件打不开"
        raise NotRead(f"“{path.name}”没有读取：{said}") from None


def _workbook(path: Path, others: list[str]) -> Iterator[tuple[int, list[Any]]]:
    line: Any = None
    for line in child.lines(path):
        if isinstance(line, dict) and "others" in line:
            others += line["others"]
        elif isinstance(line, dict):
            raise NotRead(f"“{path.name}”没有读取：{line['fault']}")
        if isinstance(line, list):
            yield from line
    if line != "end":
        raise NotRead(f"“{path.name}”没有读取：{BROKEN}")


def _value(value: Any) -> object:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
