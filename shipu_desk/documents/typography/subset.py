"""A TrueType program cut down to the glyphs in use, records copied as they are."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

from shipu_desk.documents.typography.faces import Face, damaged

# glyf component flags (OpenType 1.9, glyf)
_WORDS, _SCALE, _MORE, _SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
_HINTS = (b"cvt ", b"fpgm", b"prep")


def sliced(face: Face, glyphs: Sequence[int], widths: Sequence[int]) -> bytes:
    """A font whose glyph n is `glyphs[n]` of the face with the advance `widths[n]` (font units).

    Parts of composite glyphs follow after the wanted ones. Raises FontRefused.
    """
    order = list(glyphs)
    try:
        records = list(_records(face, order))
    except struct.error as trouble:
        raise damaged(face.path) from trouble
    advances = [*widths, *(face.width(glyph) for glyph in order[len(widths) :])]
    tables = {
        b"glyf": b"".join(records),
        b"loca": _big("I", [0, *accumulate(map(len, records))]),
        b"hmtx": b"".join(
            min(advance, 0xFFFF).to_bytes(2, "big") + face.bearing(glyph)
            for advance, glyph in zip(advances, order, strict=True)
        ),
        b"head": _patched(face.table(b"head"), 50, 1),
        b"hhea": _patched(face.table(b"hhea"), 34, len(order)),
        b"maxp": _patched(face.table(b"maxp"), 4, len(order)),
    }
    tables.update((tag, face.table(tag)) for tag in _HINTS if tag in face.tables)
    return _file(tables)


def _records(face: Face, order: list[int]) -> Iterator[bytes]:
    """Glyph records padded to four bytes; appends the parts of composites to `order`."""
    parts: dict[int, int] = {}
    done = 0
    while done < len(order):
        record = face.outline(order[done])
        if len(record) > 10 and record[0] & 0x80:
            record = _composite(record, parts, order)
        yield record + b"\0" * (-len(record) % 4)
        done += 1


def _composite(record: bytes, parts: dict[int, int], order: list[int]) -> bytes:
    renumbered = bytearray(record)
    place, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", record, place)
        if part not in parts:
            parts[part] = len(order)
            order.append(part)
        struct.pack_into(">H", renumbered, place + 2, parts[part])
        place += 8 if flags & _WORDS else 6
        place += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0
    return bytes(renumbered)


def _patched(table: bytes, place: int, value: int) -> bytes:
    """The table with one 16-bit number changed."""
    return table[:place] + value.to_bytes(2, "big") + table[place + 2 :]


def _big(kind: str, numbers: Sequence[int]) -> bytes:
    values = array(kind, numbers)
    if sys.byteorder == "little":
        values.byteswap()
    return values.tobytes()


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    step = power * 16
    head = [struct.pack(">LHHHH", 0x10000, count, step, power.bit_length() - 1, count * 16 - step)]
    body: list[bytes] = []
    place = 12 + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        head.append(struct.pack(">4sLLL", tag, _checksum(data), place, len(data)))
        body.append(data + b"\0" * (-len(data) % 4))
        place += len(body[-1])
    return b"".join(head + body)


def _checksum(data: bytes) -> int:
    words = array("I", data + b"\0" * (-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
