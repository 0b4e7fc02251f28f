"""报尾 of a bulletin: 报, 送, 发 and 共印N份 against the lower edge of the type area, in 四号."""

from dataclasses import dataclass

from shipu_desk.documents.drawing.shapes import rect
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.galley import Line
from shipu_desk.documents.proof import Proof
from shipu_desk.documents.typography.fonts import Fonts

ENTRY, WRAPPED = 8.4, 6.9  # mm: height of an entry, of each further line
THICK, THIN = 0.35, 0.25  # mm, first and last rule, rules between (GB/T 9704-2012, 7.4.1)
EM = grid.SMALL
HANG = 2.0  # em from the label to the text
CLEAR = 0.5  # rows left free above the block
MOST = 0.8  # of a page


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """Recipients as (label, text); the editor and the number of copies stand on the last line."""

    sent: tuple[tuple[str, str], ...]
    editor: str = ""
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    lines: list[Line]

    @property
    def height(self) -> float:
        return ENTRY + (len(self.lines) - 1) * WRAPPED


def _entries(facts: ClosingFacts, fonts: Fonts) -> list[_Entry]:
    width = grid.WIDTH - (2 + HANG) * EM  # 左右各空一字
    return [
        _Entry(f"{label}：", grid.note_lines(text, "fang", fonts, EM, width))
        for label, text in facts.sent
    ]


def _imprint(facts: ClosingFacts) -> tuple[str, str]:
    """Left and right of the last line."""
    return (
        f"编印：{facts.editor}" if facts.editor else "",
        f"共印{facts.copies}份" if facts.copies else "",
    )


def _imprint_lines(facts: ClosingFacts, fonts: Fonts) -> list[Line]:
    left, right = _imprint(facts)
    free = grid.WIDTH - 2 * EM - (fonts.width(right, "fang") + 1 if right else 0) * EM
    return grid.note_lines(left, "fang", fonts, EM, free, hang=3 * EM) if left else []


def height(facts: ClosingFacts, fonts: Fonts) -> float:
    """Height of the block in mm; 0 if there is nothing to say."""
    tall = sum(entry.height for entry in _entries(facts, fonts))
    if any(_imprint(facts)):
        tall += ENTRY + max(len(_imprint_lines(facts, fonts)) - 1, 0) * WRAPPED
    return tall


def rows(facts: ClosingFacts, fonts: Fonts) -> float:
    """Grid rows it takes at the foot of the last page, clearance included."""
    tall = height(facts, fonts)
    return tall / grid.PITCH + CLEAR if tall else 0.0


def prove(proof: Proof, facts: ClosingFacts) -> None:
    """A block that would fill the page is listed."""
    if height(facts, proof.fonts) > grid.HEIGHT * MOST:
        proof.say("报、送、发的文字过长，一页放不下")


def draw(sheet: Sheet, facts: ClosingFacts, fonts: Fonts) -> None:
    """The block stands on the lower edge of the type area."""
    tall = height(facts, fonts)
    if not tall:
        return
    y = grid.BOTTOM - tall
    _rule(sheet, y, THICK)
    for entry in _entries(facts, fonts):
        sheet.text(entry.label, grid.LEFT + EM, y + ENTRY / 2, EM, "hei-light", align="o")
        _lines(sheet, fonts, entry.lines, grid.LEFT + (1 + HANG) * EM, y)
        y += entry.height
    if any(_imprint(facts)):
        if facts.sent:
            _rule(sheet, y, THIN)
        _lines(sheet, fonts, _imprint_lines(facts, fonts), grid.LEFT + EM, y)
        right = _imprint(facts)[1]
        sheet.text(right, grid.RIGHT - EM, grid.BOTTOM - ENTRY / 2, EM, "fang", align="r")
    _rule(sheet, grid.BOTTOM, THICK)


def _lines(sheet: Sheet, fonts: Fonts, lines: list[Line], x: float, y: float) -> None:
    for i, line in enumerate(lines):
        grid.set_line(sheet, fonts, line, x, y + ENTRY / 2 + i * WRAPPED, EM)


def _rule(sheet: Sheet, y: float, weight: float) -> None:
    sheet.fill([rect(grid.LEFT, y - weight / 2, grid.WIDTH, weight)], "black")
