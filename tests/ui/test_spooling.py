"""Pages on a printer: their size and place, moved and scaled as calibrated; measured on paper."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from shipu_desk.domain.calibration import Calibration
from shipu_desk.domain.printing import Sides
from shipu_desk.ui import spooling
from shipu_desk.ui.pdf_pages import POINTS_PER_MM as MM
from shipu_desk.ui.pdf_pages import PdfPages
from shipu_desk.ui.spooling import Job, PrinterTrouble, spool

A4 = (210 * MM, 297 * MM)
LYING = (297 * MM, 210 * MM)
SIZES = [A4, LYING, (600 * MM, 400 * MM)]
DOTS = 6  # per mm, of what is measured
DPI = 200


def pdf(path, *sizes):
    """Pages with a black square of 20 mm whose corner is 30 mm from the left and the top, and
    another one 100 mm to the right and below."""
    canvas = Canvas(str(path))
    for wide, high in sizes:
        canvas.setPageSize((wide, high))
        for at in (30, 130):
            canvas.rect(at * MM, high - (at + 20) * MM, 20 * MM, 20 * MM, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def printed(tmp_path):
    """Prints and gives back what came out, as pages; the files are closed at the end."""
    opened = []

    def send(job, *sizes):
        pages = PdfPages(pdf(tmp_path / "in.pdf", *sizes).read_bytes())
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(DPI)
        told = list(spool(pages, printer, job))
        out = PdfPages((tmp_path / "out.pdf").read_bytes())
        opened.extend((pages, out))
        return out, told

    yield send
    for one in opened:
        one.close()


def squares(picture, inside=((40, 40), (140, 140))):
    """Left and top of both black squares (mm), from points inside them."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)

    def dark(x, y):
        return grey.pixelColor(round(x), round(y)).value() < 128

    found = []
    for x, y in ((round(x * DOTS), round(y * DOTS)) for x, y in inside):
        left = next(n for n in range(x, 0, -1) if not dark(n, y)) + 1
        top = next(n for n in range(y, 0, -1) if not dark(x, n)) + 1
        found.append((left / DOTS, top / DOTS))
    return found


def job(pages=(1,), **more):
    return Job("示例", "示例", pages, **more)


@pytest.mark.parametrize("size", SIZES)
def test_each_page_lies_on_its_own_size_within_a_fifth_of_a_millimetre(printed, size):
    out, told = printed(job((1, 2)), size, size)
    assert [step.done for step in dict.fromkeys(told)] == [0, 1] and len(out) == 2
    got = out.size(1)
    assert (got.width(), got.height()) == pytest.approx(size, abs=1)
    first, second = squares(out.draw(1, DOTS / MM))
    assert first == pytest.approx((30, 30), abs=0.2)
    assert second == pytest.approx((130, 130), abs=0.2)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "made", [Calibration(0.8, -1.2, 1.004, 1.004), Calibration(-5.5, 12, 0.96, 1.04)]
)
def test_a_calibrated_page_is_moved_and_scaled(printed, size, made):
    out, _ = printed(job(upright=made, lying=made), size)
    due = [(made.wide * at + made.right, made.high * at + made.down) for at in (30, 130)]
    got = squares(out.draw(0, DOTS / MM), [(x + 10, y + 10) for x, y in due])
    for wanted, place in zip(due, got, strict=True):
        assert place == pytest.approx(wanted, abs=0.25)


def test_every_page_has_the_calibration_of_the_way_it_lies(printed):
    out, _ = printed(job((1, 2), lying=Calibration(right=5)), A4, LYING)
    assert squares(out.draw(0, DOTS / MM))[0] == pytest.approx((30, 30), abs=0.2)
    assert squares(out.draw(1, DOTS / MM))[0] == pytest.approx((35, 30), abs=0.2)


