"""附件1, the leading group: role, name and unit in columns, then the office's paragraph."""

from dataclasses import dataclass, replace
from pathlib import Path

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import grid
from shipu_desk.documents.page.galley import Run
from shipu_desk.documents.page.grid import Item
from shipu_desk.documents.page.manuscript import Paragraph
from shipu_desk.documents.page.persons import (
    TODO,
    GroupFacts,
    PersonFacts,
    columns_for,
    person_items,
    waiting,
)
from shipu_desk.documents.page.titles import title_items, title_lines
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.typography.fonts import Fonts

FEW = 8  # lines
STEPS = (0.96, 0.92)  # rows a line of the list may be drawn together to if that saves a page
ONE_PAGE = (*STEPS, 0.88, 0.86, 0.84, 0.81)  # further, to 8.3 mm, to stay on a single page
COMPANY = 3  # members that a paragraph on a further page has above it, at least
GROUP_GAP = 0.14  # rows between groups


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """The list, ready to print; `office` is the paragraph below it, `first_page` its number."""

    title: str
    groups: tuple[GroupFacts, ...]
    office: str = ""
    label: str = "附件1"
    first_page: int = 1


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
    """As loose as the grid, unless drawing the rows together a little saves a page."""
    loose = grid.paginate(_items(facts, fonts, 1.0))
    for pitch in ONE_PAGE if len(loose) < 3 else STEPS:
        pages = grid.paginate(_items(facts, fonts, pitch))
        if len(pages) < len(loose):
            return pages
    return loose


def _items(facts: RosterFacts, fonts: Fonts, pitch: float) -> list[Item]:
    """附件1 on the first row, the title centred on the third (GB/T 9704-2012, 7.3.7)."""
    items = [_label(facts.label), grid.blank(keep=True), *title_items(facts.title, fonts)]
    items.append(grid.blank(0.9, keep=True))
    people = _people(facts, fonts, pitch)
    items += _bound([item for one in people for item in one], sum(map(len, people[-COMPANY:])))
    if facts.office:
        items.append(grid.blank(0.06 + pitch * 0.2, keep=True))
        items += _together(grid.body([Paragraph((Run(facts.office, "fang"),))], fonts))
    return items


def _label(label: str) -> Item:
    def draw(sheet: Sheet, row: float) -> None:
        sheet.text(label, grid.LEFT, grid.row_y(row), grid.BODY, "hei", align="o")

    return Item(draw, keep=True)


def _bound(items: list[Item], count: int) -> list[Item]:
    """The last rows of the list go over together, and with the paragraph: none stands alone."""
    return [*items[:-count], *(replace(item, keep=True) for item in items[-count:])]


def _together(lines: list[Item]) -> list[Item]:
    """A paragraph of a few lines stays on one page."""
    first = 0 if len(lines) <= FEW else len(lines) - 2
    kept = range(first, len(lines) - 1)
    return [replace(item, keep=True) if i in kept else item for i, item in enumerate(lines)]


def _people(facts: RosterFacts, fonts: Fonts, pitch: float) -> list[list[Item]]:
    """The rows of each member; a gap before the first of a further group."""
    columns = columns_for(facts.groups)
    found: list[list[Item]] = []
    for group in facts.groups:
        for i, person in enumerate(group.people or (PersonFacts(TODO),)):
            gap = [grid.blank(GROUP_GAP)] if found and i == 0 else []
            found.append([*gap, *person_items(group.role, person, i == 0, columns, fonts, pitch)])
    return found or [[waiting(columns)]]
