"""A Word document on the page of an official document (GB/T 9704-2012, 5.2)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Book
from docx.enum.section import WD_ORIENT
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from shipu_desk.documents.dated import Dated, universal
from shipu_desk.documents.editable.wordml import (
    BODY,
    FACES,
    SMALL,
    TITLE,
    Shape,
    Type,
    element,
    fonts,
    page_number,
    paragraph,
    runs,
)
from shipu_desk.documents.files import Written, make
from shipu_desk.documents.page import grid, headline, lying
from shipu_desk.documents.page.titles import AIR
from shipu_desk.documents.seen import seen

STAND_INS = {"方正小标宋简体": "方正小标宋_GBK", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
UPRIGHT = (37, 35, 28, 26)  # mm: top, bottom, left, right
LYING = (lying.BINDING, lying.CUT, lying.LEFT, 37)  # Word cannot turn them about on even pages
_LINES = {"type": "lines", "linePitch": "579"}  # 22 lines of 28.95 pt
_FOOT = 23.0  # mm from the foot of the sheet to that of the number, 7 mm below the type area
TITLE_LINE, TITLE_AFTER = 33.0, 8.0  # pt
_NUMBER = Type("song", SMALL)


def new(title: str, made_on: datetime, *, on_side: bool = False) -> Book:
    """An empty A4 document, upright or lying, with its page number where it belongs."""
    book = Document()
    about = book.core_properties
    about.title, about.author, about.comments = seen(title)[:200], "", ""
    about.created = about.modified = universal(made_on)
    about.language = "zh-CN"
    _defaults(book)
    _stand_ins(book)
    _sheet(book, on_side=on_side)
    return book


def add(book: Book, *parts: Any) -> None:
    """Paragraphs and tables, in order."""
    end = book.element.body.sectPr
    for part in parts:
        end.addprevious(part)


def save(book: Book, path: Path) -> Written:
    """The same document, the same bytes. Raises NotWritten; an older file is then as it was."""
    made_on = book.core_properties.created
    assert made_on is not None  # `new` has said it

    def pour(draft: Path) -> None:
        stamped = BytesIO()  # the library stamps the hour of writing on every part
        book.save(stamped)
        with zipfile.ZipFile(stamped) as parts, Dated(draft, made_on) as archive:
            for name in parts.namelist():
                archive.writestr(name, parts.read(name))

    return make(path, pour)


def label(text: str) -> Any:
    """附件1, at the left edge of the first line (GB/T 9704-2012, 7.3.7)."""
    return paragraph(runs(text, Type("hei")))


def title_lines(text: str, width: float) -> tuple[str, ...]:
    """The title turned by sense in lines of full-width characters, `width` mm at most."""
    return headline.split(seen(text).strip(), int(width / (grid.TITLE + AIR))) or (text,)


def title(lines: Iterable[str]) -> Any:
    """二号小标宋, centred, turned where the lines are."""
    return paragraph(
        runs("\n".join(lines), Type("biaosong", TITLE)),
        Shape("center", exactly=TITLE_LINE, after=TITLE_AFTER),
    )


def _defaults(book: Book) -> None:
    """三号仿宋 on the grid, no space around paragraphs, Chinese rules for line ends."""
    styles = book.styles.element
    look = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(look):
        look.remove(old)
    look.extend([fonts("fang"), element("lang", val="en-US", eastAsia="zh-CN")])
    normal = book.styles["Normal"]
    normal.font.size = Pt(BODY)
    normal.element.get_or_add_rPr().insert(0, fonts("fang"))
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing, shape.widow_control = 1.0, False


def _stand_ins(book: Book) -> None:
    """The font table names what stands in for a face that is not there."""
    for relation in book.part.rels.values():
        part = relation.target_part
        if part.partname.endswith("fontTable.xml"):
            table = parse_xml(part.blob)
            table.extend(_face(face) for face in FACES.values())
            blob = serialize_part_xml(table)
            name, kind, package = part.partname, part.content_type, part.package
            relation._target = Part(name, kind, blob, package)  # noqa: SLF001 - read-only there


def _face(name: str) -> Any:
    other = STAND_INS.get(name)
    named = element("altName", val=other) if other else None
    return element("font", named, element("charset", val="86"), name=name)


def _sheet(book: Book, *, on_side: bool) -> None:
    section = book.sections[0]
    size, sides = (lying.PAGE, LYING) if on_side else (grid.PAGE, UPRIGHT)
    section.orientation = WD_ORIENT.LANDSCAPE if on_side else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.top_margin, section.bottom_margin = Mm(sides[0]), Mm(sides[1])
    section.left_margin, section.right_margin = Mm(sides[2]), Mm(sides[3])
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOT)
    ending = book.element.body.sectPr
    for old in ending.findall(qn("w:docGrid")):
        ending.remove(old)
    ending.append(element("docGrid", **({"linePitch": "312"} if on_side else _LINES)))
    book.settings.odd_and_even_pages_header_footer = True
    if on_side:
        for part, odd in ((section.header, True), (section.even_page_header, False)):
            _only(part, paragraph([element("r", _side(odd=odd))], Shape(exactly=1)))
    else:
        at_right, at_left = Shape("right", right=SMALL), Shape("left", left=SMALL)
        for foot, shape in ((section.footer, at_right), (section.even_page_footer, at_left)):
            _only(foot, paragraph(page_number(_NUMBER), shape))


def _only(part: Any, content: Any) -> None:
    """The content of a header or footer."""
    part.is_linked_to_previous = False
    holder = part.part.element
    for old in list(holder):
        holder.remove(old)
    holder.append(content)


def _side(*, odd: bool) -> Any:
    """The number of a lying page keeps the place and the direction it has on upright ones."""
    across = lying.LEFT - grid.NUMBER_BELOW - 7
    long, room = 40.0, SMALL * grid.PT
    down = lying.BINDING + lying.HEIGHT - room - long if odd else lying.BINDING + room
    drawing = parse_xml(
        _BOX.format(
            names=nsdecls("w", "wp", "a"), x=Mm(across), y=Mm(down), wide=Mm(7), high=Mm(long),
            id=1 if odd else 2, side="right" if odd else "left",
        )
    )  # fmt: skip
    inside = next(drawing.iter(qn("w:p")))
    inside.extend(page_number(_NUMBER))
    return drawing


_BOX = (
    '<mc:AlternateContent {names} xmlns:mc="http://schemas.openxmlformats.org/markup-'
    'compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
    'wordprocessingShape"><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor behindDoc="0" distT="0" distB="0" distL="0" distR="0" '
    'simplePos="0" locked="0" layoutInCell="1" allowOverlap="1" relativeHeight="2">'
    '<wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{id}" name="页码 {id}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent><w:p><w:pPr>"
    '<w:jc w:val="{side}"/></w:pPr></w:p></w:txbxContent></wps:txbx>'
    '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></wps:bodyPr>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "</mc:AlternateContent>"
)
