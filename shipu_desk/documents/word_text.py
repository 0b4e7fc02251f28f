"""The text of a Word document, paragraph by paragraph, and what of it could not be taken along.

Only the standard library is used: this runs in the child process, after `archives.examine`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shipu_desk.documents.archives import Unsafe
from shipu_desk.documents.word_numbers import Numbers, W

LONGEST = 40 * 2**20  # bytes of a part; an article is 50,000 characters
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = {W + tag for tag in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText")}
_LINES = {W + "br", W + "cr"}
_PICTURES = {W + "drawing", W + "pict", W + "object"}
_BLOCKS = {W + "p", W + "tbl"}
_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "customXml")}
_LOST = "\ufffd"  # a sign of a symbol font: the clerk must write what stood there


@dataclass
class Found:
    """The text, and how many things of each kind were seen that are not in it as they were."""

    lines: list[str] = field(default_factory=list)
    tables: int = 0
    pictures: int = 0
    boxes: int = 0
    formulas: int = 0
    notes: int = 0
    deleted: int = 0
    bare: int = 0  # paragraphs whose automatic number cannot be told

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def told(self) -> list[str]:
        """One clause for each kind, in Chinese."""
        said = (
            (self.tables, "个表格按行变成了文字"),
            (self.pictures, "张图没有带进来"),
            (self.boxes, "个文本框没有带进来"),
            (self.formulas, "个公式没有带进来"),
            (self.notes, "条脚注或尾注没有带进来"),
            (self.deleted, "处标为删除的修订没有带进来"),
            (self.bare, "段的自动编号没有带进来"),
        )
        return [f"{count}{words}" for count, words in said if count]


def read(path: Path) -> Found:
    """The body of a .docx. Raises Unsafe, and whatever a broken file provokes."""
    with zipfile.ZipFile(path) as archive:
        body = _part(archive, "word/document.xml")
        if body is None:
            raise Unsafe("文档里没有正文，没有读取")
        numbers = Numbers(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml"))
    found = Found()
    holder = body.find(f"{W}body")
    for block in () if holder is None else _within(holder, _BLOCKS):
        if block.tag == f"{W}tbl":
            found.tables += 1
            found.lines += _rows(block, found)
        else:
            found.lines.append(_number(numbers.of(block), found) + _text(block, found))
    return found


def _number(said: str | None, found: Found) -> str:
    found.bare += said is None
    return said or ""


def _part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > LONGEST:
        raise Unsafe("文档太长，不像一篇稿件；请分成几份")
    return ET.fromstring(archive.read(info))  # declarations were refused before


def _within(holder: ET.Element, tags: Collection[str]) -> Iterator[ET.Element]:
    """Parts of a holder in order, those within content controls and revisions too."""
    for child in holder:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tags)


def _rows(table: ET.Element, found: Found) -> Iterator[str]:
    """A line for each row, its cells parted by a full-width blank; a table within is one cell."""
    for row in _within(table, {f"{W}tr"}):
        cells = (
            " ".join(filter(None, (_text(p, found).strip() for p in cell.iter(f"{W}p"))))
            for cell in _within(row, {f"{W}tc"})
        )
        yield "\u3000".join(cells)


def _text(piece: ET.Element, found: Found) -> str:
    return "".join(_signs(piece, found))


def _signs(piece: ET.Element, found: Found) -> Iterator[str]:
    for child in piece:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _LINES:
            yield "\n"
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield _LOST
        elif not _is_left(child, found):
            yield from _signs(child, found)


def _is_left(child: ET.Element, found: Found) -> bool:
    """Whether nothing within is taken; what a reader would miss is counted."""
    tag = child.tag
    found.deleted += tag in (f"{W}del", f"{W}moveFrom")
    found.notes += tag in (f"{W}footnoteReference", f"{W}endnoteReference")
    if tag in _PICTURES:
        boxed = next(child.iter(f"{W}txbxContent"), None) is not None
        found.boxes += boxed
        found.pictures += not boxed
        return True
    if tag in (f"{_M}oMath", f"{_M}oMathPara"):
        found.formulas += 1
        return True
    if tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
        return True
    return tag in _SKIPPED or tag == f"{_MC}Fallback"
