"""What is told has three lines, can be copied, and the window stays open."""

import sys
from pathlib import Path

import pytest
from dialogs import answering
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from shipu_desk.errors import Busy
from shipu_desk.ui import messages
from shipu_desk.ui.messages import Question, Trouble, WindowVoice
from shipu_desk.ui.parts.basic import button as basic_button
from shipu_desk.ui.parts.basic import column, held, label
from shipu_desk.ui.parts.dialogs import Dialog, QuestionDialog, TroubleDialog

TROUBLE = Trouble("没有写成", "文件正开着。", "登记没有变化。", "关掉它再试。", "traceback")


def texts(widget):
    return {label.text() for label in widget.findChildren(QLabel)}


def button(widget, words):
    return next(b for b in widget.findChildren(QPushButton) if words in b.text())


def test_a_trouble_says_what_happened_what_is_safe_and_what_to_do(qtbot):
    dialog = TroubleDialog(None, TROUBLE)
    qtbot.addWidget(dialog)
    assert {TROUBLE.title, TROUBLE.happened, TROUBLE.safe, TROUBLE.todo} <= texts(dialog)
    assert not any("traceback" in text for text in texts(dialog))
    button(dialog, "复制详情").click()
    assert "traceback" in QGuiApplication.clipboard().text()
    assert button(dialog, "知道了").isDefault()


def test_markup_in_a_message_is_shown_as_typed(qtbot):
    dialog = TroubleDialog(None, Trouble("<b>店</b>", "a<b", "A&B", "<img src='x'>"))
    qtbot.addWidget(dialog)
    shown = {label.text() for label in dialog.findChildren(QLabel) if label.textFormat().value == 0}
    assert {"<b>店</b>", "a<b", "A&B"} <= shown


@pytest.mark.parametrize(("words", "answer"), [("放弃", "放弃"), ("保存", "保存"), ("取消", "")])
def test_a_question_gives_the_answer_chosen(qtbot, words, answer):
    parent = QWidget()
    qtbot.addWidget(parent)

    def press():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QuestionDialog))
        button(dialog, words).click()

    messages.use(WindowVoice())
    QTimer.singleShot(50, press)
    assert messages.ask(parent, "有未保存的改动", "改了名称。", ("放弃", "保存")) == answer


def test_enter_never_does_what_cannot_be_taken_back(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    seen = []

    def press():
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QuestionDialog))
        seen.append(QApplication.focusWidget().text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    messages.use(WindowVoice())
    QTimer.singleShot(50, press)
    assert not messages.ask_grave(parent, "给 3 家授牌", "登记后不能撤回。", "授牌 3 家")
    assert seen == ["取消"]


def test_a_desk_error_speaks_for_itself(voice):
    messages.tell(None, Busy("数据正被“示例乙”使用，10 秒后再试"), "保存")
    [told] = voice.troubles
    assert told.title == "没有完成：保存" and "示例乙" in told.happened
    assert "Traceback" not in told.happened + told.safe + told.todo


def test_anything_else_is_told_without_english_and_logged(voice, caplog):
    try:
        raise ValueError("invalid literal")
    except ValueError as error:
        messages.tell(None, error, "导入")
    [told] = voice.troubles
    assert "invalid" not in told.title + told.happened + told.safe + told.todo
    assert "invalid literal" in told.detail and "意外" in caplog.text
    caplog.clear()


def test_what_nobody_caught_is_told_and_the_window_stays(voice, caplog, monkeypatch):
    before = messages.install_hook()
    try:
        sys.excepthook(ValueError, ValueError("boom"), None)
    finally:
        sys.excepthook = before
    assert len(voice.troubles) == 1 and "还可以用" in voice.troubles[0].safe
    caplog.clear()


def test_a_name_with_quotes_is_told_with_single_ones(voice):
    messages.say("已保存“从“点”入手”")
    messages.ask(None, "删除“从“点”入手”", "可以撤回。")
    assert voice.said == ["已保存“从‘点’入手”"]
    assert voice.questions[0].title == "删除“从‘点’入手”"


@pytest.mark.parametrize(("back", "shown"), [("不改", ["不改", "改"]), ("", ["改"])])
def test_the_way_back_has_its_own_words_or_is_not_there(qtbot, back, shown):
    dialog = QuestionDialog(None, Question("状态要改吗", "示例", ("改",), back=back))
    qtbot.addWidget(dialog)
    dialog.show()
    assert [b.text() for b in dialog.findChildren(QPushButton) if b.isVisible()] == shown


def test_a_line_without_spaces_breaks_inside_its_room(qtbot):
    said = "编号" + "A" * 200
    made = label(said, wrap=True)
    qtbot.addWidget(made)
    assert made.text() == said
    made.resize(200, made.heightForWidth(200))
    assert made.minimumSizeHint().width() <= 200
    assert made.heightForWidth(200) > 5 * made.fontMetrics().height()


def test_a_dialog_grows_with_what_comes_and_never_shrinks(qtbot):
    dialog = Dialog(None, "示例")
    qtbot.addWidget(dialog)
    body = column(label("一行"), margins=(24, 22, 24, 20))
    dialog.fill(held(body), None, basic_button("知道了"))
    dialog.show()
    QApplication.processEvents()
    before = dialog.height()
    fault = label("有一处要改。\n" * 6)
    body.addWidget(fault)
    qtbot.waitUntil(lambda: dialog.height() >= before + 5 * fault.fontMetrics().height())
    grown = dialog.height()
    fault.hide()
    QApplication.processEvents()
    QApplication.processEvents()
    assert dialog.height() == grown


@pytest.mark.parametrize(("answers", "kept"), [([1], "名册.xlsx"), ([0, 1], "名册.xlsx")])
def test_a_name_typed_without_its_ending_does_not_replace_a_file_unasked(
    qtbot, tmp_path, monkeypatch, answers, kept
):
    """Qt asked for 名册, which is not there; 名册.xlsx is."""
    (tmp_path / kept).write_text("原来的", encoding="utf-8")
    kinds, wishes, asked = "Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)", [], []

    def typed(parent, title, wish, kinds):
        wishes.append(wish)
        return str(tmp_path / "名册"), "Excel 工作簿 (*.xlsx)"

    def answer(dialog):
        asked.append(dialog.windowTitle())
        again = answers[len(asked) - 1]
        if not again:
            answering(answer)
        button(dialog, "替换" if again else "换个名字").click()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", typed)
    answering(answer)
    path = messages.WindowVoice().save_path(None, "存", tmp_path / "单位.xlsx", kinds)
    assert path == tmp_path / kept and len(asked) == len(wishes) == len(answers)
    assert wishes[1:] == [str(tmp_path / kept)] * (len(answers) - 1)


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [("名册", "名册.pdf"), ("名册2023.5", "名册2023.5.pdf"), ("名册.XLSX", "名册.XLSX"),
     ("名册.pdf", "名册.pdf"), ("v1.0 名册", "v1.0 名册.pdf")],
)  # fmt: skip
def test_a_dot_in_a_name_is_no_ending(chosen, kept):
    assert messages.with_ending(Path(chosen), ".pdf", [".xlsx"]) == Path(kept)
