"""The help: a topic for every page, words and keys that are there, one window beside the work."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
import typing_hands
import walking
import window_samples as samples
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QTabBar

import shipu_desk
from shipu_desk.domain.catalogue import RECORDS
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.fields import Choice
from shipu_desk.domain.records import spec_of
from shipu_desk.services import demo, register
from shipu_desk.ui import theme
from shipu_desk.ui.help import markup, opening, topics
from shipu_desk.ui.help.reader import DRAWN, MEASURE, Reader
from shipu_desk.ui.help.window import HelpWindow
from shipu_desk.ui.messages import Question, Trouble
from shipu_desk.ui.pages import GROUPS, PAGES
from shipu_desk.ui.parts.basic import spoken
from shipu_desk.ui.parts.dialogs import QuestionDialog, TroubleDialog
from shipu_desk.ui.window import Window

ROOT = Path(__file__).parents[2]
HELP = ROOT / "resources" / "help"
PICTURES = HELP / "pictures"
TOPICS = {one.key: one for _, group in topics.contents() for one in group}
MOST = 2_500_000  # bytes of all pictures


@pytest.fixture
def window(qtbot, desk):
    samples.everything(desk)
    made = Window()
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.attach(desk)
    yield made
    opening.close_help()


@pytest.fixture
def shown(qtbot):
    made = HelpWindow()
    qtbot.addWidget(made)
    made.show()
    made.open(topics.FIRST)
    return made


@pytest.fixture(scope="module")
def pictures():
    path = ROOT / "docs" / "help_pictures.py"
    spec = importlib.util.spec_from_file_location("help_pictures", path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


# ------------------------------------------------------------------ what is written


def test_every_page_of_the_window_has_a_topic_of_its_name():
    assert {page.key: page.name for page in PAGES} == {
        page.key: TOPICS[page.key].title for page in PAGES
    }


def test_every_file_of_the_help_is_in_its_table():
    assert {path.stem for path in HELP.glob("*.md")} == set(TOPICS)


@pytest.mark.parametrize("key", TOPICS)
def test_a_topic_leads_only_to_what_is_there(key):
    text = TOPICS[key].text
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (PICTURES / target).is_file() if "." in target else target in TOPICS, target


def test_no_picture_is_shipped_for_nothing_and_all_are_small():
    named = {name for one in TOPICS.values() for name in markup.pictures(one)}
    files = list(PICTURES.iterdir())
    assert {path.name for path in files} == named
    assert sum(path.stat().st_size for path in files) < MOST


def words_in_the_code():
    """Every text of the window's own code, and what records call their fields and choices."""
    package = Path(shipu_desk.__file__).parent
    for file in (*package.glob("ui/**/*.py"),):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield spoken(node.value)
    for record in RECORDS:
        yield record.LABEL
        for field in spec_of(record).fields.values():
            yield field.label
            if isinstance(field, Choice):
                yield from (str(one) for one in field.options)


def words_on_the_screen(window):
    """What stands on the pages, opened one after the other, each with an empty form."""
    for page in PAGES:
        window.open_page(page.key)
        page_shown = window.stack.currentWidget()
        if hasattr(page_shown, "add") and page_shown.look.addable:
            page_shown.add()
    for widget in window.findChildren(QAbstractButton):
        yield spoken(getattr(widget, "words", "") or widget.text())
    for widget in window.findChildren(QLabel):
        yield spoken(widget.text()).removesuffix(" *")
    for bar in window.findChildren(QTabBar):
        yield from (bar.tabText(n) for n in range(bar.count()))
    yield from (name for page in PAGES for name in (page.name, page.group))
    for page_shown in window.pages():
        if hasattr(page_shown, "panel"):
            page_shown.panel.form.show_raw({})


@pytest.fixture
def said(window):
    found = {*words_in_the_code(), *words_on_the_screen(window), *(name for name, _ in GROUPS)}
    return {one.strip() for one in found}


def test_every_word_quoted_in_the_help_is_in_the_window(said):
    missing = {
        (key, word)
        for key, one in TOPICS.items()
        for word in re.findall("「([^」]+)」", f"{one.told}\n{one.text}")
        if word not in said and not any(text.startswith(f"{word}（") for text in said)
    }
    assert missing == set()


def test_a_word_that_is_nowhere_would_be_noticed(said):
    assert "保存" in said and "授牌…" in said
    assert "一键归档" not in said


QT_S_OWN = {"Enter", "Tab", "Shift+Tab", "Esc", "Del", "Ctrl+C"}  # read by the widgets themselves
IN_THE_CELLS = {"Ctrl+↓", "Shift+↓", "Shift+→", "Ctrl+A", "F2"}  # pressed in test_grid


