"""People of a list on the grid: role word, name and unit in columns, padded by layout alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.breaking import break_lines
from shipu_desk.documents.page.galley import Line, Measure, Run
from shipu_desk.documents.page.grid import Item
from shipu_desk.documents.typography.fonts import Fonts

TODO = "待录入"
CONTINUED = "（续）"
SPREAD = 3  # names and role words are set to the width of three characters


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A name without padding and a unit that may be empty."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A role word (组长, 成员) and its people in order."""

    role: str
    people: tuple[PersonFacts, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges in cells; `unit_cells` is the measure of a unit, `name_cells` that of a name."""

    role: float
    colon: float
    name: float
    name_cells: float
    unit: float

    @property
    def unit_cells(self) -> float:
        return grid.COLS - self.unit


def columns_for(groups: Sequence[GroupFacts]) -> Columns:
    """Role at the fifth cell, names after it, units after the longest name; everything moves
    left when a long name needs the room."""
    roles = max((len(g.role) for g in groups), default=SPREAD)
    names = max((len(p.name) for g in groups for p in g.people), default=SPREAD)
    roles, names = max(min(roles, 6), SPREAD), max(min(names, 10), SPREAD)
    role = 4 if names <= 5 and roles <= 4 else max(0, 4 - (names - 5) - max(roles - 4, 0))
    name = role + roles + 2
    return Columns(role, role + roles, name, names, name + names + 2)


def _lines(text: str, role: str, cells: float, fonts: Fonts) -> list[Line]:
    cell = grid.CELL / grid.BODY
    return break_lines([Run(text, role)], fonts.advance, Measure(cells * cell, cell))


def _set(sheet: Sheet, text: str, x: float, y: float, role: str, ink: str = "black") -> None:
    """On the cells; two characters are opened to the width of three by layout alone."""
    cells = SPREAD - 1 if len(text) == 2 and not text.isascii() else 1
    inset = (grid.CELL - grid.BODY) / 2
    tracking = cells * grid.CELL - grid.BODY
    sheet.text(text, x + inset, y, grid.BODY, role, ink, align="o", tracking=tracking)


def person_items(role: str, person: PersonFacts, opens: bool, columns: Columns, fonts: Fonts,
            pitch: float) -> Iterator[Item]:  # fmt: skip
    """One person: as many lines as a long name or a long unit takes, kept together."""
    quiet = person.name == TODO
    face = fonts.coherent(person.name, "fang")
    names = _lines(person.name, face, columns.name_cells, fonts)
    units = _lines(person.unit, "fang", columns.unit_cells, fonts)
    count = max(len(names), len(units), 1)
    for i in range(count):
        name, unit = (part[i] if i < len(part) else None for part in (names, units))

        def draw(sheet: Sheet, row: float, i: int = i, name: Line | None = name,
                 unit: Line | None = unit) -> None:  # fmt: skip
            y = grid.row_y(row - (1 - pitch) / 2)
            top = row < 1e-6
            if i == 0 and (opens or top):
                _role(sheet, role, columns, y, continued=not opens)
            if name:
                _name(sheet, fonts, person.name, name, columns, y, "grey" if quiet else "black")
            if unit:
                grid.set_line(sheet, fonts, unit, _x(columns.unit), y, grid.BODY)

        yield Item(draw, pitch, keep=i < count - 1)


def _x(cell: float) -> float:
    return grid.LEFT + cell * grid.CELL


def _name(sheet: Sheet, fonts: Fonts, whole: str, line: Line, columns: Columns, y: float,
          ink: str) -> None:  # fmt: skip
    if line.text == whole and len(whole) == 2:
        _set(sheet, whole, _x(columns.name), y, line.roles[0], ink)
    else:
        grid.set_line(sheet, fonts, line, _x(columns.name), y, grid.BODY, ink)


def _role(sheet: Sheet, role: str, columns: Columns, y: float, *, continued: bool) -> None:
    """The role word before its colon; on a further page it says that it goes on, where a long
    name has left it the room."""
    text = role + CONTINUED
    if continued and len(text) <= columns.colon:
        _set(sheet, text, _x(columns.colon) - len(text) * grid.CELL, y, "hei")
    else:
        _set(sheet, role, _x(columns.role), y, "hei")
    _set(sheet, "：", _x(columns.colon), y, "hei")


def waiting(columns: Columns) -> Item:
    def draw(sheet: Sheet, row: float) -> None:
        sheet.text(TODO, _x(columns.role), grid.row_y(row), grid.BODY, "fang", "grey", align="o")

    return Item(draw)
