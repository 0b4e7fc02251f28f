"""点线面: demonstration streets with their merchants, clusters with their 80 % rule."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import Cluster, ClusterMerchant, Street
from shipu_desk.domain.printing import Printed
from shipu_desk.services import places, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.children import Children, Commits, Entry, Kind, show_children
from shipu_desk.ui.parts.columns import Column
from shipu_desk.ui.parts.paper import Forms, PaperDialog
from shipu_desk.ui.parts.plan_data import way
from shipu_desk.ui.parts.within import Within
from shipu_desk.ui.record_look import Action, Detail, Look
from shipu_desk.ui.record_page import RecordPage

if TYPE_CHECKING:
    from shipu_desk.documents.proof import Written
    from shipu_desk.domain.records import Record


def _figure(key: str, title: str, width: float = 5.6) -> Column:
    return Column(key, title, width, "number", worked_out=True)


def _count_street(desk: Desk, rows: Sequence[Row]) -> None:
    every = register.tally(desk, Merchant, "street_id")
    exemplary = register.tally(desk, Merchant, "street_id", Query(equal={"stage": Stage.EXEMPLARY}))
    for one in rows:
        one.cells["merchants"] = str(every.get(one.id, 0))
        one.cells["exemplary"] = str(exemplary.get(one.id, 0))


STREETS = Look(
    "示范街",
    "二（一）2：抓点促“线”",
    unit="条",
    columns=(
        "name",
        _figure("merchants", "单位", 4.4),
        _figure("exemplary", "示范", 4.4),
        "has_rules",
        "publishes",
        "station",
        "contact",
        "phone",
    ),
    widths={"name": 8.0, "has_rules": 8.8, "publishes": 8.8, "station": 8.0, "contact": 5.0},
    fill=_count_street,
    empty="方案点名金山路、渔港路，可以载入，也可以新增别的街。",
)


def _roll(record: type[Record], name: str) -> Action:
    """名册: every place with its merchants, as it prints."""

    def show(page: RecordPage) -> None:
        if page.may_close():
            desk = page.desk
            make, write = partial(_made, desk, record), partial(_written, desk, record)
            wish, forms = Path(f"{name} {desk.today()}.pdf"), Forms(write, (".xlsx",))
            dialog = PaperDialog(page, make, name, wish, forms, desk=desk, kind=Printed.ROLL)
            dialog.exec()
            dialog.deleteLater()

    return Action("名册", "paper-side", show, "各处连同所含单位，打印或存为表格")


def _made(desk: Desk, record: type[Record]) -> bytes:
    """What draws it is read when it is first drawn."""
    from shipu_desk.services import place_rolls

    return place_rolls.preview(desk, record)


def _written(desk: Desk, record: type[Record], path: Path) -> Written:
    from shipu_desk.services import place_rolls

    return place_rolls.write(desk, record, path)


def _merchant(one: Row) -> Entry:
    cells = one.cells
    return Entry(cells["name"], cells["premises"], cells["industry_id"], cells["stage"])


NOBODY = "还没有单位登记在这条街。在培育库里给单位填上“街区”，就会列在这里。"


def build_streets(desk: Desk) -> QWidget:
    """示范街: rules, publicity, contact station, and how many merchants stand there."""
    kind = Kind(Merchant, "street_id", _merchant, unit="家", empty=NOBODY)
    page = RecordPage(
        desk,
        Street,
        STREETS,
        actions=(_roll(Street, "示范街及街内单位"),),
        details=(Detail("街内单位", lambda _: Children(desk, kind), show_children),),
    )
    page.list.set_ways(way(page, desk, "方案二（一）2点名的两条街。"), *page.ways())
    Commits(page, desk, {Merchant}, page.list.refresh)
    return page


def _count_cluster(desk: Desk, rows: Sequence[Row]) -> None:
    """Suitable, created, their share with both figures, and whether the rule is met."""
    known = {one.cluster_id: one for one in places.coverage(desk)}
    for one in rows:
        found = known.get(one.id)
        if found is None:
            continue
        one.cells["merchants"] = str(found.merchants)
        one.cells["suitable"] = str(found.share.suitable)
        one.cells["created"] = str(found.share.created)
        one.cells["share"] = str(found.share)
        one.cells["verdict"] = found.verdict


CLUSTERS = Look(
    "示范集群",
    "二（一）3：适合创建的单位，80%以上完成创建（阶段为培育或示范）",
    unit="个",
    columns=(
        "name",
        "scenic_area",
        "village",
        "circle",
        _figure("merchants", "单位", 4.4),
        _figure("suitable", "适合创建"),
        _figure("created", "已创建", 5.0),
        Column("share", "已创建/适合", 8.6, worked_out=True),
        Column("verdict", "达标", 7.0, "mark", worked_out=True),
    ),
    widths={"name": 10.0, "scenic_area": 6.4, "village": 6.4, "circle": 6.4},
    fill=_count_cluster,
    empty="一景一村一圈：先登记集群，写明景区、乡村、商圈，再加入单位。",
)


def build_clusters(desk: Desk) -> QWidget:
    """示范集群: what belongs to each, what suits, and how far it is."""
    page = RecordPage(
        desk,
        Cluster,
        CLUSTERS,
        actions=(_roll(Cluster, "示范集群及集群内单位"),),
        details=(Detail("集群内单位", lambda _: Within(desk), _show_within),),
    )
    Commits(page, desk, {Merchant, ClusterMerchant}, page.list.refresh)
    return page


def _show_within(tab: QWidget, shown: Row) -> None:
    assert isinstance(tab, Within)
    tab.show_of(shown)
