"""The list of what was done: told in full, taken back from there, legal acts only shown."""

import pytest
import window_samples as samples
from PySide6.QtWidgets import QApplication, QLabel

from shipu_desk.domain.catalogue import BY_NAME
from shipu_desk.domain.changes import Act
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Street
from shipu_desk.services import changes, register
from shipu_desk.ui import messages
from shipu_desk.ui.pages.history import build
from shipu_desk.ui.turning import turn


@pytest.fixture
def page(pool, qtbot):
    register.save(pool, Merchant, {"operator": "示例戊"}, register.page(pool, Merchant, [1])[0])
    made = build(pool)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def cells(page, row):
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def shown(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_each_step_says_who_what_when(page, pool):
    [newest, *_] = changes.audit(pool)
    assert page.model.rowCount() == len(changes.audit(pool, 10_000))
    assert cells(page, 0)[:4] == [str(newest.number), newest.title, "编辑", "示例甲"]
    assert cells(page, 0)[5] == "可撤回"


def test_the_chosen_step_shows_what_it_changed(page):
    told = shown(page.changed)
    assert "修改创建单位" in told and "负责人：示例丁 → 示例戊" in told


def test_a_step_is_taken_back_and_done_again(page, pool, voice):
    page.back.click()
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例丁"
    assert voice.said[-1].startswith("已撤回“修改创建单位")
    page.table.selectRow(0)
    assert page.back.text().strip() == "重做这一步"
    page.back.click()
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例戊"
    assert voice.troubles == []


def test_a_step_done_again_is_taken_back_by_its_own_row(page, pool, voice):
    """The button says what it does: a row 重做 is a change that stands and can be taken back."""
    for _ in range(2):  # taken back, done again
        page.table.selectRow(0)
        page.back.click()
    page.table.selectRow(0)
    assert cells(page, 0)[2] == "重做" and cells(page, 0)[5] == "可撤回"
    assert page.back.text().strip() == page.back.accessibleName() == "撤回这一步"
    assert cells(page, 1)[5].startswith("已重做（第")
    page.back.click()
    assert register.get(pool, Merchant, 1).cells["operator"] == "示例丁"
    page.table.selectRow(1)
    assert cells(page, 1)[5].startswith("已撤回（第") and not page.back.isEnabled()
    assert voice.troubles == []


def test_a_legal_act_is_shown_and_cannot_be_taken_back(page, pool):
    with pool.store.writing("打印附件1", "示例甲", Act.PRINT):
        pass
    page.refresh()
    page.table.selectRow(0)
    assert cells(page, 0)[5].startswith("不能撤回") and not page.back.isEnabled()
    assert "没有改动登记的内容" in shown(page.changed)


def test_a_step_that_others_rest_on_says_so_before_it_is_tried(page, pool):
    street = register.save(pool, BY_NAME["street"], {"name": "示例街"})
    made = changes.undoable(pool).number
    register.save(pool, Merchant, samples.merchant(90) | {"street_id": street.id})
    page.refresh()
    page.table.look_at(made)
    [row] = [at for at in range(page.model.rowCount()) if cells(page, at)[0] == str(made)]
    assert cells(page, row)[5] == "有登记用着它"
    assert not page.back.isEnabled()
    assert (
        not page.why.isHidden()
        and "创建单位" in page.why.text
        and page.why.text.endswith("先删除或改掉用着它的登记，再撤回。")
    )


def test_a_refusal_in_the_last_moment_names_what_stands_in_the_way(page, pool, voice):
    """Another window was quicker than the list."""
    street = register.save(pool, BY_NAME["street"], {"name": "示例街"})
    made = changes.undoable(pool)
    register.save(pool, Merchant, samples.merchant(90) | {"street_id": street.id})
    turn(page, pool, made)
    [trouble] = voice.troubles
    assert "不能撤回" in trouble.happened and "创建单位" in trouble.happened
    assert trouble.todo == "先删除或改掉用着它的登记，再撤回。"


def test_a_search_in_the_list_by_its_header_sorts(page):
    page.model.sort(3)
    assert page.model.rowCount() > 3
    page.model.sort(0)
    numbers = [int(cells(page, row)[0]) for row in range(page.model.rowCount())]
    assert numbers == sorted(numbers)


def test_a_busy_file_is_no_reason_to_take_back_something_else_first(desk, voice, monkeypatch):
    import sqlite3

    register.save(desk, Street, {"name": "示例街"})
    done = changes.undoable(desk)
    other = sqlite3.connect(desk.paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    turn(None, desk, done)
    other.execute("ROLLBACK")
    other.close()
    [trouble] = voice.troubles
    assert "正在写入" in trouble.happened and "先撤回" not in trouble.todo


def test_the_page_is_read_again_only_while_it_is_looked_at(desk, qtbot):
    made = build(desk)
    qtbot.addWidget(made)
    before = made.model.rowCount()
    register.save(desk, Street, {"name": "示例街"})
    QApplication.processEvents()
    assert made.model.rowCount() == before
    made.show()
    QApplication.processEvents()
    assert made.model.rowCount() == before + 1
    register.save(desk, Street, {"name": "示例二街"})
    QApplication.processEvents()
    assert made.model.rowCount() == before + 2


def test_a_grave_question_nests_its_quotes(voice, qtbot):
    voice.answer = "删除"
    assert messages.ask_grave(None, "删除“甲“乙”店”", "“丙“丁””", "删除")
    assert voice.questions[-1].title == "删除“甲‘乙’店”"
