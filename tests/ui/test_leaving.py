"""Windows ends the session: no question, no word lost, nothing saved unasked."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from typing_hands import write

from shipu_desk.domain.merchants import Merchant
from shipu_desk.errors import Busy
from shipu_desk.services import changes, register, unsaved
from shipu_desk.ui import leaving
from shipu_desk.ui.jobs import unfinished
from shipu_desk.ui.messages import Question
from shipu_desk.ui.parts.stages import change_stage
from shipu_desk.ui.window import Window


@pytest.fixture
def window(qtbot, pool):
    made = Window()
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.attach(pool)
    made.open_page("merchants")
    qtbot.waitUntil(lambda: not unfinished(), timeout=10_000)
    return made


def kept(desk):
    return sorted((desk.paths.folder / "草稿").glob("*.txt"))


def type_name(window, said):
    """Into the form of the first merchant."""
    page = window.stack.currentWidget()
    page.list.table.look_at(page.list.model.ids[0])
    QApplication.processEvents()
    page.open_row()
    form = page.panel.form
    form.editor("name").selectAll()
    write(form.editor("name"), said)
    assert form.unsaved
    return page


def test_typed_words_are_written_down_and_not_saved(window, pool, voice):
    type_name(window, "示例改名")
    before = changes.audit(pool, 1)
    leaving.end_session(window)
    [path] = kept(pool)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert "培育库｜单位名称：示例改名" in lines
    assert changes.audit(pool, 1) == before
    assert voice.questions == []


def test_nothing_typed_leaves_no_file(window, pool, voice):
    leaving.end_session(window)
    assert kept(pool) == [] and voice.questions == []


def test_a_masked_number_is_no_typed_word(window, pool):
    type_name(window, "示例改名")
    leaving.end_session(window)
    assert "138" not in kept(pool)[0].read_text(encoding="utf-8-sig")


def test_a_page_that_cannot_be_left_keeps_no_other_s_words(window, pool, caplog):
    class Stuck(QWidget):
        def may_close(self):
            raise Busy("示例")

    type_name(window, "示例改名")
    window._built["示例"] = Stuck(window)
    leaving.end_session(window)
    assert "示例改名" in kept(pool)[0].read_text(encoding="utf-8-sig")
    assert [r.levelname for r in caplog.records] == ["WARNING"]


def test_an_open_dialog_is_written_down_too(window, pool, voice):
    page = window.stack.currentWidget()
    seen = []

    def end():
        dialog = QApplication.activeModalWidget()
        dialog.form.editor("reason").show_raw("示例原因")
        leaving.end_session(window)
        seen.append(kept(pool)[0].read_text(encoding="utf-8-sig"))
        dialog.done(0)

    QTimer.singleShot(200, end)
    first = register.get(pool, Merchant, page.list.model.ids[0])
    change_stage(page, pool, [first])
    assert "原因：示例原因" in seen[0]


def test_the_next_start_tells_of_it_once(window, pool, voice):
    written = unsaved.write_down(pool, [("培育库", "单位名称", "示例改名")])
    leaving.tell_left_behind(window, pool.paths.folder)
    [question] = voice.questions
    assert "上次关机" in question.title
    [told] = kept(pool)
    assert told.name != written.name and told.name in question.text
    leaving.tell_left_behind(window, pool.paths.folder)
    assert len(voice.questions) == 1


def test_a_disk_that_takes_nothing_does_not_hold_the_session_up(window, pool, caplog):
    type_name(window, "示例改名")
    (pool.paths.folder / "草稿").write_text("a file in the folder's place")
    leaving.end_session(window)
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    caplog.clear()


def test_who_is_asked_takes_the_one_way_there_is_and_no_choice():
    silent = leaving._Silent()
    assert silent.ask(None, Question("", "", ("停止生成",))) == "停止生成"
    assert silent.ask(None, Question("", "", ("放弃", "保存"))) == ""
    assert silent.ask(None, Question("", "", ("放弃这些文字",), grave=True)) == ""
