"""Reading one table of a template into a frozen record, each fault told in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints

from shipu_desk.documents.design.patterns import Pattern, compiled
from shipu_desk.documents.drawing.frames import Box
from shipu_desk.documents.drawing.shapes import Point

Made = TypeVar("Made")
Read = Callable[[object], Any]

LONGEST = 3000.0
"""No sheet of ours is longer (mm)."""


def read_table(
    cls: Callable[..., Made], raw: object, where: str, problems: list[str]
) -> Made | None:
    """The record, or None after its faults were added to `problems`."""
    if not isinstance(raw, Mapping):
        problems.append(f"{where}：应为一组“名称 = 值”")
        return None
    known = {one.name.rstrip("_"): one for one in fields(cls)}  # type: ignore[arg-type]
    reads = _reads(cls)
    found = [f"不认识的项“{key}”" for key in raw if key not in known and key != "type"]
    made = {}
    for key, one in known.items():
        if key in raw:
            try:
                made[one.name] = reads[one.name](raw[key])
            except ValueError as fault:
                found.append(f"{key} {fault}")
        elif _must(one):
            found.append(f"缺少“{key}”")
    problems += [f"{where}：{fault}" for fault in found]
    return None if found else cls(**made)


@cache
def _reads(cls: Any) -> dict[str, Read]:
    """How each field is read: the function in its `Annotated` type."""
    hints = get_type_hints(cls, include_extras=True)
    return {one.name: hints[one.name].__metadata__[0] for one in fields(cls)}


def _must(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def offset(raw: object) -> float:
    """A number of mm either way."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) <= LONGEST:
        raise ValueError(f"应为数字（毫米，不超过 {LONGEST:g}）")
    return float(raw)


def length(raw: object) -> float:
    """A length above zero (mm)."""
    value = offset(raw)
    if value <= 0:
        raise ValueError("应大于 0")
    return value


def distance(raw: object) -> float:
    """A length that may be zero (mm)."""
    value = offset(raw)
    if value < 0:
        raise ValueError("不能小于 0")
    return value


def count(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= 50:
        raise ValueError("应为 0 到 50 的整数")
    return raw


def line_count(raw: object) -> int:
    if raw not in {1, 2, 3, 4, 5}:
        raise ValueError("应为 1 到 5 的整数")
    return count(raw)


def flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise ValueError("应为 true 或 false")


def text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError("应为文字")
    return raw


def pattern(raw: object) -> Pattern:
    return compiled(text(raw))


def phrases(raw: object) -> tuple[Pattern, ...]:
    """Patterns parted by `|`, the places where a line may turn."""
    return tuple(compiled(part) for part in text(raw).split("|"))


def _numbers(raw: object, many: int, form: str) -> list[float]:
    if not isinstance(raw, list) or len(raw) != many:
        raise ValueError(f"应为 {form}（毫米）")
    return [offset(one) for one in raw]


def point(raw: object) -> Point:
    x, y = _numbers(raw, 2, "[左, 上]")
    return x, y


def size(raw: object) -> Point:
    w, h = (length(one) for one in _numbers(raw, 2, "[宽, 高]"))
    return w, h


def box(raw: object) -> Box:
    x, y, w, h = _numbers(raw, 4, "[左, 上, 宽, 高]")
    return x, y, length(w), length(h)


def one_of(options: Mapping[str, object] | tuple[str, ...]) -> Read:
    """A word out of a fixed list."""

    def read(raw: object) -> str:
        if not isinstance(raw, str) or raw not in options:
            raise ValueError(f"应为 {'、'.join(options)} 之一，不能是“{raw}”")
        return raw

    return read


def table(cls: Callable[..., Made]) -> Read:
    """A table within a table."""

    def read(raw: object) -> Made:
        problems: list[str] = []
        made = read_table(cls, raw, "", problems)
        if made is None:
            raise ValueError("；".join(fault.lstrip("：") for fault in problems))
        return made

    return read


def tables(cls: Callable[..., Made]) -> Read:
    """A list of one or more tables."""

    def read(raw: object) -> tuple[Made, ...]:
        if not isinstance(raw, list) or not raw:
            raise ValueError("应为一个或多个 { … }")
        return tuple(table(cls)(one) for one in raw)

    return read


Length = Annotated[float, length]
Distance = Annotated[float, distance]
Offset = Annotated[float, offset]
Count = Annotated[int, count]
LineCount = Annotated[int, line_count]
Flag = Annotated[bool, flag]
Words = Annotated[str, text]
Filled = Annotated[Pattern, pattern]
Phrases = Annotated[tuple[Pattern, ...], phrases]
At = Annotated[Point, point]
Size = Annotated[Point, size]
Area = Annotated[Box, box]
