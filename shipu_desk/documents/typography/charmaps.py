"""The character map of a TrueType font: code point to glyph, formats 4 and 12."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable

# (platform, encoding) of subtables that are keyed by Unicode (OpenType 1.9, cmap)
_UNICODE = {(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}


def glyph_finder(data: mmap.mmap, start: int, length: int) -> Callable[[int], int]:
    """A function from code point to glyph (0 = absent) over the widest Unicode subtable."""
    best, place = 0, 0
    for n in range(struct.unpack_from(">H", data, start + 2)[0]):
        system, kind, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * n)
        if offset + 8 > length:
            raise ValueError("cmap")
        shape = struct.unpack_from(">H", data, start + offset)[0]
        rank = {4: 1, 12: 2}.get(shape, 0) if (system, kind) in _UNICODE else 0
        if rank > best:
            best, place = rank, start + offset
    if not best:
        raise ValueError("cmap")
    return _by_group(data, place) if best == 2 else _by_segment(data, place, start + length)


def _numbers(kind: str, raw: bytes) -> array[int]:
    """Big-endian numbers of the file as an array."""
    numbers = array(kind, raw)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _by_group(data: mmap.mmap, place: int) -> Callable[[int], int]:
    """Format 12: groups (first code, last code, glyph of the first)."""
    count = struct.unpack_from(">L", data, place + 12)[0]
    groups = _numbers("I", data[place + 16 : place + 16 + 12 * count])
    if len(groups) < 3 * count:
        raise ValueError("cmap")
    firsts, lasts, glyphs = groups[0::3], groups[1::3], groups[2::3]

    def glyph(code: int) -> int:
        n = bisect_left(lasts, code)
        if n == count or code < firsts[n]:
            return 0
        return glyphs[n] + code - firsts[n]

    return glyph


def _by_segment(data: mmap.mmap, place: int, end: int) -> Callable[[int], int]:
    """Format 4: segments of the basic plane with a shift or a list of glyphs."""
    count = struct.unpack_from(">H", data, place + 6)[0] // 2
    lasts, firsts, shifts, ranges = (
        _numbers("H", data[begin : begin + 2 * count])
        for begin in (place + 14 + 2 * count * k + (2 if k else 0) for k in range(4))
    )
    if len(ranges) < count:
        raise ValueError("cmap")
    listed = place + 16 + 6 * count

    def glyph(code: int) -> int:
        n = bisect_left(lasts, code)
        if n == count or code < firsts[n]:
            return 0
        if not ranges[n]:
            return (code + shifts[n]) & 0xFFFF
        where = listed + 2 * n + ranges[n] + 2 * (code - firsts[n])
        found = int.from_bytes(data[where : where + 2], "big") if where + 2 <= end else 0
        return (found + shifts[n]) & 0xFFFF if found else 0

    return glyph
