"""打印校准: the sheet is printed, measured, and what was typed in is kept and checked."""

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QWidget
from sample_printers import BROKEN, LARGE, LASER

from shipu_desk.domain.calibration import Calibration
from shipu_desk.errors import DeskError
from shipu_desk.services import printers as known
from shipu_desk.ui.parts.calibration_dialog import CalibrationDialog
from shipu_desk.ui.printed import Paper

LYING = (297.0, 210.0)


@pytest.fixture
def opened(desk, office, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1100, 690)
    parent.show()
    made = []

    def open_dialog(printer=LASER, size=LYING):
        dialog = CalibrationDialog(parent, Paper(b"", "示例", (size,), desk), printer, size)
        made.append(dialog)
        dialog.show()
        QApplication.processEvents()
        return dialog

    yield open_dialog
    for dialog in made:
        dialog.done(0)


def idle(dialog, qtbot):
    qtbot.waitUntil(dialog.progress.isHidden, timeout=20_000)


def fill(dialog, left, top, across, down):
    for key, said in (("left", left), ("top", top), ("across", across), ("down", down)):
        dialog.fields[key].setText(said)
    dialog.keep.click()


def faults(dialog):
    return {key: box.fault.text() for key, box in dialog._boxes.items() if box.fault.text()}


def test_the_sheet_comes_out_as_it_is_in_the_size_of_the_page(opened, office, qtbot, desk):
    known.calibrate(desk.paths, LASER, Calibration(right=9), lying=True)
    dialog = opened()
    dialog.sheet.click()
    idle(dialog, qtbot)
    assert "照纸上的说明量" in dialog.told.text
    [file] = office.printed
    with pypdfium2.PdfDocument(file) as out:
        wide = out.get_page_size(0)[0]
        picture = out[0].render(scale=4).to_pil().convert("L")
    assert wide * 25.4 / 72 == pytest.approx(297, abs=1)
    dots, y = 4 * 72 / 25.4, picture.height - round(40.5 * 4 * 72 / 25.4)
    left = next(x for x in range(picture.width) if picture.getpixel((x, y)) < 160)
    assert left / dots == pytest.approx(10, abs=0.4)  # not moved by what is kept


def test_a_dialog_that_was_closed_prints_nothing(opened, office, qtbot):
    dialog = opened()
    dialog.sheet.click()
    dialog.done(0)
    qtbot.wait(300)
    assert office.printed == [] and dialog._asked is None


def test_what_was_measured_is_worked_out_and_kept(opened, desk, voice):
    dialog = opened()
    assert "还没有校准" in dialog.told.text
    assert not dialog.check.isEnabled() and dialog.clear.isHidden()
    fill(dialog, "11.5", "9", "100", "100.5")
    kept = known.calibration(desk.paths, LASER, lying=True)
    assert kept.right == pytest.approx(-1.5) and kept.high == pytest.approx(100 / 100.5)
    assert "左移 1.5 毫米，下移 1.0 毫米" in dialog.told.text and dialog.check.isEnabled()
    assert known.calibration(desk.paths, LASER, lying=False) is None
    assert known.calibration(desk.paths, LARGE, lying=True) is None
    assert voice.said[-1].startswith(f"已保存“{LASER}”的校准")


def test_the_check_sheet_is_printed_with_it(opened, office, qtbot, desk):
    dialog = opened()
    fill(dialog, "5", "10", "100", "100")
    dialog.check.click()
    idle(dialog, qtbot)
    [file] = office.printed
    with pypdfium2.PdfDocument(file) as out:
        picture = out[0].render(scale=4).to_pil().convert("L")
    dots, y = 4 * 72 / 25.4, picture.height - round(40.5 * 4 * 72 / 25.4)
    left = next(x for x in range(picture.width) if picture.getpixel((x, y)) < 160)
    assert left / dots == pytest.approx(15, abs=0.4)


def test_what_cannot_be_right_is_told_beside_its_field_and_nothing_is_kept(opened, desk):
    dialog = opened()
    fill(dialog, "", "10", "十", "100")
    assert set(faults(dialog)) == {"left", "across"}
    fill(dialog, "10", "10", "80", "100")
    assert set(faults(dialog)) == {"across"} and "先关掉" in faults(dialog)["across"]
    fill(dialog, "10", "45", "100", "100")
    assert set(faults(dialog)) == {"top"}
    assert known.calibration(desk.paths, LASER, lying=True) is None
    fill(dialog, "１０", "10。0", "100", "100 毫米")
    assert faults(dialog) == {}
    assert "位置和大小都不用改" in dialog.told.text


def test_it_is_cleared(opened, desk):
    known.calibrate(desk.paths, LASER, Calibration(right=2), lying=True)
    dialog = opened()
    assert "右移 2.0 毫米" in dialog.told.text
    dialog.clear.click()
    assert known.calibration(desk.paths, LASER, lying=True) is None
    assert dialog.clear.isHidden() and not dialog.check.isEnabled()


def test_a_printer_that_does_not_take_the_sheet_is_told(opened, qtbot):
    dialog = opened(BROKEN)
    dialog.sheet.click()
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=20_000)
    assert "没有接收" in dialog.trouble.text and dialog.sheet.isEnabled()


def test_a_small_page_is_calibrated_on_a4(opened, office, qtbot):
    dialog = opened(LARGE, (90.0, 54.0))
    dialog.sheet.click()
    idle(dialog, qtbot)
    with pypdfium2.PdfDocument(office.printed[0]) as out:
        assert out.get_page_size(0)[0] * 25.4 / 72 == pytest.approx(297, abs=1)


def test_a_place_that_cannot_be_written_to_is_told(opened, desk, voice):
    desk.paths.printers.mkdir()
    dialog = opened()
    fill(dialog, "10", "10", "100", "100")
    [trouble] = voice.troubles
    assert "保存校准" in trouble.title
    with pytest.raises(DeskError):
        known.calibration(desk.paths, LASER, lying=True)


@pytest.mark.parametrize(
    ("answer", "open_", "kept"),
    [("", True, False), ("放弃", False, False), ("保存校准", False, True)],
)
def test_measures_that_are_not_kept_are_asked_about(opened, desk, voice, answer, open_, kept):
    dialog = opened()
    for key, said in (("left", "11"), ("top", "10"), ("across", "100"), ("down", "100")):
        dialog.fields[key].setText(said)
    voice.answer = answer
    dialog.back.click()
    assert [question.title for question in voice.questions] == ["校准还没有保存"]
    assert dialog.isVisible() is open_
    assert (known.calibration(desk.paths, LASER, lying=True) is not None) is kept


def test_what_cannot_be_kept_keeps_the_dialog_open(opened, voice):
    dialog = opened()
    dialog.fields["left"].setText("11")
    voice.answer = "保存校准"
    dialog.back.click()
    assert dialog.isVisible() and "top" in faults(dialog)


def test_what_is_kept_closes_without_a_question(opened, voice):
    dialog = opened()
    dialog.back.click()
    assert not dialog.isVisible()
    dialog = opened()
    fill(dialog, "10", "10", "100", "100")
    dialog.back.click()
    assert not dialog.isVisible() and voice.questions == []
