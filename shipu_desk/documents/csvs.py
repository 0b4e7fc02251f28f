"""Comma-separated files as Chinese table programs write and read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from shipu_desk.documents.files import Written, make

LARGEST = 64 * 2**20
COLUMNS, LONGEST = 200, 60_000
_RISKY = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(ValueError):
    """What the file's fault is, one clause."""


def read(path: Path) -> list[tuple[int, tuple[str, ...]]]:
    """Line number and values of each row that holds anything; raises Unreadable, OSError."""
    if path.stat().st_size > LARGEST:
        raise Unreadable("文件太大（超过 64 MB），请分成几份")
    text = _decoded(path.read_bytes())
    if "\0" in text:
        raise Unreadable("里面有不是文字的内容，请另存为 .csv 后再试")
    head = text[:10_000].partition("\n")[0]
    delimiter = max(",\t;，", key=head.count)
    csv.field_size_limit(LONGEST * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, tuple(map(_unguarded, row))) for row in reader if any(row)]
    except csv.Error:
        raise Unreadable(f"第{reader.line_num}行的引号或分隔不对，请用表格软件另存后再试") from None
    if any(len(row) > COLUMNS for _, row in lines):
        raise Unreadable(f"超过{COLUMNS}列，请删去右边多余的列")
    return lines


def _decoded(data: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else GB 18030 as WPS and Excel save it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码认不出来，请另存为 UTF-8 编码的 .csv 后再试")


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
    return f"'{text}" if text.startswith(_RISKY) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text