def test_a_printer_off_by_what_was_measured_prints_true(printed):
    """A printer that moves and stretches, measured and calibrated, puts the squares back."""
    from shipu_desk.domain.calibration import measured

    off = Calibration(1.5, -2.0, 1.01, 0.99)
    out, _ = printed(job(upright=off), A4)  # the printer's own error
    [(left, top), (right, below)] = squares(out.draw(0, DOTS / MM))
    across, down = right - left, below - top
    mark = (left - across * 0.2, top - down * 0.2)  # where 10 mm comes out
    said = [f"{value:.2f}" for value in (*mark, across, down)]
    made = measured(dict(zip(("left", "top", "across", "down"), said, strict=True)))
    both = Calibration(
        off.wide * made.right + off.right,
        off.high * made.down + off.down,
        off.wide * made.wide,
        off.high * made.high,
    )
    out, _ = printed(job(upright=both), A4)
    first, second = squares(out.draw(0, DOTS / MM))
    assert first == pytest.approx((30, 30), abs=0.4)
    assert second == pytest.approx((130, 130), abs=0.4)


def test_bands_leave_no_seam(printed, monkeypatch):
    monkeypatch.setattr(spooling, "BAND", 20_000)
    out, told = printed(job(upright=Calibration(0.3, 0.3, 1.003, 1.003)), A4)
    assert len(told) > 50
    picture = out.draw(0, DOTS / MM)
    inside = [picture.pixelColor(40 * DOTS, y).lightness() for y in range(31 * DOTS, 49 * DOTS)]
    assert max(inside) < 60


def test_bands_are_the_page_itself(tmp_path):
    pages = PdfPages(pdf(tmp_path / "in.pdf", A4).read_bytes())
    scale = 150 / 72
    wide, high = pages.pixels(0, scale)
    whole = pages._drawn(0, scale=scale, optimize_mode="print")
    assert (whole.width(), whole.height()) == (wide, high)
    for top in range(0, high, 97):
        tall = min(97, high - top)
        band = pages.band(0, scale, top, tall)
        assert (band.width(), band.height()) == (wide, tall)
        assert band == whole.copy(0, top, wide, tall)
    pages.close()


def test_only_the_pages_asked_for_come_out_in_their_order(printed):
    out, _ = printed(job((3, 1)), A4, A4, LYING)
    assert [out.size(n).width() > 800 for n in range(len(out))] == [True, False]


@pytest.mark.parametrize(
    ("more", "count"),
    [({"copies": 3}, 9), ({"copies": 2, "sides": Sides.LONG}, 8), ({"sides": Sides.LONG}, 3)],
)
def test_copies_are_sent_where_the_printer_makes_none(printed, monkeypatch, more, count):
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda _: False)
    out, _ = printed(job((1, 2, 3), **more), A4, A4, A4)
    assert len(out) == count


def test_a_job_closed_early_is_withdrawn(tmp_path):
    pages = PdfPages(pdf(tmp_path / "in.pdf", A4, A4).read_bytes())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    steps = spool(pages, printer, job((1, 2)))
    next(steps)
    next(steps)
    steps.close()
    assert not printer.paintEngine().isActive()
    pages.close()


@pytest.mark.qt_log_level_fail("CRITICAL")  # Qt says so too
def test_a_printer_that_takes_nothing_is_told(tmp_path):
    pages = PdfPages(pdf(tmp_path / "in.pdf", A4).read_bytes())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "没有" / "out.pdf"))
    with pytest.raises(PrinterTrouble, match="没有接收"):
        list(spool(pages, printer, job()))
    pages.close()


def test_a_sheet_of_another_size_is_refused_unless_it_is_meant(tmp_path, monkeypatch):
    """A driver that silently takes A4 for everything."""
    pages = PdfPages(pdf(tmp_path / "in.pdf", (600 * MM, 400 * MM)).read_bytes())
    fit = spooling.fit_sheet
    monkeypatch.setattr(spooling, "fit_sheet", lambda printer, _: fit(printer, pages.size(0) / 2))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    with pytest.raises(PrinterTrouble, match="换成了 300 × 200 毫米"):
        list(spool(pages, printer, job()))
    assert list(spool(pages, printer, job(anyway=True)))
    pages.close()
