"""牌匾与证书: looked at, added up, printed, logged; a revoked award by no path."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import walking
from dialogs import answering
from pool import merchant
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.awards import Form, Printing, Round
from shipu_desk.domain.printing import Overprint, Sent, Sides
from shipu_desk.services import awards, granting, printing, register, verdicts
from shipu_desk.services.printing import Choice
from shipu_desk.ui import messages
from shipu_desk.ui.pages import printings as printings_page
from shipu_desk.ui.parts.batch_lines import PENDING
from shipu_desk.ui.parts.batch_list import ALL, LOOK, TICKED
from shipu_desk.ui.parts.batch_settings import BOTH, MERGED, PRINTER, SINGLE
from shipu_desk.ui.parts.marks import LIGHTS
from shipu_desk.ui.parts.print_dialog import PrintDialog
from shipu_desk.ui.window import Window

BASIS = "示例文号〔2023〕1号"
LONG = "示" + "例" * 59


def grant(desk, number, name=None, **more):
    named = {"name": name} if name else {}
    row = merchant(desk, number, stage="培育", **named)
    raw = {"merchant": row.id, "on": "2023-05-10", "basis": BASIS, **more}
    return granting.grant(desk, raw).rows[0]


@pytest.fixture
def rows(desk):
    """Good, revoked, sixty characters, a character that no font has."""
    made = [grant(desk, 1), grant(desk, 2), grant(desk, 3, LONG), grant(desk, 4, "示例😀店")]
    awards.revoke(desk, made[1].record.number, "2023-05-15", "示例")
    return made


@pytest.fixture
def opened(desk, qtbot, tmp_path):
    """Opens the page, as wide as asked for, printing into a folder of the test."""
    made = []

    def open_page(width=1152, height=690):
        page = printings_page.build(desk)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        (tmp_path / "印").mkdir(exist_ok=True)
        page.settings.folder.setText(str(tmp_path / "印"))
        come(page, qtbot)
        return page

    yield open_page
    for page in made:
        page.work.finish()
        page.view.clear()


@pytest.fixture
def page(rows, opened):
    return opened()


def come(page, qtbot):
    """Until nothing is under way."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page.work.busy, timeout=30_000)
    QApplication.processEvents()


def column(page, key):
    at = [c.key for c in page.list.model.columns].index(key)
    return [page.list.model.index(n, at).data() for n in range(page.list.model.rowCount())]


def logged(desk):
    found = register.page(desk, Printing, register.find(desk, Printing))
    return [(row.record.award_id, row.cells["form"], row.cells["file"]) for row in found]


def lines(desk):
    return [row.cells for row in register.page(desk, Printing, register.find(desk, Printing))]


def sums(page):
    return [label.text() for label in page.settings._figures.values()]


def go(page, qtbot):
    page.make.click()
    come(page, qtbot)


# looking


def test_every_verdict_has_its_light():
    words = {one for key, one in vars(verdicts).items() if key.isupper() and isinstance(one, str)}
    assert len(words) == 10
    assert words <= set(LIGHTS) and PENDING in LIGHTS


def test_nothing_is_ticked_by_itself(page):
    assert page.list.ticked == [] and sums(page) == ["0", "0", "0", "0"]
    assert page.make.text().strip() == "生成 0 份" and not page.make.isEnabled()


def test_every_award_has_its_verdict(page):
    assert column(page, "verdict") == ["可以印", "已摘牌", "名长，两行", "有字印不出"]
    assert page.list.chips[LOOK].text() == "要看 3"


def test_only_those_to_be_looked_at(page):
    page.list.chips[LOOK].click()
    assert column(page, "verdict") == ["已摘牌", "名长，两行", "有字印不出"]
    page.list.chips[ALL].click()
    assert len(column(page, "verdict")) == 4


