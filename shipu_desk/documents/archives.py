"""Whether a workbook or document is safe to read: its size, members, cell references.

The limits keep a hostile file from filling memory or looping in a reader.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ZIPPED, UNPACKED = 64 * 2**20, 600 * 2**20
RATIO, MEMBERS = 100, 1_000
COLUMNS, ROWS, AREA = 200, 1_048_576, 10_000_000
NOWHERE = "表格里有不存在的单元格位置，不像正常的工作簿"
_SMALL = 2**20  # below this a high ratio does no harm
_PIECE, _OVERLAP = 2**20, 512
_REF = re.compile(
    rb"""<(?:\w+:)?(?:c|row|dimension)(?=\s)(?: |[^<>]*?\s)(?:r|ref)\s*=\s*["']([^"']*)["']"""
)
_REF_OF = rb"""<(?:\w+:)?c\b(?=[^<>]*\br=["']([A-Z0-9]{1,10})["'])"""
_ERROR = re.compile(_REF_OF + rb"""[^<>]*\bt=["']e["']""")
_UNCOUNTED = re.compile(
    _REF_OF + rb"""(?![^<>]*\bt=)[^<>]*>\s*<f[^<>]*>[^<>]*</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
_PLACE = re.compile(rb"(?<![^ ])[A-Z]{0,3}[1-9]\d{0,6}(?![^ ])")  # a cell, or the row of a <row>
_LETTERS, _DIGITS = re.compile(rb"[A-Z]+"), re.compile(rb"\d+")


class Kind(NamedTuple):
    """What the file should be: one of its members, and the words for it."""

    members: tuple[str, ...]
    word: str
    program: str
    ending: str

    @property
    def broken(self) -> str:
        how = f"请用{self.program}打开并另存为 {self.ending} 后再试"
        return f"文件读不出来，可能已损坏；{how}"


WORKBOOK = Kind(("xl/workbook.xml", "xl/workbook.bin"), "工作簿", "表格软件", ".xlsx")
DOCUMENT = Kind(("word/document.xml", "word/document2.xml"), "文档", "文字处理软件", ".docx")


class Unsafe(Exception):
    """The file is not read; the text says why."""


def examine(path: Path, kind: Kind = WORKBOOK) -> None:
    """Raise Unsafe unless the file stays within the limits when it is unpacked."""
    again = f"请用{kind.program}另存为 {kind.ending} 后再试"
    try:
        if not path.is_file():  # a folder, or a pipe that may never end
            raise OSError
        if path.stat().st_size > ZIPPED:
            raise Unsafe("文件太大（超过 64 MB），请分成几份")
        with zipfile.ZipFile(path) as archive:
            _examine_members(archive.infolist(), kind)
            for member in archive.infolist():
                _examine_member(archive, member, kind)
    except OSError:
        raise Unsafe("文件打不开，请检查它还在不在、是否正被别的程序打开") from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise Unsafe(f"文件不是完好的 {kind.ending} {kind.word}，{again}") from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise Unsafe(f"文件已损坏，请用{kind.program}打开并另存后再试") from None


def _examine_members(members: list[zipfile.ZipInfo], kind: Kind) -> None:
    if len(members) > MEMBERS:
        raise Unsafe(f"文件里的部件太多，不像正常的{kind.word}")
    if sum(member.file_size for member in members) > UNPACKED:
        raise Unsafe("文件展开后太大，请分成几份")
    if any(_is_bomb(member) for member in members):
        raise Unsafe(f"文件压缩得不正常，不像正常的{kind.word}")
    names = [member.filename for member in members]
    if not set(kind.members) & set(names):
        again = f"请用{kind.program}另存为 {kind.ending} 后再试"
        raise Unsafe(f"文件不是 {kind.ending} {kind.word}，{again}")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > RATIO * max(member.compress_size, 1)


def _examine_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: Kind) -> None:
    """Declared sizes can lie, so what really comes out is counted."""
    media = member.filename.startswith("xl/media/")  # a sheet may bear any other name
    sheet = kind is WORKBOOK and not media
    right, low = 0, 0
    for piece in _pieces(archive, member):
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Unsafe("文件里有不该有的声明，没有读取")
        if sheet:
            _refuse_valueless(piece)
            column, row = _corner(piece)
            right, low = max(right, column), max(low, row)
    if right > COLUMNS:
        raise Unsafe(f"表格有{right}列，最多{COLUMNS}列；请删去右边多余的列")
    if right * low > AREA:
        raise Unsafe(f"表格到第{low}行还有内容，范围太大；请删去下面多余的行")


def _refuse_valueless(piece: bytes) -> None:
    """A cell that would read as blank although it is not would clear what is stored."""
    error = _ERROR.search(piece) if b'"e"' in piece or b"'e'" in piece else None
    uncounted = _UNCOUNTED.search(piece) if b"<f" in piece else None
    if error:
        raise Unsafe(f"单元格 {error[1].decode()} 是错误值，请改好后再试")
    if uncounted:
        place = uncounted[1].decode()
        raise Unsafe(f"单元格 {place} 的公式还没有算出结果，请用表格软件打开、保存后再试")


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    came, tail = 0, b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            came += len(piece)
            if came > UNPACKED:
                raise Unsafe("文件展开后太大，请分成几份")
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _corner(piece: bytes) -> tuple[int, int]:
    """The farthest column and row named in a piece of sheet; a million cells in half a second."""
    named = b" ".join(_REF.findall(piece)).replace(b":", b" ").replace(b"$", b"")
    if _PLACE.sub(b"", named).strip():
        raise Unsafe(NOWHERE)
    columns = [_column(letters) for letters in set(_LETTERS.findall(named))]
    rows = [int(digits) for digits in set(_DIGITS.findall(named))]
    if max(rows, default=0) > ROWS:
        raise Unsafe(NOWHERE)
    return max(columns, default=1), max(rows, default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
