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
from shipu_desk.documents.word_numbers import Numbers
from shipu_desk.documents.word_parts import MC, M, W, is_on, part, relations

_GONE = {W + "del", W + "moveFrom"}
_SKIPPED = {W + tag for tag in ("rPr", "pPr", "instrText", "delText", "rt", "rubyPr")}
_LINES = {W + "br", W + "cr"}
_PICTURES = {W + "drawing", W + "pict", W + "object"}
_EMBEDDED = "{urn:schemas-microsoft-com:office:office}OLEObject"  # a workbook, an old formula
_BLOCKS = {W + "p", W + "tbl"}
_WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml")}
_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
    W + "sym": "\ufffd",  # a sign of a symbol font: the clerk must write what stood there
} | dict.fromkeys(_LINES, "\n")


@dataclass
class Found:
    """The text, and how many things of each kind were seen that are not in it as they were."""

    lines: list[str] = field(default_factory=list)
    tables: int = 0
    pictures: int = 0
    boxes: int = 0
    formulas: int = 0
    notes: int = 0
    comments: int = 0
    deleted: int = 0
    hidden: int = 0
    readings: int = 0
    strange: int = 0  # blocks that are no paragraph and no table and hold text or a whole file
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
            (self.comments, "条批注没有带进来"),
            (self.deleted, "处标为删除的修订没有带进来"),
            (self.hidden, "处隐藏的文字没有带进来"),
            (self.readings, "处注音没有带进来"),
            (self.strange, "处嵌入的内容没有带进来"),
            (self.bare, "段的自动编号没有带进来"),
        )
        return [f"{count}{words}" for count, words in said if count]


def read(path: Path) -> Found:
    """The body of a .docx. Raises Unsafe, and whatever a broken file provokes."""
    with zipfile.ZipFile(path) as archive:
        name = relations(archive).get("officeDocument", "word/document.xml")
        body = part(archive, name)
        if body is None:
            raise Unsafe("文档里没有正文，没有读取")
        others = {"numbering": "word/numbering.xml", "styles": "word/styles.xml"}
        others |= relations(archive, name)
        numbers = Numbers(part(archive, others["numbering"]), part(archive, others["styles"]))
    found = Found()
    holder = body.find(f"{W}body")
    if holder is not None:
        found.lines += _Reader(numbers, found).lines(holder)
    return found


class _Reader:
    """Goes through the document once, in order, for automatic numbers count on."""

    def __init__(self, numbers: Numbers, found: Found) -> None:
        self._numbers, self._found = numbers, found

    def lines(self, holder: ET.Element) -> Iterator[str]:
        """A line for each paragraph and each row of a table."""
        kept = ""  # of paragraphs whose end was struck out: it goes on in the next
        for block in self._within(holder, _BLOCKS):
            if block.tag == f"{W}tbl":
                self._found.tables += 1
                yield from self._rows(block)
            elif _runs_on(block):
                kept += self._text(block)
            else:
                yield self._number(block) + kept + self._text(block)
                kept = ""
        if kept:
            yield kept

    def _within(self, holder: ET.Element, tags: Collection[str]) -> Iterator[ET.Element]:
        """Parts of a holder in order, those within content controls and revisions too."""
        for child in holder:
            if child.tag in tags:
                yield child
            elif child.tag in _WRAPPERS:
                yield from self._within(child, tags)
            elif child.tag == f"{MC}AlternateContent":
                ways = [*child.iterfind(f"{MC}Choice"), *child.iterfind(f"{MC}Fallback")]
                yield from self._within(ways[0], tags) if ways else ()
            elif child.tag in _GONE:
                self._found.deleted += 1
            elif child.tag == f"{W}altChunk" or _says_something(child):
                self._found.strange += 1

    def _rows(self, table: ET.Element) -> Iterator[str]:
        """Cells parted by a full-width blank; a table within a cell is one line of it."""
        for row in self._within(table, {f"{W}tr"}):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._found.deleted += 1
                continue
            cells = self._within(row, {f"{W}tc"})
            yield "\u3000".join(
                " ".join(filter(None, (line.strip() for line in self.lines(cell))))
                for cell in cells
            )

    def _number(self, paragraph: ET.Element) -> str:
        said = self._numbers.of(paragraph)
        self._found.bare += said is None
        return said or ""

    def _text(self, piece: ET.Element) -> str:
        return "".join(self._signs(piece))

    def _signs(self, piece: ET.Element) -> Iterator[str]:
        for child in piece:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif not self._is_left(child):
                yield from self._signs(child)

    def _is_left(self, child: ET.Element) -> bool:
        """Whether nothing within is taken; what a reader would miss is counted."""
        tag, found = child.tag, self._found
        found.notes += tag in (f"{W}footnoteReference", f"{W}endnoteReference")
        found.comments += tag == f"{W}commentReference"
        found.readings += tag == f"{W}rt"
        if tag in _PICTURES:
            boxed = next(child.iter(f"{W}txbxContent"), None) is not None
            inside = next(child.iter(_EMBEDDED), None) is not None
            found.boxes += boxed
            found.strange += inside and not boxed
            found.pictures += not inside and not boxed
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            found.formulas += 1
        elif tag in _GONE:
            found.deleted += 1
        elif tag == f"{W}r" and is_on(child.find(f"{W}rPr/{W}vanish")):
            found.hidden += _says_something(child)
        else:
            return tag in _SKIPPED or tag == f"{MC}Fallback"
        return True


def _runs_on(paragraph: ET.Element) -> bool:
    """Whether its end was struck out or moved away by a revision."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _GONE)


def _says_something(piece: ET.Element) -> bool:
    return any(one.text for one in piece.iter(f"{W}t"))
