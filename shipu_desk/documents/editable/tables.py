"""Tables of a Word document, with fixed columns and rows that are never parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shipu_desk.documents.editable.wordml import element, twips


@dataclass(frozen=True)
class Grid:
    """A table's columns in mm, its left edge (mm from the type area), and whether it is ruled."""

    widths: Sequence[float]
    left: float = 0.0
    ruled: bool = False

    def table(self, rows: Iterable[Any]) -> Any:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = [element(name, val="single", sz="4", space="0", color="000000") for name in sides]
        side, above = (twips(1.6), twips(1.2)) if self.ruled else ("0", "0")
        look = element(
            "tblPr",
            element("tblW", w=twips(sum(self.widths)), type="dxa"),
            element("tblInd", w=twips(self.left), type="dxa"),
            element("tblBorders", *lines) if self.ruled else None,
            element("tblLayout", type="fixed"),
            element(
                "tblCellMar",
                element("top", w=above, type="dxa"),
                element("left", w=side, type="dxa"),
                element("bottom", w=above, type="dxa"),
                element("right", w=side, type="dxa"),
            ),
        )
        columns = [element("gridCol", w=twips(width)) for width in self.widths]
        return element("tbl", look, element("tblGrid", *columns), *rows)

    def row(
        self, cells: Sequence[Any], *, height: float = 0.0, head: bool = False, ground: str = ""
    ) -> Any:
        """A row that is never parted, of paragraphs; one alone takes the whole width.

        `height` in mm at least; a `head` is repeated overleaf; `ground` is RRGGBB.
        """
        look = element(
            "trPr",
            element("cantSplit"),
            element("trHeight", val=twips(height), hRule="atLeast") if height else None,
            element("tblHeader") if head else None,
        )
        alone = len(cells) == 1 and len(self.widths) > 1
        widths = [sum(self.widths)] if alone else self.widths
        made = []
        for cell, width in zip(cells, widths, strict=True):
            place = element(
                "tcPr",
                element("tcW", w=twips(width), type="dxa"),
                element("gridSpan", val=str(len(self.widths))) if alone else None,
                element("shd", val="clear", color="auto", fill=ground) if ground else None,
                element("vAlign", val="center"),
            )
            made.append(element("tc", place, cell))
        return element("tr", look, *made)
