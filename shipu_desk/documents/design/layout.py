"""A page as elements in millimetres: set for one award, then drawn on a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shipu_desk.documents.awards import FIELDS, AwardFacts, values
from shipu_desk.documents.design.elements import Code, Element, Scope, Setting
from shipu_desk.documents.drawing.sheet import MM, Sheet
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.domain.printing import Overprint
from shipu_desk.errors import DeskError

GROUND = "ground"
_BLANK = dict.fromkeys(FIELDS, "")


class TemplateRefused(DeskError):
    """The template is not used; `problems` holds every fault found in it."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        rest = f"……共 {len(self.problems)} 处" if len(self.problems) > 3 else ""
        super().__init__(f"版式“{name}”不能使用：{'；'.join(self.problems[:3])}{rest}。")


@dataclass(frozen=True)
class Template:
    """A page to be filled in. `size` is the trimmed sheet in mm.

    With `overprint` everything is set where it always stands, and only what bought stock does
    not carry is drawn.
    """

    name: str
    kind: str
    size: tuple[float, float]
    bleed: float
    main: str
    elements: tuple[Element, ...]
    overprint: Overprint | None = None

    @cached_property
    def changing(self) -> list[Element]:
        """The elements with fields in them."""
        return [one for one in self.elements if not one.constant]

    def ground(self, fonts: Fonts) -> list[Setting]:
        """What is the same on every page. Raises TemplateRefused if it cannot be set."""
        scope = Scope(_BLANK, fonts, self.main)
        found = [one.set(scope) for one in self.elements if one.constant]
        if problems := [one.problem for one in found if one.problem]:
            raise TemplateRefused(self.name, problems)
        if self.overprint is Overprint.FIELDS:
            return []
        return [self._left(setting) for setting in found]

    def _left(self, setting: Setting) -> Setting:
        """What of it goes on the stock: type and codes, never a frame or an ornament."""
        if self.overprint is None:
            return setting
        every = self.overprint is Overprint.WORDS
        lines = [line for line in setting.lines if every or not line.fixed]
        return replace(setting, shapes=(), lines=lines)

    def page(self, facts: AwardFacts, fonts: Fonts) -> Page:
        """What one award puts on top; with problems nothing of it may be drawn."""
        fields = values(facts)
        blank = _lacking(self.changing, fields)
        if not facts.number.strip() and "编号" not in blank:
            blank.append("编号")
        if blank:
            return Page((), tuple(f"缺少{word}" for word in blank), ())
        scope = Scope(fields, fonts, self.main)
        settings = [one.set(scope) for one in self.changing]
        problems = dict.fromkeys(one.problem for one in settings if one.problem)
        notes = dict.fromkeys(note for one in settings for note in one.notes)
        settings = [self._left(setting) for setting in settings]
        return Page(() if problems else settings, tuple(problems), tuple(notes))


@dataclass(frozen=True)
class Page:
    """The settings of one award, or the reasons why it is not printed, and what was noticed."""

    settings: Sequence[Setting]
    problems: tuple[str, ...]
    notes: tuple[str, ...]


def _lacking(elements: Iterable[Element], fields: Mapping[str, str]) -> list[str]:
    found = [word for one in elements for p in one.required() for word in p.lacking(fields)]
    return list(dict.fromkeys(found))


def lay_ground(sheet: Sheet, ground: Iterable[Setting]) -> None:
    """Keep the constant drawing as one form of this sheet."""
    with sheet.form(GROUND):
        for setting in ground:
            draw(sheet, setting)


def add_page(sheet: Sheet, page: Page) -> None:
    """One award on the ground; ends the page."""
    sheet.use(GROUND)
    for setting in page.settings:
        draw(sheet, setting)
    sheet.page()


def draw(sheet: Sheet, setting: Setting) -> None:
    """Shapes first, then type."""
    for shapes in setting.shapes:
        if shapes.weight:
            sheet.hairline(shapes.paths, shapes.ink, shapes.weight)
        else:
            sheet.fill(shapes.paths, shapes.ink)
    for line in setting.lines:
        sheet.text(
            line.text, line.x, line.y, line.size, line.role, line.ink,
            align=line.align, tracking=line.tracking,
        )  # fmt: skip
    if setting.code:
        _draw_code(sheet, setting.code)


def _draw_code(sheet: Sheet, code: Code) -> None:
    x, y = sheet.point(code.x, code.y)
    k = code.side * MM / code.modules
    ink = sheet.inks["black"]
    sheet.raw(f"q {ink} {k:.5f} 0 0 {-k:.5f} {x:.3f} {y:.3f} cm {code.path} f Q")