def test_every_key_named_in_the_help_does_something():
    """A key of the window stands in its code as Qt spells it, or in a tooltip."""
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "shipu_desk/ui").rglob("*.py")
    )
    named = {
        key
        for one in TOPICS.values()
        for key in re.findall("`([^`]+)`", one.text)
        if re.fullmatch(r"(Ctrl\+|Shift\+|Alt\+)*([A-Z]|F\d+|↑|↓|←|→|Enter|Tab|Esc|Del)", key)
    }
    assert len(named) > 20
    arrows = str.maketrans({"↑": "U", "↓": "D", "←": "L", "→": "R"})
    spelled = {"U": "Up", "D": "Down", "L": "Left", "R": "Right"}
    for key in named - QT_S_OWN - IN_THE_CELLS:
        head, _, last = key.rpartition("+")
        qt = spelled.get(last.translate(arrows)) if last in "↑↓←→" else None
        assert f'"{head}+{qt}"' in code if qt else f'"{key}"' in code or f"({key})" in code, key


def test_nobody_is_named_who_is_not_a_sample_or_in_the_plan():
    for one in TOPICS.values():
        assert not re.search(r"1[3-9]\d{9}|[\w.]+@[\w.]+", one.text)


def test_the_guides_beside_the_source_are_the_help_s_own_text(pictures):
    for key, name in pictures.GUIDES.items():
        path = ROOT / "docs" / name
        assert path.read_text(encoding="utf-8") == pictures.guide(key)
        for target in re.findall(r"\]\(([^)]+)\)", pictures.guide(key)):
            assert (path.parent / target).is_file(), target


def test_the_guide_for_installing_says_what_the_installer_does():
    guide = TOPICS["install"].text
    setup = (ROOT / "packaging" / "setup.nsi").read_text(encoding="utf-8")
    told = (ROOT / "packaging" / "先读我.txt").read_text(encoding="utf-8-sig")
    assert "%LOCALAPPDATA%\\Programs\\ShipuDesk" in guide
    assert 'InstallDir "$LOCALAPPDATA\\Programs\\ShipuDesk"' in setup
    for word in ("ShipuDesk-上一版", "卸载.exe", "17763"):
        assert word in guide and word in setup
    for word in ("portable.flag", "%LOCALAPPDATA%\\ShipuDesk", "SHA256SUMS", "更多信息", "网络盘"):
        assert word in guide and word in told
    assert "`/S`" in guide and "/SD IDOK" in setup


def test_the_guide_for_installing_is_one_page_of_paper(qapp):
    """A4 with margins of 15 mm (680 × 1009 px), in letters of 9 pt."""
    sheet = QTextDocument()
    face = QFont(theme.font("body"))
    face.setPointSizeF(theme.POINTS[theme.Size.SMALL])
    sheet.setDefaultFont(face)
    sheet.setDefaultStyleSheet(theme.sheet("help.css"))
    sheet.setDocumentMargin(0)
    sheet.setHtml(markup.page(TOPICS["install"]))
    sheet.setPageSize(QSizeF(680, 1009))
    assert sheet.pageCount() == 1


# ------------------------------------------------------------------ the window of the help


@pytest.mark.parametrize("key", [page.key for page in PAGES])
def test_f1_opens_the_topic_of_the_page(window, key):
    window.open_page(key)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert opening._window[0].key == key
    assert TOPICS[key].title in opening._window[0].reader.toPlainText()


def test_the_button_in_the_band_opens_it_too(window):
    window.open_page("duties")
    window.band.help.click()
    assert opening._window[0].isVisible() and opening._window[0].key == "duties"


def test_f1_in_a_dialog_opens_the_nearest_topic(window, qtbot):
    window.open_page("awards")
    plain = QuestionDialog(window.stack.currentWidget(), Question("保存吗", "改了名称。"))
    trouble = TroubleDialog(window, Trouble("没有写成", "", "", ""))
    for dialog, key in ((plain, "awards"), (trouble, "trouble")):
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        assert opening._window[0].key == key
        dialog.close()


def test_the_help_is_one_window_that_keeps_nobody_from_working(window):
    first = opening.show_help(window)
    assert opening.show_help(window, "keys") is first
    assert first.windowModality() == Qt.WindowModality.NonModal
    assert not first.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    window.close()
    assert opening._window == []


