"""打印校准页: marks, rulers and lines to be measured, with what to do said on the sheet itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk.documents.drawing.shapes import Path as Shape
from shipu_desk.documents.drawing.shapes import poly
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.files import Written
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.domain.calibration import LINE, MARK

LEAST = 140.0
"""Sides of the smallest sheet that holds the lines and the words (mm)."""
_ARM = 14.0
"""Length of the arms of a corner mark (mm)."""
_FINE, _TENTH, _STRONG = 0.12, 0.2, 0.3
_LONGEST = 4.0
"""Weights of lines, and the tick of every centimetre (mm)."""
_STEPS = (
    ("1", "原样打印，不缩放；纸的放法和平时一样。"),
    ("2", "拿一把毫米尺，量四处，读到半毫米就够："),
    ("3", "在“打印校准”里填上这四个数，保存。"),
    ("4", "再印一张核对页：四处都应是 10.0 和 100.0。"),
)
_MEASURES = (
    ("A", "左边的纸边，到左边的细线", "10.0"),
    ("B", "上边的纸边，到上边的细线", "10.0"),
    ("C", "横的红线，有多长", "100.0"),
    ("D", "竖的红线，有多长", "100.0"),
)


@dataclass(frozen=True)
class Facts:
    """Of which printer the sheet speaks, on what paper (mm), and how it is printed."""

    printer: str
    size: tuple[float, float]
    how: str


def fits(size: tuple[float, float]) -> bool:
    """Whether a sheet of this size (mm) holds it."""
    return min(size) >= LEAST


def write_sheet(facts: Facts, path: Path, fonts: Fonts) -> Written | None:
    """One page of the size told. Raises NotWritten."""
    sheet = Sheet(path, *facts.size, fonts, title="打印校准页")
    _frame(sheet)
    _rulers(sheet)
    _lines(sheet)
    _words(sheet, facts)
    sheet.page()
    return sheet.save()


def _stroke(*points: tuple[float, float]) -> Shape:
    (x, y), *rest = points
    return [("M", x, y), *(("L", *point) for point in rest)]


def _frame(sheet: Sheet) -> None:
    """Corner marks whose lines stand MARK from the edges; the letters of what is measured there."""
    w, h = sheet.w, sheet.h
    for x, y, dx, dy in (
        (MARK, MARK, 1, 1),
        (w - MARK, MARK, -1, 1),
        (MARK, h - MARK, 1, -1),
        (w - MARK, h - MARK, -1, -1),
    ):
        arms = _stroke((x + dx * _ARM, y), (x, y), (x, y + dy * _ARM))
        sheet.hairline([arms], "black", _STRONG)
    sheet.hairline([_stroke((MARK, MARK), (MARK, h - MARK))], "black", _FINE)
    sheet.hairline([_stroke((MARK, MARK), (w - MARK, MARK))], "black", _FINE)
    _arrow(sheet, "A", (MARK - 4.2, h - 32), (MARK - 0.4, h - 32))
    _arrow(sheet, "B", (w - 32, MARK - 4.2), (w - 32, MARK - 0.4))


def _arrow(sheet: Sheet, letter: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From the paper's edge to the line, with its letter on the other side of the line."""
    (_, y0), (x, y) = start, end
    sheet.hairline([_stroke(start, end)], "red", 0.25)
    flat = y0 == y
    head = [(x, y), (x - 1.6, y - 0.7), (x - 1.6, y + 0.7)] if flat else [
        (x, y), (x - 0.7, y - 1.6), (x + 0.7, y - 1.6)
    ]  # fmt: skip
    sheet.fill([poly(head)], "red")
    sheet.text(letter, x + (7.5 if flat else 0), y + (0 if flat else 8), 4.6, "hei", "red")


def _rulers(sheet: Sheet) -> None:
    """Ticks inside the two fine lines, told from the edges of the paper."""
    for whole, along in ((sheet.w, True), (sheet.h, False)):
        ticks = list(_ticks(whole))
        for weight in (_FINE, _TENTH):
            many = [one for one in ticks if (one[1] == _LONGEST) is (weight == _TENTH)]
            paths = [
                _stroke((at, MARK), (at, MARK + long)) if along
                else _stroke((MARK, at), (MARK + long, at))
                for at, long in many
            ]  # fmt: skip
            sheet.hairline(paths, "black", weight)
        for at in range(20, int(whole - MARK), 10):
            x, y = (at, MARK + 5.6) if along else (MARK + 7.2, at)
            if not _is_taken(sheet, at, along=along):
                sheet.text(str(at), x, y, 2.3, "hei", "grey")


def _is_taken(sheet: Sheet, at: float, *, along: bool) -> bool:
    """A letter stands there."""
    return abs(at - (sheet.w - 32 if along else sheet.h - 32)) < 4


