"""Filter chips: periods of a day, and those that fold into 更多 where room is short."""

import pytest
import window_samples as samples
from PySide6.QtWidgets import QApplication, QMenu

from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Cluster, ClusterMerchant
from shipu_desk.services import register
from shipu_desk.services.register import Query
from shipu_desk.ui.pages import merchants as merchants_page


@pytest.fixture
def page(pool, on_screen):
    for at, day in enumerate(("2023-04-30", "2023-05-01", "2023-05-18", "2022-12-31")):
        raw = samples.merchant(60 + at, joined_on=day, name=f"示例{day}")
        register.save(pool, Merchant, raw)
    return on_screen(merchants_page.build(pool), 1800)


def actions(menu):
    menu.aboutToShow.emit()
    return {one.text(): one for one in menu.actions() if one.text()}


def narrowed_to(page, width):
    page.resize(width, 690)
    QApplication.processEvents()
    return page.list.filters


@pytest.mark.parametrize(
    ("word", "days"),
    [("本月", ["2023-05-01", "2023-05-18"]), ("去年", ["2022-12-31"]), ("今天", ["2023-05-18"])],
)
def test_days_are_asked_for_by_period(page, word, days):
    drop = page.list.filters._drops["joined_on"]
    assert drop.isVisible()
    actions(drop.menu())[word].trigger()
    found = register.page(page.desk, Merchant, page.list.model.ids)
    mine = [row.cells["joined_on"] for row in found if row.title.startswith("示例20")]
    assert sorted(mine) == days and drop.text() == f"入库日期：{word} ▾"
    actions(drop.menu())["不限"].trigger()
    assert page.list.model.rowCount() == 44 and drop.text() == "入库日期 ▾"


def test_merchants_of_a_cluster_alone_with_whatever_else_is_asked(page):
    desk = page.desk
    cluster = register.save(desk, Cluster, {"name": "示例集群"})
    ids = list(register.find(desk, Merchant))[:3]
    for id in ids:
        register.save(desk, ClusterMerchant, {"cluster_id": cluster.id, "merchant_id": id})
    QApplication.processEvents()
    filters = page.list.filters
    actions(filters._drops["cluster"].menu())["示例集群"].trigger()
    assert list(page.list.model.ids) == ids
    assert filters.told() == ["集群：示例集群"]
    ids.append(register.find(desk, Merchant)[7])
    register.save(desk, ClusterMerchant, {"cluster_id": cluster.id, "merchant_id": ids[-1]})
    QApplication.processEvents()
    assert list(page.list.model.ids) == ids
    stage = register.get(desk, Merchant, ids[0]).record.stage
    filters.choose("stage", stage)
    rows = register.page(desk, Merchant, ids)
    wanted = [row.id for row in rows if row.record.stage == stage]
    assert list(page.list.model.ids) == wanted
    page.list.find_box.setText(rows[0].record.name)
    page.list.search()
    assert list(page.list.model.ids) == ids[:1]
    tally = register.tally(desk, Merchant, "stage", Query(equal={"cluster": cluster.id}))
    assert sum(tally.values()) == 4


@pytest.mark.parametrize("width", [1800, 1366, 1000, 853, 700])
def test_whatever_the_width_each_filter_is_reached_and_nothing_overlaps(page, width):
    filters = narrowed_to(page, width)
    drops = filters._drops
    shown = [drop for drop in drops.values() if drop.isVisible()]
    folded = [drop for drop in drops.values() if not drop.isVisible()]
    assert filters._more.isVisible() is bool(folded)
    if folded:
        offered = set(actions(filters._more.menu()))
        assert offered == {drop.text().removesuffix(" ▾") for drop in folded}
    right = max(one.geometry().right() for one in (*shown, filters._all))
    assert right < filters.width()
    assert filters.geometry().right() < page.list.find_box.geometry().left()


def test_a_folded_filter_works_and_shows_that_it_does(page):
    filters = narrowed_to(page, 700)
    assert not filters._drops["joined_on"].isVisible()
    inner = actions(filters._more.menu())["入库日期"].menu()
    assert isinstance(inner, QMenu)
    next(one for one in inner.actions() if one.text() == "去年").trigger()
    assert page.list.model.rowCount() == 1 and filters._more.isChecked()
    assert "入库日期：去年" in actions(filters._more.menu())
    page.list.widen()
    assert not filters._more.isChecked() and page.list.model.rowCount() == 44
