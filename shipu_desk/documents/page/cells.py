"""Text of a table cell to lines: full, even, by sense, or one unit after another."""

import re
from collections.abc import Callable
from enum import Enum

from shipu_desk.documents.page import headline
from shipu_desk.documents.page.breaking import break_lines
from shipu_desk.documents.page.galley import Line, Measure, Run
from shipu_desk.documents.typography.fonts import Fonts

ROLE = "fang"
_BRIEF = 40  # characters; longer ones are running text
_Broken = Callable[[float], list[Line]]


class Way(Enum):
    """How a column turns its lines."""

    FULL = "as full as they go, straight on the right"
    EVEN = "about equally long"
    SENSE = "by sense, as a title"
    UNITS = "after 、, so that the name of a unit stays whole"


def cell_lines(text: str, width: float, fonts: Fonts, way: Way) -> list[Line]:
    """Lines of at most `width` em; line breaks in the text are kept, blank lines are not."""
    found: list[Line] = []
    for part in filter(None, map(str.strip, text.splitlines())):
        found += _paragraph(part, width, fonts, way)
    return found


def _paragraph(text: str, width: float, fonts: Fonts, way: Way) -> list[Line]:
    def broken(measure: float) -> list[Line]:
        runs, straight = [Run(text, ROLE)], way is Way.FULL
        return break_lines(runs, fonts.advance, Measure(measure, straight=straight))

    if way is Way.UNITS:
        return _units(text, width, fonts)
    if way is Way.EVEN:
        return _even(broken, width)
    return (way is Way.SENSE and _by_sense(text, width, fonts)) or _without_widow(broken, width)


def _by_sense(text: str, width: float, fonts: Fonts) -> list[Line]:
    """A brief text turned as a title is; [] if that is not possible."""
    if len(text) > _BRIEF or fonts.width(text, ROLE) <= width:
        return []
    lines = [line for part in headline.split(text, width) for line in _single(part, fonts)]
    return lines if all(line.width <= width + 0.5 for line in lines) else []


def _single(text: str, fonts: Fonts) -> list[Line]:
    return break_lines([Run(text, ROLE)], fonts.advance, Measure(len(text) * 2.0))


def _even(broken: _Broken, width: float) -> list[Line]:
    lines = broken(width)
    if len(lines) < 2:
        return lines
    mean = sum(line.width for line in lines) / len(lines)
    narrower = (mean + k / 2 for k in range(int((width - mean) * 2) + 1))
    return next((t for m in narrower if len(t := broken(m)) == len(lines)), lines)


def _without_widow(broken: _Broken, width: float) -> list[Line]:
    """No last line of a single character, if a slightly narrower setting avoids it."""
    lines = broken(width)
    if len(lines) < 2 or len(lines[-1].text.rstrip("。，；、：）”》")) > 1:
        return lines
    tried = (broken(width - k) for k in (0.5, 1.0))
    better = (t for t in tried if len(t) == len(lines) and len(t[-1].text) > len(lines[-1].text))
    return next(better, lines)


def _units(text: str, width: float, fonts: Fonts) -> list[Line]:
    """As many whole units on a line as it holds; a closing 、 may hang by its blank half."""
    lines: list[str] = []
    for unit in re.findall(r"[^、]+、?|、", text):
        room = width + (0.45 if unit.endswith("、") else 0.0)
        if lines and fonts.width(lines[-1] + unit, ROLE) <= room:
            lines[-1] += unit
        else:
            lines.append(unit)
    return [line for part in lines for line in _unit(part, width, fonts)]


def _unit(text: str, width: float, fonts: Fonts) -> list[Line]:
    if fonts.width(text.rstrip("、"), ROLE) <= width:
        return _single(text, fonts)
    ragged = Measure(width, straight=False)
    return _by_sense(text, width, fonts) or break_lines([Run(text, ROLE)], fonts.advance, ragged)
