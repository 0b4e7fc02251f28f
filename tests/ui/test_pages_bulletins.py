"""信息简报: written, ordered, kept and seen as it will be printed."""

import io
import subprocess
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest
import walking
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_hands import write

from shipu_desk.domain.bulletins import Article, Bulletin, BulletinState
from shipu_desk.services import bulletins, changes, register, settings
from shipu_desk.services.drafts import FOLDER
from shipu_desk.ui.pages import bulletins as bulletins_page
from shipu_desk.ui.parts.article_columns import PAPER
from shipu_desk.ui.parts.article_lists import NEW
from shipu_desk.ui.parts.article_pen import TAKEN
from shipu_desk.ui.parts.print_dialog import PrintDialog

ROOT = Path(__file__).parent.parent.parent
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIRST = "示例稿件甲\n一、做法\n一段正文。"
SECOND = "示例稿件乙\n另一段正文。"


def open_page(desk, qtbot, width=1308, height=614):
    made = bulletins_page.build(desk)
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show()
    made.activateWindow()
    come(made, qtbot)
    return made


def come(page, qtbot):
    """Until the page shown is made, if one is wanted."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.paper.busy, timeout=30_000)
    QApplication.processEvents()


@pytest.fixture
def issue(desk):
    settings.change(desk, {"report": "县放心消费工作领导小组", "send": "各成员单位"})
    made = bulletins.new_issue(desk)
    bulletins.add_article(desk, FIRST, "2023-1", "石浦镇")
    bulletins.add_article(desk, SECOND, "2023-1")
    return made


@pytest.fixture
def page(desk, issue, qtbot):
    return open_page(desk, qtbot)


def body(page):
    return page.pen.article.editor("body")


def title(page):
    return page.pen.article.editor("title")


def titles(page):
    return [line.title for line in page.index.articles.lines]


def stored(page):
    return [row.record.title for row in bulletins.articles(page.desk, page.bulletin.id)]


def printed(page):
    document = pypdfium2.PdfDocument(io.BytesIO(page.paper.preview.data))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    return "".join(text.split())


def drafts(page):
    return sorted(path.name for path in (page.desk.paths.folder / FOLDER).glob("*.json"))


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def save(page):
    press(body(page), Qt.Key.Key_S, CONTROL)


# ------------------------------------------------------------------ issues


def test_the_first_issue_begins_with_number_day_and_names(desk, qtbot, voice):
    settings.change(desk, {"report": "县放心消费工作领导小组"})
    page = open_page(desk, qtbot)
    assert page.bulletin is None and page.index.isHidden() is False
    assert not page.index.isVisible()
    page.more.click()
    [line] = page.index.issues.lines
    assert (line.title, line.under, line.light) == ("2023年第1期", "2023-05-18 · 0 篇", "草稿")
    assert page.pen.issue.values()["report"] == "县放心消费工作领导小组"
    assert voice.said == ["已新增2023年第1期，可用 Ctrl+Z 撤回"]
    changes.undo(desk, changes.undoable(desk).number)
    assert page.bulletin is None and not page.index.isVisible()


def test_issues_stand_newest_first_with_their_articles_counted(page):
    page.acts.add_issue()
    lines = page.index.issues.lines
    assert [line.title for line in lines] == ["2023年第2期", "2023年第1期"]
    assert [line.under for line in lines] == ["2023-05-18 · 0 篇", "2023-05-18 · 2 篇"]
    assert page.bulletin.record.issue == 2 and titles(page) == []


def test_the_issue_s_own_fields_fold_out_and_are_stored(page, qtbot, voice):
    press(title(page), Qt.Key.Key_F4)
    form = page.pen.issue
    assert form.isVisible() and not page.pen.article.isVisible()
    form.boxes["copies"].editor.setFocus()
    write(form.boxes["copies"].editor, "30")
    assert page.pen.status.text() == "未保存"
    come(page, qtbot)
    assert "共印30份" in printed(page)
    save_key = form.boxes["copies"].editor
    press(save_key, Qt.Key.Key_S, CONTROL)
    assert register.get(page.desk, Bulletin, page.bulletin.id).record.copies == 30
    assert "印 30 份" in page.pen.summary.text()
    press(save_key, Qt.Key.Key_Escape)
    assert page.pen.article.isVisible() and voice.troubles == []


def test_a_wrong_day_is_told_beside_the_field_and_nothing_is_stored(page):
    page.pen.fold.click()
    box = page.pen.issue.boxes["day"]
    box.editor.selectAll()
    write(box.editor, "2023-02-30")
    press(box.editor, Qt.Key.Key_S, CONTROL)
    assert box.fault.text() and page.issue.unsaved
    assert register.get(page.desk, Bulletin, page.bulletin.id).cells["day"] == "2023-05-18"


def test_an_issue_that_was_sent_is_only_read(page, voice):
    page.pen.issue.retype({"state": BulletinState.ISSUED.value})
    assert page.issue.save()
    assert body(page).isReadOnly() and not page.pen.save.isEnabled()
    assert page.pen.notices[0].isVisible()
    page.pen.fold.setChecked(True)
    assert "只有状态还能改" in page.pen.notices[1].words.text() and page.pen.notices[1].isVisible()
    assert not page.pen.gone.isVisible()
    press(page.index.issues, Qt.Key.Key_Delete)
    assert voice.said[-1] == "2023年第1期已印发，要留着；没有删除"
    page.acts.add_article()
    page.acts.remove()
    assert stored(page) == ["示例稿件甲", "示例稿件乙"]
    assert voice.said[-1] == "本期已印发，稿件没有变；请加到下一期"


def test_an_issue_goes_only_without_articles(page, voice):
    press(page.index.issues, Qt.Key.Key_Delete)
    [trouble] = voice.troubles
    assert trouble.title == "不能删除“2023年第1期”" and voice.questions == []
    assert "示例稿件甲" in trouble.happened and trouble.todo == Bulletin.INSTEAD
    page.acts.add_issue()
    voice.answer = "删除"
    press(page.index.issues, Qt.Key.Key_Delete)
    assert [line.title for line in page.index.issues.lines] == ["2023年第1期"]
    assert page.bulletin.record.issue == 1 and titles(page) == ["1　示例稿件甲", "2　示例稿件乙"]


# ------------------------------------------------------------------ writing


def test_words_are_seen_on_the_page_before_they_are_stored(page, qtbot):
    body(page).moveCursor(QTextCursor.MoveOperation.End)
    write(body(page), "新写的一句。")
    come(page, qtbot)
    assert "一段正文。新写的一句。" in printed(page)
    assert page.rows[0].record.body == "一、做法\n一段正文。"
    assert page.pen.status.text().startswith("未保存")


def test_saving_is_one_change_and_moves_nothing_under_the_hands(page):
    before = changes.undoable(page.desk).number
    body(page).moveCursor(QTextCursor.MoveOperation.End)
    press(body(page), Qt.Key.Key_Return)
    write(body(page), "新写的一句。")
    place = body(page).textCursor().position()
    save(page)
    assert changes.undoable(page.desk).number == before + 1
    assert page.rows[0].record.body.endswith("新写的一句。")
    assert body(page).textCursor().position() == place and body(page).document().isUndoAvailable()
    assert page.pen.status.text() == "已保存" and drafts(page) == []


def test_composing_is_no_command(page):
    """The Enter that ends a composition neither leaves the title nor saves."""
    title(page).setFocus()
    write(title(page), "合成")
    assert QApplication.focusWidget() is title(page)
    press(title(page), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.pen.article.editor("source")


def test_a_new_article_is_stored_when_it_has_title_and_text(page, voice):
    press(page.index.articles, Qt.Key.Key_N, CONTROL)
    assert titles(page)[-1] == "3　新稿件" and QApplication.focusWidget() is title(page)
    write(title(page), "示例稿件丙")
    save(page)
    assert page.pen.article.boxes["body"].fault.text() == "正文必填"
    assert len(stored(page)) == 2 and len(drafts(page)) == 1
    write(body(page), "第三篇的正文。")
    press(body(page), Qt.Key.Key_Return, CONTROL)
    assert stored(page) == ["示例稿件甲", "示例稿件乙", "示例稿件丙"]
    assert titles(page)[-1] == "3　示例稿件丙" and drafts(page) == []
    assert voice.said[-1] == "已保存“示例稿件丙”，可用 Ctrl+Z 撤回"


def test_leaving_an_article_stores_it(page):
    write(body(page), "开头加一句。")
    page.index.articles.setFocus()
    press(page.index.articles, Qt.Key.Key_Down)
    assert page.open_id == page.rows[1].id
    assert page.rows[0].record.body.startswith("开头加一句。")
    assert [line.unsaved for line in page.index.articles.lines] == [False, False]


def test_what_cannot_be_stored_waits_as_a_draft_and_says_so(page):
    title(page).selectAll()
    press(title(page), Qt.Key.Key_Delete)
    page.open_article(page.rows[1].id)
    assert [line.unsaved for line in page.index.articles.lines] == [True, False]
    assert stored(page)[0] == "示例稿件甲"
    page.open_article(page.rows[0].id)
    assert title(page).text() == "" and page.article.unsaved
    assert "还没有保存的文字" in page.pen.notices[0].words.text()
    page.pen.discard.click()
    assert title(page).text() == "示例稿件甲" and drafts(page) == []


def test_a_new_article_that_is_given_up_goes_with_its_line_after_a_question(page, voice):
    page.acts.add_article()
    write(body(page), "写了很久的字。")
    page.pen.discard.click()
    assert "7 个字" in voice.questions[-1].text and len(page.index.articles.lines) == 3
    voice.answer = "放弃"
    page.pen.discard.click()
    assert len(page.index.articles.lines) == 2 and drafts(page) == []


def test_the_preview_forgets_what_was_given_up(page, qtbot):
    come(page, qtbot)
    write(body(page), "要放弃的字。")
    come(page, qtbot)
    assert "要放弃的字" in printed(page)
    page.pen.discard.click()
    come(page, qtbot)
    assert "要放弃的字" not in printed(page)


def test_a_crash_costs_two_seconds_at_most(page, qtbot):
    """The draft is on the disk although nobody saved or left; another start shows it."""
    write(body(page), "没有来得及存的话。")
    qtbot.waitUntil(lambda: len(drafts(page)) == 1, timeout=10_000)
    again = open_page(page.desk, qtbot)
    assert body(again).toPlainText().startswith("没有来得及存的话。")
    assert again.index.articles.lines[0].unsaved
    assert again.rows[0].record.body == "一、做法\n一段正文。"
    come(again, qtbot)
    assert "没有来得及存的话。一、做法" in printed(again)
    page.article.discard()


CHILD = """
import sys, time
from datetime import datetime
from pathlib import Path
from random import Random
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shipu_desk.db.store import open_store
from shipu_desk.paths import Paths
from shipu_desk.services.desk import Desk
from shipu_desk.ui import theme
from shipu_desk.ui.pages import bulletins
paths, seed = Paths(Path(sys.argv[1])), Random(9)
store = open_store(paths.database, lambda: datetime(2023, 5, 18, 10, 0), seed.randbytes)
app = QApplication([])
theme.apply(app)
page = bulletins.build(Desk(store, "示例甲", paths, store.now, seed.randbytes, True))
page.show()
QTest.keyClicks(page.pen.article.boxes["body"].editor, "typed-before-the-kill ")
while not list((paths.folder / "草稿").glob("*.json")):
    app.processEvents()
