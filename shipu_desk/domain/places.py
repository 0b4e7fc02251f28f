"""点线面: demonstration streets, clusters, and the merchants of a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shipu_desk.domain.fields import Phone, Ref, Text, YesNo
from shipu_desk.domain.records import Record

WANTED_PERCENT = 80  # 集群内适合创建的业态80%以上经营主体 (象政办发〔2023〕8号, 二（一）3)


@dataclass(frozen=True)
class Share:
    """How many of the suitable merchants were created; never rounded up to the target."""

    created: int
    suitable: int

    @property
    def met(self) -> bool | None:
        """Whether the 80 % are reached; None where nothing is suitable."""
        if not self.suitable:
            return None
        return self.created * 100 >= self.suitable * WANTED_PERCENT

    def __str__(self) -> str:
        """4/5 = 80.0%, cut after one decimal; — where nothing is suitable."""
        if not self.suitable:
            return "—"
        tenths = self.created * 1000 // self.suitable
        return f"{self.created}/{self.suitable} = {tenths // 10}.{tenths % 10}%"


@dataclass(kw_only=True, eq=False)
class Street(Record):
    """示范街 (象政办发〔2023〕8号, 二（一）2)."""

    LABEL = "街区"
    PLURAL = "streets"
    NATURAL_KEY = ("name",)

    name: Annotated[
        str, Text("街区名称", max_length=60, searched=True, also=("名称", "街区"), wide=True)
    ]
    has_rules: Annotated[bool | None, YesNo("规章制度已建立", also=("规章制度",))] = None
    publishes: Annotated[bool | None, YesNo("投诉信息已公示", also=("投诉公示",))] = None
    station: Annotated[
        str | None, Text("维权联络站点", max_length=100, searched=True, also=("联络站",), wide=True)
    ] = None
    contact: Annotated[str | None, Text("联系人", max_length=20, unspaced=True)] = None
    phone: Annotated[str | None, Phone("联系电话", also=("电话",))] = None
    remark: Annotated[str | None, Text("备注", max_length=500, lines=3, in_table=False)] = None


@dataclass(kw_only=True, eq=False)
class Cluster(Record):
    """示范集群: 一景一村一圈 (二（一）3); the three are places of their own kind, not merchants."""

    LABEL = "集群"
    PLURAL = "clusters"
    NATURAL_KEY = ("name",)

    name: Annotated[
        str, Text("集群名称", max_length=60, searched=True, also=("名称", "集群"), wide=True)
    ]
    scenic_area: Annotated[str | None, Text("景区", max_length=60, searched=True)] = None
    village: Annotated[str | None, Text("乡村", max_length=60, searched=True)] = None
    circle: Annotated[str | None, Text("商圈", max_length=60, searched=True)] = None
    rules: Annotated[
        str | None,
        Text("标准细则", max_length=200, in_table=False, hint="地方性标准细则的名称", wide=True),
    ] = None
    remark: Annotated[str | None, Text("备注", max_length=500, lines=3, in_table=False)] = None


@dataclass(kw_only=True, eq=False)
class ClusterMerchant(Record):
    """A merchant in a cluster; the 80 % rule counts the suitable ones (二（一）3)."""

    LABEL = "集群内单位"
    PLURAL = "cluster_merchants"
    TITLE = ("cluster_id", "merchant_id")
    NATURAL_KEY = ("cluster_id", "merchant_id")

    cluster_id: Annotated[int, Ref("集群", to="cluster", searched=True, filterable=True)]
    merchant_id: Annotated[int, Ref("创建单位", to="merchant", searched=True, also=("单位名称",))]
    suitable: Annotated[bool, YesNo("适合创建", filterable=True)] = True
    remark: Annotated[str | None, Text("备注", max_length=200)] = None
