"""报头 of a bulletin: design A (正式); another design is another function in MASTHEADS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shipu_desk.documents import grid, headline
from shipu_desk.documents.fonts import Fonts
from shipu_desk.documents.proof import Proof
from shipu_desk.documents.shapes import rect
from shipu_desk.documents.sheet import Sheet

ROWS = 7  # grid rows of the first page above the red line
LINE = grid.TOP + ROWS * grid.PITCH
NAME, NAME_LEAST = 24.5, 11.0  # mm: largest, least on one line
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
    """2023年3月10日: no zeros before figures (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def name_lines(name: str, fonts: Fonts, largest: float = NAME) -> list[Spread]:
    """The name on one line, else on two; [] if it would be smaller than is dignified."""
    measure = {1: 132.0, 2: 132.0, 3: 132.0, 4: 132.0, 5: 140.0}.get(len(name), 150.0)
    one = _spread(name, fonts, measure, largest)
    if one.size >= NAME_LEAST:
        return [one]
    parts = headline.split(name, grid.WIDTH / TWO_LEAST, fewest=2)
    lines = [_spread(part, fonts, grid.WIDTH, TWO) for part in parts]
    size = min((line.size for line in lines), default=0.0)
    if len(parts) != 2 or size < TWO_LEAST:
        return []
    return [Spread(line.text, size, 0.06 * size) for line in lines]


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
    lines = grid.note_lines(text, "fang", fonts, grid.SMALL, free)
    return (tuple(line.text for line in lines), grid.SMALL) if len(lines) <= 2 else ((), 0.0)


def proof_plain(proof: Proof, facts: MastheadFacts) -> None:
    """List what design A cannot hold. The characters were proved before."""
    if not name_lines(facts.name, proof.fonts):
        proof.say(f"报头名称共{len(facts.name)}字，两行仍放不下")
    if facts.kicker and not kicker_line(facts.kicker, proof.fonts):
        proof.say(f"报头上方文字共{len(facts.kicker)}字，一行放不下")
    if facts.editor and not editor_lines(facts.editor, facts.day, proof.fonts)[0]:
        proof.say(f"编印单位共{len(facts.editor)}字，两行放不下")


def plain(sheet: Sheet, facts: MastheadFacts, fonts: Fonts) -> None:
    """A: the name in red on the axis, the issue below, editor left, date right, one red line."""
    middle = grid.LEFT + grid.WIDTH / 2
    down = 7.0 if facts.note else 0.0
    sheet.text(facts.note, grid.LEFT, grid.row_y(0) - 1.5, grid.BODY, "hei", align="o")
    if facts.kicker and (line := kicker_line(facts.kicker, fonts)):
        sheet.text(line.text, middle, 43 + down, line.size, "biaosong", "official",
                   tracking=line.tracking)  # fmt: skip
    lines = name_lines(facts.name, fonts, NAME - down * 0.6)
    y = 65.5 + (down * 0.55 if facts.kicker else -4.0 if not down else 0.5)
    for i, line in enumerate(lines):
        off = (i - (len(lines) - 1) / 2) * line.size * 1.28
        sheet.text(line.text, middle, y + off, line.size, "title", "official",
                   tracking=line.tracking)  # fmt: skip
    issue = facts.issue if "（" in facts.issue else f"（{facts.issue}）"
    sheet.text(issue, middle, 88.5, grid.BODY, "fang", tracking=0.3)
    _editor_and_date(sheet, facts, fonts)
    sheet.fill([rect(grid.LEFT, LINE - 0.5, grid.WIDTH, 1.0)], "official")


def _editor_and_date(sheet: Sheet, facts: MastheadFacts, fonts: Fonts) -> None:
    lines, size = editor_lines(facts.editor, facts.day, fonts)
    y = LINE - 6.2
    for i, text in enumerate(lines):
        up = (len(lines) - 1 - i) * size * 1.35
        sheet.text(text, grid.LEFT, y - up, size, "fang", align="l")
    sheet.text(long_date(facts.day), grid.RIGHT, y, size, "fang", align="r")


Draw = Callable[[Sheet, MastheadFacts, Fonts], None]
MASTHEADS: Mapping[str, Draw] = {"plain": plain}
