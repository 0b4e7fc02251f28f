"""The preview shows, saves and prints the file's own bytes."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from shipu_desk.ui.pdf_pages import CACHED, PdfPages
from shipu_desk.ui.pdf_view import FIT_WIDTH, PX_PER_PT
from shipu_desk.ui.preview import Preview

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


def pdf(path, pages=3, size=A4):
    """Pages with a black square of 20 mm whose corner is 30 mm from the left and the top."""
    canvas = Canvas(str(path), pagesize=size)
    for number in range(pages):
        canvas.rect(30 * MM, size[1] - 50 * MM, 20 * MM, 20 * MM, stroke=0, fill=1)
        canvas.drawString(100 * MM, 20 * MM, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


def square(picture, dots_per_mm):
    """Left and top of the black square in mm."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)

    def dark(x, y):
        return grey.pixelColor(round(x), round(y)).value() < 128

    y = 40 * dots_per_mm
    left = next(x for x in range(grey.width()) if dark(x, y))
    top = next(y for y in range(grey.height()) if dark(left + 5 * dots_per_mm, y))
    return left / dots_per_mm, top / dots_per_mm


@pytest.fixture
def file(tmp_path):
    return pdf(tmp_path / "名单.pdf")


@pytest.fixture
def preview(file, qtbot):
    made = Preview()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.show_file(file)
    QApplication.processEvents()
    yield made
    made.clear()


def test_it_shows_the_bytes_of_the_file_and_lets_go_of_it(preview, file):
    data = file.read_bytes()
    file.unlink()
    assert preview.data == data and preview._where.text() == "第 1 页，共 3 页"


def test_pages_turn_by_keys_and_buttons(preview):
    view = preview.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1 and preview._where.text() == "第 2 页，共 3 页"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == 2 and not preview._after.isEnabled()
    preview._before.click()
    assert view.page == 1
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0 and not preview._before.isEnabled()


def test_only_pages_in_sight_are_drawn(tmp_path, qtbot):
    made = Preview()
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show_file(pdf(tmp_path / "长.pdf", 40))
    made.show()
    QApplication.processEvents()
    made.grab()
    assert 0 < len(made._pages._kept) <= 3
    made.clear()


def test_fit_width_fills_the_room_and_keeps_the_page(preview):
    preview.view.turn_to(1)
    preview.view.zoom_to(FIT_WIDTH)
    wide = A4[0] * PX_PER_PT * preview.view.factor
    assert abs(wide - preview.view.viewport().width()) < 40 and preview.view.page == 1


@pytest.mark.parametrize("factor", [0.5, 1.0, 1.5, 2.25])
def test_the_picture_is_drawn_at_the_very_scale_it_is_shown(preview, factor):
    preview.view.zoom_to(factor)
    ratio = preview.view.devicePixelRatioF()
    preview.view.grab()
    wanted = factor * PX_PER_PT * ratio
    [(_, scale)] = [key for key in preview._pages._kept if abs(key[1] - wanted) < 0.001][:1]
    picture = preview._pages.picture(0, scale)
    assert abs(picture.width() - A4[0] * wanted) <= 1


def test_text_is_sharp_at_150_percent(preview):
    """Pixels of the shown page equal PDFium's own: nothing was scaled after drawing."""
    preview.view.zoom_to(1.5)
    ratio = preview.view.devicePixelRatioF()
    shown = preview.view.viewport().grab().toImage()
    drawn = preview._pages.draw(0, 1.5 * PX_PER_PT * ratio)
    place = preview.view._place(0)
    left, top = round(place.x() * ratio), round(place.y() * ratio)
    same = [
        shown.pixel(x, y) == drawn.pixel(x - left, y - top)
        for x in range(left + 40, shown.width() - 20, 7)
        for y in range(top + 40, shown.height() - 20, 7)
    ]
    assert all(same) and len(same) > 500


def test_the_cache_is_bounded(file):
    pages = PdfPages(file.read_bytes())
    for scale in range(1, 5):
        pages.picture(0, scale)
    assert sum(p.sizeInBytes() for p in pages._kept.values()) <= CACHED
    pages.close()


def test_the_picture_is_the_page(file):
    pages = PdfPages(file.read_bytes())
    assert square(pages.draw(0, 4), 4 * MM) == pytest.approx((30, 30), abs=0.1)
    pages.close()


def test_save_as_writes_the_very_bytes(preview, voice, tmp_path):
    voice.path = tmp_path / "另一份.pdf"
    told = []
    preview.saved.connect(told.append)
    preview.save_as()
    assert voice.path.read_bytes() == preview.data and told == [voice.path]
    assert list(tmp_path.glob(".*")) == []


def test_a_folder_that_is_gone_is_told(preview, voice, tmp_path):
    voice.path = tmp_path / "没有" / "名单.pdf"
    preview.save_as()
    assert len(voice.troubles) == 1 and not voice.path.exists()


def test_nothing_to_show_has_nothing_to_press(preview):
    preview.clear("还没有成员，没有可打印的名单。")
    assert preview._where.text().startswith("还没有") and preview.data == b""
    assert not preview._print.isEnabled() and not preview._save.isEnabled()


def test_a_large_sheet_enlarges_less_than_memory(tmp_path, preview):
    preview.show_file(pdf(tmp_path / "牌匾.pdf", 1, (600 * MM, 400 * MM)))
    preview.view.zoom_to(6)
    preview.view.grab()
    [picture] = preview._pages._kept.values()
    assert picture.width() * picture.height() < 40_000_000


def test_a_page_place_is_on_whole_device_pixels(preview):
    preview.view.zoom_to(1.25)
    place = preview.view._place(0)
    assert isinstance(place, QRectF) and place.width() == pytest.approx(A4[0] * 1.25 * PX_PER_PT)


def test_where_somebody_scrolled_just_after_the_room_changed_stays(preview):
    view = preview.view
    view.zoom_to(FIT_WIDTH)
    QApplication.processEvents()
    view.resize(view.width(), view.height() - 20)  # the page is put back a moment later
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert view.page == 2 and bar.value() == bar.maximum()
