"""Address labels on A4 label sheets; a sheet begun before is gone on with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page.columns import A4, PT
from shipu_desk.documents.page.galley import Line
from shipu_desk.documents.page.grid import set_line
from shipu_desk.documents.page.listing import lines_of
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.typography.fonts import Fonts

EDGE = 5.0  # mm of a label left free on each side: dies and printers are not exact
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # of the sizes below; smaller is not for reading
LEAD = 1.3  # em from line to line
GAP = 1.6  # mm between address, name and person


@dataclass(frozen=True)
class LabelSheet:
    """Equal labels in the middle of A4: their number across and down, size and gap (mm)."""

    across: int
    down: int
    width: float
    height: float
    gap: float = 0.0  # between labels that stand side by side

    @property
    def count(self) -> int:
        return self.across * self.down

    @property
    def key(self) -> str:
        return f"{self.across}×{self.down}"

    def __str__(self) -> str:
        size = f"{self.width:g}×{self.height:g} 毫米"
        return f"{self.count}格：{self.across}列{self.down}行，每格 {size}"

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of a label, places counted from 0 line by line (mm)."""
        line, at = divmod(place, self.across)
        wide = self.across * self.width + (self.across - 1) * self.gap
        left, top = (A4[0] - wide) / 2, (A4[1] - self.down * self.height) / 2
        return left + at * (self.width + self.gap), top + line * self.height


SHEETS = (
    LabelSheet(3, 8, 70.0, 37.0),
    LabelSheet(3, 7, 63.5, 38.1, 2.5),
    LabelSheet(2, 7, 99.1, 38.1, 2.5),
    LabelSheet(2, 4, 99.1, 67.7, 2.5),
)


class LabelFacts(NamedTuple):
    """Who gets the letter; `person` may be empty."""

    address: str
    name: str
    person: str = ""


class _Part(NamedTuple):
    text: str
    role: str
    size: float  # mm


class _Set(NamedTuple):
    """Lines ready to be drawn with their sizes, and the height of all (mm)."""

    lines: tuple[tuple[Line, float, float], ...]  # line, size, room above
    height: float


def write_labels(
    labels: Sequence[LabelFacts], sheet: LabelSheet, path: Path, fonts: Fonts, start: int = 1
) -> Written:
    """Label after label from place `start` (from 1) of the first sheet on.

    Raises ProofFailed with every label that cannot be printed whole; NotWritten.
    """
    if not 1 <= start <= sheet.count:
        raise ValueError(f"no place {start} on a sheet of {sheet.count}")
    settings = _proven(labels, sheet, fonts)
    paper = Sheet(path, *A4, fonts, title="地址标签")
    for place, ready in enumerate(settings, start - 1):
        if place % sheet.count == 0 and place >= start:
            paper.page()
        _draw(paper, sheet, place % sheet.count, ready)
    paper.page()
    return finished(paper)


def _proven(labels: Sequence[LabelFacts], sheet: LabelSheet, fonts: Fonts) -> list[_Set]:
    proof = Proof(fonts)
    for one in labels:
        where = f"“{one.name}”"
        parts = zip(("地址", "名称", "收件人"), _parts(one), strict=True)
        proof.texts((where + word, part.text, part.role) for word, part in parts)
    proof.close()
    ready = [_fitted(one, sheet, fonts) for one in labels]
    for one, found in zip(labels, ready, strict=True):
        if found is None:
            proof.say(
                f"“{one.name}”的地址和名称在{sheet.width:g}×{sheet.height:g}毫米的标签上放不下"
            )
    proof.close()
    return [found for found in ready if found is not None]


def _parts(one: LabelFacts) -> tuple[_Part, _Part, _Part]:
    return (
        _Part(one.address, "song", 10.5 * PT),
        _Part(one.name, "hei", 12 * PT),
        _Part(one.person, "song", 11 * PT),
    )


def _fitted(one: LabelFacts, sheet: LabelSheet, fonts: Fonts) -> _Set | None:
    """As large as it fits; None where it does not fit at the smallest."""
    wide, high = sheet.width - 2 * EDGE, sheet.height - 2 * EDGE
    for scale in SCALES:
        lines = tuple(_lines(one, wide, scale, fonts))
        height = sum(size * LEAD + above for _, size, above in lines)
        if height <= high:
            return _Set(lines, height)
    return None


def _lines(
    one: LabelFacts, wide: float, scale: float, fonts: Fonts
) -> Iterator[tuple[Line, float, float]]:
    above = 0.0
    for part in _parts(one):
        size = part.size * scale
        for i, line in enumerate(lines_of(part.text, wide / size, fonts, part.role)):
            yield line, size, 0.0 if i else above
        if part.text:
            above = GAP


def _draw(paper: Sheet, sheet: LabelSheet, place: int, ready: _Set) -> None:
    x, y = sheet.corner(place)
    at = y + (sheet.height - ready.height) / 2
    for line, size, above in ready.lines:
        at += above
        middle = at + size * LEAD / 2
        if len(line.roles) == 1 and line.text:
            paper.text(line.text, x + EDGE, middle, size, line.roles[0], align="o")
        elif line.text:
            set_line(paper, paper.fonts, line, x + EDGE, middle, size)
        at += size * LEAD
