"""报头 of a bulletin: design A (正式); another design is another function in DESIGNS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shipu_desk.documents.drawing.shapes import rect
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid, headline
from shipu_desk.documents.proof import Proof
from shipu_desk.documents.typography.fonts import Fonts

ROWS = 7  # grid rows of the first page above the red line
LINE = grid.TOP + ROWS * grid.PITCH
NAME, NAME_LEAST = 24.5, 11.0  # mm: largest, least on one line
LEADING = 1.28  # from line to line of the name
TWO, TWO_LEAST = 15.0, 10.0  # mm: largest and least on two lines
KICKER, KICKER_LEAST = 7.4, 5.0


@dataclass(frozen=True, slots=True)
class MastheadFacts:
    """What stands above the red line. `issue` is ready to print: 第1期, 第1期（总第9期）."""

    name: str
    kicker: str
    issue: str
    editor: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """A line of large type with its size and tracking in mm."""

    text: str
    size: float
    tracking: float


def long_date(day: date) -> str:
    """2023年3月10日: no zeros before figures (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def name_lines(name: str, fonts: Fonts, band: float = 33.5) -> list[Spread]:
    """The name on one line, else on two, in a band of that height (mm); [] if it would be
    smaller than is dignified."""
    measure = {1: 132.0, 2: 132.0, 3: 132.0, 4: 132.0, 5: 140.0}.get(len(name), 150.0)
    one = _spread(name, fonts, measure, min(NAME, band))
    if one.size >= NAME_LEAST:
        return [one]
    parts = headline.split(name, grid.WIDTH / TWO_LEAST, fewest=2)
    largest = min(TWO, band / (1 + LEADING))
    lines = [_spread(part, fonts, grid.WIDTH, largest) for part in parts]
    size = min((line.size for line in lines), default=0.0)
    if len(parts) != 2 or size < TWO_LEAST:
        return []
    return [Spread(line.text, size, 0.06 * size) for line in lines]


def _band(facts: MastheadFacts) -> tuple[float, float]:
    """Where the name may stand: from below note and kicker to above the issue, mm."""
    top = 47.0 if facts.kicker else 39.0
    return (top + (7.0 if facts.note else 0.0), 84.5)


def _spread(text: str, fonts: Fonts, measure: float, largest: float) -> Spread:
    """Let the ink fill the measure with air between 0.05 and 0.5 em."""
    beside = fonts.ink(text[0], "title")[0] + fonts.advance(text[-1], "title")
    em = fonts.width(text, "title") - beside + fonts.ink(text[-1], "title")[1]
    gaps = max(len(text) - 1, 1)
    size = min(largest, measure / (em + 0.05 * gaps))
    return Spread(text, size, min((measure - em * size) / gaps, 0.5 * size))


def kicker_line(kicker: str, fonts: Fonts) -> Spread | None:
    """The line above the name, None if it does not fit."""
    em, gaps = fonts.width(kicker, "biaosong"), max(len(kicker) - 1, 1)
    size = min(KICKER, grid.WIDTH / (em + 0.06 * gaps))
    air = min(0.2 * size, (grid.WIDTH - em * size) / gaps)
    return Spread(kicker, size, air) if size >= KICKER_LEAST else None


def editor_lines(editor: str, day: date, fonts: Fonts) -> tuple[tuple[str, ...], float]:
    """Lines and size of the editor beside the date; () if even two lines of 四号 do not do."""
    if not editor:
        return (), grid.BODY
    text = f"{editor}编"
    for size in (grid.BODY, 14.75 * grid.PT, grid.SMALL):
        free = grid.WIDTH - (fonts.width(long_date(day), "fang") + 1.5) * size
        if fonts.width(text, "fang") * size <= free:
            return (text,), size
    free = grid.WIDTH - (fonts.width(long_date(day), "fang") + 1.5) * grid.SMALL
    lines = headline.split(text, free / grid.SMALL)
    fits = all(fonts.width(line, "fang") * grid.SMALL <= free for line in lines)
    return (lines, grid.SMALL) if len(lines) == 2 and fits else ((), 0.0)


def prove_plain(proof: Proof, facts: MastheadFacts) -> None:
    """List what design A cannot hold. The characters were proved before."""
    top, bottom = _band(facts)
    if not name_lines(facts.name, proof.fonts, bottom - top - 4):
        proof.say(f"报头名称共{len(facts.name)}字，两行仍放不下")
    if facts.kicker and not kicker_line(facts.kicker, proof.fonts):
        proof.say(f"报头上方文字共{len(facts.kicker)}字，一行放不下")
    if facts.editor and not editor_lines(facts.editor, facts.day, proof.fonts)[0]:
        proof.say(f"编印单位共{len(facts.editor)}字，两行放不下")


def draw_plain(sheet: Sheet, facts: MastheadFacts, fonts: Fonts) -> None:
    """A: the name in red on the axis, the issue below, editor left, date right, one red line."""
    sheet.text(facts.note, grid.LEFT, grid.TOP + grid.BODY / 2, grid.BODY, "hei", align="o")
    if facts.kicker and (kicker := kicker_line(facts.kicker, fonts)):
        y = 48.6 if facts.note else 43.0
        _large(sheet, kicker, y, "biaosong")
    top, bottom = _band(facts)
    names = name_lines(facts.name, fonts, bottom - top - 4)
    for i, line in enumerate(names):
        off = (i - (len(names) - 1) / 2) * line.size * LEADING
        _large(sheet, line, (top + bottom) / 2 + off, "title")
    issue = facts.issue if "（" in facts.issue else f"（{facts.issue}）"
    lines, size = editor_lines(facts.editor, facts.day, fonts)
    y = 86.5 if len(lines) > 1 else 88.5
    sheet.text(issue, grid.LEFT + grid.WIDTH / 2, y, grid.BODY, "fang", tracking=0.3)
    _editor_and_date(sheet, lines, size, facts.day)
    sheet.fill([rect(grid.LEFT, LINE - 0.5, grid.WIDTH, 1.0)], "official")


def _large(sheet: Sheet, line: Spread, y: float, role: str) -> None:
    middle = grid.LEFT + grid.WIDTH / 2
    sheet.text(line.text, middle, y, line.size, role, "official", tracking=line.tracking)


def _editor_and_date(sheet: Sheet, lines: tuple[str, ...], size: float, day: date) -> None:
    y = LINE - 6.2
    for i, text in enumerate(lines):
        up = (len(lines) - 1 - i) * size * 1.35
        sheet.text(text, grid.LEFT, y - up, size, "fang", align="l")
    sheet.text(long_date(day), grid.RIGHT, y, size, "fang", align="r")


@dataclass(frozen=True, slots=True)
class Design:
    """How a masthead is checked and drawn."""

    prove: Callable[[Proof, MastheadFacts], None]
    draw: Callable[[Sheet, MastheadFacts, Fonts], None]


DESIGNS: Mapping[str, Design] = {"plain": Design(prove_plain, draw_plain)}
