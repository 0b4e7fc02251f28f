"""The child process that reads a file: `python -m shipu_desk.documents.reader FILE`.

Workbooks leave as rows, documents as text. Only the standard library and python-calamine are
imported here, memory and time are limited, and all of it leaves as lines of JSON, so that a hostile
file ends this process and nothing else.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from shipu_desk.documents.archives import COLUMNS, DOCUMENT, WORKBOOK, Unsafe, examine

MEMORY, SECONDS = 1_500 * 2**20, 60
CHUNK = 500
Place = tuple[int, int]  # row and column, from 0
BROKEN = WORKBOOK.broken


def limit() -> None:
    """Bound memory (bytes of address space) and processor time (s) where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def rows(path: Path, others: list[str]) -> Iterator[tuple[int, list[Any]]]:
    """Number (from 1) and values of each row of the first sheet that holds any.

    The names of further sheets that hold something are added to `others`.
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(file)
        shown = (
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
        )
        full = [sheet for sheet in map(book.get_sheet_by_name, shown) if sheet.height]
        others += [sheet.name for sheet in full[1:]]
        for sheet in full[:1]:
            lines = sheet.to_python(skip_empty_area=False)
            _fill_merged(lines, sheet.merged_cell_ranges or ())
            yield from enumerate(lines, start=1)


def _fill_merged(lines: Sequence[list[Any]], ranges: Iterable[tuple[Place, Place]]) -> None:
    """A cell merged over several rows says the same of each; the file keeps it once.

    Read as it is kept, it would be blank in all rows but the first, and clear what is stored.
    """
    used = [any(value != "" for value in line) for line in lines]
    for (top, column), (bottom, _) in ranges:
        if top < len(lines) and column < len(lines[top]):
            for row in range(top + 1, min(bottom + 1, len(lines))):
                if used[row]:
                    lines[row][column] = lines[top][column]


def plain(value: Any) -> Any:
    """A cell as JSON: text, number, truth, nothing, or {"day": "2023-03-06"}."""
    if isinstance(value, datetime):
        day = (value.hour, value.minute, value.second) == (0, 0, 0)
        return {"day": value.date().isoformat()} if day else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return None if value == "" else value


def say(content: object) -> None:
    sys.stdout.buffer.write(json.dumps(content, ensure_ascii=True).encode() + b"\n")


def read(path: Path) -> None:
    """Write the rows as lines of JSON: lists of [row number, values]; blank rows are left out."""
    chunk: list[tuple[int, list[Any]]] = []
    others: list[str] = []
    for number, line in rows(path, others):
        values = [plain(value) for value in line[:COLUMNS]]
        if any(value is not None for value in values):
            chunk.append((number, values))
        if len(chunk) == CHUNK:
            say(chunk)
            chunk = []
    say(chunk)
    say({"others": others})
    say("end")


def read_document(path: Path) -> None:
    """Write the text and what is not in it as one line of JSON."""
    from shipu_desk.documents.word_text import read as words

    found = words(path)
    say({"text": found.text, "told": found.told})
    say("end")


def main(arguments: Sequence[str]) -> int:
    """Read the file named; a fault leaves as {"fault": sentence}."""
    limit()
    path = Path(arguments[0])
    kind = DOCUMENT if path.suffix.lower() == DOCUMENT.ending else WORKBOOK
    try:
        examine(path, kind)
        if kind is DOCUMENT:
            read_document(path)
        else:
            read(path)
    except Unsafe as fault:
        say({"fault": str(fault)})
    except Exception:  # noqa: BLE001 - whatever a broken file provokes; the process ends here
        say({"fault": kind.broken})
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
