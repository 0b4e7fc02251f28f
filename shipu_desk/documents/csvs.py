"""Comma-separated files as Chinese table programs write and read them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from shipu_desk.documents.decoding import Undecodable, decoded
from shipu_desk.documents.files import Written, make

LARGEST = 64 * 2**20
COLUMNS, LONGEST = 200, 60_000
_MARKS = ",\t;，"
_RISKY = (*"=+-@＝＋－＠", "\t", "\r")  # table programs of East Asia take the wide ones too


class Unreadable(ValueError):
    """What the file's fault is, one clause."""


def read(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    """Row number (as a table program counts) and values of each row that holds anything.

    Raises Unreadable, OSError.
    """
    if path.stat().st_size > LARGEST:
        raise Unreadable("文件太大（超过 64 MB），请分成几份")
    try:
        text = decoded(path.read_bytes())
    except Undecodable as fault:
        raise Unreadable(str(fault)) from None
    if "\0" in text:
        raise Unreadable("里面有不是文字的内容，请另存为 .csv 后再试")
    delimiter = _delimiter(text)
    rows = enumerate(_rows(text, delimiter), start=1)
    lines = [(number, row) for number, row in rows if any(row)]
    _refuse_joined(lines, delimiter)
    if any(len(row) > COLUMNS for _, row in lines):
        raise Unreadable(f"超过{COLUMNS}列，请删去右边多余的列")
    return lines


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """Every row, blank ones too. Quotes must pair: a lenient reader joins rows without a word."""
    csv.field_size_limit(LONGEST * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for row in reader:
            yield tuple(map(_unguarded, row))
            begun = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable(_told(fault, begun)) from None


def _delimiter(text: str) -> str:
    """What parts the most of the first lines alike; a title above the list has its own commas."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def parts(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines)
        found = [(times, count) for count, times in counts.items() if count]
        times, count = max(found, default=(0, 0))
        return (times, count) if times * 2 > len(lines) else (0, 0)

    best = max(_MARKS, key=parts)
    return best if parts(best) != (0, 0) else max(_MARKS, key=lines[0].count if lines else len)


def _refuse_joined(lines: Sequence[tuple[int, tuple[str, ...]]], delimiter: str) -> None:
    """Two quotes astray pair with each other, and the rows between them become one cell."""
    width = Counter(len(row) for _, row in lines).most_common(1)[0][0] if lines else 0
    for number, row in lines:
        for cell in row:
            inner = cell.splitlines()[1:] if width > 1 else []
            if any(line.count(delimiter) == width - 1 for line in inner):
                raise Unreadable(
                    f"第{number}行的一格里像是夹着整整一行，多半是引号没有配对；请改好引号再试"
                )


def _told(fault: csv.Error, line: int) -> str:
    if "limit" in str(fault):
        return f"第{line}行里有一格超过{LONGEST * 4}个字，或者一个引号没有配对；请改好后再试"
    return (
        f"第{line}行的引号没有配对，或者引号外面还有字；"
        "文字里的引号请写成“ ”，或用表格软件另存为 .csv 后再试"
    )


def write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Written:
    """UTF-8 with mark, so that table programs show Chinese; raises NotWritten."""

    def pour(draft: Path) -> None:
        with draft.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
            writer = csv.writer(file)
            writer.writerow([guarded(text) for text in headings])
            writer.writerows([guarded(text) for text in row] for row in rows)

    return make(path, pour)


def guarded(text: str) -> str:
    """A text that a table program would take for a formula stays text behind an apostrophe."""
    return f"'{text}" if text.lstrip("'").startswith(_RISKY) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_RISKY) else text
