"""The first hour walked by the help's own words: what it says to press is pressed, and is there.

With SHIPU_DESK_WALK=FOLDER in the environment each step leaves a picture there.
"""

import os
import random
from pathlib import Path

import pytest
import typing_hands
from conftest import Clock
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QTabBar,
)

from shipu_desk.domain.awards import Award
from shipu_desk.domain.bulletins import Article
from shipu_desk.domain.credit_code import check_character
from shipu_desk.domain.members import Member
from shipu_desk.domain.merchants import Merchant
from shipu_desk.paths import Paths
from shipu_desk.services import backups, founding, plan, register
from shipu_desk.ui.first_start import FirstStart
from shipu_desk.ui.help import opening, topics
from shipu_desk.ui.messages import Question
from shipu_desk.ui.parts.basic import spoken
from shipu_desk.ui.parts.form import FieldBox
from shipu_desk.ui.parts.grid import Grid
from shipu_desk.ui.window import Window

GUIDE = topics.topic("first-hour").text
CODE = "92330225XX000888"
CODE = f"{CODE}0{check_character(f'{CODE}0')}"


class Clerk:
    """Somebody new who finds things by what stands on them, and only what the guide quotes."""

    def __init__(self, qtbot):
        self.qtbot, self.at, self.seen = qtbot, None, 0

    def quoted(self, words):
        assert f"「{words}」" in GUIDE, f"the guide does not speak of {words}"
        return words

    def press(self, words):
        """A button, a page, a group, a tab or a line of a menu with these words."""
        self.quoted(words)
        found = [
            one
            for one in self.at.findChildren(QAbstractButton)
            if one.isVisible() and words in (said(one), one.accessibleName())
        ]
        if found:
            assert found[0].isEnabled(), words
            found[0].click()
        else:
            assert self._turn(words), f"nothing with the words {words}"
        self.wait()

    def _turn(self, words):
        for bar in self.at.findChildren(QTabBar):
            for n in range(bar.count()):
                if bar.isVisible() and bar.tabText(n) == words:
                    bar.setCurrentIndex(n)
                    return True
        for shelf in self.at.findChildren(QListWidget):
            for n in range(shelf.count()):
                if shelf.isVisible() and shelf.item(n).text() == words:
                    shelf.setCurrentRow(n)
                    return True
        return False

    def field(self, words, root=None):
        self.quoted(words)
        [box] = [
            one
            for one in (root or self.at).findChildren(FieldBox)
            if one.name == words and one.isVisible()
        ]
        return box.editor

    def fill(self, words, text, root=None):
        editor = self.field(words, root)
        inner = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit) or editor
        inner.setFocus()
        typing_hands.write(inner, text)
        self.wait()
        return inner

    def choose(self, words, option, root=None):
        box = self.field(words, root)
        at = box.findText(option)
        assert at >= 0, (option, [box.itemText(n) for n in range(box.count())])
        box.setCurrentIndex(at)
        box.activated.emit(at)
        self.wait()

    def key(self, key, held=Qt.KeyboardModifier.NoModifier, on=None):
        if on is None:
            self.at.activateWindow()
            self.qtbot.waitUntil(self.at.isActiveWindow)
        QTest.keyClick(on or self.at, key, held)
        self.wait()

    def ctrl(self, letter):
        assert f"`Ctrl+{letter}`" in GUIDE
        self.key(getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.ControlModifier)

    def wait(self):
        QTest.qWait(40)

    def look(self, name):
        """A picture of the step, where one is wanted."""
        folder = os.environ.get("SHIPU_DESK_WALK")
        self.seen += 1
        if folder:
            QTest.qWait(700)
            top = QApplication.activeModalWidget() or self.at
            top.grab().save(str(Path(folder) / f"{self.seen:02}-{name}.png"))


def said(one):
    return spoken(getattr(one, "words", "") or one.text())


@pytest.fixture
def clerk(qtbot):
    yield Clerk(qtbot)
    opening.close_help()


@pytest.fixture
def started(clerk, qtbot, tmp_path):
    """一: the program is opened for the first time."""
    paths, made = Paths(tmp_path / "数据"), []

    def make(answers):
        desk = founding.create_desk(
            paths,
            answers.clerk,
            Clock(),
            random.Random(1).randbytes,
            office=answers.office,
            office_short=answers.office_short,
        )
        desk.bundled_fonts_only = True
        plan.load(desk) if answers.load_plan else None
        made.append(desk)
        return desk

    clerk.at = FirstStart(None, str(paths.folder), make)
    qtbot.addWidget(clerk.at)
    clerk.at.show()
    clerk.fill("经办人姓名", "示例新人")
    clerk.quoted("载入 2023 年方案的数据")
    assert clerk.at.plan.isChecked()
    clerk.look("first-start")
    clerk.press("开始使用")
    [desk] = made
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.attach(desk)
    clerk.at = window
    yield window, desk
    window.close()
    desk.close()


def shown(window):
    return window.stack.currentWidget()


