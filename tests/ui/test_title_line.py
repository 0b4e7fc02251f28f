"""The title line: the caption keeps its room, tools give up their words in their order."""

import pytest
from PySide6.QtWidgets import QApplication

from shipu_desk.services import plan
from shipu_desk.ui.pages import roster
from shipu_desk.ui.parts.basic import button, elided
from shipu_desk.ui.parts.page import TitleLine


@pytest.fixture
def line(qtbot):
    tools = [button(words, "add", "quiet") for words in ("方案数据", "上移", "下移")]
    tools[1].yields = tools[2].yields = 1
    last = button("新增(&N)", "add", "primary", "新增 (Ctrl+N)")
    made = TitleLine("领导小组名单", elided("附件1 · 现任 17 人"), (*tools, last))
    qtbot.addWidget(made)
    made.show()
    return made


def at(line, width):
    line.resize(width, 40)
    QApplication.processEvents()
    return [one.text().strip() for one in line._tools]


def test_words_go_in_their_order_and_come_back(line):
    full = ["方案数据", "上移", "下移", "新增(&N)"]
    assert at(line, 800) == full
    least = line._needed()
    assert at(line, least) == full
    assert at(line, least - 1) == ["方案数据", "", "", "新增(&N)"]
    assert at(line, 400) == ["", "", "", "新增(&N)"]
    assert at(line, 800) == full


def test_a_tool_without_words_still_tells_what_it_does(line):
    at(line, 400)
    tool = line._tools[0]
    assert (tool.accessibleName(), tool.toolTip()) == ("方案数据", "方案数据")


def test_a_longer_caption_takes_its_room(line):
    at(line, line._needed())
    line._caption.setText("附件1 · 现任 17 人，离任 2 人")
    QApplication.processEvents()
    assert line._tools[1].text() == ""


def test_words_that_change_meanwhile_come_back_changed(line):
    at(line, 400)
    line._tools[0].setText(" 方案数据 2/3")
    assert line._tools[0].text() == ""
    assert at(line, 900)[0] == "方案数据 2/3"


def test_the_roster_s_caption_is_whole_on_a_laptop(desk, qtbot):
    plan.load(desk)
    page = roster.build(desk)
    qtbot.addWidget(page)
    page.resize(1152, 614)
    page.show()
    QApplication.processEvents()
    caption = page.page.list.caption
    assert caption.text() == "附件1 · 现任 17 人"
    assert caption.fontMetrics().horizontalAdvance(caption.text()) <= caption.contentsRect().width()
    qtbot.waitUntil(lambda: not page.paper.busy, timeout=20_000)
    page.hide()