print("written", flush=True)
while True:
    app.processEvents()
"""


def test_a_killed_program_leaves_its_words_to_the_next(desk, issue, qtbot):
    run = [sys.executable, "-c", CHILD, str(desk.paths.folder)]
    child = subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        said = child.stdout.readline()
    finally:
        child.kill()
        child.communicate()
    assert said.strip() == b"written"
    page = open_page(desk, qtbot)
    assert body(page).toPlainText() == "typed-before-the-kill 一、做法\n一段正文。"
    save(page)
    assert page.rows[0].record.body.startswith("typed-before-the-kill") and drafts(page) == []


def test_closing_stores_what_was_typed(page):
    write(body(page), "关窗前的话。")
    assert page.may_close()
    [first, _] = bulletins.articles(page.desk, page.bulletin.id)
    assert first.record.body.startswith("关窗前的话。")


def test_where_the_disk_takes_no_draft_the_clerk_is_asked(page, voice):
    (page.desk.paths.folder / FOLDER).write_bytes(b"")
    title(page).selectAll()
    press(title(page), Qt.Key.Key_Delete)
    assert not page.may_close()
    assert "草稿没有记到磁盘" in page.pen.notices[0].words.text()
    assert voice.questions[-1].title == "有文字还没有保存"
    voice.answer = "放弃这些文字"
    assert page.may_close()


def test_what_was_changed_elsewhere_is_not_overwritten_unasked(page):
    write(body(page), "我写的。")
    row = page.rows[0]
    register.save(page.desk, Article, {"body": "别处写的。"}, row)
    save(page)
    assert bulletins.articles(page.desk, page.bulletin.id)[0].record.body == "别处写的。"
    notice = page.pen.notices[0]
    assert notice.isVisible() and "本次没有保存" in notice.words.text()
    notice._ways[0].click()
    kept = bulletins.articles(page.desk, page.bulletin.id)[0].record.body
    assert kept.startswith("我写的。") and not notice.isVisible()


def test_an_undo_elsewhere_comes_to_the_form_at_once(page):
    write(body(page), "要撤回的。")
    save(page)
    changes.undo(page.desk, changes.undoable(page.desk).number)
    assert body(page).toPlainText() == "一、做法\n一段正文。" and not page.article.unsaved


def test_words_of_an_article_that_went_become_a_new_one(page):
    page.open_article(page.rows[1].id)
    write(body(page), "还在写。")
    changes.undo(page.desk, changes.undoable(page.desk).number)
    assert page.open_id == NEW and body(page).toPlainText().startswith("还在写。")
    save(page)
    assert stored(page) == ["示例稿件甲", "示例稿件乙"]


def test_pasted_words_keep_their_paragraphs_and_lose_their_dirt(page, voice):
    body(page).selectAll()
    pasted = QMimeData()
    pasted.setText("第一段。\r\n第二段。\x0b第三段。\x07\x0e")
    pasted.setHtml("<b>第一段。</b>")
    body(page).insertFromMimeData(pasted)
    assert body(page).toPlainText() == "第一段。\n第二段。\n第三段。"
    assert voice.said == ["文字里有2个看不见的控制字符，已去掉；段落和其余文字都在。"]
    body(page).undo()
    assert body(page).toPlainText() == "一、做法\n一段正文。"


@pytest.mark.parametrize("length", [50_000, 50_001])
def test_the_longest_article_is_stored_and_one_more_is_refused(page, qtbot, length):
    words = "示例正文，" * (length // 5) + "字" * (length % 5)
    pasted = QMimeData()
    pasted.setText(words)
    body(page).selectAll()
    body(page).insertFromMimeData(pasted)
    title(page).selectAll()
    write(title(page), "题" * 120)
    save(page)
    fits = length <= 50_000
    assert page.article.unsaved is not fits
    assert (bulletins.articles(page.desk, page.bulletin.id)[0].record.body == words) is fits
    assert ("超过" in page.pen.article.count.text()) is not fits
    assert bool(page.pen.article.boxes["body"].fault.text()) is not fits
    come(page, qtbot)
    page.article.discard()
    come(page, qtbot)


# ------------------------------------------------------------------ order and files


def test_alt_and_arrows_order_the_articles_and_undo_brings_back(page, qtbot):
    page.index.articles.setFocus()
    press(page.index.articles, Qt.Key.Key_Down, ALT)
    assert stored(page) == ["示例稿件乙", "示例稿件甲"]
    assert titles(page) == ["1　示例稿件乙", "2　示例稿件甲"]
    assert page.index.articles.current.title == "2　示例稿件甲"
    come(page, qtbot)
    assert printed(page).index("示例稿件乙") < printed(page).index("示例稿件甲")
    changes.undo(page.desk, changes.undoable(page.desk).number)
    assert titles(page) == ["1　示例稿件甲", "2　示例稿件乙"]


def test_the_buttons_know_where_an_article_may_go(page):
    able = [page.index.up.isEnabled(), page.index.down.isEnabled()]
    page.open_article(page.rows[1].id)
    assert able == [False, True]
    assert [page.index.up.isEnabled(), page.index.down.isEnabled()] == [True, False]
    page.index.up.click()
    assert stored(page) == ["示例稿件乙", "示例稿件甲"]


def test_moving_keeps_words_that_cannot_be_stored(page):
    title(page).selectAll()
    press(title(page), Qt.Key.Key_Delete)
    page.acts.shift(up=False)
    assert stored(page) == ["示例稿件乙", "示例稿件甲"]
    assert page.article.unsaved and title(page).text() == ""
    write(title(page), "新标题")
    save(page)
    assert stored(page) == ["示例稿件乙", "新标题"]


def test_an_article_taken_out_comes_back_with_one_undo(page, voice):
    write(body(page), "最后改的。")
    page.index.articles.setFocus()
    press(page.index.articles, Qt.Key.Key_Delete)
    assert titles(page) == ["1　示例稿件乙"] and page.open_id == page.rows[0].id
    assert voice.said[-1] == "已移出“示例稿件甲”，可用 Ctrl+Z 撤回"
    changes.undo(page.desk, changes.undoable(page.desk).number)
    assert page.rows[0].record.body.startswith("最后改的。")


def test_a_new_article_is_given_up_only_after_a_question(page, voice):
    page.acts.add_article()
    write(title(page), "半篇")
    page.acts.remove()
    assert page.open_id == NEW and len(voice.questions) == 1
    voice.answer = "去掉"
    page.acts.remove()
    assert titles(page) == ["1　示例稿件甲", "2　示例稿件乙"] and drafts(page) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_becomes_an_article(page, voice, tmp_path, encoding):
    voice.path = tmp_path / "来稿.txt"
    voice.path.write_bytes("示例来稿\r\n第一段。\r\n第二段。\x07".encode(encoding))
    page.take.click()
    assert stored(page) == ["示例稿件甲", "示例稿件乙", "示例来稿"]
    assert body(page).toPlainText() == "第一段。\n第二段。"
    assert "1个看不见的控制字符" in page.pen.notices[TAKEN].words.text()


def test_a_text_file_makes_the_first_issue(desk, qtbot, voice, tmp_path):
    page = open_page(desk, qtbot)
    voice.path = tmp_path / "来稿.txt"
    voice.path.write_text(FIRST, encoding="utf-8")
    page.take.click()
    assert page.bulletin.record.issue == 1 and stored(page) == ["示例稿件甲"]


def test_a_word_document_becomes_an_article(page, voice, qtbot, tmp_path):
    voice.path = tmp_path / "来稿.docx"
    book = docx.Document()
    for text in ("示例来稿", "第一段。", "第二段。"):
        book.add_paragraph(text)
    book.add_table(1, 1).rows[0].cells[0].text = "示例格"
    book.save(voice.path)
    page.take.click()
    qtbot.waitUntil(lambda: len(stored(page)) == 3, timeout=20_000)
    assert stored(page)[-1] == "示例来稿"
    assert body(page).toPlainText() == "第一段。\n第二段。\n示例格"
    notice = page.pen.notices[TAKEN]
    assert notice.isVisible() and "来稿.docx" in notice.words.text()
    assert "1个表格按行变成了文字" in notice.words.text()
    taken = page.open_id
    page.open_article(page.rows[0].id)
    assert not notice.isVisible()
    page.open_article(taken)
    assert notice.isVisible()
    notice._ways[0].click()
    assert not notice.isVisible()


def test_a_broken_word_document_is_told_and_nothing_is_added(page, voice, qtbot, tmp_path):
    voice.path = tmp_path / "来稿.docx"
    voice.path.write_bytes(b"\xd0\xcf\x11\xe0")
    page.take.click()
    qtbot.waitUntil(lambda: bool(voice.troubles), timeout=20_000)
    assert "不是完好的 .docx 文档" in voice.troubles[0].happened and len(stored(page)) == 2


def test_a_file_without_a_text_waits_under_the_pen(page, voice, tmp_path):
    voice.path = tmp_path / "来稿.txt"
    voice.path.write_text("只有一个标题", encoding="utf-8")
    page.take.click()
    assert page.open_id == NEW and title(page).text() == "只有一个标题"
    assert page.pen.article.boxes["body"].fault.text() == "正文必填"
    assert len(stored(page)) == 2 and len(drafts(page)) == 1


def test_a_file_that_is_no_text_is_told(page, voice, tmp_path):
    voice.path = tmp_path / "来稿.txt"
    voice.path.write_bytes(b"\x80\xff\xff")
    page.take.click()
    assert "编码认不出来" in voice.troubles[0].happened and len(stored(page)) == 2


# ------------------------------------------------------------------ the paper


def test_what_cannot_be_printed_is_told_beside_the_old_page(page, qtbot, voice):
    before = page.paper.preview.data
    page.open_article(page.rows[1].id)
    write(body(page), "笑\U0001f600脸")
    come(page, qtbot)
    assert "第2篇正文" in page.paper.faults.problems[0]
    assert page.paper.faults.isVisible() and page.paper.mark.text() == "下面是改动之前排好的样子"
    assert page.paper.preview.data == before
    page.open_article(page.rows[0].id)
    come(page, qtbot)
    page.paper.faults.go.emit(2, "\U0001f600")
    assert page.open_id == page.rows[1].id
    assert body(page).textCursor().selectedText() == "\U0001f600"
    page.paper.preview.save_as()
    come(page, qtbot)
    assert voice.said[-1] == "没有另存：有 1 处不能照原样印出，改好后再打印"
    press(body(page), Qt.Key.Key_Delete)
    come(page, qtbot)
    assert not page.paper.faults.isVisible() and "笑脸" in printed(page)


def test_saving_the_page_stores_the_words_and_writes_what_printing_writes(
    page, qtbot, voice, tmp_path
):
    write(body(page), "另存前写的。")
    voice.path = tmp_path / "简报.pdf"
    page.paper.preview.save_as()
    come(page, qtbot)
    assert page.rows[0].record.body.startswith("另存前写的。")
    bulletins.write(page.desk, page.bulletin.id, tmp_path / "打印.pdf")
    assert voice.path.read_bytes() == (tmp_path / "打印.pdf").read_bytes()


def test_nothing_is_printed_while_words_cannot_be_stored(page, qtbot, voice, tmp_path):
    title(page).selectAll()
    press(title(page), Qt.Key.Key_Delete)
    page.open_article(page.rows[1].id)
    voice.path = tmp_path / "简报.pdf"
    page.paper.preview.save_as()
    come(page, qtbot)
    assert not voice.path.exists() and page.open_id == page.rows[0].id
    assert page.pen.article.boxes["title"].fault.text() == "标题必填"


def test_typing_keeps_the_place_looked_at(page, qtbot):
    body(page).insertPlainText("很长的一段正文。\n" * 200)
    come(page, qtbot)
    bar = page.paper.preview.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = page.paper.preview.view.page
    write(body(page), "又一句。")
    come(page, qtbot)
    assert at > 0
    qtbot.waitUntil(lambda: page.paper.preview.view.page == at)


def test_the_name_of_the_file_is_that_of_the_issue(page):
    assert page.paper.wish.name == "信息简报2023年第1期.pdf"


@pytest.mark.parametrize("width", [1308, 853], ids=["wide", "tabs"])
def test_ctrl_p_stores_the_words_and_asks_for_a_printer(desk, issue, qtbot, width, office):
    page = open_page(desk, qtbot, width)
    write(body(page), "打印前写的。")
    asked = []

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PrintDialog):
            asked.append(page.rows[0].record.body)
            dialog.reject()

    watch = QTimer(page)
    watch.timeout.connect(look)
    watch.start(20)
    press(body(page), Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(asked), timeout=20_000)
    watch.stop()
    come(page, qtbot)
    assert asked[0].startswith("打印前写的。") and page.paper.isVisible()


# ------------------------------------------------------------------ the screen


def test_a_narrow_window_puts_the_paper_behind_a_tab(desk, issue, qtbot):
    page = open_page(desk, qtbot, 853, 430)
    assert page.index.isVisible() and page.pen.isVisible() and not page.paper.isVisible()
    page.columns.turn_to(PAPER)
    come(page, qtbot)
    assert page.paper.isVisible() and not page.pen.isVisible()
    assert "示例稿件甲" in printed(page)
    assert page.paper.isAncestorOf(QApplication.focusWidget())


SCREENS = [(1308, 614), (853, 384), (802, 364), (1862, 924)]
TEXTS = {"title": "题" * 120, "source": "供稿单位" * 15, "body": "一、示例\n正文\U0001f600。"}


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_with_long_words_and_faults(desk, issue, qtbot, size):
    page = open_page(desk, qtbot, *size)
    page.pen.article.retype(TEXTS)
    told = []
    for tab in (0, 1):
        page.columns.turn_to(tab)
        for opened in (False, True):
            page.pen.fold.setChecked(opened)
            come(page, qtbot)
            told += walking.clipped(page) + walking.overlapping(page)
            told += walking.nameless(page) + walking.outside(page)
    assert told == []
    page.article.discard()
    come(page, qtbot)


def test_tab_walks_through_the_form_and_f6_through_the_page(page):
    order = []
    title(page).setFocus()
    for _ in range(3):
        order.append(QApplication.focusWidget().objectName())
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["title", "source", "body"]
    areas = page.areas()
    assert [area.accessibleName() for area in areas[:2]] == ["期次", "稿件"]
    for area in areas:
        area.setFocus()
        focus = QApplication.focusWidget()
        assert focus is area or area.isAncestorOf(focus)


def test_the_list_counts_what_is_typed(page, qtbot):
    page.acts.add_article()
    write(body(page), "示例正文")
    line = page.index.articles.current
    assert (line.id, line.title, line.under) == (NEW, "3　新稿件", "4 字")
    page.open_article(page.rows[0].id)
    come(page, qtbot)
    write(title(page), "示例")
    now = page.index.articles.current
    assert now.title == f"1　{title(page).text()}" and now.unsaved
