"""Clusters: what counts as suitable, what counts as created."""

from pool import merchant

from shipu_desk.domain.places import Cluster, ClusterMerchant
from shipu_desk.services import places, register


def cluster(desk, name, *members):
    made = register.save(desk, Cluster, {"name": name})
    for row, suitable in members:
        raw = {"cluster_id": made.id, "merchant_id": row.id, "suitable": suitable}
        register.save(desk, ClusterMerchant, raw)
    return made


def test_a_cluster_counts_its_suitable_and_created_merchants(desk):
    candidate, cultivated = merchant(desk, 1), merchant(desk, 2, stage="培育")
    suspended, unsuitable = merchant(desk, 3, stage="暂停"), merchant(desk, 4, stage="培育")
    cluster(desk, "示例集群", (candidate, "是"), (cultivated, "是"), (suspended, "是"),
            (unsuitable, "否"))  # fmt: skip
    [told] = places.coverage(desk)
    assert (told.name, told.merchants, str(told.share)) == ("示例集群", 4, "1/3 = 33.3%")
    assert told.verdict == "未达80%"


def test_four_of_five_reach_the_rule(desk):
    members = [(merchant(desk, n, stage="培育"), "是") for n in range(1, 5)]
    cluster(desk, "示例集群", *members, (merchant(desk, 5), "是"))
    [told] = places.coverage(desk)
    assert (str(told.share), told.verdict) == ("4/5 = 80.0%", "已达80%")


def test_an_empty_cluster_shows_a_dash_and_no_verdict(desk):
    cluster(desk, "示例集群甲")
    cluster(desk, "示例集群乙", (merchant(desk), "否"))
    told = places.coverage(desk)
    assert sorted((each.name, str(each.share), each.verdict) for each in told) == [
        ("示例集群乙", "—", "待录入"),
        ("示例集群甲", "—", "待录入"),
    ]


def test_a_merchant_counts_in_every_cluster_that_it_belongs_to(desk):
    row = merchant(desk, stage="培育")
    cluster(desk, "示例集群1", (row, "是"))
    cluster(desk, "示例集群2", (row, "是"))
    assert [str(each.share) for each in places.coverage(desk)] == ["1/1 = 100.0%"] * 2
