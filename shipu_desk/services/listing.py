"""Rows of a register as a list to pass on: chosen columns and rows, as .pdf, .xlsx or .csv.

Personal data leaves whole only with a purpose, and that is journaled.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from shipu_desk.db.reading import Reads
from shipu_desk.documents import csvs, files, lists, workbooks
from shipu_desk.documents.page.listing import Column, ListFacts, Section
from shipu_desk.documents.workbooks import write_list
from shipu_desk.domain import phones
from shipu_desk.domain.changes import Act
from shipu_desk.domain.fields import Day, Field, Whole
from shipu_desk.domain.records import Record, Spec, spec_of
from shipu_desk.domain.texts import Unprintable, tidy
from shipu_desk.errors import DeskError, Refused
from shipu_desk.services import fonts, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.references import texts_of
from shipu_desk.services.register import Query, Row
from shipu_desk.services.sheet_columns import column_of

PAGE = 1_000  # rows read at a time
LONGEST_PURPOSE = 100
T = TypeVar("T")
Fill = Callable[[Desk, Sequence[Row]], object]


@dataclass(frozen=True)
class Listing:
    """What is wanted. `ids` are the rows in their order, None for those the words find.

    `keys` are the columns, none for every field; one that is no field has its heading in
    `labels` and is worked out by `fill`, which adds cells to rows. `told` says what the rows
    were chosen by.
    """

    record: type[Record]
    keys: tuple[str, ...] = ()
    ids: Sequence[int] | None = None
    words: str = ""
    title: str = ""
    unit: str = "条"
    told: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    fill: Fill | None = None
    purpose: str = ""

    @property
    def spec(self) -> Spec:
        return spec_of(self.record)

    @property
    def columns(self) -> tuple[str, ...]:
        return self.keys or tuple(self.spec.fields)

    @property
    def personal(self) -> bool:
        """Whether a column holds numbers that are masked on the screen."""
        return any(key in self.spec.personal for key in self.columns)

    def label(self, key: str) -> str:
        found = self.spec.fields.get(key)
        return found.label if found else self.labels[key]


@dataclass(frozen=True)
class Exported:
    """What was written: the file, how many rows, and whether numbers in it are masked."""

    written: files.Written
    count: int
    masked: bool
    pages: int = 0


def keys_named(record: type[Record], names: Sequence[str]) -> tuple[str, ...]:
    """Columns by the headings an import would know, or by the fields' names. Raises Refused."""
    spec = spec_of(record)
    known = {field.label: key for key, field in spec.fields.items()} | {k: k for k in spec.fields}
    strange = [name for name in names if name not in known]
    if strange:
        said = "、".join(field.label for field in spec.fields.values())
        raise Refused(f"{spec.label}没有“{'、'.join(strange)}”这样的列；可以选：{said}")
    return tuple(dict.fromkeys(known[name] for name in names))


def run(steps: Generator[int, None, T]) -> T:
    """To the end without looking at progress."""
    while True:
        try:
            next(steps)
        except StopIteration as over:
            done: T = over.value
            return done


def write(desk: Desk, wanted: Listing, path: Path) -> Generator[int, None, Exported]:
    """Yields the rows done so far, never after a file was written: who stops then would be told
    that there is none. Raises ProofFailed, NotWritten, DeskError.
    """
    yield 0
    paper = path.suffix.lower() == ".pdf"
    chosen = bool(wanted.keys)
    if paper and not chosen:  # a sheet has room for the columns of the table, not for all fields
        wanted = replace(wanted, keys=tuple(k for k in wanted.spec.columns if k != "order"))
    wanted = replace(wanted, title=_titled(wanted.title))
    if wanted.ids is None:
        ids: Sequence[int] = register.find(desk, wanted.record, Query(wanted.words))
    else:
        ids = register.still_there(desk, wanted.record, wanted.ids)
    masked = wanted.personal and not wanted.purpose.strip()
    with noted(desk, wanted.record, len(ids), wanted.purpose if wanted.personal else ""):
        return (yield from _write(desk, replace(wanted, ids=ids), path, masked, chosen))


def _write(
    desk: Desk, wanted: Listing, path: Path, masked: bool, chosen: bool
) -> Generator[int, None, Exported]:
    ids = wanted.ids or ()
    match path.suffix.lower():
        case ".pdf":
            facts = paper_facts(desk, wanted, ids, masked=masked, blank=chosen)
            return (yield from _paper(desk, facts, path, masked=masked))
        case ".csv":
            labels = [wanted.label(key) for key in wanted.columns]
            lines = _values(desk, wanted, ids, masked=masked)
            written = csvs.write(path, labels, ([_plain(v) for v in line] for line in lines))
        case _:
            lines = _values(desk, wanted, ids, masked=masked)
            title = wanted.title or wanted.spec.label
            written = write_list(path, title, _headings(wanted), lines, desk.now())
    return Exported(written, len(ids), masked)


def _titled(title: str) -> str:
    """As a clerk types it, in one line. Raises Refused."""
    try:
        return tidy(title)
    except Unprintable as fault:
        raise Refused(f"标题{fault}") from None


