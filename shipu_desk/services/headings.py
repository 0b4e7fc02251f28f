"""Which column of a file is which field: by label, by the office's other words for it, by key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shipu_desk.documents.rows import Row
from shipu_desk.domain.records import Problem, Record, spec_of
from shipu_desk.domain.texts import narrow
from shipu_desk.errors import Refused

_LOOKED_AT = 10  # a title and notes may stand above the headings
_STRAY = "“{}”上面没有列名，会丢掉；请补上列名或删去（.csv 里的地址等若含逗号，请给这一格加上引号）"
_NOISE = re.compile(r"[\s*＊:：]+|（必填）|\(必填\)")


@dataclass(frozen=True)
class Headings:
    """The heading row: its texts, the field of each column, and what no field is meant by."""

    number: int
    texts: tuple[str, ...]
    keys: tuple[str | None, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        return tuple(t for t, key in zip(self.texts, self.keys, strict=True) if t and not key)

    def problems(self, row: Row) -> list[Problem]:
        """What of a row stands under no heading and would be lost, or is a heading again."""
        said = [str(value).strip() if value is not None else "" for value in row.values]
        columns = [*zip(said, self.texts, self.keys, strict=False)]
        stray = [*(text for text, heading, _ in columns if not heading), *said[len(columns) :]]
        lost = [text[:20] for text in stray if text]
        alike = [text == heading for text, heading, _ in columns if text]
        if all(alike) and len(alike) >= min(2, len(self.keys)):
            return [Problem("", "这一行像是又一行列名，请删去")]
        return [Problem("", _STRAY.format("、".join(lost[:3])))] if lost else []

    def raw(self, row: Row) -> dict[str, object]:
        """The row's values by field; a column that the file lacks is absent."""
        values = [*row.values, *[None] * (len(self.keys) - len(row.values))]
        return {k: v for k, v in zip(self.keys, values, strict=False) if k is not None}


def find(record: type[Record], rows: Sequence[Row]) -> Headings:
    """The first row among the top ones that names most fields. Raises Refused."""
    names = names_of(record)
    best = _best(rows[:_LOOKED_AT], names)
    known = _keys(best, names) if best else {}
    if best is None or not known:
        labels = "、".join(field.label for field in list(spec_of(record).fields.values())[:4])
        raise Refused(f"没有认得的列名，没有写入；列名应在第一张表的前{_LOOKED_AT}行，如：{labels}")
    texts = tuple(str(value or "").strip() for value in best.values)
    keys = tuple(names.get(plain(text)) for text in texts)
    twice = {key for key in keys if key and keys.count(key) > 1}
    if twice:
        told = "、".join(text for text, key in zip(texts, keys, strict=True) if key in twice)
        raise Refused(f"有几列是同一项：{told}；请只留一列再导入")
    return Headings(best.number, texts, keys)


def _best(rows: Sequence[Row], names: Mapping[str, str]) -> Row | None:
    """The row that names most; of two such under each other, as merged headings are, the lower."""
    if not rows:
        return None
    counts = [len(_keys(row, names)) for row in rows]
    at = counts.index(max(counts))
    below = rows[at + 1 : at + 2]
    lower = below and counts[at + 1] == counts[at] and below[0].values != rows[at].values
    return below[0] if lower else rows[at]


def names_of(record: type[Record]) -> Mapping[str, str]:
    """Every word for a field → its key; a field's own label wins over another's synonym."""
    fields = spec_of(record).fields
    names: dict[str, str] = {}
    for key, field in fields.items():
        for word in field.also:
            names.setdefault(plain(word), key)
    for key in fields:
        names[plain(key.removesuffix("_id"))] = key
    names.update({plain(key): key for key in fields})
    names.update({plain(field.label): key for key, field in fields.items()})
    return names


def keyed(
    record: type[Record], said: Mapping[str, object]
) -> tuple[dict[str, object], list[Problem]]:
    """Raw values by field key; names of no field, and of one field twice, are told."""
    names, fields = names_of(record), spec_of(record).fields
    raw, problems = dict[str, object](), list[Problem]()
    for name, value in said.items():
        key = names.get(plain(name))
        if key is None:
            known = "、".join(fields)
            problems.append(Problem("", f"{record.LABEL}没有“{name}”这个字段，可用：{known}"))
        elif key in raw:
            problems.append(Problem(key, f"{fields[key].label}写了两次，请只留一处"))
        else:
            raw[key] = value
    return raw, problems


def _keys(row: Row, names: Mapping[str, str]) -> set[str]:
    said = (str(value) for value in row.values if isinstance(value, str))
    return {names[plain(text)] for text in said if plain(text) in names}


def plain(text: str) -> str:
    """A heading without what makes no difference: blanks, stars, width of letters."""
    return _NOISE.sub("", narrow(text)).casefold()
