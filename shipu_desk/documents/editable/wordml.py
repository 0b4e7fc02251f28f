"""Elements of a Word document: runs and paragraphs, each with its parts in schema order.

Faces are named, not embedded: the office's PC has them or shows the stand-in named beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from shipu_desk.documents.seen import seen

BODY, TITLE, SMALL, CELL = 16.0, 22.0, 14.0, 10.5  # pt: 三号, 二号, 四号, 五号
FACES = {
    "biaosong": "方正小标宋简体",
    "fang": "仿宋_GB2312",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "song": "宋体",
}
CLOSER = -0.25  # pt, under type of 16
GREY = "7F7F7F"


def twips(mm: float) -> str:
    """Twentieths of a point."""
    return str(round(mm / 25.4 * 1440))


def element(tag: str, *inside: Any, **values: str) -> Any:
    """`w:tag` with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(part for part in inside if part is not None)
    return made


def fonts(role: str) -> Any:
    face = FACES[role]
    return element("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face, hint="eastAsia")


@dataclass(frozen=True)
class Type:
    """How a run is set: role, size in pt, air after each character in pt.

    三号 is drawn together so that 28 characters go into 156 mm, as on paper. The grid of
    characters would do the same in Word, but other programs give each of them two cells.
    """

    role: str = "fang"
    size: float = BODY
    colour: str = ""
    air: float | None = None

    def look(self) -> Any:
        half = str(round(self.size * 2))
        air = (CLOSER if self.size == BODY else 0.0) if self.air is None else self.air
        return element(
            "rPr",
            fonts(self.role),
            element("color", val=self.colour) if self.colour else None,
            element("spacing", val=str(round(air * 20))),
            element("sz", val=half),
            element("szCs", val=half),
        )


def runs(text: str, type_: Type) -> Iterator[Any]:
    """One run for each line of the text, with breaks between; nothing that no one can see."""
    for i, line in enumerate(seen(text).splitlines()):
        if i:
            yield element("r", element("br"))
        words = element("t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        yield element("r", type_.look(), words)


def spread(text: str, role: str) -> Iterator[Any]:
    """Two characters on the width of three, by the air after the first and not by a blank."""
    if len(text) == 2 and not text.isascii():
        yield from runs(text[0], Type(role, air=BODY))
        text = text[1]
    yield from runs(text, Type(role))


def page_number(type_: Type) -> Iterator[Any]:
    """— 1 —, counted by the program that opens the file."""
    yield from runs("— ", type_)
    for part in ("begin", "code", "separate", "1", "end"):
        if part == "1":
            yield from runs("1", type_)
            continue
        inside = element("fldChar", fldCharType=part)
        if part == "code":
            inside = element("instrText")
            inside.text = "PAGE"
        yield element("r", type_.look(), inside)
    yield from runs(" —", type_)


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands: `exactly` pt from line to line off the grid, indents in pt."""

    align: str = ""  # center, right, both
    exactly: float = 0.0
    after: float = 0.0  # pt left free below
    first: int = 0  # characters left blank at the first line
    left: float = 0.0
    right: float = 0.0
    keep: bool = False  # with the next paragraph

    def look(self) -> Any:
        indents = {
            "left": str(round(self.left * 20)) if self.left else "",
            "right": str(round(self.right * 20)) if self.right else "",
            "firstLineChars": str(self.first * 100) if self.first else "",
            "firstLine": str(round(self.first * BODY * 20)) if self.first else "",
        }
        indents = {name: value for name, value in indents.items() if value}
        line = str(round(self.exactly * 20))
        off, below = self.exactly > 0, str(round(self.after * 20))
        return element(
            "pPr",
            element("keepNext") if self.keep else None,
            element("snapToGrid", val="0") if off else None,
            element("spacing", after=below, line=line, lineRule="exact") if off else None,
            element("ind", **indents) if indents else None,
            element("jc", val=self.align) if self.align else None,
        )


PLAIN = Shape()


def paragraph(inside: Iterable[Any], shape: Shape = PLAIN) -> Any:
    return element("p", shape.look(), *inside)