def test_back_and_forward_go_the_way_that_was_come(shown):
    shown.open("members")
    shown.reader.wanted.emit("keys")
    QTest.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.key == "members"
    QTest.keyClick(shown, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown.key == topics.FIRST and not shown.back.isEnabled()
    QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown.key == "members" and shown.ahead.isEnabled()


@pytest.mark.parametrize(
    ("words", "key"), [("摘", "awards"), ("编号", "awards"), ("恢复", "backup")]
)
def test_one_or_two_characters_find_a_topic(shown, words, key):
    typing_hands.write(shown.box, words)
    keys = [shown.shelf.item(n).data(Qt.ItemDataRole.UserRole) for n in range(shown.shelf.count())]
    assert key in keys and None not in keys
    shown.open(key)
    marked = shown.reader.extraSelections()
    assert marked and all(one.cursor.selectedText() == words for one in marked)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("公章", "paper"), ("误删", "backup"), ("重印", "printings"), ("排序", "finding"),
        ("换人", "clerks"), ("编号", "awards"), ("excel", "import"), ("杀毒 签名", "install"),
    ],
)  # fmt: skip
def test_a_topic_is_found_by_what_clerks_call_it(words, first):
    found = topics.found(words)
    assert first in [hit.topic.key for hit in found[:2]]
    assert all(len(hit.around) < 60 for hit in found)


def test_what_is_nowhere_is_said_and_esc_leaves_the_search_first(shown):
    typing_hands.write(shown.box, "打麻将")
    assert shown.shelf.count() == 0 and "没有找到“打麻将”" in shown.told.text()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isVisible() and shown.box.text() == "" and shown.told.text() == ""
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_it_is_read_with_the_keyboard_alone(shown, qtbot):
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    QTest.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert shown.box.hasFocus()
    typing_hands.write(shown.box, "对账")
    QTest.keyClick(shown.box, Qt.Key.Key_Return)
    assert shown.shelf.hasFocus() and "对账" in topics.topic(shown.key).text
    before = shown.key
    QTest.keyClick(shown.shelf, Qt.Key.Key_Down)
    assert shown.key != before
    seen = set()
    for _ in range(6):
        QTest.keyClick(shown, Qt.Key.Key_Tab)
        seen.add(shown.focusWidget())
    assert {shown.box, shown.shelf, shown.reader} <= seen


@pytest.mark.parametrize("size", [(900, 640), (560, 360), (1300, 900)])
def test_no_line_is_longer_than_the_eye_likes_and_nothing_is_cut(shown, size):
    shown.resize(*size)
    shown.open("install")
    told = walking.at_rest(shown)
    assert not any(told.values()), told
    reader = shown.reader
    QTest.qWait(30)
    assert reader.horizontalScrollBar().maximum() == 0
    em = reader.document().defaultFont().pointSizeF() * reader.logicalDpiX() / 72
    margin = reader.document().documentMargin()
    assert reader.lineWrapColumnOrWidth() - 2 * margin <= (MEASURE + 1) * em


def test_a_picture_has_one_point_for_each_of_the_screen(qtbot, monkeypatch):
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 600)
    reader.show_topic(topics.topic("merchants"))
    drawn = QImage(str(PICTURES / "merchant-form.png"))
    monkeypatch.setattr(Reader, "devicePixelRatioF", lambda self: 1.5)
    assert reader._picture(drawn).width() == pytest.approx(drawn.width(), abs=2)  # as it is drawn
    monkeypatch.setattr(Reader, "devicePixelRatioF", lambda self: 1.0)
    assert reader._picture(drawn).width() == pytest.approx(drawn.width() / DRAWN, abs=2)


def test_what_a_topic_says_is_never_read_as_markup():
    assert markup.line("a < b & `Ctrl+S`").startswith("a &lt; b &amp; ")


@pytest.mark.slow
def test_every_picture_can_be_drawn_again(pictures, tmp_path):
    list(demo.make(tmp_path / "out"))
    pictures.draw(tmp_path / "out", tmp_path / "pictures")
    made = {path.name for path in (tmp_path / "pictures").iterdir()}
    assert made == {path.name for path in PICTURES.iterdir()}
    assert all((tmp_path / "pictures" / name).stat().st_size > 5_000 for name in made)


# ------------------------------------------------------------------ who sits at the desk


def test_another_clerk_takes_over_and_signs_from_then_on(window, desk, voice):
    register.save(desk, Clerk, {"name": "示例戊"})
    window.band.person.click()
    [menu] = window.band.person.findChildren(QMenu)
    [action] = [one for one in menu.actions() if one.text() == "示例戊"]
    action.trigger()
    menu.close()
    assert desk.clerk == "示例戊" and "示例戊" in window.band.person.text()
    assert any("示例戊" in said for said in voice.said)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("导出Excel", "清单与存为表格"),
        ("打印机没反应", "打印牌匾和证书"),
        ("撤销授牌", "授牌"),
        ("字太小怎么办", "出错怎么办"),
    ],
)
def test_a_search_put_in_a_clerk_s_own_words_finds_the_nearest(said, title):
    assert title in [hit.topic.title for hit in topics.found(said)][:2]


def test_what_the_help_does_not_speak_of_is_not_found():
    assert topics.found("天气预报") == []
