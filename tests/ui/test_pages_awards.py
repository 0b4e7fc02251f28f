"""表彰: rounds warn of a doubtful body; awards come from acts, are granted all or none."""

import pytest
from dialogs import answering
from pool import merchant
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_hands import write

from shipu_desk.domain.awards import Award, AwardState, Form, Round
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.services import awards, changes, granting, printing, register
from shipu_desk.ui.pages import awards as awards_page
from shipu_desk.ui.pages import rounds as rounds_page
from shipu_desk.ui.parts.award_doubt import ADVICE, doubts
from shipu_desk.ui.parts.award_forms import REISSUE, REVOKE, DeedDialog
from shipu_desk.ui.parts.award_grant import GrantDialog
from shipu_desk.ui.parts.award_lists import PRINTS
from shipu_desk.ui.window import Window

BASIS = "示例文号〔2023〕1号"


def granted(desk, number=1, name=None, **more):
    named = {"name": name} if name else {}
    row = merchant(desk, number, stage="培育", **named)
    raw = {"merchant": row.id, "on": "2023-05-10", "basis": BASIS, **more}
    return granting.grant(desk, raw).rows[0]


def shown(build, desk, qtbot):
    page = build(desk)
    qtbot.addWidget(page)
    page.resize(1152, 690)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


@pytest.fixture
def page(desk, qtbot):
    return shown(awards_page.build, desk, qtbot)


@pytest.fixture
def dialog(page, desk):
    """授牌 opened on a desk with three merchants in 培育 and one in 入库."""
    for number in (1, 2, 3):
        merchant(desk, number, stage="培育")
    merchant(desk, 4)
    made = GrantDialog(page, desk)
    made.show()
    QApplication.processEvents()
    yield made
    made.form.show_raw({})
    made.deleteLater()


def fill(dialog, **words):
    for key, said in words.items():
        dialog.form.editor(key).show_raw(said)
    dialog.form.edited.emit()


def ids_of(desk, *names):
    rows = register.page(desk, Merchant, register.find(desk, Merchant))
    return tuple(row.id for name in names for row in rows if row.title == name)


def count(desk):
    return register.count(desk, Award)


# 评选批次


def test_a_body_in_doubt_is_told_in_full_with_what_to_do():
    told = doubts("示例镇人民政府", "放心消费示范店")
    assert "授牌单位“示例镇人民政府”可能不得开展创建示范活动" in told
    assert told.endswith(ADVICE)
    assert doubts("打造石浦放心消费示范镇工作领导小组", "放心消费示范店") == ""


def test_the_strip_follows_the_round_looked_at(desk, qtbot):
    good = register.save(desk, Round, {"name": "示例甲批"})
    bad = register.save(desk, Round, {"name": "示例乙批", "body": "示例街道办事处"})
    page = shown(rounds_page.build, desk, qtbot)
    strip = page.list.findChild(rounds_page._Doubt)
    page.show_id(bad.id)
    assert strip.isVisible() and strip._words.text().startswith("“示例乙批”：授牌单位“示例街道")
    page.show_id(good.id)
    assert not strip.isVisible()


def test_the_strip_goes_when_the_body_is_put_right(desk, qtbot):
    bad = register.save(desk, Round, {"name": "示例批次", "body": "示例街道办事处"})
    page = shown(rounds_page.build, desk, qtbot)
    page.show_id(bad.id)
    fill(page.panel, body="示例县人民政府")
    assert page.save()
    assert not page.list.findChild(rounds_page._Doubt).isVisible()


def test_a_round_shows_the_body_of_the_settings_and_counts_its_awards(desk, qtbot):
    made = register.save(desk, Round, {"name": "示例批次"})
    granted(desk, 1, round=made.id)
    page = shown(rounds_page.build, desk, qtbot)
    keys = [column.key for column in page.list.model.columns]
    cells = [page.list.model.index(0, keys.index(key)).data() for key in ("by", "awards")]
    assert cells == ["打造石浦放心消费示范镇工作领导小组", "1"]
    granted(desk, 2, round=made.id)
    assert page.list.model.index(0, keys.index("awards")).data() == "2"


