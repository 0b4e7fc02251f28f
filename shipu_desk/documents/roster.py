"""附件1, the list of the leading group: role, name and unit in columns, then the office's paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shipu_desk.documents import grid
from shipu_desk.documents.breaking import Line, Measure, Run, break_lines
from shipu_desk.documents.fonts import Fonts
from shipu_desk.documents.grid import Item
from shipu_desk.documents.manuscript import Paragraph
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.sheet import Sheet
from shipu_desk.documents.titles import title_items, title_lines

TODO = "待录入"
CONTINUED = "（续）"
TIGHTEST = 0.84  # rows; the list is drawn together this far if it then fits one page
SPREAD = 3  # names and role words are set to the width of three characters
GROUP_GAP = 0.14  # rows between groups


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
class RosterFacts:
    """The list, ready to print; `office` is the paragraph below it, `first_page` its page number."""

    title: str
    groups: tuple[GroupFacts, ...]
    office: str = ""
    label: str = "附件1"
    first_page: int = 1


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges in cells; `unit_cells` is the measure of a unit, `name_cells` that of a name."""

    role: float
    colon: float
    name: float
    name_cells: float
    unit: float

    @property
    def unit_cells(self) -> float:
        return grid.COLS - self.unit


def write_roster(facts: RosterFacts, path: Path, fonts: Fonts) -> Written:
    """附件1 as PDF, A4 upright. Raises ProofFailed with everything that cannot be printed."""
    _prove(facts, fonts)
    pages = _pages(facts, fonts)
    sheet = Sheet(path, *grid.PAGE, fonts, title=f"{facts.label} {facts.title}".strip())
    for number, page in enumerate(pages, facts.first_page):
        for placed in page:
            placed.item.draw(sheet, placed.row)
        grid.page_number(sheet, number)
        sheet.page()
    return finished(sheet)


def _prove(facts: RosterFacts, fonts: Fonts) -> None:
    proof = Proof(fonts)
    proof.texts((
        ("附件标识", facts.label, "hei"), ("标题", facts.title, "biaosong"),
        ("办公室一段", facts.office, "fang"),
    ))  # fmt: skip
    for group in facts.groups:
        proof.text("职务", group.role, "hei")
        for person in group.people:
            where = f"{group.role} {person.name}"
            proof.texts(((where, person.name, "fang"), (f"{where} 单位", person.unit, "fang")))
    if not proof.problems and facts.title and not title_lines(facts.title, fonts):
        proof.say(f"标题过长，共{len(facts.title)}字")
    proof.close()


def _pages(facts: RosterFacts, fonts: Fonts) -> list[list[grid.Placed]]:
    """As loose as the grid if that fits one page, else drawn together to fit, else several."""
    for pitch in (1.0, 0.96, 0.92, 0.88, 0.86, TIGHTEST):
        pages = grid.paginate(_items(facts, fonts, pitch))
        if len(pages) == 1:
            return pages
    return grid.paginate(_items(facts, fonts, 1.0))


def _items(facts: RosterFacts, fonts: Fonts, pitch: float) -> list[Item]:
    """附件1 on the first row, the title centred on the third (GB/T 9704-2012, 7.3.8)."""
    items = [_label(facts.label), grid.blank(keep=True), *title_items(facts.title, fonts)]
    items.append(grid.blank(0.9, keep=True))
    items += _people(facts, fonts, pitch)
    if facts.office:
        items.append(grid.blank(0.06 + pitch * 0.2))
        items += _together(grid.body([Paragraph((Run(facts.office, "fang"),))], fonts))
    return items


def _label(label: str) -> Item:
    def draw(sheet: Sheet, row: float) -> None:
        sheet.text(label, grid.LEFT, grid.row_y(row), grid.BODY, "hei", align="o")

    return Item(draw, keep=True)


def _together(lines: list[Item]) -> list[Item]:
    """The last two lines of a paragraph stay on one page."""
    if len(lines) > 1:
        lines[-2] = replace(lines[-2], keep=True)
    return lines


def _people(facts: RosterFacts, fonts: Fonts, pitch: float) -> list[Item]:
    columns = _columns(facts)
    items: list[Item] = []
    for group in facts.groups:
        people = group.people or (PersonFacts(TODO),)
        drawn = [
            item
            for i, person in enumerate(people)
            for item in _person(group.role, person, i == 0, columns, fonts, pitch)
        ]
        items += [grid.blank(GROUP_GAP)] * bool(items) + drawn
    return items or [_quiet(columns)]


def _columns(facts: RosterFacts) -> _Columns:
    """Role at the fifth cell, names after it, units after the longest name; everything moves
    left when a long name needs the room."""
    roles = max((len(g.role) for g in facts.groups), default=SPREAD)
    names = max((len(p.name) for g in facts.groups for p in g.people), default=SPREAD)
    roles, names = max(min(roles, 6), SPREAD), max(min(names, 10), SPREAD)
    role = 4 if names <= 5 and roles <= 4 else max(0, 4 - (names - 5) - max(roles - 4, 0))
    name = role + roles + 2
    return _Columns(role, role + roles, name, names, name + names + 2)


def _lines(text: str, role: str, cells: float, fonts: Fonts) -> list[Line]:
    cell = grid.CELL / grid.BODY
    return break_lines([Run(text, role)], fonts.advance, Measure(cells * cell, cell))


def _spread(text: str) -> float:
    """Two characters are opened to the width of three; the stored name has no blank."""
    return grid.BODY if len(text) == 2 and not text.isascii() else 0.0


def _person(role: str, person: PersonFacts, opens: bool, columns: _Columns, fonts: Fonts,
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


def _name(sheet: Sheet, fonts: Fonts, whole: str, line: Line, columns: _Columns, y: float,
          ink: str) -> None:  # fmt: skip
    if line.text == whole and _spread(whole):
        sheet.text(whole, _x(columns.name), y, grid.BODY, line.roles[0], ink,
                   align="o", tracking=_spread(whole))  # fmt: skip
    else:
        grid.set_line(sheet, fonts, line, _x(columns.name), y, grid.BODY, ink)


def _role(sheet: Sheet, role: str, columns: _Columns, y: float, *, continued: bool) -> None:
    """The role word before its colon; on a further page it says that it goes on."""
    text = role + CONTINUED if continued else role
    x = _x(columns.role) if not continued else _x(columns.colon) - len(text) * grid.CELL
    sheet.text(text, max(x, grid.LEFT), y, grid.BODY, "hei", align="o", tracking=_spread(text))
    sheet.text("：", _x(columns.colon), y, grid.BODY, "hei", align="o")


def _quiet(columns: _Columns) -> Item:
    def draw(sheet: Sheet, row: float) -> None:
        sheet.text(TODO, _x(columns.role), grid.row_y(row), grid.BODY, "fang", "grey", align="o")

    return Item(draw)
