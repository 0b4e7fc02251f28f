"""责任清单: lights, what waits for a unit, progress by date, and 附件2 as it prints."""

import io
from datetime import date

import pypdfium2
import pytest
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from shipu_desk.domain.duties import Duty, DutyState, Progress
from shipu_desk.domain.printing import Printed
from shipu_desk.domain.settings import Settings
from shipu_desk.services import changes, duties, plan, register
from shipu_desk.ui.pages import duties as duties_page
from shipu_desk.ui.parts.paper import PaperDialog


@pytest.fixture
def page(desk, on_screen):
    plan.load(desk)
    return on_screen(duties_page.build(desk))


def column(page, key):
    model = page.list.model
    at = [c.key for c in model.columns].index(key)
    return [model.index(number, at).data() for number in range(model.rowCount())]


def chips(page):
    return {word: chip.text().rsplit(" ", 1)[1] for word, chip in page.summary.chips.items()}


def duty(page, clause):
    number = column(page, "clause").index(clause)
    return page.list.model.row(number)


def test_the_plan_s_eighteen_and_what_they_wait_for(page):
    assert len(column(page, "title")) == 18
    leads = dict(zip(column(page, "clause"), column(page, "lead_id"), strict=True))
    assert {clause for clause, lead in leads.items() if lead != "待录入"} == {"四（一）"}
    assert (
        page.strip._words.text()
        == "18 项草拟自方案正文（附件2原文只有标题）；17 项的牵头单位待录入。"
    )


def test_lights_follow_the_day(page):
    # 三（一） fell due on 02-28; today is 05-18; 三（二） falls due on 05-31, 三（三） on 07-31
    lights = dict(zip(column(page, "clause"), column(page, "state"), strict=True))
    assert [lights[c] for c in ("三（一）", "三（二）", "三（三）")] == ["逾期", "未开始", "未开始"]
    assert chips(page) == {"已完成": "0", "推进中": "0", "临期": "0", "逾期": "1", "未开始": "17"}


def test_how_many_days_are_near_is_a_setting(page):
    with page.desk.store.writing("设置", "示例甲") as work:
        work.query(Settings).one().near_days = 14
    QApplication.processEvents()
    assert chips(page)["临期"] == "1"
    page.refresh()
    assert column(page, "state")[column(page, "clause").index("三（二）")] == "临期"


def test_the_panel_shows_the_same_light(page):
    page.show_id(duty(page, "三（一）").id)
    assert page.panel._mark.accessibleName() == "逾期"


def test_a_light_is_pressed_to_see_its_rows_and_pressed_again(page):
    page.summary.chips["逾期"].click()
    assert column(page, "clause") == ["三（一）"]
    assert page.list.footer.totals.text() == "找到 1 项"
    register.save(page.desk, Duty, {"state": DutyState.DONE}, duty(page, "三（一）"))
    QApplication.processEvents()
    assert column(page, "clause") == [] and page.list.body.currentIndex() == 0
    page.summary.chips["逾期"].click()
    assert len(column(page, "clause")) == 18 and chips(page)["已完成"] == "1"


def test_a_lead_unit_entered_is_no_longer_waited_for(page):
    shown = duty(page, "二（四）2")
    register.save(page.desk, Duty, {"lead_id": "县商务局"}, shown)
    QApplication.processEvents()
    assert column(page, "lead_id")[column(page, "clause").index("二（四）2")] == "县商务局"
    assert "16 项的牵头单位待录入" in page.strip._words.text()


def test_progress_is_added_with_today_and_stands_newest_first(page):
    shown = duty(page, "二（四）2")
    page.show_id(shown.id)
    page.panel.turn_to(1)
    tab = page._tabs[0][1]
    assert any("还没有进展" in one.text() for one in tab.findChildren(QLabel))
    for day, words in (
        ("2023-05-10", "示例：先"),
        ("", "示例：今天"),
        ("2023-04-01", "示例：最早"),
    ):

        def act(dialog, day=day, words=words):
            if day:
                dialog.form.editor("reported_on").show_raw(day)
            dialog.form.editor("text").show_raw(words)
            dialog.go()

        answering(act)
        tab.add.click()
    assert [row.cells["text"] for row in tab.rows] == ["示例：今天", "示例：先", "示例：最早"]
    assert tab.rows[0].record.reported_on == page.desk.today() == date(2023, 5, 18)
    assert {row.record.duty_id for row in tab.rows} == {shown.id}