def test_a_round_lists_its_awards(desk, qtbot):
    made = register.save(desk, Round, {"name": "示例批次"})
    granted(desk, 1, round=made.id)
    granted(desk, 2)
    page = shown(rounds_page.build, desk, qtbot)
    page.panel.turn_to(1)
    assert [one.cells["name"] for one in page._tabs[0][1].rows] == ["示例第1店"]


# 授牌


def test_the_columns_are_those_of_the_office(page):
    titles = [column.title for column in page.list.model.columns]
    assert titles == [
        "", "序号", "编号", "单位名称", "状态", "称号", "评选批次", "授牌日期", "授牌依据",
    ]  # fmt: skip


def test_an_award_is_shown_and_cannot_be_typed_into(desk, page):
    granted(desk)
    page.open_row()
    QApplication.processEvents()
    form = page.panel.form
    assert form.editor("number").raw() == "SPFX-2023-0001"
    QTest.keyClicks(form.boxes["basis"].editor, "1")
    assert form.unsaved == [] and form.changes() == {}
    assert not page.panel.save.isVisible()
    page.remove()
    assert count(desk) == 1


def test_only_merchants_in_cultivation_are_offered(dialog):
    found = dialog.form.editor("merchants").finder._asked_of.choices("merchant", "")
    assert [name for _, name in found] == ["示例第1店", "示例第2店", "示例第3店"]


def test_the_date_is_today_and_the_rest_comes_from_the_settings(dialog, desk):
    said = {key: dialog.form.editor(key).raw() for key in ("granted_on", "title", "body", "basis")}
    assert said == {
        "granted_on": desk.today().isoformat(),
        "title": "放心消费示范店",
        "body": "打造石浦放心消费示范镇工作领导小组",
        "basis": "",
    }


def test_a_round_fills_what_was_not_typed_over(dialog, desk):
    raw = {"name": "示例批次", "basis": BASIS, "body": "示例镇人民政府", "title": "示例称号"}
    round = register.save(desk, Round, raw)
    fill(dialog, title="手写称号")
    fill(dialog, round_id=round.id)
    said = {key: dialog.form.editor(key).raw() for key in ("title", "body", "basis")}
    assert said == {"title": "手写称号", "body": "示例镇人民政府", "basis": BASIS}
    assert dialog.doubt.isVisible()
    assert ADVICE in dialog.doubt._words.text()


def test_several_are_granted_in_one_act_after_a_question(dialog, desk, voice):
    voice.answer = "授牌 2 家"
    fill(dialog, merchants=ids_of(desk, "示例第2店", "示例第1店"), basis=BASIS)
    assert dialog.primary.text() == "授牌 2 家…"
    dialog.go()
    rows = register.page(desk, Award, register.find(desk, Award))
    assert [(row.record.number, row.record.name) for row in rows] == [
        ("SPFX-2023-0001", "示例第2店"), ("SPFX-2023-0002", "示例第1店"),
    ]  # fmt: skip
    [question] = voice.questions
    assert "SPFX-2023-0001 至 SPFX-2023-0002" in question.text
    assert "不能撤回" in question.text
    assert voice.said[-1] == "已授牌 2 家：SPFX-2023-0001 至 SPFX-2023-0002"
    assert changes.audit(desk, 1)[0].title == "授牌：SPFX-2023-0001 示例第2店等2家"


def test_one_merchant_named_twice_is_counted_once(dialog, desk):
    [first] = ids_of(desk, "示例第1店")
    fill(dialog, merchants=(first, first, *ids_of(desk, "示例第2店")))
    assert dialog.primary.text() == "授牌 2 家…"


def test_going_back_from_the_question_writes_nothing_and_keeps_the_words(dialog, desk, voice):
    voice.answer = ""
    fill(dialog, merchants=ids_of(desk, "示例第1店"), basis=BASIS)
    before = changes.audit(desk, 1)[0].number
    dialog.go()
    assert count(desk) == 0 and changes.audit(desk, 1)[0].number == before
    assert dialog.isVisible() and dialog.form.editor("basis").raw() == BASIS
    assert voice.troubles == []


def test_the_question_names_what_should_be_looked_at(dialog, desk, voice):
    fill(dialog, merchants=ids_of(desk, "示例第1店"), basis=BASIS, body="示例街道办事处")
    fill(dialog, granted_on="2023-06-01")
    dialog.go()
    text = voice.questions[-1].text
    assert "示例街道办事处" in text and "授牌日期2023-06-01晚于今天" in text


