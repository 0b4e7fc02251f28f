"""A register as a list on A4: chosen columns, head on every page, the sum, page of pages."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from shipu_desk.documents.drawing.shapes import rect
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page.columns import MARGIN, PAD, Fit, fit
from shipu_desk.documents.page.galley import Line
from shipu_desk.documents.page.grid import set_line
from shipu_desk.documents.page.listing import (
    LEAD,
    ROLE,
    SMALL,
    TITLE_ROLE,
    TOP,
    TRACKING,
    ListFacts,
    Piece,
    Setter,
)
from shipu_desk.documents.proof import Proof, ProofFailed, Written, finished
from shipu_desk.documents.typography.characters import named
from shipu_desk.documents.typography.fonts import Fonts

TITLES = 2  # lines that a title may take
THICK, THIN = 0.35, 0.12  # mm


def write_list(facts: ListFacts, path: Path, fonts: Fonts) -> Generator[int, None, Written]:
    """Yields the rows done so far, returns what was written.

    Raises ProofFailed with everything that cannot be printed; NotWritten.
    """
    _prove(facts, fonts)
    fitted = _fitted(facts, fonts)
    setter = Setter(facts, fitted, fonts)
    if len(setter.titles) > TITLES:
        raise ProofFailed([f"标题过长，共{len(facts.title)}字，两行排不下"])
    pages: list[list[Piece]] = []
    for done, page in setter.pages():
        pages.append(page)
        yield done // 2
    sheet = Sheet(path, fitted.width, fitted.height, fonts, title=facts.title)
    drawer = _Drawer(sheet, setter)
    for number, page in enumerate(pages, 1):
        drawer.draw(page, number, len(pages))
        yield facts.count * (len(pages) + number) // (2 * len(pages))
    return finished(sheet)


def _fitted(facts: ListFacts, fonts: Fonts) -> Fit:
    rows = [row for section in facts.sections for row in section.rows]
    heads = [column.label for column in facts.columns]
    numbered = [(str(len(rows)), *row) for row in rows[:1]] + [("", *row) for row in rows[1:]]
    found = fit(["序号", *heads], numbered, fonts, ROLE)
    if found is None:
        raise ProofFailed([f"一共{len(heads)}列，一页放不下，请只选要印的几列"])
    return found


# what cannot be printed


def _prove(facts: ListFacts, fonts: Fonts) -> None:
    proof = Proof(fonts)
    proof.texts(
        (("标题", facts.title, TITLE_ROLE), ("表上说明", facts.told + facts.made, ROLE),
         ("表下说明", facts.note, ROLE))
    )  # fmt: skip
    for column in facts.columns:
        proof.text("列名", column.label, "hei")
    used: set[str] = set()
    for section in facts.sections:
        proof.text(f"小标题“{section.title}”", section.title, "hei")
        for row in section.rows:
            used.update(*row)
    lacking = set(fonts.missing("".join(sorted(used - set("\r\n\t\u3000"))), ROLE))
    for where in _located(facts, lacking):
        proof.say(where)
    proof.close()


def _located(facts: ListFacts, lacking: set[str]) -> Iterator[str]:
    """Where each character stands that no font has."""
    for section in facts.sections if lacking else ():
        for number, row in enumerate(section.rows, 1):
            for column, text in zip(facts.columns, row, strict=True):
                bad = [c for c in dict.fromkeys(text) if c in lacking]
                if bad:
                    signs = "、".join(map(named, bad))
                    yield f"{section.title}第{number}行“{column.label}”：字体中没有的字 {signs}"


# drawing


class _Drawer:
    """Pages of the list."""

    def __init__(self, sheet: Sheet, setter: Setter) -> None:
        self.sheet, self.setter = sheet, setter
        self.facts, self.fitted, self.fonts = setter.facts, setter.fitted, setter.fonts
        self.em = setter.em
        self.edges = [MARGIN]
        for wide in setter.fitted.columns:
            self.edges.append(self.edges[-1] + wide)
        self.aligns = ("m", *(column.align for column in setter.facts.columns))

    def draw(self, pieces: Sequence[Piece], number: int, of: int) -> None:
        self._title()
        top = self.setter.top
        y = self._head(top)
        rules, bars = [y], [(top, y)]
        for piece in pieces:
            if piece.row is None:
                self._section(piece, y)
            else:
                self._row(piece, y)
                bars.append((y, y + piece.height))
            y += piece.height
            rules.append(y)
        if not pieces:
            self.sheet.text("没有要列的行", self.fitted.width / 2, y + 6, SMALL, ROLE, "grey")
        self._rules(top, y, rules, bars)
        for i, line in enumerate(self.setter.notes if number == of else ()):
            self._line(line, MARGIN, y + 4.5 + i * SMALL * LEAD, SMALL)
        foot = f"第 {number} 页，共 {of} 页"
        self.sheet.text(foot, self.fitted.width / 2, self.fitted.height - 9, SMALL, ROLE)
        self.sheet.page()

    def _title(self) -> None:
        middle, right = self.fitted.width / 2, self.fitted.width - MARGIN
        size = self.setter.size
        for i, line in enumerate(self.setter.titles):
            y = TOP + 2 + i * size * LEAD
            self.sheet.text(line.text, middle, y, size, TITLE_ROLE, tracking=TRACKING)
        y = self.setter.under - 3.0
        for i, line in enumerate(self.setter.told):
            self._line(line, MARGIN, y + i * SMALL * LEAD, SMALL)
        self.sheet.text(self.facts.made, right, self.setter.top - 3.0, SMALL, ROLE, align="r")

    def _head(self, y: float) -> float:
        tall = self.setter.head
        wide = self.edges[-1] - self.edges[0]
        self.sheet.fill([rect(MARGIN, y, wide, tall)], "blush")
        for i, head in enumerate(("序号", *(column.label for column in self.facts.columns))):
            self._set(head, i, y + tall / 2, "hei")
        return y + tall

    def _section(self, piece: Piece, y: float) -> None:
        wide = self.edges[-1] - self.edges[0]
        self.sheet.fill([rect(MARGIN, y, wide, piece.height)], "ivory")
        lines = self.setter.title(piece)
        first = y + piece.height / 2 - (len(lines) - 1) / 2 * self.setter.lead
        for i, line in enumerate(lines):
            at = first + i * self.setter.lead
            self._line(line, MARGIN + PAD, at)

    def _row(self, piece: Piece, y: float) -> None:
        lead = self.setter.lead
        for i, lines in enumerate(self.setter.cells(piece)):
            first = y + piece.height / 2 - (len(lines) - 1) / 2 * lead
            for j, line in enumerate(lines):
                self._line(line, self._x(i, line.width * self.em), first + j * lead)

    def _line(self, line: Line, x: float, y: float, em: float | None = None) -> None:
        em = em or self.em
        if len(line.roles) == 1 and line.text:
            self.sheet.text(line.text, x, y, em, line.roles[0], align="o")
        elif line.text:
            set_line(self.sheet, self.fonts, line, x, y, em)

    def _set(self, text: str, i: int, y: float, role: str) -> None:
        x = self._x(i, self.fonts.width(text, role) * self.em)
        self.sheet.text(text, x, y, self.em, role, align="o")

    def _x(self, i: int, wide: float) -> float:
        left, right = self.edges[i], self.edges[i + 1]
        match self.aligns[i]:
            case "m":
                return (left + right - wide) / 2
            case "r":
                return right - PAD - wide
            case _:
                return left + PAD

    def _rules(
        self, top: float, end: float, rules: Sequence[float], bars: Sequence[tuple[float, float]]
    ) -> None:
        wide, fill = self.edges[-1] - self.edges[0], self.sheet.fill
        fill([rect(MARGIN, y - THIN / 2, wide, THIN) for y in rules[:-1]], "black")
        fill([rect(MARGIN, y - THICK / 2, wide, THICK) for y in (top, end)], "black")
        inner = self.edges[1:-1]
        fill([rect(x - THIN / 2, a, THIN, b - a) for x in inner for a, b in _runs(bars)], "black")


def _runs(bars: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches that touch are one."""
    found: list[tuple[float, float]] = []
    for start, end in bars:
        if found and abs(found[-1][1] - start) < 0.01:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