def test_the_whole_name_and_the_reason_stand_below_the_list(page, rows):
    found = page.list.found
    page.list.table.look_at(rows[3].id)
    assert found.name.text() == "示例😀店" and found.name.isVisible()
    assert "不能打印的字" in found.why.text()
    assert found.before.text() == "SPFX-2023-0004 · 没有打印过"
    page.list.table.look_at(rows[2].id)
    assert found.why.text().replace("／", "") == f"名称排成两行：{LONG}"
    assert not found.name.isVisible()


def test_the_preview_is_the_very_file_and_is_not_logged(page, rows, desk, qtbot):
    expected, _ = printing.preview(desk, Form.PLAQUE, Choice(numbers=["SPFX-2023-0001"]))
    assert page.view.preview.data == expected
    page.settings.forms.setCurrentText("证书")
    come(page, qtbot)
    expected, _ = printing.preview(desk, Form.CERTIFICATE, Choice(numbers=["SPFX-2023-0001"]))
    assert page.view.preview.data == expected
    assert logged(desk) == []


def test_what_cannot_be_printed_shows_its_reason_instead(page, rows, qtbot):
    for row, why in ((rows[1], "已于2023-05-15摘牌，不打印"), (rows[3], "不能打印的字")):
        page.list.table.look_at(row.id)
        come(page, qtbot)
        assert page.view.preview.data == b""
        assert why in page.view.reason.text() and page.view.reason.isVisible()


def test_other_forms_have_other_verdicts(desk, opened, qtbot):
    grant(desk, 1, "示例並店")
    page = opened()
    assert column(page, "verdict") == ["可以印"]
    page.settings.forms.setCurrentText("证书")
    assert column(page, "verdict") == ["核对中"]
    come(page, qtbot)
    assert column(page, "verdict") == ["生僻字换字体"]


def test_rounds_and_words_narrow_the_list_and_ticks_stay(desk, opened, qtbot):
    made = register.save(desk, Round, {"name": "示例批次"})
    first, second = grant(desk, 1, round=made.id), grant(desk, 2)
    page = opened()
    page.list.choose([first.id, second.id])
    page.list.pick.rounds.setCurrentText("示例批次")
    page.list.pick.rounds.activated.emit(1)
    assert column(page, "name") == ["示例第1店"]
    assert page.list.ticked == [first.id, second.id]
    page.list.pick.rounds.setCurrentIndex(0)
    page.list.pick.words.setText("sldd2")
    page.list.pick.words.setText("0002")
    page.list.refresh()
    assert column(page, "name") == ["示例第2店"]
    page.list.pick.words.clear()
    page.list.chips[TICKED].click()
    assert len(column(page, "name")) == 2


def test_ticking_by_keys(page, qtbot, voice):
    table = page.list.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert sums(page)[:3] == ["4", "2", "2"]
    assert page.make.text().strip() == "生成 2 份"
    page.list.untick.click()
    page.list.tick_good.click()
    assert sums(page)[:3] == ["2", "2", "0"]
    assert voice.said == []


def test_ticking_what_may_be_printed_says_why_it_ticks_less_or_nothing(page, rows, voice):
    known = dict(page.list.verdicts)
    page.list.forget()
    page.list.take({rows[0].id: known[rows[0].id]})
    page.list.tick_good.click()
    assert page.list.model.ticked == {rows[0].id}
    assert voice.said[-1] == "还有 3 家没有核对完，核对完再点一次“勾选可以印的”"
    page.list.take(known)
    page.list.show_only("要看")
    page.list.model.untick()
    page.list.pick.words.setText(rows[1].record.number)
    page.list.refresh()
    page.list.tick_good.click()
    assert page.list.model.ticked == set()
    assert voice.said[-1] == "列出的没有可以印的；各家缺什么，看“核对结果”一列"


def test_tab_goes_in_reading_order(page):
    page.list.tick_good.setFocus()
    seen = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    pick, chips = page.list.pick, page.list.chips
    assert seen == [pick.rounds, pick.words, *chips.values(), page.list.table]


