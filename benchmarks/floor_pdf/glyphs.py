"""The floor's fonts: character map kept between runs, glyphs cut out of the file at the end."""

from __future__ import annotations

import pickle
import struct
from array import array
from pathlib import Path


def load(path: Path, kept: Path) -> tuple[dict[int, int], array[int]]:
    """Glyph of every character, width (1/1000 em) of every glyph; parsed once, then unpickled."""
    cache = kept / f"{path.stem}.pickle"
    if not cache.exists():
        tables = _tables(path.read_bytes())
        glyphs = _characters(tables[b"cmap"])
        parsed = (array("L", glyphs.keys()), array("H", glyphs.values()), _widths(tables))
        cache.write_bytes(pickle.dumps(parsed))
    chars, numbers, measures = pickle.loads(cache.read_bytes())
    return dict(zip(chars, numbers, strict=True)), measures


def _tables(raw: bytes) -> dict[bytes, bytes]:
    found = {}
    for i in range(struct.unpack(">H", raw[4:6])[0]):
        tag, _, start, size = struct.unpack(">4sLLL", raw[12 + 16 * i : 28 + 16 * i])
        found[tag] = raw[start : start + size]
    return found


def _characters(cmap: bytes) -> dict[int, int]:
    """The groups of the map's subtable of format 12."""
    found: dict[int, int] = {}
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        at = struct.unpack(">L", cmap[8 + 8 * i : 12 + 8 * i])[0]
        if struct.unpack(">H", cmap[at : at + 2])[0] == 12:
            many = struct.unpack(">L", cmap[at + 12 : at + 16])[0]
            for first, last, glyph in struct.iter_unpack(
                ">LLL", cmap[at + 16 : at + 16 + 12 * many]
            ):
                found.update(
                    zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
                )
            return found
    raise ValueError("no character map of format 12")


def _widths(tables: dict[bytes, bytes]) -> array[int]:
    scale = 1000 / struct.unpack(">H", tables[b"head"][18:20])[0]
    full = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    every = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    known = [
        round(wide * scale) for wide, _ in struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * full])
    ]
    return array("H", known + known[-1:] * (every - full))


class Codes(dict[int, str]):
    """Character → four hex digits of a new glyph number, given at first use."""

    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__()
        self.source, self.used, self.chars = glyphs, [0], [0]

    def __missing__(self, char: int) -> str:
        code = f"{len(self.used):04X}"
        self.used.append(self.source.get(char, 0))
        self.chars.append(char)
        self[char] = code
        return code


def cut(path: Path, used: list[int]) -> bytes:
    """A TrueType file of the used glyphs alone, in that order."""
    tables = _tables(path.read_bytes())
    head, hhea, maxp = (bytearray(tables[tag]) for tag in (b"head", b"hhea", b"maxp"))
    long = struct.unpack(">h", head[50:52])[0]
    loca = array("I" if long else "H", tables[b"loca"])
    loca.byteswap()
    glyphs = list(used)
    outlines, places = _outlines(tables[b"glyf"], loca, 1 if long else 2, glyphs)
    head[50:52] = b"\0\1"
    measures = _measures(tables[b"hmtx"], struct.unpack(">H", hhea[34:36])[0], glyphs)
    maxp[4:6] = hhea[34:36] = struct.pack(">H", len(glyphs))
    places.byteswap()
    kept = {
        b"head": bytes(head), b"hhea": bytes(hhea), b"maxp": bytes(maxp),
        b"loca": places.tobytes(), b"glyf": outlines, b"hmtx": measures,
    }  # fmt: skip
    kept |= {tag: tables[tag] for tag in (b"cvt ", b"fpgm", b"prep") if tag in tables}
    return _file(kept)


def _outlines(
    glyf: bytes, loca: array[int], scale: int, glyphs: list[int]
) -> tuple[bytes, array[int]]:
    numbers = {glyph: number for number, glyph in enumerate(glyphs)}
    parts, places, size = [], array("I", [0]), 0
    for glyph in glyphs:  # grows while it is read: parts of composite glyphs are added
        data = glyf[loca[glyph] * scale : loca[glyph + 1] * scale]
        if len(data) > 10 and data[0] & 0x80:
            data = _renumbered(bytearray(data), numbers, glyphs)
        data += b"\0" * (-len(data) % 4)
        parts.append(data)
        size += len(data)
        places.append(size)
    return b"".join(parts), places


def _renumbered(data: bytearray, numbers: dict[int, int], glyphs: list[int]) -> bytes:
    at, flags = 10, 0x20
    while flags & 0x20:
        flags, part = struct.unpack(">HH", data[at : at + 4])
        if part not in numbers:
            numbers[part] = len(glyphs)
            glyphs.append(part)
        data[at + 2 : at + 4] = struct.pack(">H", numbers[part])
        at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 0x40 else 0)
        at += 8 if flags & 0x80 else 0
    return bytes(data)


def _measures(hmtx: bytes, full: int, glyphs: list[int]) -> bytes:
    out = []
    for glyph in glyphs:
        if glyph < full:
            out.append(hmtx[4 * glyph : 4 * glyph + 4])
        else:
            bearing = 4 * full + 2 * (glyph - full)
            out.append(hmtx[4 * full - 4 : 4 * full - 2] + hmtx[bearing : bearing + 2])
    return b"".join(out)


def _file(tables: dict[bytes, bytes]) -> bytes:
    many = len(tables)
    power = 1 << (many.bit_length() - 1)
    head = [struct.pack(
        ">LHHHH", 0x10000, many, power * 16, power.bit_length() - 1, many * 16 - power * 16
    )]  # fmt: skip
    body, at = [], 12 + 16 * many
    for tag in sorted(tables):
        data = tables[tag]
        head.append(struct.pack(">4sLLL", tag, 0, at, len(data)))
        body.append(data + b"\0" * (-len(data) % 4))
        at += len(body[-1])
    return b"".join(head + body)
