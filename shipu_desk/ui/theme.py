"""Design tokens: the only place with colours, sizes, fonts and the style sheet."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from shipu_desk import resources


class C:
    """Every colour of the desk; the comment is its only permitted purpose."""

    # brand: deep water
    night: str = "#0E3148"  # header band, tooltips
    sea: str = "#14618F"  # accent: primary button, selected mark, links, charts
    sea_hover: str = "#0F5079"  # accent under the pointer
    sea_press: str = "#0B3F61"  # accent pressed
    shoal: str = "#6FA3C4"  # second chart tone, bars that are not the subject
    foam: str = "#DCEBF4"  # selected row, checked chip
    mist: str = "#EDF4F8"  # hover, selected tab ground, info strip
    focus: str = "#0B7CC1"  # focus ring only
    # neutrals, all leaning slightly to blue
    ink: str = "#182833"  # body text, figures
    ink2: str = "#455864"  # labels, secondary text, icons
    ink3: str = "#586A76"  # hints, units, placeholders
    off: str = "#94A2AC"  # disabled text (exempt from contrast)
    edge: str = "#82929E"  # border of anything one can type into (3:1)
    line: str = "#D3DCE3"  # card and panel border
    hair: str = "#E6ECF0"  # rules between table rows
    paper: str = "#FFFFFF"  # cards, tables, fields
    wash: str = "#F6F8FA"  # table header, read-only field, footers
    ground: str = "#EBF0F3"  # window ground, navigation
    # states: always with a shape and a word
    good: str = "#17694A"
    good_mark: str = "#1E8A61"
    good_bg: str = "#E2F2EA"
    warn: str = "#855000"
    warn_mark: str = "#D48806"
    warn_bg: str = "#FCF0D9"
    alarm: str = "#AE1C1C"
    alarm_mark: str = "#CC2B2B"
    alarm_bg: str = "#FBE9E7"
    # reserved
    gold: str = "#845E0F"  # words about awards
    gold_mark: str = "#D2A03C"  # award mark, emblem, focus on the dark band
    gold_bg: str = "#F8F0DD"  # award tag ground
    on_dark: str = "#FFFFFF"  # text on night, sea
    on_dark2: str = "#B9CFDD"  # secondary text on night
    veil: str = "rgba(255,255,255,28)"  # a field on night, a button under the pointer
    veil_edge: str = "rgba(255,255,255,70)"  # border of a field on night
    shade: str = "#6E0E3148"  # over the table beside a drawer


class State(StrEnum):
    """Lights. The value is the shape; each state has its own, so colour is never alone."""

    GOOD = "disc"
    DOING = "half"
    WARN = "triangle"
    ALARM = "square"
    IDLE = "ring"
    AWARD = "star"
    OUT = "cross"


class Paint(NamedTuple):
    """The colours of one light: its shape, its word, its tint."""

    mark: str
    word: str
    tint: str


LIGHT: dict[State, Paint] = {
    State.GOOD: Paint(C.good_mark, C.good, C.good_bg),
    State.DOING: Paint(C.sea, C.sea, C.mist),
    State.WARN: Paint(C.warn_mark, C.warn, C.warn_bg),
    State.ALARM: Paint(C.alarm_mark, C.alarm, C.alarm_bg),
    State.IDLE: Paint(C.edge, C.ink2, C.ground),
    State.AWARD: Paint(C.gold_mark, C.gold, C.gold_bg),
    State.OUT: Paint(C.edge, C.ink3, C.ground),
}


class Space:
    """Distances in px of the 13 px design; use them through `px()`."""

    XS, S, M, L, XL = 4, 8, 12, 16, 24


class Size(StrEnum):
    """How large the letters are; the clerk chooses."""

    SMALL = "小"
    MEDIUM = "中"
    LARGE = "大"


POINTS = {Size.SMALL: 9.0, Size.MEDIUM: 9.75, Size.LARGE: 11.25}
SCALE = {
    "caption": 0.92,
    "body": 1.0,
    "strong": 1.0,
    "reading": 1.06,
    "title": 1.16,
    "page": 1.46,
    "figure": 1.92,
}
BOLD = {"strong", "title", "page", "figure"}
FAMILIES = ("Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
BUNDLED = "fonts/hei-regular.ttf"


class Metrics(NamedTuple):
    """Lengths in px that follow the font, so 小/中/大 and 100–200 % need no second layout."""

    em: int  # width of one Chinese character
    line: int  # height of one line of text
    row: int  # table row
    control: int  # button, field, combo
    chip: int
    header: int  # band on top of the window
    rail: int  # group rail at the far left
    nav: int  # page list beside the rail
    panel: int  # record panel at the right


@cache
def metrics() -> Metrics:
    """The lengths of the application's present font."""
    face = QApplication.font()
    em = QFontInfo(face).pixelSize()
    line = min(QFontMetrics(face).height(), round(em * 1.4))
    row = line + round(em * 0.85)
    return Metrics(
        em=em,
        line=line,
        row=row,
        control=row,
        chip=line + round(em * 0.6),
        header=round(em * 3.7),
        rail=round(em * 4.5),
        nav=round(em * 12),
        panel=round(em * 25.5),
    )


