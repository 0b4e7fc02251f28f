"""A TrueType font file read on demand: which glyph draws a character, its width and its ink."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

from shipu_desk.documents.typography.charmaps import glyph_finder
from shipu_desk.errors import DeskError

_FORBIDDEN = 0x0302  # OS/2 fsType: restricted, no subsetting, bitmaps only (OpenType 1.9, OS/2)
_CUBIC = b"OTTO"


class FontRefused(DeskError):
    """The file is not a TrueType font that may be put into a document."""


def damaged(path: Path) -> FontRefused:
    return FontRefused(f"字体文件已损坏或不是字体：{path.name}。请在设置中另选字体。")


class Face:
    """One font of a file, mapped into memory; lengths are font units unless said otherwise.

    Raises FontRefused for a file that cannot be read, holds no TrueType outlines or forbids
    being embedded (OS/2 fsType).
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        self.path, self.index = path, index
        try:
            with path.open("rb") as file:
                self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read()
        except OSError as trouble:
            raise FontRefused(f"字体文件打不开：{path.name}。请在设置中另选字体。") from trouble
        except (struct.error, ValueError, KeyError, IndexError) as trouble:
            raise damaged(path) from trouble

    def _read(self) -> None:
        self.tables = self._directory()
        head, hhea, maxp = (self.tables[tag][0] for tag in (b"head", b"hhea", b"maxp"))
        self.units: int = struct.unpack_from(">H", self.data, head + 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", self.data, head + 36)
        self.count: int = struct.unpack_from(">H", self.data, maxp + 4)[0]
        self._measured: int = struct.unpack_from(">H", self.data, hhea + 34)[0]
        self._long: bool = struct.unpack_from(">h", self.data, head + 50)[0] == 1
        self._check()
        self.glyph = glyph_finder(self.data, *self.tables[b"cmap"])
        self.name = self._postscript() or "Font"

    def _directory(self) -> dict[bytes, tuple[int, int]]:
        start = 0
        if self.data[:4] == b"ttcf":
            fonts = struct.unpack_from(">L", self.data, 8)[0]
            if self.index >= fonts:
                raise ValueError(self.index)
            start = struct.unpack_from(">L", self.data, 12 + 4 * self.index)[0]
        if self.data[start : start + 4] == _CUBIC:
            raise FontRefused(
                f"{self.path.name} 是 OpenType（CFF）字体，不能嵌入文件。请换 TrueType 字体。"
            )
        if self.data[start : start + 4] not in (b"\0\1\0\0", b"true"):
            raise ValueError("no font")
        count = struct.unpack_from(">H", self.data, start + 4)[0]
        found: dict[bytes, tuple[int, int]] = {}
        for place in range(start + 12, start + 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack_from(">4sLLL", self.data, place)
            if offset + length > len(self.data):
                raise ValueError(tag)
            found[tag] = offset, length
        return found

    def _check(self) -> None:
        if not 16 <= self.units <= 16384 or not 1 <= self._measured <= self.count:
            raise ValueError("head")
        for tag, least in (
            (b"loca", (self.count + 1) * (4 if self._long else 2)),
            (b"hmtx", 4 * self._measured + 2 * (self.count - self._measured)),
            (b"glyf", 0),
        ):
            if self.tables[tag][1] < least:
                raise ValueError(tag)
        place, length = self.tables.get(b"OS/2", (0, 0))
        if length >= 10 and struct.unpack_from(">H", self.data, place + 8)[0] & _FORBIDDEN:
            raise FontRefused(f"字体 {self.path.name} 的许可不允许嵌入文件。请另选字体。")

    def _postscript(self) -> str:
        start, _ = self.tables.get(b"name", (0, 0))
        if not start:
            return ""
        _, count, strings = struct.unpack_from(">HHH", self.data, start)
        for place in range(start + 6, start + 6 + 12 * count, 12):
            system, _, _, kind, length, offset = struct.unpack_from(">6H", self.data, place)
            if kind == 6 and system == 3:
                begin = start + strings + offset
                text = self.data[begin : begin + length].decode("utf-16-be", "replace")
                return "".join(c for c in text if c.isascii() and (c.isalnum() or c == "-"))
        return ""

    def width(self, glyph: int) -> int:
        """Advance width."""
        place = self.tables[b"hmtx"][0] + 4 * min(glyph, self._measured - 1)
        return int.from_bytes(self.data[place : place + 2], "big")

    def bearing(self, glyph: int) -> bytes:
        """Left side bearing as the file has it (two bytes)."""
        place = self.tables[b"hmtx"][0]
        last = self._measured
        place += 4 * glyph + 2 if glyph < last else 4 * last + 2 * (glyph - last)
        return self.data[place : place + 2]

    def outline(self, glyph: int) -> bytes:
        """The glyph's record in `glyf`; empty for a blank."""
        if not 0 <= glyph < self.count:
            raise damaged(self.path)
        place = self.tables[b"loca"][0]
        if self._long:
            first, last = struct.unpack_from(">LL", self.data, place + 4 * glyph)
        else:
            first, last = (2 * n for n in struct.unpack_from(">HH", self.data, place + 2 * glyph))
        start, length = self.tables[b"glyf"]
        if not first <= last <= length:
            raise damaged(self.path)
        return self.data[start + first : start + last]

    def bounds(self, glyph: int) -> tuple[int, int, int, int] | None:
        """Left, lowest, right, highest ink of a glyph, composite ones too; None for a blank."""
        record = self.outline(glyph)
        if len(record) < 10:
            return None
        left, low, right, high = struct.unpack_from(">4h", record, 2)
        return left, low, right, high

    def table(self, tag: bytes) -> bytes:
        place, length = self.tables[tag]
        return self.data[place : place + length]