def _ticks(whole: float) -> Iterator[tuple[float, float]]:
    """(place, length) of every millimetre between the marks."""
    for at in range(int(MARK) + 1, int(whole - MARK) + 1):
        yield float(at), _LONGEST if at % 10 == 0 else 2.6 if at % 5 == 0 else 1.5


def _lines(sheet: Sheet) -> None:
    """The two lines of LINE, with their ends across and their letters."""
    x, y = (sheet.w - LINE) / 2 + 8, sheet.h - 20
    _measured(sheet, (x, y), (x + LINE, y))
    sheet.text("C", x - 4.5, y, 4.6, "hei", "red")
    sheet.text("应为 100 毫米", x + LINE / 2, y + 4, 2.8, "hei", "grey")
    x, y = sheet.w - 20, (sheet.h - LINE) / 2 - 2
    _measured(sheet, (x, y), (x, y + LINE))
    sheet.text("D", x, y + LINE + 5.5, 4.6, "hei", "red")
    with sheet.turned(-90, x - 4, y + LINE / 2):
        sheet.text("应为 100 毫米", 0, 0, 2.8, "hei", "grey")


def _measured(sheet: Sheet, start: tuple[float, float], end: tuple[float, float]) -> None:
    (x0, y0), (_, y1) = start, end
    flat = y0 == y1
    dx, dy = (0.0, 2.5) if flat else (2.5, 0.0)
    ends = [_stroke((x - dx, y - dy), (x + dx, y + dy)) for x, y in (start, end)]
    sheet.hairline([_stroke(start, end), *ends], "red", _STRONG)
    tenths = [k * LINE / 10 for k in range(1, 10)]
    across = [_stroke((x0 + t, y0 - 1.2), (x0 + t, y0)) for t in tenths]
    down = [_stroke((x0 - 1.2, y0 + t), (x0, y0 + t)) for t in tenths]
    sheet.hairline(across if flat else down, "red", _FINE)


def _words(sheet: Sheet, facts: Facts) -> None:
    """What to do, in the middle of the sheet, as large as it lets."""
    k = min(1.0, (sheet.w - 64) / 128, (sheet.h - 60) / 96)
    x = 34.0 + max(0.0, (sheet.w - 64 - 128 * k) / 2)
    y = max(28.0, (sheet.h - 20 - 92 * k) / 2)
    sheet.text("打印校准页", x, y + 4 * k, 8 * k, "hei", "black", align="l", tracking=0.6 * k)
    y += 13 * k
    wide, high = facts.size
    name = "这台打印机" if sheet.fonts.missing(facts.printer, "hei") else facts.printer
    for said in _broken(sheet, f"打印机：{name}", 3.2 * k, 124 * k):
        sheet.text(said, x, y, 3.2 * k, "hei", "grey", align="l")
        y += 4.8 * k
    sheet.text(
        f"纸：{wide:g} × {high:g} 毫米　　{facts.how}", x, y, 3.2 * k, "hei", "grey", align="l"
    )
    y += 4.5 * k
    sheet.hairline([_stroke((x, y), (x + 124 * k, y))], "ghost", 0.2)
    _steps(sheet, x, y + 7 * k, k)


def _broken(sheet: Sheet, text: str, size: float, measure: float) -> Sequence[str]:
    """Two lines at most; the name of a printer may be long."""
    end = len(text)
    while end > 1 and sheet.fonts.width(text[:end], "hei") * size > measure:
        end -= 1
    return [text[:end], text[end:]] if end < len(text) else [text]


def _steps(sheet: Sheet, x: float, y: float, k: float) -> None:
    for number, said in _STEPS:
        sheet.text(number, x, y, 4.2 * k, "hei", "red", align="l")
        sheet.text(said, x + 6 * k, y, 4.2 * k, "song", "black", align="l")
        y += 8.2 * k
        if number == "2":
            y = _measures(sheet, x + 6 * k, y, k) + 1.5 * k


def _measures(sheet: Sheet, x: float, y: float, k: float) -> float:
    """The four, each with what it should be and a line to write on."""
    for letter, said, due in _MEASURES:
        sheet.text(letter, x, y, 4.2 * k, "hei", "red", align="l")
        sheet.text(said, x + 7 * k, y, 3.7 * k, "song", "black", align="l")
        sheet.text(f"应为 {due}", x + 58 * k, y, 3.7 * k, "song", "grey", align="l")
        sheet.text("量得", x + 80 * k, y, 3.7 * k, "song", "black", align="l")
        sheet.hairline(
            [_stroke((x + 89 * k, y + 2.4 * k), (x + 110 * k, y + 2.4 * k))], "black", 0.15
        )
        sheet.text("毫米", x + 111 * k, y, 3.7 * k, "song", "black", align="l")
        y += 8 * k
    return y
