"""A register as a file: forms to fill in, lists to pass on; personal data only with a purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shipu_desk.db.columns import records_of
from shipu_desk.db.reading import Reads
from shipu_desk.documents import csvs
from shipu_desk.documents.files import Written
from shipu_desk.documents.forms import MOST_CHOICES, Form, write_form
from shipu_desk.documents.workbooks import Column, write_list
from shipu_desk.domain.changes import Act
from shipu_desk.domain.fields import Choice, Code, Day, Field, Ref, Refs, Text, Whole, YesNo
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.imports import refuse_acts
from shipu_desk.services.references import texts_of
from shipu_desk.services.register import Query

_PAGE = 1_000
_NOTES = (
    "从第 2 行起填写，一行一条；不要改列名，用不到的列可以删去。",
    "底色较深的列必填。代码、电话按文字填写，不要让表格软件变成数字。",
    "导入时按能认出一条登记的列对应：已有的会修改，没有的会新增；空格会清空原值，删去的列不会改动原值。",
    "有一行有误，就一行也不写入；改好后再导入，不会重复。",
)


@dataclass(frozen=True)
class Exported:
    """What was written: the file, how many rows, and whether numbers in it are masked."""

    written: Written
    count: int
    masked: bool


def export(
    desk: Desk, record: type[Record], path: Path, words: str = "", purpose: str = ""
) -> Exported:
    """All fields of the rows found. With a purpose personal data is whole and it is journaled.

    Raises NotWritten, DeskError.
    """
    spec = spec_of(record)
    ids = register.find(desk, record, Query(words))
    masked = bool(spec.personal) and not purpose.strip()
    if spec.personal and not masked:
        title = f"导出{spec.label}{len(ids)}条（含完整号码），用途：{purpose.strip()}"
        with desk.store.writing(title, desk.clerk, Act.EXPORT):
            pass
    lines = _lines(desk, record, ids, masked=masked)
    if path.suffix.lower() == ".csv":
        labels = [field.label for field in spec.fields.values()]
        written = csvs.write(path, labels, ([_plain(v) for v in line] for line in lines))
    else:
        columns = [_column(field, key in spec.required) for key, field in spec.fields.items()]
        written = write_list(path, spec.label, columns, lines, desk.now())
    return Exported(written, len(ids), masked)


def _lines(
    desk: Desk, record: type[Record], ids: Sequence[int], *, masked: bool
) -> Iterator[list[object]]:
    for start in range(0, len(ids), _PAGE):
        with desk.store.looking() as look:
            rows = records_of(look, record, ids[start : start + _PAGE])
            yield from _values(look, record, rows, masked=masked)


def _values(
    reads: Reads, record: type[Record], rows: Sequence[Record], *, masked: bool
) -> list[list[object]]:
    columns: list[Sequence[Any]] = []
    for key, field in spec_of(record).fields.items():
        values = [getattr(row, key) for row in rows]
        as_is = isinstance(field, Day | Whole)
        columns.append(values if as_is else texts_of(reads, field, values, masked=masked))
    return [list(line) for line in zip(*columns, strict=True)]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def form(desk: Desk, record: type[Record], path: Path) -> Written:
    """An empty import form with drop-downs. Raises Refused, NotWritten."""
    refuse_acts(record)
    spec = spec_of(record)
    columns = tuple(
        _column(
            field, key in spec.required and spec.defaults.get(key) is None, _choices(desk, field)
        )
        for key, field in spec.fields.items()
    )
    return write_form(path, Form(f"{spec.label}导入表", columns, _NOTES), desk.now())


def _choices(desk: Desk, field: Field) -> tuple[str, ...]:
    if isinstance(field, Choice):
        return tuple(field.options)
    if isinstance(field, YesNo):
        return "是", "否"
    if isinstance(field, Ref):
        found = register.choices(desk, field.to, limit=MOST_CHOICES + 1)
        return tuple(title for _, title in found) if len(found) <= MOST_CHOICES else ()
    return ()


def _column(field: Field, required: bool, choices: tuple[str, ...] = ()) -> Column:
    kind = "day" if isinstance(field, Day) else "number" if isinstance(field, Whole) else "text"
    return Column(field.label, _width(field), kind, required, choices, _hint(field))


def _width(field: Field) -> float:
    match field:
        case Code():
            return 24
        case Text() if field.max_length > 100:
            return 40
        case Text() if field.wide or field.max_length > 40:
            return 30
        case Refs():
            return 30
        case _:
            return max(12, 2.4 * len(field.label))


def _hint(field: Field) -> str:
    several = "可写几个，用顿号隔开" if isinstance(field, Refs) else ""
    return "；".join(part for part in (field.hint, several) if part)