def test_one_refused_grants_nobody_and_each_is_named(dialog, desk, voice):
    voice.answer = "授牌 2 家"
    held, free = ids_of(desk, "示例第1店", "示例第2店")
    raw = {"merchant": held, "on": "2023-05-10", "basis": BASIS}
    granting.grant(desk, raw)
    fill(dialog, merchants=(held, free), basis=BASIS)
    dialog.go()
    assert count(desk) == 1
    told = dialog.notice._words.text()
    assert told.startswith("一家也没有授。")
    area, notice = dialog._scroll, dialog.notice
    dialog.form.boxes["basis"].editor.setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    dialog.go()
    QTest.qWait(60)
    top = notice.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height()
    assert "“示例第1店”2023年已有这一称号的有效授牌（SPFX-2023-0001）" in told
    assert "示例第2店" not in told and f"“{held}”" not in told
    assert voice.questions == []


def test_what_all_share_is_told_once_beside_its_field(dialog, desk):
    fill(dialog, merchants=ids_of(desk, "示例第1店", "示例第2店"), granted_on="2023-02-30")
    dialog.go()
    faults = {key: box.fault.text() for key, box in dialog.form.boxes.items() if box.fault.text()}
    assert faults == {"granted_on": "授牌日期没有2023年2月30日这一天", "basis": "授牌依据必填"}
    assert count(desk) == 0


def test_nobody_chosen_and_somebody_unknown_are_told(dialog, desk):
    fill(dialog, basis=BASIS)
    dialog.go()
    assert dialog.form.boxes["merchants"].fault.text() == "单位必填"
    dialog.form.editor("merchants").finder.setText("没有这家")
    dialog.go()
    assert dialog.form.boxes["merchants"].fault.text() == "“没有这家”不在“培育”中的单位里"


