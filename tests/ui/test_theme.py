"""The look as rules: readable pairs, one place for colours, a shape for every state."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
)

from shipu_desk import resources
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.fields import Choice
from shipu_desk.domain.records import spec_of
from shipu_desk.ui import icons, theme
from shipu_desk.ui.parts import basic
from shipu_desk.ui.parts.marks import LIGHTS
from shipu_desk.ui.theme import LIGHT, C, State

UI = Path(theme.__file__).parent
FILES = [file for file in UI.rglob("*.py") if file.name != "theme.py"]
TEXT, SHAPE = 4.5, 3.0
GROUNDS = (C.paper, C.wash, C.ground, C.mist)
INKS = (C.ink, C.ink2, C.ink3, C.sea, C.alarm, C.good, C.warn, C.gold)
PAIRS = [
    *((ink, ground, TEXT) for ink in INKS for ground in (*GROUNDS, C.foam)),
    *((paint.word, paint.tint, TEXT) for paint in LIGHT.values()),
    *((C.on_dark, ground, TEXT) for ground in (C.night, C.sea, C.sea_hover, C.sea_press, C.alarm)),
    (C.on_dark2, C.night, TEXT), (C.gold_mark, C.night, TEXT),
    (C.ink2, C.line, TEXT), (C.alarm, C.alarm_bg, TEXT),
    *((C.focus, ground, SHAPE) for ground in GROUNDS),
    (C.edge, C.paper, SHAPE), (C.shoal, C.paper, 2.5),
    *((paint.mark, C.paper, 2.2) for paint in LIGHT.values()),
]  # fmt: skip


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_in_use_is_readable(ink, ground, least):
    assert contrast(ink, ground) >= least


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_colours_sizes_and_style_sheets_stand_in_theme_only(file):
    text = file.read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", text)
    assert "setStyleSheet" not in text and "QProxyStyle" not in text
    assert not re.findall(r"setFixed(?:Size|Width|Height)\(\s*\d", text)
    assert not re.findall(r"QColor\(", text)


@pytest.mark.parametrize("file", [*FILES, UI / "theme.py"], ids=lambda file: file.stem)
def test_what_the_clerk_reads_is_in_the_office_s_words(file):
    said = re.findall(r'"[^"\n]*[\u4e00-\u9fff][^"\n]*"', file.read_text(encoding="utf-8"))
    for words in said:
        assert not re.search("您|请稍候|！|!", words), words


def test_the_style_sheet_is_filled_in_completely():
    sheet = theme.sheet()
    assert not re.search(r"[@$]\w|\$\{", sheet)
    assert re.search(r"#[0-9A-F]{6}", sheet) and "url(" in sheet


def test_the_style_sheet_file_names_no_colour_of_its_own():
    assert not re.search(r"#[0-9A-Fa-f]{3,6}\b|rgb", resources.text("window/desk.qss"))


@pytest.mark.parametrize("size", theme.Size)
def test_lengths_grow_with_the_letters(qapp, size):
    try:
        theme.apply(qapp, size)
        metrics = theme.metrics()
        assert metrics.row >= metrics.line > metrics.em > 0
        assert theme.px(13) == metrics.em
    finally:
        theme.apply(qapp)


def test_every_state_has_its_own_shape():
    shapes = [state.value for state in State]
    assert len(set(shapes)) == len(shapes) and set(LIGHT) == set(State)


def test_a_choice_is_a_light_whole_or_not_at_all():
    """A choice with some words of states and some not would show marks in some rows only."""
    for record in RECORDS:
        for field in spec_of(record).fields.values():
            if isinstance(field, Choice):
                known = [word for word in field.options if word in LIGHTS]
                assert known in ([], list(field.options)), (record, field.label)


def test_qt_s_own_words_are_chinese(qapp):
    assert QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "取消" in box.buttons()[0].text()


@pytest.mark.parametrize(
    "file", sorted(resources.path("icons").glob("*.svg")), ids=lambda f: f.stem
)
def test_every_icon_draws_something_in_the_asked_colour(file):
    picture = icons.pixmap(file.stem, C.sea, 20, 2).toImage()
    inked = least = 0
    for x in range(picture.width()):
        for y in range(picture.height()):
            pixel = picture.pixelColor(x, y)
            if pixel.alpha() > 250:
                inked += 1
                least = max(least, abs(pixel.red() - 0x14), abs(pixel.green() - 0x61))
    assert inked > 8 and least < 6


def test_the_dressed_font_has_chinese():
    metrics = QFontMetrics(theme.font())
    assert all(metrics.inFontUcs4(ord(character)) for character in "石浦放心消费待录入①〔〕，。：")


@pytest.mark.parametrize("kind", [QPushButton, QCheckBox])
def test_the_ring_is_the_only_mark_of_the_focus(qtbot, kind):
    """Fusion's own focus rectangle would lie as a grey box behind the words."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    first, made = QLineEdit(dialog), kind("示例", dialog)
    made.setGeometry(0, 40, 120, 30)
    dialog.resize(200, 100)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)  # by keyboard: Fusion draws it then only
    assert made.hasFocus()
    picture = dialog.grab(QRect(made.pos(), made.size())).toImage()
    seen = [picture.pixelColor(x, y).name().upper() for x in range(120) for y in range(30)]
    assert seen.count(C.focus) > 400
    assert seen.count(C.paper) > 0.7 * len(seen)


def test_a_hover_text_is_never_markup(qtbot):
    made = basic.elided("<img src='/etc/x.png'> & <b>甲</b>")
    qtbot.addWidget(made)
    made.resize(20, 20)
    made.show()
    made.grab()
    shown = QTextDocument()
    shown.setHtml(made.toolTip())
    assert shown.toPlainText() == made.text()
    basic.hover(made, "渔港 & 码头")
    shown.setHtml(made.toolTip())
    assert shown.toPlainText() == "渔港 & 码头"
    basic.hover(made, "一行\n&lt;二行")
    shown.setHtml(made.toolTip())
    assert shown.toPlainText() == "一行\n&lt;二行"


def test_no_hover_text_of_data_goes_round_the_one_way():
    """Only words written in the code may be given to Qt as they are."""

    def is_fixed(told):
        if isinstance(told, ast.IfExp):
            return is_fixed(told.body) and is_fixed(told.orelse)
        return isinstance(told, ast.Constant | ast.Name) and getattr(told, "id", "H").isupper()

    folder = Path(theme.__file__).parent
    found = [
        f"{path.name}:{call.lineno}"
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr == "setToolTip" and not is_fixed(call.args[0])
    ]
    assert [place for place in found if not place.startswith("basic.py")] == []