def test_progress_is_mended_and_taken_away_and_brought_back(page, voice):
    shown = duty(page, "二（四）2")
    raw = {"duty_id": shown.id, "reported_on": "2023-05-10", "text": "示例", "reporter": "示例乙"}
    register.save(page.desk, Progress, raw)
    page.show_id(shown.id)
    page.panel.turn_to(1)
    tab = page._tabs[0][1]
    answering(lambda d: (d.form.editor("text").show_raw("示例改"), d.go()))
    tab.change(tab.rows[0])
    assert tab.rows[0].cells["text"] == "示例改" and tab.rows[0].record.duty_id == shown.id
    tab.remove(tab.rows[0])
    assert len(tab.rows) == 1  # the question was not answered
    voice.answer = "删除"
    tab.remove(tab.rows[0])
    assert tab.rows == []
    changes.undo(page.desk, changes.undoable(page.desk).number)
    QApplication.processEvents()
    assert [row.cells["text"] for row in tab.rows] == ["示例改"]


def test_a_dialog_left_open_over_a_change_is_told_who_made_it(page, voice):
    shown = duty(page, "二（四）2")
    raw = {"duty_id": shown.id, "reported_on": "2023-05-10", "text": "示例"}
    kept = register.save(page.desk, Progress, raw)
    page.show_id(shown.id)
    page.panel.turn_to(1)
    tab = page._tabs[0][1]

    def act(dialog):
        register.save(page.desk.as_clerk("示例乙"), Progress, {"text": "别人改的"}, kept)
        dialog.form.editor("text").show_raw("我改的")
        dialog.go()
        assert dialog.isVisible()
        voice.answer = "放弃"
        dialog.reject()

    answering(act)
    tab.change(kept)
    assert "示例乙" in voice.troubles[-1].happened
    assert register.get(page.desk, Progress, kept.id).cells["text"] == "别人改的"


def test_chips_by_phase(page):
    page.list.filters.choose("phase", "组织部署")
    assert column(page, "clause") == ["三（一）"]


def test_annex_two_is_shown_as_it_prints(page, qtbot):
    dialog = PaperDialog(
        page,
        lambda: duties.preview(page.desk),
        "附件2 责任清单",
        page.desk.paths.folder / "附件2.pdf",
        desk=page.desk,
        kind=Printed.DUTIES,
    )
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.paper.busy, timeout=30_000)
    document = pypdfium2.PdfDocument(io.BytesIO(dialog.paper.preview.data))
    text = "".join("".join(s.get_textpage().get_text_range().split()) for s in document)
    document.close()
    dialog.reject()
    assert (
        "打造石浦放心消费示范镇工作责任清单" in text
        and "（续表）" in text
        and "县市场监管局" in text
    )


def test_what_cannot_be_printed_is_told_in_the_preview(page, qtbot, voice):
    register.save(page.desk, Duty, {"deadline": "示例\U0001f600"}, duty(page, "四（二）"))
    dialog = PaperDialog(
        page,
        lambda: duties.preview(page.desk),
        "附件2 责任清单",
        page.desk.paths.folder / "附件2.pdf",
        desk=page.desk,
        kind=Printed.DUTIES,
    )
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.paper.busy, timeout=30_000)
    assert dialog.paper.preview.data == b""
    assert "U+1F600" in dialog.paper.told and dialog.paper.trouble.isVisible()
    dialog.reject()


def test_an_empty_list_says_what_can_be_done(desk, qtbot):
    page = duties_page.build(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.list.body.currentIndex() == 1
    assert not page.summary.isVisible() and not page.strip.isVisible()


def test_the_notice_gives_way_to_rows_in_a_low_window(page):
    assert page.strip.isVisible()
    page.resize(860, 440)
    QApplication.processEvents()
    assert not page.strip.isVisible() and page.summary.isVisible()


def test_ctrl_p_shows_annex_two(page):
    seen = []
    answering(lambda dialog: (seen.append(dialog.windowTitle()), dialog.reject()))
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert seen == ["附件2 责任清单"]
