"""打印记录: everything printed, newest first; by kind, by printer, by time; and as a list."""

from datetime import date

import openpyxl
import pytest
from pool import merchant
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.awards import Form, Printing
from shipu_desk.domain.printing import Overprint, Printed, Sent, Sides
from shipu_desk.services import exports, granting, print_log, printing, register
from shipu_desk.services.narrowing import periods
from shipu_desk.services.register import Between, Query
from shipu_desk.ui.pages import print_log as log_page

LASER, LARGE = "示例激光打印机", "示例大幅打印机"
BASIS = "示例文号〔2023〕1号"


@pytest.fixture
def logged(desk):
    """An award into a file and onto bought stock, and two other documents; six days apart."""
    row = merchant(desk, 1, stage="培育")
    granting.grant(desk, {"merchant": row.id, "on": "2023-05-10", "basis": BASIS})
    file = desk.paths.folder / "牌匾.pdf"
    printing.run(printing.print_awards(desk, Form.PLAQUE, file))
    sent = Sent(LASER, (1, 2), 2, 3, Sides.LONG)
    printing.printed(
        desk, Form.CERTIFICATE, ["SPFX-2023-0001"], print_log.where(sent),
        overprint=Overprint.FIELDS, sent=sent, pages={"SPFX-2023-0001": 2},
    )  # fmt: skip
    print_log.document(desk, Printed.ROSTER, "附件1", Sent(LARGE, (1,), 1))
    desk.store.now.moment = desk.store.now.moment.replace(day=24)
    print_log.document(desk, Printed.BULLETIN, "信息简报2023年第1期", Sent(LASER, (1, 3), 4))
    return desk


@pytest.fixture
def page(logged, on_screen):
    return on_screen(log_page.build(logged), 1308, 614)


def column(page, key):
    at = [c.key for c in page.list.model.columns].index(key)
    return [page.list.model.index(n, at).data() for n in range(page.list.model.rowCount())]


def test_the_newest_is_first_and_says_how_it_was_printed(page):
    assert column(page, "form") == ["信息简报", "名单", "证书", "牌匾"]
    assert column(page, "subject") == [
        "信息简报2023年第1期", "附件1", "SPFX-2023-0001 示例第1店", "SPFX-2023-0001 示例第1店",
    ]  # fmt: skip
    assert column(page, "printer") == [LASER, LARGE, LASER, ""]
    assert column(page, "pages") == ["1, 3", "全部 1 页", "2", ""]
    assert column(page, "copies") == ["1", "1", "3", ""]
    assert column(page, "sides") == ["单面", "单面", "双面，长边翻", ""]
    assert column(page, "overprint") == ["", "", "套打，只印填写内容", ""]
    assert column(page, "by") == ["示例甲"] * 4


def test_rows_come_from_printing_alone(page):
    assert not page.look.addable
    page.add()
    page.remove()
    assert page.list.model.rowCount() == 4


def menu_of(page, label):
    drop = next(
        one for one in page.list.filters.children()
        if getattr(one, "accessibleName", str)() == f"按{label}筛选"
    )  # fmt: skip
    drop.menu().aboutToShow.emit()
    return {action.text(): action for action in drop.menu().actions() if action.text()}


def test_by_printer(page):
    actions = menu_of(page, "打印机")
    assert list(actions) == ["不限", LARGE, LASER]
    actions[LASER].trigger()
    assert column(page, "form") == ["信息简报", "证书"]
    assert page.list.narrowed_by == f"打印机：{LASER}"
    menu_of(page, "打印机")["不限"].trigger()
    assert len(column(page, "form")) == 4


def test_by_time(page, logged):
    actions = menu_of(page, "时间")
    assert list(actions)[1:] == ["今天", "本周", "本月", "上月", "今年", "去年"]
    actions["今天"].trigger()
    assert column(page, "form") == ["信息简报"] and page.list.narrowed_by == "时间：今天"
    menu_of(page, "时间")["本月"].trigger()
    assert len(column(page, "form")) == 4
    menu_of(page, "时间")["去年"].trigger()
    assert column(page, "form") == []


def test_by_kind_and_by_overprint(page):
    page.list.filters.choose("form", Printed.CERTIFICATE)
    assert column(page, "printer") == [LASER]
    page.list.filters.choose("form", Printed.LIST)
    assert column(page, "printer") == []


def test_words_find_a_printer_and_a_document(page):
    for words, found in (("大幅", ["名单"]), ("jianbao", ["信息简报"]), ("第1期", ["信息简报"])):
        page.list.find_box.setText(words)
        page.list.search()
        assert column(page, "form") == found, words


def test_a_new_print_shows_at_once(page, logged):
    print_log.document(logged, Printed.LIST, "培育库", Sent(LASER, (1,), 1))
    QApplication.processEvents()
    assert column(page, "subject")[0] == "培育库"


def test_it_goes_out_as_a_workbook(logged, tmp_path):
    path = tmp_path / "打印记录.xlsx"
    exports.export(logged, Printing, path)
    [head, *rows] = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [line["打印机"] for line in told] == [None, LASER, LARGE, LASER]
    assert told[1]["用纸"] == "套打，只印填写内容" and told[1]["份数"] == 3


@pytest.mark.parametrize(
    ("today", "word", "first", "last"),
    [
        (date(2023, 5, 18), "本周", "2023-05-15", "2023-05-19"),
        (date(2023, 1, 2), "上月", "2022-12-01", "2023-01-01"),
        (date(2024, 2, 29), "去年", "2023-01-01", "2024-01-01"),
        (date(2023, 12, 31), "今天", "2023-12-31", "2024-01-01"),
    ],
)
def test_the_times_are_whole_days(today, word, first, last):
    [found] = [one for one in periods(today) if one.word == word]
    assert found == Between(first, last, word)


def test_the_last_second_of_a_day_belongs_to_it(logged):
    asked = Query(equal={"moment": Between("2023-05-18", "2023-05-19", "那天")})
    assert len(register.find(logged, Printing, asked)) == 3
    asked = Query(equal={"moment": Between("2023-05-19", "2023-05-25", "以后")})
    assert len(register.find(logged, Printing, asked)) == 1


def test_a_log_that_cannot_be_written_is_told(logged, monkeypatch):
    from shipu_desk.errors import Busy, Refused

    def busy(*_):
        raise Busy("另一个窗口正在写入")

    monkeypatch.setattr(logged.store, "writing", busy)
    with pytest.raises(Refused, match="已经打印，但打印记录没有写入"):
        print_log.document(logged, Printed.LIST, "培育库", Sent(LASER, (1,), 1))
