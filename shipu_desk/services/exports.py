"""A register as a file: forms to fill in, and all of it to pass on."""

from __future__ import annotations

from pathlib import Path

from shipu_desk.documents.files import Written
from shipu_desk.documents.forms import MOST_CHOICES, Form, write_form
from shipu_desk.domain.fields import Choice, Field, Ref, YesNo
from shipu_desk.domain.merchants import Stage
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import listing, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.listing import Exported, Listing
from shipu_desk.services.register import refuse_acts
from shipu_desk.services.sheet_columns import column_of

_NOTES = (
    "从第 2 行起填写，一行一条；不要改列名，用不到的列可以删去。",
    "底色较深的列必填。代码、电话按文字填写，不要让表格软件变成数字。",
    "导入时按能认出一条登记的列对应：已有的会修改，没有的会新增；空格会清空原值，删去的列不会改动原值。",
    "有一行有误，就一行也不写入；改好后再导入，不会重复。",
)


def export(
    desk: Desk,
    record: type[Record],
    path: Path,
    words: str = "",
    purpose: str = "",
    keys: tuple[str, ...] = (),
) -> Exported:
    """The fields named (all if none) of the rows found, as .xlsx, .csv or .pdf.

    With a purpose personal data is whole and it is journaled. Raises ProofFailed, NotWritten,
    DeskError.
    """
    wanted = Listing(record, keys, words=words, purpose=purpose)
    return listing.run(listing.write(desk, wanted, path))


def form(desk: Desk, record: type[Record], path: Path) -> Written:
    """An empty import form with drop-downs. Raises Refused, NotWritten."""
    refuse_acts(record)
    spec = spec_of(record)
    columns = tuple(
        column_of(
            field, key in spec.required and spec.defaults.get(key) is None, _choices(desk, field)
        )
        for key, field in spec.fields.items()
    )
    return write_form(path, Form(f"{spec.label}导入表", columns, _NOTES), desk.now())


def _choices(desk: Desk, field: Field) -> tuple[str, ...]:
    if isinstance(field, Choice) and field.options is Stage:
        return tuple(one for one in Stage if one is not Stage.EXEMPLARY)  # by an award alone
    if isinstance(field, Choice):
        return tuple(field.options)
    if isinstance(field, YesNo):
        return "是", "否"
    if isinstance(field, Ref):
        found = register.choices(desk, field.to, limit=MOST_CHOICES + 1)
        return tuple(title for _, title in found) if len(found) <= MOST_CHOICES else ()
    return ()