def test_a_merchant_is_found_and_granted_by_the_keyboard_only(desk, page, voice):
    merchant(desk, 1, stage="培育", name="示例海鲜楼")
    voice.answer = "授牌 1 家"

    def act(dialog):
        finder = dialog.form.editor("merchants").finder
        finder.setFocus()
        QTest.keyClicks(finder, "slhxl")
        QTest.keyClick(finder, Qt.Key.Key_Return)
        QApplication.processEvents()
        basis = dialog.form.boxes["basis"].editor
        basis.setFocus()
        write(basis, BASIS)
        QTest.keyClick(basis, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        if dialog.isVisible():
            dialog.go()

    answering(act)
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert count(desk) == 1
    assert page.list.model.rowCount() == 1


def test_words_typed_into_the_grant_are_not_given_up_silently(dialog, voice):
    fill(dialog, basis=BASIS)
    dialog.reject()
    assert dialog.isVisible()
    assert "授牌依据" in voice.questions[-1].text


# 摘牌, 补发


def test_revoking_needs_a_reason_and_a_lawful_date(desk, page):
    row = granted(desk)
    dialog = DeedDialog(page, desk, REVOKE, row)
    fill(dialog, happened_on="2023-05-09")
    dialog.go()
    boxes = dialog.form.boxes
    assert boxes["reason"].fault.text() == "摘牌原因必填"
    assert boxes["happened_on"].fault.text() == "不能早于授牌日期2023-05-10"
    assert register.get(desk, Award, row.id).record.state is AwardState.GRANTED
    dialog.form.show_raw({})
    dialog.deleteLater()


def test_a_revoked_award_is_shown_so_and_cannot_be_revoked_again(desk, page, voice):
    row = granted(desk)
    page.show_id(row.id)
    answering(lambda d: (fill(d, reason="示例原因", basis="示例文号"), d.go()))
    page.tools.named["摘牌…"].click()
    kept = register.get(desk, Award, row.id)
    assert kept.record.state is AwardState.REVOKED
    assert register.get(desk, Merchant, row.record.merchant_id).record.stage is Stage.CULTIVATED
    assert voice.said[-1] == "已摘牌：SPFX-2023-0001 示例第1店，牌匾和证书不再打印"
    for name in ("摘牌…", "补发…"):
        assert not page.tools.named[name].isEnabled()
        assert page.tools.named[name].toolTip() == "已于 2023-05-18 摘牌"


def test_a_reissue_keeps_the_number_and_is_an_event(desk, page):
    row = granted(desk)
    page.show_id(row.id)
    answering(lambda d: (fill(d, reason="示例遗失"), d.go()))
    page.tools.named["补发…"].click()
    assert register.get(desk, Award, row.id).record.reissues == 1
    page.panel.turn_to(1)
    tab = page._tabs[0][1]
    assert [one.cells["act"] for one in tab.rows] == ["授牌", "补发"]
    assert tab.told.text() == "共 2 件"


def test_every_print_is_listed_with_the_template_s_own_name(desk, page):
    row = granted(desk)
    printing.printed(desk, Form.PLAQUE, [row.record.number], "示例打印机")
    page.show_id(row.id)
    page.panel.turn_to(2)
    [entry] = [PRINTS.entry(one) for one in page._tabs[1][1].rows]
    assert (entry.title, entry.text) == ("牌匾", "示例打印机")
    assert entry.small.endswith(" · 示例甲 · 版式 港灯 600×400")


def test_a_stale_award_is_refused_with_a_sentence(desk, page, voice):
    row = granted(desk)
    dialog = DeedDialog(page, desk, REISSUE, row)
    awards.revoke(desk, row.record.number, "2023-05-18", "示例")
    fill(dialog, reason="示例遗失")
    dialog.go()
    assert len(voice.troubles) == 1
    assert register.get(desk, Award, row.id).record.reissues == 0
    dialog.form.show_raw({})
    dialog.deleteLater()


def test_ctrl_z_does_not_undo_a_grant(desk, qtbot, voice):
    granted(desk)
    window = Window()
    qtbot.addWidget(window)
    window.attach(desk)
    window.open_page("awards")
    window.undo()
    assert count(desk) == 1


def test_those_ticked_go_to_the_printing_page(desk, qtbot):
    ids = [granted(desk, number).id for number in (1, 2, 3)]
    window = Window()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    window.attach(desk)
    window.open_page("awards")
    QApplication.processEvents()
    page = window.stack.currentWidget()
    page.list.model.ticked = {ids[2], ids[0]}
    page.tools.named["打印牌匾与证书…"].click()
    shown = window.stack.currentWidget()
    assert window.key == "printings"
    assert shown.list.ticked == [ids[0], ids[2]]
    qtbot.waitUntil(lambda: not shown.work.busy, timeout=20_000)
    assert shown.make.text().strip() == "生成 2 份"


def test_a_round_sends_its_awards_to_the_printing_page(desk, qtbot):
    made = register.save(desk, Round, {"name": "示例批次"})
    first = granted(desk, 1, round=made.id)
    granted(desk, 2)
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.attach(desk)
    window.open_page("rounds")
    QApplication.processEvents()
    window.stack.currentWidget().tools.named["打印这一批…"].click()
    shown = window.stack.currentWidget()
    assert shown.list.ticked == [first.id]
    qtbot.waitUntil(lambda: not shown.work.busy, timeout=20_000)


def test_of_two_merchants_with_one_name_the_one_pointed_at_is_awarded(page, desk, voice):
    merchant(desk, 1, stage="培育", name="示例甲·同名面馆")
    second = merchant(desk, 2, stage="培育", name="示例甲·同名面馆")
    dialog = GrantDialog(page, desk)
    dialog.show()
    editor = dialog.form.editor("merchants")
    write(editor.finder, "同名")
    editor.finder.search()
    lines = editor.finder._lines.stringList()
    assert len(set(lines)) == 2 and second.cells["credit_code"] in lines[1]
    popup = editor.finder._completer.popup()
    QTest.mouseClick(
        popup.viewport(),
        Qt.MouseButton.LeftButton,
        pos=popup.visualRect(popup.model().index(1, 0)).center(),
    )
    QApplication.processEvents()
    assert dialog.merchants == (second.id,)
    dialog.form.editor("basis").show_raw(BASIS)
    voice.answer = ""
    dialog.go()
    assert second.cells["credit_code"] in voice.questions[-1].text
    dialog.form.show_raw({})
    dialog.deleteLater()


def test_leaving_a_filled_grant_never_grants_in_passing(dialog, desk, voice):
    fill(dialog, merchants=ids_of(desk, "示例第1店"), basis=BASIS)
    dialog.reject()
    [question] = voice.questions
    assert question.answers == ("放弃",) and count(desk) == 0
