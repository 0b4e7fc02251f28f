"""点线面: streets and units with their counts, clusters with the 80 % rule and both its figures."""

import openpyxl
import pytest
from dialogs import answering
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from typing_hands import write

from shipu_desk.domain.duties import Duty
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import Cluster, ClusterMerchant, Street
from shipu_desk.domain.units import Unit
from shipu_desk.services import changes, merchants, plan, register
from shipu_desk.services.register import Query
from shipu_desk.ui.pages import places, units


def shown(page, qtbot):
    qtbot.addWidget(page)
    page.resize(1152, 690)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return page


def cells(page, number):
    model = page.list.model
    return {c.key: model.index(number, i).data() for i, c in enumerate(model.columns)}


@pytest.fixture
def page(pool, qtbot):
    register.save(pool, Cluster, {"name": "示例集群", "scenic_area": "示例景区"})
    made = shown(places.build_clusters(pool), qtbot)
    made.show_id(made.list.model.id_at(0))
    made.panel.turn_to(1)
    return made


@pytest.fixture
def within(page):
    return page._tabs[0][1]


def put_in(page, count, suitable="是"):
    cluster = page.list.model.id_at(0)
    for id in register.find(page.desk, Merchant, Query(equal={"stage": Stage.CANDIDATE}))[:count]:
        raw = {"cluster_id": cluster, "merchant_id": id, "suitable": suitable}
        register.save(page.desk, ClusterMerchant, raw)
    QApplication.processEvents()


def test_an_empty_cluster_has_no_share(page, within):
    assert cells(page, 0)["share"] == "—"
    assert (cells(page, 0)["suitable"], cells(page, 0)["created"]) == ("0", "0")
    assert "还没有单位" in within.told.text()


def test_a_merchant_is_added_by_search_and_enter(page, within, pool):
    within.finder.setFocus()
    name = "示例乙·渔港海鲜面馆"
    write(within.finder, name)
    QTest.keyClick(within.finder, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert [row.cells["merchant_id"] for row in within.rows] == [name]
    assert within.finder.text() == ""
    assert cells(page, 0)["suitable"] == "1"


def test_the_same_merchant_twice_is_told_below_the_line(within, pool):
    [merchant, *_] = register.find(pool, Merchant)
    within.add(merchant)
    within.add(merchant)
    assert register.count(pool, ClusterMerchant) == 1
    assert "已有相同" in within.fault.text() and within.fault.isVisible()


def test_the_share_counts_only_what_suits_and_needs_eighty(page, within, pool):
    put_in(page, 5)
    ids = [row.record.merchant_id for row in within.rows]
    for id in ids[:3]:
        merchants.move(pool, id, "培育", "2023-05-01", "示例")
    QApplication.processEvents()
    assert cells(page, 0)["share"] == "3/5 = 60.0%" and cells(page, 0)["verdict"] == "未达80%"
    boxes = within.findChildren(QCheckBox)
    alive = [box for box in boxes if box.isVisible() and box.accessibleName()]
    alive[4].click()
    QApplication.processEvents()
    assert cells(page, 0)["share"] == "3/4 = 75.0%"
    merchants.move(pool, ids[3], "培育", "2023-05-01", "示例")
    QApplication.processEvents()
    assert cells(page, 0)["share"] == "4/4 = 100.0%" and cells(page, 0)["verdict"] == "已达80%"
    assert "适合创建 4，已创建 4：4/4 = 100.0%（要求 80% 以上，已达80%）" in within.told.text()


def test_out_of_the_cluster_is_not_out_of_the_pool(page, within, pool, voice):
    put_in(page, 2)
    within.remove(within.rows[0])
    assert len(within.rows) == 1 and register.count(pool, Merchant) == 40
    changes.undo(pool, changes.undoable(pool).number)
    QApplication.processEvents()
    assert len(within.rows) == 2
    assert "移出集群" in voice.said[-1]


def test_a_street_counts_its_merchants(pool, qtbot):
    page = shown(places.build_streets(pool), qtbot)
    by_name = {cells(page, n)["name"]: cells(page, n) for n in range(2)}
    street = {t: i for i, t in register.choices(pool, "street")}["金山路"]
    here = register.find(pool, Merchant, Query(equal={"street_id": street}))
    assert by_name["金山路"]["merchants"] == str(len(here)) == "20"
    page.show_id(street)
    page.panel.turn_to(1)
    assert len(page._tabs[0][1].rows) == 20


def test_a_street_with_merchants_is_not_removed(pool, qtbot, voice):
    page = shown(places.build_streets(pool), qtbot)
    voice.answer = "删除"
    page.list.table.setFocus()
    page.remove()
    assert register.count(pool, Street) == 2 and "创建单位" in voice.troubles[-1].happened


def test_a_worked_out_column_is_not_sorted_by(page):
    at = [c.key for c in page.list.model.columns].index("share")
    page.list.table.horizontalHeader().sectionClicked.emit(at)
    assert page.list.model.order == ("", False)


def test_a_unit_shows_what_it_carries(desk, qtbot):
    plan.load(desk)
    page = shown(units.build(desk), qtbot)
    by_name = {cells(page, n)["name"]: cells(page, n) for n in range(14)}
    said = by_name["县市场监管局"]
    assert (said["members"], said["leads"], said["supports"]) == ("3", "1", "0")
    assert {"石浦镇", "石浦镇政府"} <= by_name.keys()
    duty = register.page(desk, Duty, register.find(desk, Duty))[0]
    register.save(desk, Duty, {"lead_id": "石浦镇", "supporting": "县市场监管局"}, duty)
    QApplication.processEvents()
    by_name = {cells(page, n)["name"]: cells(page, n) for n in range(14)}
    assert by_name["石浦镇"]["leads"] == "1" and by_name["县市场监管局"]["supports"] == "1"
    assert register.count(desk, Unit) == 14


@pytest.mark.parametrize("build", [places.build_streets, places.build_clusters])
def test_the_roll_is_shown_as_it_prints_and_kept_as_a_workbook(desk, qtbot, voice, tmp_path, build):
    register.save(desk, Street, {"name": "示例街"})
    register.save(desk, Cluster, {"name": "示例集群"})
    page = shown(build(desk), qtbot)
    voice.path = tmp_path / "名册.xlsx"
    seen = []

    def act(dialog):
        qtbot.waitUntil(lambda: not dialog.paper.busy, timeout=20_000)
        seen.append((dialog.windowTitle(), dialog.paper.preview.data[:4], dialog.paper.told))
        dialog.paper.preview.save_as()
        qtbot.waitUntil(lambda: not dialog.paper.busy, timeout=20_000)
        dialog.reject()

    answering(act)
    page.tool("名册").click()
    [(title, head, told)] = seen
    assert title.endswith("单位") and head == b"%PDF" and told == ""
    assert openpyxl.load_workbook(voice.path).sheetnames == [title, "单位"]
