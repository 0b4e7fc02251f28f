"""Calibration of a printer: what a clerk measured on the sheet, and what is done about it.

A printer puts a point x of the page at s·x + t on the paper. The sheet has a mark at MARK from the
edges and lines of LINE: their measured length gives s, the measured place of the mark gives t.
Every page is then drawn at x/s - t/s, which the printer puts at x.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from shipu_desk.domain.records import Problem, Rejected
from shipu_desk.domain.texts import narrow

MARK, LINE = 10.0, 100.0
"""Distance of the marks from the edges of the paper, and length of the lines (mm)."""
FARTHEST = 20.0
"""A page that lies farther off was not laid right (mm)."""
SMALLEST, LARGEST = 0.95, 1.05
"""Beyond these the printer scales to fit, which its own settings have to stop."""
MEASURES = {"left": "A", "top": "B", "across": "C", "down": "D"}
"""What is measured, with its letter on the sheet."""


@dataclass(frozen=True)
class Calibration:
    """How a page is drawn for one printer: `right` and `down` in mm, `wide` and `high` factors."""

    right: float = 0.0
    down: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    @property
    def sound(self) -> bool:
        """Whether it is within the limits, as what is read from a file must be."""
        near = all(math.isfinite(v) and abs(v) <= FARTHEST for v in (self.right, self.down))
        return near and all(SMALLEST <= factor <= LARGEST for factor in (self.wide, self.high))

    @property
    def told(self) -> str:
        """右移 0.8 毫米，上移 1.2 毫米，放大到 100.4%."""
        moves = [_moved(self.right, "右左"), _moved(self.down, "下上")]
        wide, high = (f"{factor * 100:.1f}" for factor in (self.wide, self.high))
        if wide == high:
            scaled = [_scaled("", self.wide)]
        else:
            scaled = [_scaled("横向", self.wide), _scaled("纵向", self.high)]
        return "，".join(filter(None, [*moves, *scaled])) or "位置和大小都不用改"


def _moved(length: float, ways: str) -> str:
    said = f"{abs(length):.1f}"
    return "" if said == "0.0" else f"{ways[length < 0]}移 {said} 毫米"


def _scaled(which: str, factor: float) -> str:
    said = f"{factor * 100:.1f}"
    return "" if said == "100.0" else f"{which}{'放大' if factor > 1 else '缩小'}到 {said}%"


def measured(said: Mapping[str, str]) -> Calibration:
    """The calibration from the four measures in mm, as typed. Raises Rejected by their keys."""
    problems: list[Problem] = []
    read = {key: _length(key, said.get(key, ""), problems) for key in MEASURES}
    if problems:
        raise Rejected(problems)
    wide = _factor("across", read["across"], problems)
    high = _factor("down", read["down"], problems)
    if problems:
        raise Rejected(problems)
    right = _shift("left", read["left"], wide, problems)
    down = _shift("top", read["top"], high, problems)
    if problems:
        raise Rejected(problems)
    return Calibration(right, down, wide, high)


def _length(key: str, said: str, problems: list[Problem]) -> float:
    text = re.sub(r"\s*(毫米|mm)$", "", narrow(said).strip().lower()).replace("。", ".")
    if not text:
        problems.append(Problem(key, f"量一量 {MEASURES[key]}，填上毫米数"))
    elif not re.fullmatch(r"\d{1,4}(\.\d{1,3})?", text, re.ASCII):
        problems.append(Problem(key, "填毫米数，如 10.5"))
    else:
        return float(text)
    return 0.0


def _factor(key: str, length: float, problems: list[Problem]) -> float:
    factor = LINE / length if length else 0.0
    if not SMALLEST <= factor <= LARGEST:
        least, most = LINE / LARGEST, LINE / SMALLEST
        told = f"应在 {least:.1f} 到 {most:.1f} 毫米之间；差得更多，是打印机自己在缩放，请先关掉"
        problems.append(Problem(key, told))
    return factor


def _shift(key: str, place: float, factor: float, problems: list[Problem]) -> float:
    shift = MARK - place * factor
    if abs(shift) > FARTHEST:
        told = f"离 10 毫米差得太多（最多差 {FARTHEST:g}）；请检查纸放正没有，再印一张"
        problems.append(Problem(key, told))
    return shift