# files


def test_one_merged_file_every_reason_and_the_log(page, rows, desk, tmp_path, qtbot, voice):
    page.list.choose([row.id for row in rows])
    come(page, qtbot)
    page.settings.name.setText("牌匾/第一批")
    go(page, qtbot)
    path = tmp_path / "印" / "牌匾／第一批.pdf"
    good = ["SPFX-2023-0001", "SPFX-2023-0003"]
    assert path.read_bytes() == printing.preview(desk, Form.PLAQUE, Choice(numbers=good))[0]
    assert logged(desk) == [(rows[0].id, "牌匾", str(path)), (rows[2].id, "牌匾", str(path))]
    outcome = page.outcome.outcome
    assert [one.number for one in outcome.made] == good
    assert len(outcome.skipped) + len(outcome.failed) == 2
    assert page.outcome.title.text() == "牌匾共4份：已生成2份、没有生成1份、生成失败1份"
    assert voice.said[-1] == page.outcome.title.text()
    said = " ".join(label.text() for label in page.outcome.findChildren(type(page.outcome.title)))
    assert "SPFX-2023-0002 示例第2店：已于2023-05-15摘牌，不打印" in said


def test_one_file_each(page, rows, desk, tmp_path, qtbot):
    page.settings.targets.setCurrentText(SINGLE)
    assert not page.settings._named.isVisible()
    page.list.choose([rows[0].id])
    come(page, qtbot)
    go(page, qtbot)
    assert [path.name for path in (tmp_path / "印").iterdir()] == [
        "SPFX-2023-0001 示例第1店 牌匾存档.pdf"
    ]
    assert len(logged(desk)) == 1


def test_an_older_file_is_replaced_only_after_a_question(page, rows, desk, tmp_path, qtbot, voice):
    page.settings.targets.setCurrentText(BOTH)
    page.list.choose([rows[0].id])
    come(page, qtbot)
    old = tmp_path / "印" / "牌匾 2023-05-18.pdf"
    old.write_bytes(b"old")
    go(page, qtbot)
    assert old.read_bytes() == b"old" and logged(desk) == []
    assert voice.questions[-1].text.startswith("文件夹里已有牌匾 2023-05-18.pdf。")
    voice.answer = "替换"
    go(page, qtbot)
    assert old.read_bytes().startswith(b"%PDF") and len(logged(desk)) == 1


@pytest.mark.parametrize(
    ("folder", "told"), [("没有", "没有这个文件夹，请另选"), ("", "先选一个文件夹")]
)
def test_a_folder_that_is_not_there_is_told_beside_it(
    page, rows, desk, tmp_path, qtbot, folder, told
):
    page.settings.folder.setText(str(tmp_path / folder) if folder else "")
    page.list.choose([rows[0].id])
    come(page, qtbot)
    go(page, qtbot)
    assert page.settings._place.fault.text() == told
    assert logged(desk) == [] and page.outcome.outcome is None


def test_a_batch_can_be_stopped_and_what_was_written_is_told(desk, opened, qtbot, voice, tmp_path):
    ids = [grant(desk, number).id for number in range(1, 61)]
    page = opened()
    page.settings.targets.setCurrentText(SINGLE)
    page.list.choose(ids)
    come(page, qtbot)
    page.make.click()
    assert page.run.progress.isVisible() and not page.make.isEnabled()
    page.run.progress.stop.click()
    come(page, qtbot)
    written = sorted(str(path) for path in (tmp_path / "印").iterdir())
    assert sorted(file for _, _, file in logged(desk)) == written
    assert len(written) < 60
    kept = f"停下前已写好 {len(written)} 份单张，留在文件夹里，也记了打印记录"
    assert voice.said[-1] == f"已停止，{kept if written else '没有写成文件'}"
    assert not page.run.progress.isVisible() and page.make.isEnabled()
    assert page.outcome.outcome is None and voice.troubles == []


