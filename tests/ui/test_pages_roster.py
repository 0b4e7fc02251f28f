"""领导小组名单: the plan's seventeen, their posts and order, and 附件1 beside them."""

import io
import zipfile

import pypdfium2
import pytest
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from shipu_desk.domain.members import Member, Post
from shipu_desk.domain.units import Unit
from shipu_desk.services import changes, plan, register
from shipu_desk.ui.pages import roster as roster_page
from shipu_desk.ui.parts import plan_data

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def open_page(desk, qtbot, width=1152, height=690):
    made = roster_page.build(desk)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    made.activateWindow()
    made.page.list.table.setFocus()
    come(made, qtbot)
    return made


def come(page, qtbot):
    """Until the page shown is made, if one is wanted."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.paper.busy, timeout=20_000)


@pytest.fixture
def page(desk, qtbot):
    plan.load(desk)
    return open_page(desk, qtbot)


def column(page, key):
    """What the table shows in a column, from top to bottom."""
    model = page.page.list.model
    at = [c.key for c in model.columns].index(key)
    return [model.index(number, at).data() for number in range(model.rowCount())]


def printed(page):
    document = pypdfium2.PdfDocument(io.BytesIO(page.paper.preview.data))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    return "".join(text.split())


def test_the_plan_s_members_stand_in_order_with_their_posts(page):
    names = column(page, "name")
    assert len(names) == 17 and names[0] == "钮晶莹" and names[-1] == "欧振"
    posts = dict(zip(names, column(page, "posts"), strict=True))
    assert {name: post for name, post in posts.items() if post} == {
        "曾伟标": "主任", "董水勇": "常务副主任", "熊水林": "副主任", "林旭勇": "副主任",
        "林振明": "副主任",
    }  # fmt: skip
    assert page.page.list.caption.text() == "附件1 · 现任 17 人"


def test_the_printed_page_is_shown_beside_the_register(page):
    assert page.drawer.is_open and not page.drawer.is_drawer
    text = printed(page)
    assert "打造石浦放心消费示范镇领导小组名单" in text
    assert "曾伟标兼任主任，董水勇兼任常务副主任" in text


def test_a_change_comes_to_the_printed_page_by_itself(page, qtbot):
    shown = page.page.row
    register.save(page.desk, Member, {"name": "示例新人"}, shown)
    qtbot.waitUntil(lambda: not page.paper.busy and "示例新人" in printed(page), timeout=20_000)


def test_a_narrow_window_folds_the_page_away_until_asked(desk, qtbot):
    plan.load(desk)
    page = open_page(desk, qtbot, 853, 400)
    assert page.drawer.is_drawer and not page.drawer.is_open
    page.page.tool("附件1").click()
    assert page.drawer.is_open
    come(page, qtbot)
    assert "钮晶莹" in printed(page)
    QTest.keyClick(page.paper.preview.view, Qt.Key.Key_Escape)
    assert not page.drawer.is_open


def test_alt_down_moves_within_the_role_and_undo_brings_back(page):
    second = page.page.list.model.row(1)
    assert second.title == "潘旭东"
    page.show_id(second.id)
    QTest.keyClick(page.page.list.table, Qt.Key.Key_Down, ALT)
    QApplication.processEvents()
    assert column(page, "name")[1:4] == ["曾伟标", "潘旭东", "董水勇"]
    assert page.page.row.title == "潘旭东"
    changes.undo(page.desk, changes.undoable(page.desk).number)
    QApplication.processEvents()
    assert column(page, "name")[1:4] == ["潘旭东", "曾伟标", "董水勇"]


def test_at_the_end_of_a_list_the_clerk_is_told(page, voice):
    first = page.page.list.model.row(0)
    page.show_id(first.id)
    page.page.tool("上移").click()
    assert voice.said[-1] == f"“{first.title}”已经在最前面"


def test_rows_sorted_or_narrowed_are_not_moved_and_the_clerk_is_told_why(page, voice):
    before = column(page, "name")
    page.show_id(page.page.list.model.row(2).id)
    page.page.list.begin_by("name", descending=False)
    page.page.tool("上移").click()
    assert voice.said[-1] == ("现在按“姓名”排着，看不出手排的次序。先点表头“序号”，再上移下移")
    page.page.list.begin_by("", descending=False)
    assert column(page, "name") == before
    page.page.list.find_box.setText("石浦")
    page.page.list.search()
    assert 1 < page.page.list.model.rowCount() < 17
    page.page.tool("上移").click()
    assert voice.said[-1].startswith("现在只列出一部分，")
    page.page.list.widen()
    assert column(page, "name") == before


def test_one_role_alone_is_a_whole_list_to_move_in(page):
    page.page.list.filters.choose("role", "副组长")
    page.show_id(page.page.list.model.row(1).id)
    before = column(page, "name")
    page.page.tool("上移").click()
    assert column(page, "name") == [before[1], before[0], *before[2:]]


def test_ctrl_p_prints_though_the_button_gave_up_its_words(page, office, qtbot):
    """In a narrow preview the button shows its icon only."""
    button = next(b for b in page.paper.preview.findChildren(QPushButton) if "打印" in b.toolTip())
    page.paper.setFixedWidth(page.paper.preview.minimumSizeHint().width())
    QApplication.processEvents()
    assert button.text() == ""
    seen = []
    answering(lambda dialog: (seen.append(dialog.windowTitle()), dialog.back.click()))
    QTest.keyClick(page.paper.preview.view, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: seen == ["打印"])


def test_ctrl_p_unfolds_the_page_and_prints_it(desk, qtbot, office):
    plan.load(desk)
    page = open_page(desk, qtbot, 853, 400)
    assert not page.drawer.is_open
    seen = []
    answering(lambda dialog: (seen.append(dialog.windowTitle()), dialog.back.click()))
    QTest.keyClick(page.page.list.table, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: seen == ["打印"], timeout=20_000)
    assert page.drawer.is_open and "钮晶莹" in printed(page)


def test_nobody_moves_out_of_his_role(page):
    last = page.page.list.model.row(3)
    assert last.cells["role"] == "副组长"
    page.show_id(last.id)
    page.page.tool("下移").click()
    assert column(page, "name")[3:5] == ["董水勇", "欧忠仕"]


def test_a_post_is_added_changed_and_removed_in_its_tab(page, voice):
    member = page.page.list.model.row(4)
    page.show_id(member.id)
    page.page.open_row()
    page.page.panel.turn_to(1)
    tab = page.page._tabs[0][1]
    answering(lambda d: (d.form.editor("title").show_raw("副主任"), d.go()))
    tab.add.click()
    QApplication.processEvents()
    assert column(page, "posts")[4] == "副主任"
    assert [row.cells["since"] for row in tab.rows] == [page.desk.today().isoformat()]
    answering(lambda d: (d.form.editor("basis").show_raw("示例文号"), d.go()))
    tab.change(tab.rows[0])
    assert tab.rows[0].cells["basis"] == "示例文号"
    voice.answer = "删除"
    tab.remove(tab.rows[0])
    QApplication.processEvents()
    assert tab.rows == [] and not column(page, "posts")[4]


def test_a_post_without_a_title_is_told_beside_the_field(page):
    page.show_id(page.page.list.model.row(4).id)
    page.page.panel.turn_to(1)
    tab, told = page.page._tabs[0][1], []

    def act(dialog):
        dialog.go()
        told.append(dialog.form.boxes["title"].fault.text())
        dialog.form.show_raw({}, True)
        dialog.reject()

    answering(act)
    tab.add.click()
    assert told == ["职务必填"]
    assert register.count(page.desk, Post) == 5


def test_who_has_left_says_so_and_is_not_counted(page):
    gone = page.page.list.model.row(16)
    register.save(page.desk, Member, {"until": "2023-05-01"}, gone)
    QApplication.processEvents()
    assert column(page, "posts")[16] == "离任（至 2023-05-01）"
    assert page.page.list.caption.text() == "附件1 · 现任 16 人"


def test_an_empty_roster_is_filled_from_the_plan_and_emptied_again(desk, qtbot, voice):
    page = open_page(desk, qtbot)
    assert page.page.list.body.currentIndex() == 1
    plan_data.load(page, desk)
    QApplication.processEvents()
    assert len(column(page, "name")) == 17 and "已载入方案数据" in voice.said[-1]
    voice.answer = "移除"
    plan_data.remove(page, desk)
    assert register.count(desk, Member) == 0 and register.count(desk, Unit) == 0


def test_what_was_touched_since_is_left_and_listed(page, voice):
    shown = page.page.list.model.row(0)
    register.save(page.desk, Member, {"remark": "示例备注"}, shown)
    voice.answer = "移除"
    plan_data.remove(page, page.desk)
    assert register.count(page.desk, Member) == 1
    told = voice.troubles[-1]
    assert "钮晶莹" in told.happened and "载入后改动过" in told.happened
    assert "Ctrl+Z" in told.safe


def test_unsaved_words_hold_the_window_and_stop_a_move(page, voice):
    page.page.open_row()
    page.page.panel.form.editor("basis").show_raw("写了一半")
    assert page.may_close() is False
    page.page.tool("下移").click()
    assert voice.questions[-1].title == "有未保存的改动"
    assert page.page.panel.form.unsaved == ["依据"]


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".DOCX"])
def test_annex_one_is_saved_to_be_worked_on(page, voice, qtbot, tmp_path, ending):
    voice.path = tmp_path / f"名单{ending}"
    page.paper.preview.save_as()
    come(page, qtbot)
    assert voice.said[-1] == f"已存到 {voice.path}" and voice.troubles == []
    with zipfile.ZipFile(voice.path) as archive:
        said = "".join(archive.read(name).decode() for name in archive.namelist() if ".xml" in name)
    assert "钮晶莹" in said


def test_a_folder_that_is_gone_is_told_for_a_word_file_too(page, voice, qtbot, tmp_path):
    voice.path = tmp_path / "没有" / "名单.docx"
    page.paper.preview.save_as()
    come(page, qtbot)
    [trouble] = voice.troubles
    assert "找不到文件夹" in trouble.happened