def _purpose(said: str) -> str:
    """As it stands in the audit list for good. Raises Refused."""
    try:
        made = tidy(said)
    except Unprintable as fault:
        raise Refused(f"用途{fault}") from None
    if len(made) > LONGEST_PURPOSE:
        raise Refused(f"用途不能超过{LONGEST_PURPOSE}个字，现在是{len(made)}个")
    return made


@contextmanager
def noted(desk: Desk, record: type[Record], count: int, purpose: str) -> Iterator[None]:
    """Into the audit list: whole numbers of so many rows leave the desk, and what for.

    It is said before there is a file, so that none is without; then, where none came to be, that.
    Without a purpose nothing leaves whole and nothing is said.
    """
    if not purpose.strip():
        yield
        return
    said = f"{spec_of(record).label}{count}条（含完整号码）"
    with desk.store.writing(f"导出{said}，用途：{_purpose(purpose)}", desk.clerk, Act.EXPORT):
        pass
    made = False
    try:
        yield
        made = True
    finally:
        if not made:
            told = f"导出{said}没有写成，没有文件"
            with suppress(DeskError), desk.store.writing(told, desk.clerk, Act.EXPORT):
                pass


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _headings(wanted: Listing) -> list[workbooks.Column]:
    spec = wanted.spec
    return [
        column_of(spec.fields[key], key in spec.required)
        if key in spec.fields
        else workbooks.Column(wanted.labels[key], max(12, 2.4 * len(wanted.labels[key])))
        for key in wanted.columns
    ]


def _rows(desk: Desk, wanted: Listing, ids: Sequence[int]) -> Iterator[list[Row]]:
    for start in range(0, len(ids), PAGE):
        rows = register.page(desk, wanted.record, ids[start : start + PAGE])
        if wanted.fill:
            wanted.fill(desk, rows)
        yield rows


def _values(
    desk: Desk, wanted: Listing, ids: Sequence[int], *, masked: bool
) -> Iterator[list[object]]:
    """Days and numbers as what they are, everything else as text."""
    for rows in _rows(desk, wanted, ids):
        with desk.store.looking() as look:
            columns = [_column(look, wanted, key, rows, masked=masked) for key in wanted.columns]
        yield from (list(line) for line in zip(*columns, strict=True))


def _column(
    look: Reads, wanted: Listing, key: str, rows: Sequence[Row], *, masked: bool
) -> Sequence[Any]:
    known: Field | None = wanted.spec.fields.get(key)
    if known is None:
        texts = [row.cells.get(key, "") for row in rows]
        return [int(text) if text.isascii() and text.isdigit() else text for text in texts]
    values = [getattr(row.record, key) for row in rows]
    return (
        values if isinstance(known, Day | Whole) else texts_of(look, known, values, masked=masked)
    )


# on paper


def _paper(
    desk: Desk, facts: ListFacts, path: Path, *, masked: bool
) -> Generator[int, None, Exported]:
    written = yield from lists.write_list(facts, path, fonts.fonts(desk))
    file = files.Written(written.path, written.path != path)
    return Exported(file, facts.count, masked, written.pages)


def paper_facts(
    desk: Desk, wanted: Listing, ids: Sequence[int], *, masked: bool, blank: bool
) -> ListFacts:
    """The list ready to be set; every cell as the screen shows it.

    Columns that are empty in every row stay only if `blank`.
    """
    told = wanted.told if wanted.purpose.strip() else phones.masked_within(wanted.told)
    rows: list[tuple[str, ...]] = []
    for page in _rows(desk, wanted, ids):
        with desk.store.looking() as look:
            columns = [_texts(look, wanted, key, page, masked=masked) for key in wanted.columns]
        rows += zip(*columns, strict=True)
    filled = [i for i in range(len(wanted.columns)) if any(row[i] for row in rows)]
    if filled and not blank:
        rows = [tuple(row[i] for i in filled) for row in rows]
        wanted = replace(wanted, keys=tuple(wanted.columns[i] for i in filled))
    return ListFacts(
        title=wanted.title or f"{wanted.spec.label}一览",
        columns=tuple(Column(wanted.label(k), _align(wanted, k)) for k in wanted.columns),
        sections=(Section("", rows),),
        told="，".join(filter(None, (f"共{len(rows)}{wanted.unit}", told))),
        made=made(desk),
    )


def made(desk: Desk) -> str:
    """When and by whom, at the right above a list."""
    today = desk.today()
    return f"{desk.settings().office_short}　{today.year}年{today.month}月{today.day}日"


def _texts(
    look: Reads, wanted: Listing, key: str, rows: Sequence[Row], *, masked: bool
) -> Sequence[str]:
    if masked or key not in wanted.spec.personal:
        return [row.cells.get(key, "") for row in rows]
    known = wanted.spec.fields[key]
    return texts_of(look, known, [getattr(row.record, key) for row in rows], masked=False)


def _align(wanted: Listing, key: str) -> str:
    known = wanted.spec.fields.get(key)
    if known is None:
        return "m"
    return "m" if isinstance(known, Day) else "r" if isinstance(known, Whole) else "l"
