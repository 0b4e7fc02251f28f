"""诊断包 in the window: looked at first, kept where the clerk likes, nothing written before."""

import zipfile

import pytest
import walking
import window_samples as samples
from PySide6.QtWidgets import QPushButton

from shipu_desk import accidents
from shipu_desk.services import diagnosis
from shipu_desk.ui import messages
from shipu_desk.ui.pages import about
from shipu_desk.ui.parts.diagnosis import DiagnosisDialog, screen_facts
from shipu_desk.ui.window import Window

SHEETS = ["先读我.txt", "系统.txt", "数据.txt", "设置.txt", "出错.txt"]


@pytest.fixture
def dialog(qtbot, desk):
    samples.everything(desk)
    made = DiagnosisDialog(None, desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.sheets), timeout=20_000)
    yield made
    made.close()


def test_each_file_of_it_can_be_read_before_it_is_kept(dialog):
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == SHEETS
    for at, one in enumerate(dialog.sheets):
        dialog.list.setCurrentRow(at)
        assert dialog.text.toPlainText() == one.text
        assert not any(walking.at_rest(dialog).values())


def test_what_was_shown_is_what_is_kept(dialog, voice, tmp_path):
    voice.path = tmp_path / "诊断包.zip"
    dialog.keep.click()
    with zipfile.ZipFile(voice.path) as package:
        kept = {name: package.read(name).decode("utf-8-sig") for name in package.namelist()}
    assert kept == {one.name: one.text for one in dialog.sheets}
    assert "诊断包已存到" in voice.said[-1]


def test_nothing_is_written_when_no_place_is_chosen(dialog, voice, tmp_path):
    before = set(tmp_path.rglob("*"))
    voice.path = None
    dialog.keep.click()
    assert set(tmp_path.rglob("*")) == before and dialog.isVisible()


def test_a_place_that_takes_no_file_is_told(dialog, voice, tmp_path):
    voice.path = tmp_path / "没有这个文件夹" / "诊断包.zip"
    dialog.keep.click()
    assert voice.troubles and dialog.isVisible()


def test_data_that_cannot_be_checked_leave_the_rest(qtbot, desk, monkeypatch):
    made = diagnosis.sheets

    def sheets(paths, desk, screen=(), refusal=""):
        if desk is not None:
            raise OSError("示例甲")
        return made(paths, desk, screen, refusal)

    monkeypatch.setattr(diagnosis, "sheets", sheets)
    dialog = DiagnosisDialog(None, desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.sheets), timeout=20_000)
    assert "没有打开（OSError）" in dialog.sheets[2].text
    assert not any("示例甲" in one.text for one in dialog.sheets)


def test_the_window_s_own_facts_name_no_printer_and_nobody(dialog):
    told = dict(screen_facts("0 台"))
    [line] = [one for one in dialog.sheets[1].text.splitlines() if "打印机" in one]
    assert line.endswith(" 台") and line.removesuffix(" 台")[-1].isdigit()
    assert "×" in told["屏幕"] and "，" in told["Qt"]


def test_the_page_about_the_desk_has_the_way_to_it(qtbot, desk):
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    window.open_page("about")
    words = {one.text().strip() for one in window.stack.currentWidget().findChildren(QPushButton)}
    assert "诊断包…" in words
    assert "反向工程" in about.QT and "LGPL" in about.QT and "换成" in about.QT


def test_an_accident_in_the_window_is_noted_by_its_place(desk, voice):
    accidents.remember(desk.paths.folder)
    try:
        try:
            raise RuntimeError("示例甲 13800000000")
        except RuntimeError as error:
            messages.tell(None, error, "保存")
    finally:
        accidents._folder.clear()
    [line] = accidents.noted(desk.paths.log, 9)
    assert "RuntimeError: test_diagnosis.py:" in line and "示例甲" not in line
