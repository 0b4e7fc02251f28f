"""A block of cells laid over rows of a register, or made into new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shipu_desk.domain.blocks import Block
from shipu_desk.domain.records import Record, spec_of
from shipu_desk.services import headings
from shipu_desk.services.edits import Edit
from shipu_desk.services.register import Row


@dataclass(frozen=True)
class Laid:
    """What a block comes to: `keys` are the fields it brings, `left_out` is told to the clerk."""

    edits: list[Edit]
    keys: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Way:
    """One way to take a block: over rows that stand, or as new ones."""

    name: str
    lay: Callable[[], Laid]


def headed(record: type[Record], block: Block) -> tuple[str, ...]:
    """The fields that the first line names, if it is a line of column names; "" for 序号."""
    names = headings.names_of(record)
    said = [headings.plain(cell) for cell in block[0]]
    keys = tuple(names.get(text, "") for text in said)
    known = [key for key in keys if key]
    strange = [text for text, key in zip(said, keys, strict=True) if text and not key]
    return keys if known and len(set(known)) == len(known) and not set(strange) - {"序号"} else ()


def over(
    record: type[Record],
    block: Block,
    keys: Sequence[str],
    rows: Sequence[Row],
    base: Mapping[str, object] | None,
) -> Laid:
    """Laid over these rows, from the first of the columns `keys` on.

    What goes on below the last row makes new ones, as `added` does; without a `base` it is told.
    """
    written = _written(record, block, keys)
    edits = [
        Edit(raw, shown=row)
        for line, row in zip(block, rows, strict=False)
        if (raw := _raw(line, keys, written))
    ]
    told, rest = _too_wide(block, keys), block[len(rows) :]
    if rest and base is not None:
        edits += added(record, rest, keys, base).edits
    elif rest:
        told += (f"下面没有那么多行，最后{len(rest)}行没有贴",)
    return Laid(edits, written, told)


def added(
    record: type[Record], block: Block, keys: Sequence[str], base: Mapping[str, object]
) -> Laid:
    """Each line a new row, with what the page filters by; blank lines make none."""
    written = _written(record, block, keys)
    lines = [line for line in block if any(cell.strip() for cell in line)]
    edits = [Edit({**_raw(line, keys, written), **base}, shown=None) for line in lines]
    return Laid(edits, written, _too_wide(block, keys))


def _written(record: type[Record], block: Block, keys: Sequence[str]) -> tuple[str, ...]:
    """The fields among the columns that the block covers; worked-out columns are none."""
    fields, wide = spec_of(record).fields, max(map(len, block))
    return tuple(key for key in keys[:wide] if key in fields)


def _raw(line: Sequence[str], keys: Sequence[str], written: Sequence[str]) -> dict[str, object]:
    return {key: cell for key, cell in zip(keys, line, strict=False) if key in written}


def _too_wide(block: Block, keys: Sequence[str]) -> tuple[str, ...]:
    beside = [cell for line in block for cell in line[len(keys) :] if cell.strip()]
    return (f"右边没有那么多列，有{len(beside)}格没有贴",) if beside else ()