def px(length: float) -> int:
    """A distance of the 13 px design, grown with the chosen font size."""
    return round(length * metrics().em / 13)


@cache
def font(role: str = "body") -> QFont:
    """A face of the type scale; treat it as read-only."""
    made = QFont(QApplication.font())
    made.setPointSizeF(QApplication.font().pointSizeF() * SCALE[role])
    made.setBold(role in BOLD)
    return made


@cache
def colour(value: str) -> QColor:
    """A token as a QColor; treat it as read-only."""
    return QColor(value)


def family() -> str:
    """The first family of the chain this machine has, else the bundled 黑体."""
    offscreen = QApplication.platformName() == "offscreen"  # pictures are the same everywhere
    have = set() if offscreen else set(QFontDatabase.families())
    found = next((name for name in FAMILIES if name in have), "")
    return found or _bundled_family() or QFontInfo(QFont()).family()


@cache
def _bundled_family() -> str:
    number = QFontDatabase.addApplicationFont(str(resources.path(BUNDLED)))
    names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return names[0] if names else ""


def palette() -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    for which, value in {
        role.Window: C.ground,
        role.WindowText: C.ink,
        role.Base: C.paper,
        role.AlternateBase: C.wash,
        role.Text: C.ink,
        role.Button: C.paper,
        role.ButtonText: C.ink,
        role.Highlight: C.sea,
        role.HighlightedText: C.on_dark,
        role.ToolTipBase: C.night,
        role.ToolTipText: C.on_dark,
        role.PlaceholderText: C.ink3,
        role.Link: C.sea,
        role.LinkVisited: C.sea,
        role.Mid: C.line,
        role.Light: C.paper,
        role.Dark: C.edge,
        role.BrightText: C.alarm,
        role.Accent: C.sea,
    }.items():
        made.setColor(which, colour(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colour(C.off))
    return made


def apply(app: QApplication, size: Size = Size.MEDIUM) -> None:
    """Dress the application; once at the start, and again when the size is changed."""
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    base = QFont(family())
    base.setPointSizeF(POINTS[size])
    base.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    app.setFont(base)
    for kept in (metrics, font):  # after it: widgets that stand asked again while it changed
        kept.cache_clear()
    app.setPalette(palette())
    app.setStyleSheet(sheet())
    speak_chinese(app)


def speak_chinese(app: QApplication) -> None:
    """Qt's own words (OK, Cancel, Undo in menus of fields) in Chinese."""
    if app.findChild(QTranslator) is None:
        words = QTranslator(app)
        where = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load("qtbase_zh_CN", where):
            app.installTranslator(words)


_LENGTH = re.compile(r"(?<![-+\w])(\d+)px")
_NAMED = re.compile(r"\$\{([a-z]+(?:-[a-z]+)?\d*)([-+]\d+)?\}")
_COLOUR = re.compile(r"@([a-z_0-9]+)")


def sheet(name: str = "desk.qss") -> str:
    """A style sheet of `resources/window`: of the window, or of the pages of the help.

    There `@name` is a colour, `${name-2}` a length; lengths of four px and more grow with the
    font, thinner ones are lines. Widgets opt in by their property `kind`.
    """
    from shipu_desk.ui import icons

    pictures = {
        "chevron": icons.file("chevron-down", C.ink2),
        "check": icons.file("check", C.on_dark),
        "up": icons.file("sort-up", C.sea),
        "down": icons.file("sort-down", C.sea),
    }
    text = resources.text(f"window/{name}")
    text = _LENGTH.sub(lambda m: f"{_grown(int(m[1]))}px", text)
    text = _NAMED.sub(lambda m: f"{_named(m[1]) + int(m[2] or 0):g}", text)
    return _COLOUR.sub(lambda m: pictures.get(m[1]) or getattr(C, m[1]), text)


def _grown(length: int) -> int:
    return px(length) if length > 3 else length


def _named(name: str) -> float:
    if name.startswith("pt-"):
        return round(QApplication.font().pointSizeF() * SCALE[name.removeprefix("pt-")], 2)
    if name == "chip-radius":
        return metrics().chip // 2
    return px(int(name[2:])) if name[:2] == "px" else float(getattr(metrics(), name))