def test_the_first_hour(started, clerk, voice, tmp_path):
    window, desk = started
    assert register.count(desk, Member) == 17
    clerk.look("opened")
    walk_annexes(clerk, window)
    walk_merchant(clerk, window, desk)
    walk_award(clerk, window, desk, voice)
    walk_certificate(clerk, window, voice, tmp_path)
    walk_bulletin(clerk, window, desk)
    walk_backup(clerk, window, desk)
    clerk.key(Qt.Key.Key_F1)
    assert opening._window[0].key == "settings"
    assert voice.troubles == []


def walk_annexes(clerk, window):
    """二"""
    clerk.press("领导小组名单")
    clerk.qtbot.waitUntil(lambda: bool(shown(window).paper.preview.data))
    mend_a_name(clerk, window)
    clerk.press("责任清单")
    dialogs = []
    answering(lambda one: dialogs.append(see_paper(clerk, one)))
    clerk.press("附件2")
    assert dialogs == [True]


def mend_a_name(clerk, window):
    """In its cell, and taken back."""
    clerk.quoted("姓名")
    table = window.findChild(Grid)
    at = table.model().index(3, 1)
    spot = table.visualRect(at).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    name = at.data()
    clerk.key(Qt.Key.Key_Backspace, on=window.focusWidget())
    clerk.key(Qt.Key.Key_Return, on=window.focusWidget())
    assert at.data() == name[:-1]
    clerk.ctrl("Z")
    assert at.data() == name


def see_paper(clerk, dialog):
    clerk.qtbot.waitUntil(lambda: bool(dialog.paper.preview.data))
    names = {one.accessibleName() for one in dialog.findChildren(QAbstractButton)}
    clerk.look("annex-2")
    dialog.reject()
    return {clerk.quoted("打印…"), clerk.quoted("另存为…")} <= names


def walk_merchant(clerk, window, desk):
    """三"""
    clerk.press("创建")
    clerk.press("培育库")
    clerk.ctrl("N")
    panel = shown(window).panel
    clerk.fill("单位名称", "示例甲·新渔港面馆", panel)
    clerk.fill("统一社会信用代码", CODE, panel)
    clerk.fill("行业", "食品", panel)
    clerk.key(Qt.Key.Key_Return, on=window.focusWidget())
    clerk.look("merchant")
    clerk.ctrl("S")
    assert register.count(desk, Merchant) == 1

    def move(dialog):
        dialog.form.editor("to").show_raw("培育")
        typing_hands.write(dialog.form.editor("reason"), "申报材料齐全")
        clerk.look("stage")
        dialog.primary.click()

    answering(move)
    clerk.press("变更阶段…")
    [row] = register.page(desk, Merchant, register.find(desk, Merchant))
    assert row.cells["stage"] == "培育"


def walk_award(clerk, window, desk, voice):
    """五"""
    clerk.press("表彰")
    clerk.press("授牌")
    voice.answer = "授牌 1 家"

    def grant(dialog):
        found = clerk.fill("单位", "xyg", dialog)
        clerk.qtbot.waitUntil(lambda: found.only_hit() is not None)
        clerk.key(Qt.Key.Key_Return, on=found)
        clerk.fill("授牌依据", "示例依据1号", dialog)
        clerk.quoted("授牌日期")
        clerk.look("grant")
        dialog.primary.click()

    answering(grant)
    clerk.press("授牌…")
    assert register.count(desk, Award) == 1
    [asked] = [one for one in voice.questions if isinstance(one, Question) and one.grave]
    assert asked.back == clerk.quoted("取消") and "编号" in asked.text


def walk_certificate(clerk, window, voice, tmp_path):
    """六"""
    clerk.press("打印牌匾与证书…")
    page = shown(window)
    assert window.key == "printings" and len(page.list.ticked) == 1
    clerk.choose("印什么", "证书", page)
    clerk.choose("去向", "合并成一个 PDF", page)
    page.settings.folder.setText(str(tmp_path))
    clerk.qtbot.waitUntil(page.make.isEnabled)
    clerk.look("certificate")
    assert said(page.make).startswith(clerk.quoted("生成"))
    page.make.click()
    clerk.qtbot.waitUntil(page.outcome.isVisible)
    assert list(tmp_path.glob("证书*.pdf"))
    clerk.quoted("对账")
    clerk.look("certificate-made")


def walk_bulletin(clerk, window, desk):
    """七"""
    clerk.press("宣传")
    clerk.press("新增一期")
    clerk.press("新增稿件")
    pen = shown(window).pen
    clerk.fill("标题", "示例稿件", pen)
    clerk.fill("正文", "一、示例标题", pen)
    clerk.ctrl("S")
    clerk.qtbot.waitUntil(lambda: register.count(desk, Article) == 1)
    clerk.qtbot.waitUntil(lambda: bool(shown(window).paper.preview.data))
    clerk.look("bulletin")
    clerk.press("本期资料")
    assert clerk.field("状态", pen).findText("已印发") >= 0
    clerk.look("issue")


def walk_backup(clerk, window, desk):
    """八"""
    clerk.press("设置")
    clerk.press("备份")
    clerk.press("现在备份")
    assert len(backups.listed(desk)) == 1
    clerk.field("备份文件夹")
    clerk.look("backup")
