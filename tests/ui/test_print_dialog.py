"""打印: printers that are slow, gone or broken never hold the window; what is sent is told."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.pdfgen.canvas import Canvas
from sample_printers import BROKEN, LARGE, LASER

from shipu_desk.domain.awards import Printing
from shipu_desk.domain.calibration import Calibration
from shipu_desk.domain.printing import Printed, Sent, Sides
from shipu_desk.services import printers as known
from shipu_desk.services import register
from shipu_desk.ui import printers
from shipu_desk.ui.parts import print_dialog
from shipu_desk.ui.parts.print_dialog import LOOKING, NONE, PrintDialog
from shipu_desk.ui.preview import Preview
from shipu_desk.ui.printed import Paper

MM = 72 / 25.4
A4, LYING, PLAQUE = (210.0, 297.0), (297.0, 210.0), (600.0, 400.0)


def pdf(tmp_path, *sizes):
    path = tmp_path / "in.pdf"
    canvas = Canvas(str(path))
    for number, (wide, high) in enumerate(sizes, start=1):
        canvas.setPageSize((wide * MM, high * MM))
        canvas.drawString(100, 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1100, 690)
    made.show()
    return made


@pytest.fixture
def opened(parent, desk, office, tmp_path, qtbot):
    """Opens the dialog on pages of these sizes and waits until the printer has answered."""
    made = []

    def open_dialog(*sizes, heard=True):
        paper = Paper(pdf(tmp_path, *sizes), "示例文件", sizes, desk)
        dialog = PrintDialog(parent, paper)
        made.append(dialog)
        dialog.show()
        if heard:
            come(dialog, qtbot)
        return dialog

    yield open_dialog
    for dialog in made:
        dialog._job = None
        dialog.done(0)


def come(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog._wait.isActive(), timeout=20_000)


def sent(dialog, qtbot):
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.sent is not None, timeout=20_000)
    return dialog.sent


# looking for printers


def test_the_default_printer_is_chosen_and_then_the_last_one_used(opened, desk):
    assert opened(A4).settings.printer == LARGE
    known.remember(desk.paths, LASER)
    assert opened(A4).settings.printer == LASER


def test_a_last_printer_that_is_gone_gives_way_to_the_default(opened, desk):
    known.remember(desk.paths, "已拆走的打印机")
    assert opened(A4).settings.printer == LARGE


def test_while_printers_are_looked_for_it_says_so_and_can_be_left(opened, office):
    office.mood = "silent"
    dialog = opened(A4, heard=False)
    assert dialog.settings.state.text() == LOOKING
    assert not dialog.go.isEnabled() and dialog.save.isEnabled() and dialog.back.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and dialog.sent is None


def test_a_silence_is_told_and_looked_through_again(opened, office, qtbot, monkeypatch):
    monkeypatch.setattr(print_dialog, "PATIENCE", 50)
    office.mood = "silent"
    dialog = opened(A4, heard=False)
    qtbot.waitUntil(dialog.silence.isVisible, timeout=20_000)
    assert "另存为 PDF" in dialog.silence.text
    office.mood = "ready"
    monkeypatch.setattr(dialog._wait, "start", lambda *_: None)
    dialog.again.click()
    assert not dialog.silence.isVisible()
    qtbot.waitUntil(lambda: dialog._printer.sizes != (), timeout=20_000)
    assert dialog.settings.printer == LARGE and dialog.go.isEnabled()


def test_a_mute_printer_can_be_sent_to_all_the_same(opened, office, qtbot, monkeypatch):
    monkeypatch.setattr(print_dialog, "PATIENCE", 50)
    office.mood = "mute"
    dialog = opened(A4, heard=False)
    qtbot.waitUntil(dialog.silence.isVisible, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.settings.printer == LARGE, timeout=20_000)
    assert dialog.go.isEnabled() and not dialog.settings.sides.isEnabled()
    assert sent(dialog, qtbot).printer == LARGE and len(office.printed) == 1


def test_a_pc_without_printers_is_offered_a_file(opened, office):
    office.mood = "empty"
    dialog = opened(A4)
    assert dialog.settings.state.text() == NONE and not dialog.go.isEnabled()
    dialog.save.click()
    assert dialog.wants_file and not dialog.isVisible()


def test_a_printer_that_was_taken_away_says_so(opened, office):
    office.mood = "gone"
    assert "已经不在" in opened(A4).settings.state.text()


def test_a_printer_in_trouble_says_so_before(opened, qtbot):
    dialog = opened(A4)
    dialog.settings.printers.setCurrentText(BROKEN)
    come(dialog, qtbot)
    assert "报告有故障" in dialog.settings.state.text()


# what is asked


def test_both_sides_are_offered_only_where_the_printer_can(opened, qtbot):
    dialog = opened(A4, A4)
    assert not dialog.settings.sides.isEnabled()
    dialog.settings.printers.setCurrentText(LASER)
    come(dialog, qtbot)
    box = dialog.settings.sides
    assert [box.itemText(n) for n in range(box.count())] == [str(one) for one in Sides]
    box.setCurrentText(str(Sides.LONG))
    dialog.settings.printers.setCurrentText(LARGE)
    come(dialog, qtbot)
    assert box.currentText() == "单面"


@pytest.mark.parametrize(
    ("pages", "copies", "told"),
    [
        ("3-1", "1", "起止反了"),
        ("4", "1", "没有第 4 页"),
        ("", "0", "份数应是"),
        ("", "多", "份数应是"),
        ("", "9" * 5_000, "份数应是"),
    ],
)
def test_what_cannot_be_printed_is_refused_beside_its_field(opened, pages, copies, told):
    dialog = opened(A4, A4, A4)
    dialog.settings.pages.setText(pages)
    dialog.settings.copies.setText(copies)
    boxes = (dialog.settings._pages, dialog.settings._copies)
    assert told in "".join(box.fault.text() for box in boxes) and not dialog.go.isEnabled()
    dialog.settings.pages.setText("1－2")
    dialog.settings.copies.setText("２")
    assert dialog.go.isEnabled() and dialog.settings.collated.isEnabled()


def test_the_paper_is_told(opened):
    assert opened(LYING).settings.paper.text() == "A4 横放，297 × 210 毫米"
    mixed = opened(A4, A4, LYING).settings.paper.text()
    assert mixed == "A4 竖放，210 × 297 毫米：2 页；A4 横放，297 × 210 毫米：1 页"


def test_a_sheet_the_printer_lacks_is_told_before(opened, qtbot, desk):
    known.remember(desk.paths, LASER)
    dialog = opened(A4, PLAQUE)
    assert "没有 600 × 400 毫米的纸，最大的纸是 216 × 356 毫米" in dialog.lack.text
    assert dialog.go.text().strip() == "仍要打印"
    dialog.settings.pages.setText("1")
    assert dialog.lack.isHidden() and dialog.go.text().strip() == "打印"
    dialog.settings.pages.setText("")
    dialog.settings.printers.setCurrentText(LARGE)
    come(dialog, qtbot)
    assert dialog.lack.isHidden()


# sending


def test_what_was_asked_for_comes_out(opened, office, qtbot, desk):
    dialog = opened(A4, LYING, A4)
    dialog.settings.pages.setText("3, 2")
    assert sent(dialog, qtbot) == Sent(LARGE, (3, 2), 3)
    [file] = office.printed
    with pypdfium2.PdfDocument(file) as out:
        wide = [out.get_page_size(n)[0] / MM for n in range(len(out))]
    assert wide == pytest.approx([210, 297], abs=1) and not dialog.isVisible()


def test_enter_prints(opened, office, qtbot):
    dialog = opened(A4)
    QTest.keyClick(dialog.settings.copies, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.sent is not None, timeout=20_000)


def test_a_printer_that_fails_says_so_and_another_can_be_taken(opened, office, qtbot):
    dialog = opened(A4)
    dialog.settings.printers.setCurrentText(BROKEN)
    come(dialog, qtbot)
    dialog.go.click()
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "没有接收" in dialog.trouble.text and dialog.sent is None
    dialog.settings.printers.setCurrentText(LARGE)
    come(dialog, qtbot)
    assert not dialog.trouble.isVisible()
    assert sent(dialog, qtbot).printer == LARGE


def test_a_driver_that_breaks_takes_only_its_own_process_with_it(opened, office, qtbot, caplog):
    dialog = opened(A4)
    office.mood = "crash"
    dialog.go.click()
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert dialog.trouble.text == printers.CUT_SHORT and dialog.go.isEnabled()
    assert "打印进程意外结束：3" in caplog.text


def test_what_a_driver_writes_into_the_pipe_is_no_answer(opened, office, qtbot):
    dialog = opened(A4)
    office.mood = "noisy"
    assert sent(dialog, qtbot).pages == (1,)
    assert not dialog.trouble.isVisible()


def test_a_job_shows_how_far_it_is_and_is_stopped(opened, office, qtbot, voice):
    dialog = opened(*[A4] * 30)
    office.mood = "slow"
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.progress.bar.value() > 0, timeout=20_000)
    assert "第 " in dialog.progress.told.text() and not dialog.settings.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)
    assert dialog.sent is None and dialog.go.isEnabled()
    assert voice.said[-1].startswith("已停止")


def test_a_job_that_does_not_answer_is_ended(opened, office, qtbot, monkeypatch):
    monkeypatch.setattr(printers, "MOMENT", 20)
    dialog = opened(*[A4] * 30)
    office.mood = "deaf"
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.progress.bar.maximum() == 30, timeout=20_000)
    dialog.progress.stop.click()
    qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)
    assert dialog.sent is None


def test_the_window_lives_while_a_printer_is_waited_for(opened, office, qtbot):
    office.mood = "silent"
    dialog = opened(A4, heard=False)
    dialog.settings.copies.setText("3")
    QApplication.processEvents()
    assert dialog.settings.asked_copies == 3 and printers._leaving == set()


# calibration


def test_the_calibration_of_printer_and_way_is_told_and_cleared(opened, desk, qtbot):
    known.calibrate(desk.paths, LARGE, Calibration(0.8, -1.2, 1.004, 1.004), lying=True)
    dialog = opened(LYING)
    said = dialog.settings.calibration
    assert said.text() == "右移 0.8 毫米，上移 1.2 毫米，放大到 100.4%"
    dialog.settings.printers.setCurrentText(LASER)
    come(dialog, qtbot)
    assert "没有校准" in said.text() and dialog.settings.clear.isHidden()
    dialog.settings.printers.setCurrentText(LARGE)
    come(dialog, qtbot)
    dialog.settings.clear.click()
    assert "没有校准" in said.text()
    assert known.calibration(desk.paths, LARGE, lying=True) is None


def test_each_way_of_a_mixed_document_is_told(opened, desk):
    known.calibrate(desk.paths, LARGE, Calibration(right=2), lying=True)
    said = opened(A4, LYING).settings.calibration.text()
    assert said == "竖放：没有校准；横放：右移 2.0 毫米"


def test_the_page_is_printed_as_calibrated(opened, office, desk, qtbot, tmp_path):
    known.calibrate(desk.paths, LARGE, Calibration(right=15, down=-10), lying=False)
    sent(opened(A4), qtbot)
    [file] = office.printed
    boxes = []
    for path in (tmp_path / "in.pdf", file):
        with pypdfium2.PdfDocument(path) as out:
            picture = out[0].render(scale=4).to_pil().convert("L")
        boxes.append(picture.point(lambda v: 255 if v < 128 else 0).getbbox())
    moved = [(b - a) / 4 / MM for a, b in zip(*boxes, strict=True)]
    assert moved[:2] == pytest.approx([15, -10], abs=0.3)


def test_a_calibration_that_cannot_be_read_is_told(opened, desk):
    desk.paths.printers.write_text("{", encoding="utf-8")
    dialog = opened(A4)
    assert "按未校准打印" in dialog.trouble.text and not dialog.trouble.isHidden()


def test_nothing_is_sent_uncalibrated_before_the_clerk_knows(opened, office, desk, qtbot):
    known.calibrate(desk.paths, LARGE, Calibration(right=3), lying=False)
    dialog = opened(A4)
    assert "仍要" not in dialog.go.text()
    desk.paths.printers.write_text("{", encoding="utf-8")
    dialog.go.click()
    assert dialog._job is None and "按未校准打印" in dialog.trouble.text
    assert dialog.trouble.isVisible() and "仍要打印" in dialog.go.text()
    assert sent(dialog, qtbot).printer == LARGE


# the preview


@pytest.fixture
def preview(desk, office, tmp_path, qtbot):
    made = Preview("示例预览", desk, Printed.ROSTER)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_pdf(pdf(tmp_path, A4, A4), tmp_path / "附件1.pdf")
    yield made
    made.clear()


def test_what_a_printer_took_is_logged_with_all_it_was_told(preview, desk, qtbot, voice):
    from dialogs import answering

    def send(dialog):
        qtbot.waitUntil(lambda: dialog._printer.sizes != (), timeout=20_000)
        dialog.settings.pages.setText("2")
        dialog.settings.copies.setText("2")
        dialog.go.click()

    answering(send)
    preview.print_it()
    [row] = register.page(desk, Printing, register.find(desk, Printing))
    keys = ("form", "award_id", "what", "printer", "pages", "copies", "sides", "by")
    assert [row.cells[key] for key in keys] == [
        "名单", "", "附件1", LARGE, "2", "2", "单面", "示例甲",
    ]  # fmt: skip
    assert voice.said[-1] == "已送去打印：附件1，第 2 页，2 份"
    assert known.last_used(desk.paths) == LARGE


def test_save_as_pdf_from_the_dialog_saves(preview, desk, tmp_path, voice, office):
    from dialogs import answering

    office.mood = "empty"
    voice.path = tmp_path / "另存.pdf"
    answering(lambda dialog: dialog.save.click())
    preview.print_it()
    assert voice.path.read_bytes() == preview.data
    assert len(register.find(desk, Printing)) == 0


def test_cancelled_is_neither_printed_nor_logged(preview, desk, office):
    from dialogs import answering

    answering(lambda dialog: dialog.back.click())
    preview.print_it()
    assert office.printed == [] and len(register.find(desk, Printing)) == 0