def test_closing_while_printing_asks_first(desk, opened, qtbot, voice, tmp_path):
    ids = [grant(desk, number).id for number in range(1, 26)]
    page = opened()
    page.list.choose(ids)
    come(page, qtbot)
    page.make.click()
    assert page.may_close() is False
    voice.answer = "停止生成"
    assert page.may_close() is True
    assert not page.work.printing
    come(page, qtbot)


def test_the_list_to_check_against_is_kept_as_a_workbook(page, rows, tmp_path, qtbot, voice):
    page.list.choose([row.id for row in rows])
    come(page, qtbot)
    go(page, qtbot)
    voice.path = tmp_path / "核对表.xlsx"
    page.outcome.keep.click()
    sheet = openpyxl.load_workbook(voice.path).active
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert [line[:3] for line in lines[1:]] == [
        ["SPFX-2023-0001", "示例第1店", "已生成"],
        ["SPFX-2023-0003", LONG, "已生成"],
        ["SPFX-2023-0002", "示例第2店", "没有生成"],
        ["SPFX-2023-0004", "示例😀店", "生成失败"],
    ]


class Opener(QObject):
    """Stands in for the system's file window."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toLocalFile())


def test_the_folder_is_opened_in_the_system_s_window(page, rows, tmp_path, qtbot):
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        page.list.choose([rows[0].id])
        come(page, qtbot)
        go(page, qtbot)
        page.outcome.open.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(opened) for opened in opener.opened] == [tmp_path / "印"]


# the printer


def test_a_page_printed_or_saved_from_the_preview_is_logged(page, rows, desk, tmp_path, voice):
    voice.path = tmp_path / "一份.pdf"
    page.view.preview.save_as()
    page.view.preview.printed.emit(Sent("示例打印机", (1,), 1, 2, Sides.LONG))
    assert logged(desk) == [
        (rows[0].id, "牌匾", str(voice.path)), (rows[0].id, "牌匾", "打印机 示例打印机"),
    ]  # fmt: skip
    assert "打印过 2 次" in page.list.found.before.text()
    told = lines(desk)[-1]
    assert [told[key] for key in ("printer", "pages", "copies", "sides", "overprint")] == [
        "示例打印机", "全部 1 页", "2", "双面，长边翻", "",
    ]  # fmt: skip


def test_several_go_to_the_printer_and_only_the_pages_sent_are_logged(
    page, rows, desk, office, qtbot, voice
):
    page.settings.targets.setCurrentText(PRINTER)
    page.list.choose([row.id for row in rows])
    come(page, qtbot)
    assert page.make.text().strip() == "打印 2 份"

    def send(dialog):
        assert isinstance(dialog, PrintDialog)
        qtbot.waitUntil(lambda: dialog._printer.sizes != (), timeout=20_000)
        dialog.settings.pages.setText("2")
        dialog.go.click()

    answering(send)
    go(page, qtbot)
    assert [(award, form) for award, form, _ in logged(desk)] == [(rows[2].id, "牌匾")]
    [told] = lines(desk)
    assert (told["printer"], told["pages"], told["copies"]) == ("示例大幅打印机", "2", "1")
    assert voice.said[-1] == "已送去打印 1 份牌匾" and len(office.printed) == 1


def test_where_no_printer_answers_a_file_is_one_press_away(page, rows, desk, office, qtbot, voice):
    office.mood = "empty"
    page.settings.targets.setCurrentText(PRINTER)
    page.list.choose([rows[0].id])
    come(page, qtbot)
    answering(lambda dialog: dialog.save.click())
    go(page, qtbot)
    assert page.settings.targets.currentText() == MERGED and MERGED in voice.said[-1]
    assert page.make.text().strip() == "生成 1 份" and logged(desk) == []


# overprinting


@pytest.fixture
def certificates(page, qtbot):
    """The page at certificates, as it is when a clerk chose them."""
    page.settings.forms.setCurrentText("证书")
    come(page, qtbot)
    return page


def choose_overprint(page, qtbot, which):
    box = page.settings.overprints
    box.setCurrentText(str(which))
    box.activated.emit(box.currentIndex())
    come(page, qtbot)


def test_plaques_are_not_overprinted(page):
    assert page.settings.overprints.isHidden() or not page.settings.overprints.isVisible()
    assert page.settings.overprint is None


def test_the_stock_is_seen_pale_and_is_no_part_of_the_document(certificates, qtbot, desk, rows):
    page = certificates
    whole = page.view.preview.view.viewport().grab().toImage()
    assert page.view.preview._ghost is None and page.view.pale.isHidden()
    choose_overprint(page, qtbot, Overprint.FIELDS)
    choice = Choice(numbers=[rows[0].record.number])
    data, _ = printing.preview(desk, Form.CERTIFICATE, choice, overprint=Overprint.FIELDS)
    assert page.view.preview.data == data and page.view.pale.isVisible()
    ghost, _ = printing.preview(desk, Form.CERTIFICATE, choice)
    assert page.view.preview._ghost.data == ghost
    pale = page.view.preview.view.viewport().grab().toImage()
    view = page.view.preview.view
    frame = view._place(0).topLeft() + QPointF(11.5, 60) * view.factor * 96 / 25.4
    at = [max(one.pixelColor(frame.toPoint() + QPoint(n, 0)).saturation() for n in range(-6, 7))
          for one in (whole, pale)]  # fmt: skip
    assert at[0] > 60 and 0 < at[1] < at[0] / 2


def test_what_is_saved_and_printed_of_an_overprint_is_without_the_stock(
    certificates, qtbot, desk, rows, tmp_path, office, voice
):
    page = certificates
    choose_overprint(page, qtbot, Overprint.FIELDS)
    voice.path = tmp_path / "套打.pdf"
    page.view.preview.save_as()
    assert voice.path.read_bytes() == page.view.preview.data

    def send(dialog):
        qtbot.waitUntil(lambda: dialog._printer.sizes != (), timeout=20_000)
        dialog.go.click()

    answering(send)
    page.view.preview.print_it()
    for file in (voice.path, *office.printed):
        with pypdfium2.PdfDocument(file) as pdf:
            picture = pdf[0].render(scale=2).to_pil().convert("L")
        frame = picture.crop((0, 0, round(16 * 144 / 25.4), picture.height))
        assert frame.getextrema()[0] > 250, file
        assert picture.getextrema()[0] < 100
    assert [line["overprint"] for line in lines(desk)] == [str(Overprint.FIELDS)] * 2


def test_a_batch_of_overprints_is_logged_as_such(certificates, qtbot, desk, rows, tmp_path):
    page = certificates
    choose_overprint(page, qtbot, Overprint.WORDS)
    page.settings.targets.setCurrentText(MERGED)
    page.list.choose([rows[0].id])
    come(page, qtbot)
    go(page, qtbot)
    assert [line["overprint"] for line in lines(desk)] == [str(Overprint.WORDS)]
    page.settings.forms.setCurrentText("牌匾")
    come(page, qtbot)
    assert page.settings.overprint is None


# revoked


def test_a_revoked_award_prints_by_no_path(page, rows, desk, tmp_path, qtbot):
    page.list.choose([rows[1].id])
    come(page, qtbot)
    assert sums(page)[:3] == ["1", "0", "1"] and not page.make.isEnabled()
    for target in (MERGED, SINGLE, BOTH, PRINTER):
        page.settings.targets.setCurrentText(target)
        page.run.start([rows[1].id])
        come(page, qtbot)
    assert list((tmp_path / "印").iterdir()) == [] and logged(desk) == []


def test_the_preview_goes_at_once_when_its_award_is_revoked(page, rows, desk, qtbot):
    assert page.view.preview.data
    page.list.choose([rows[0].id])
    come(page, qtbot)
    awards.revoke(desk, "SPFX-2023-0001", "2023-05-18", "示例")
    assert page.view.preview.data == b""
    come(page, qtbot)
    assert page.view.preview.data == b"" and column(page, "verdict")[0] == "已摘牌"
    assert page.list.ticked == [rows[0].id] and sums(page)[:3] == ["1", "0", "1"]


def test_a_page_revoked_while_it_goes_to_the_printer_is_logged_and_told(
    page, rows, desk, office, qtbot, voice
):
    def send(dialog):
        qtbot.waitUntil(lambda: dialog._printer.sizes != (), timeout=20_000)
        awards.revoke(desk, "SPFX-2023-0001", "2023-05-18", "示例")
        assert page.view.preview.data == b""
        dialog.go.click()

    answering(send)
    page.view.preview.print_it()
    assert [award for award, *_ in logged(desk)] == [rows[0].id] and len(office.printed) == 1
    assert "SPFX-2023-0001在打印期间已摘牌，这一份请作废" in voice.said


def test_nothing_is_saved_of_a_page_that_was_revoked_while_the_name_was_asked_for(
    page, rows, desk, qtbot, voice, tmp_path, monkeypatch
):
    def named(*_):
        awards.revoke(desk, "SPFX-2023-0001", "2023-05-18", "示例")
        return tmp_path / "a.pdf"

    monkeypatch.setattr(messages, "save_path", named)
    page.view.preview.save_as()
    assert not (tmp_path / "a.pdf").exists() and "没有存" in voice.said[-1]


def test_a_page_asked_for_before_the_revocation_comes_too_late(page, rows, desk, qtbot):
    page.list.table.look_at(rows[2].id)
    awards.revoke(desk, "SPFX-2023-0003", "2023-05-18", "示例")
    come(page, qtbot)
    assert page.view.preview.data == b""
    assert "摘牌" in page.view.reason.text()


# size


def test_where_room_is_short_preview_and_settings_share_a_place(rows, opened, qtbot):
    page = opened(802, 360)
    assert page.sides.tabs.isVisible()
    assert page.view.isVisible() and not page.side.isVisible()
    page.sides.turn_to(1)
    assert page.side.isVisible() and not page.view.isVisible()
    page.resize(1152, 690)
    QApplication.processEvents()
    assert page.side.isVisible() and page.view.isVisible() and not page.sides.tabs.isVisible()


@pytest.mark.parametrize("size", [(1366, 690), (911, 460), (860, 440), (1920, 1000)])
def test_the_pages_of_awards_are_whole_with_rows(desk, rows, qtbot, size):
    register.save(desk, Round, {"name": "示例批次", "body": "示例街道办事处"})
    window = Window()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.attach(desk)
    told = {}
    for key in ("rounds", "awards", "printings"):
        window.open_page(key)
        shown = window.stack.currentWidget()
        if key == "printings":
            come(shown, qtbot)
            shown.list.choose([row.id for row in rows])
            shown.list.table.look_at(rows[2].id)
            come(shown, qtbot)
        else:
            shown.open_row()
        told[key] = [one for found in walking.at_rest(window).values() for one in found]
    shown.view.clear()
    assert told == {"rounds": [], "awards": [], "printings": []}


def test_without_an_award_the_page_says_where_they_come_from(opened):
    page = opened()
    assert page._body.currentIndex() == 1


def test_what_was_told_of_a_printing_goes_when_others_are_ticked(page, rows, tmp_path, qtbot):
    page.list.model.tick(0)
    go(page, qtbot)
    assert page.outcome.isVisible()
    page.refresh()
    come(page, qtbot)
    assert page.outcome.isVisible()
    page.list.model.tick(1)
    assert not page.outcome.isVisible()
