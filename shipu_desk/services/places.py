"""点线面: how far each cluster is, merchant by merchant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import case, func, select

from shipu_desk.db.tables import table_of
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.domain.places import Cluster, ClusterMerchant, Share
from shipu_desk.services.desk import Desk

CREATED = (Stage.CULTIVATED, Stage.EXEMPLARY)


@dataclass(frozen=True)
class Coverage:
    """One cluster: merchants in it, those suitable, and the share of these that were created."""

    cluster_id: int
    name: str
    merchants: int
    share: Share

    @property
    def verdict(self) -> str:
        return {None: "待录入", True: "已达80%", False: "未达80%"}[self.share.met]


def by_stage(stages: Iterable[str]) -> dict[str, int]:
    """How many merchants stand in each stage; those that left or pause are counted too."""
    found = Counter(stages)
    return {stage: found[stage] for stage in Stage}


def told_by_stage(counts: Mapping[str, int]) -> str:
    """（入库2，培育3）; stages without merchants are left out."""
    said = "，".join(f"{stage}{count}" for stage, count in counts.items() if count)
    return f"（{said}）" if said else ""


def coverage(desk: Desk) -> list[Coverage]:
    """Every cluster by name; 培育 and 示范 count as created, only suitable merchants count."""
    cluster, within = table_of(Cluster).c, table_of(ClusterMerchant).c
    stage = table_of(Merchant).c.stage
    suits = within.suitable.is_(True)
    counted = (
        select(
            cluster.id,
            cluster.name,
            func.count(within.id),
            func.count(case((suits & stage.in_(CREATED), 1))),
            func.count(case((suits, 1))),
        )
        .select_from(
            table_of(Cluster)
            .outerjoin(table_of(ClusterMerchant), within.cluster_id == cluster.id)
            .outerjoin(table_of(Merchant), within.merchant_id == table_of(Merchant).c.id)
        )
        .group_by(cluster.id)
        .order_by(cluster.name, cluster.id)
    )
    with desk.store.reading() as session:
        return [
            Coverage(id, name, merchants, Share(created, suitable))
            for id, name, merchants, created, suitable in session.execute(counted)
        ]
