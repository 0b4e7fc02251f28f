"""What rows are narrowed to: the periods one asks for, and conditions kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.fields import Choice, Day, Field, Ref, Text, YesNo
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Between

DAY = timedelta(days=1)
_PERIOD = "period"  # kept by its word: 本月 is another month when it is asked for again


def periods(today: date) -> list[Between]:
    """The times that rows are looked through by: whole days, in the office's time."""
    week, month = today - today.weekday() * DAY, today.replace(day=1)
    before = (month - DAY).replace(day=1)
    year, last = today.replace(month=1, day=1), date(today.year - 1, 1, 1)
    tomorrow = today + DAY
    spans = (
        ("今天", today, tomorrow),
        ("本周", week, tomorrow),
        ("本月", month, tomorrow),
        ("上月", before, month),
        ("今年", year, tomorrow),
        ("去年", last, year),
    )
    return [Between(first.isoformat(), end.isoformat(), word) for word, first, end in spans]


def fields_of(record: type[Record]) -> dict[str, Field]:
    """What rows of a record are filtered by: fields of their own, then what they are tied to."""
    own = {key: field for key, field in spec_of(record).fields.items() if field.filterable}
    return own | {link.key: Ref(link.label, to=link.to) for link in record.LINKS}


def packed(equal: Mapping[str, object]) -> dict[str, Any]:
    """Conditions as a file keeps them."""
    return {key: _packed(value) for key, value in equal.items()}


def _packed(value: object) -> object:
    if isinstance(value, Between):
        return {_PERIOD: value.word}
    return value if isinstance(value, bool | int) else str(value)


def unpacked(
    desk: Desk, record: type[Record], said: Mapping[str, Any]
) -> tuple[dict[str, object], list[str]]:
    """The conditions that can still be asked for, and what the others are called."""
    found: dict[str, object] = {}
    fields, lost = fields_of(record), []
    for key, value in said.items():
        field = fields.get(key)
        meant = _meant(desk, field, value) if field else None
        if meant is None:
            lost.append(field.label if field else key)
        else:
            found[key] = meant
    return found, lost


def _meant(desk: Desk, field: Field, value: object) -> object:
    """None for what is no value of this field any more."""
    if isinstance(field, Day) or (isinstance(field, Text) and field.moment):
        word = value.get(_PERIOD) if isinstance(value, dict) else None
        return next((one for one in periods(desk.today()) if one.word == word), None)
    if isinstance(field, Choice):
        return next((one for one in field.options if str(one) == value), None)
    if isinstance(field, Ref):
        ids = [value] if type(value) is int and 0 < value < 2**63 else []
        return value if register.present(desk, BY_NAME[field.to], ids) else None
    return value if isinstance(value, bool if isinstance(field, YesNo) else str) else None
