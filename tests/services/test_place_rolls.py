"""Streets and clusters with their merchants: every merchant under its place, the 80 % counted."""

import openpyxl
import pool
import pytest
from pages import squashed

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.domain.merchants import Stage
from shipu_desk.domain.places import Cluster, ClusterMerchant, Street
from shipu_desk.services import place_rolls, register


@pytest.fixture
def peopled(desk):
    """Two streets, a merchant on none, and a cluster of five suitable ones and one that is not."""
    ids = [register.save(desk, Street, {"name": f"示例{n}街"}).id for n in "甲乙"]
    stages = ("培育", "培育", "培育", "培育", "入库", "退出", "入库")
    rows = [
        pool.merchant(desk, n, stage=stage, street_id=ids[0] if n < 6 else None)
        for n, stage in enumerate(stages)
    ]
    cluster = register.save(desk, Cluster, {"name": "示例集群"})
    for n, row in enumerate(rows[:6]):
        raw = {"cluster_id": cluster.id, "merchant_id": row.id, "suitable": n < 5}
        register.save(desk, ClusterMerchant, raw)
    return desk


def sheets(path):
    book = openpyxl.load_workbook(path)
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]


def test_every_street_has_its_merchants_and_those_on_none_are_told(peopled, tmp_path):
    written = place_rolls.write(peopled, Street, tmp_path / "街.pdf")
    text = squashed(written.path)
    assert written.pages == 1 and "共2条，单位6家" in text
    assert (
        "示例甲街单位6家（入库1，培育4，退出1）" in text and "规章制度" not in text
    )  # nobody was asked
    assert text.index("示例甲街") < text.index("示例第5店") < text.index("示例乙街单位0家")
    assert "示例第6店" not in text and "另有1家没有填街区" in text


def test_a_cluster_shows_how_its_share_is_counted(peopled, tmp_path):
    text = squashed(place_rolls.write(peopled, Cluster, tmp_path / "集群.pdf").path)
    assert (
        "示例集群单位6家（入库1，培育4，退出1），适合创建5家，已创建4家，4/5=80.0%，已达80%" in text
    )
    assert "百分比截到一位小数" in text and "备注" not in text  # nobody has a remark


def test_the_workbook_has_the_sums_and_every_merchant_with_its_place(peopled, tmp_path):
    sums, rows = sheets(place_rolls.write(peopled, Cluster, tmp_path / "集群.xlsx").path)
    assert sums[1] == ["示例集群", 6, 5, 4, "4/5 = 80.0%", "已达80%"]
    assert rows[0][:3] == ["集群", "单位名称", "行业"] and len(rows) == 7
    assert {row[0] for row in rows[1:]} == {"示例集群"}
    assert [row[5] for row in rows[1:]] == ["是"] * 5 + ["否"]
    sums, rows = sheets(place_rolls.write(peopled, Street, tmp_path / "街.XLSX").path)
    assert sums[0][1:7] == ["单位（家）", *(f"{stage}（家）" for stage in Stage)]
    assert sums[1][:7] == ["示例甲街", 6, 1, 4, 0, 0, 1]
    assert sums[2][:7] == ["示例乙街", 0, 0, 0, 0, 0, 0]
    assert len(rows) == 7


def test_nothing_suitable_claims_no_share(desk, tmp_path):
    register.save(desk, Cluster, {"name": "示例空集群"})
    text = squashed(place_rolls.write(desk, Cluster, tmp_path / "集群.pdf").path)
    assert "示例空集群单位0家，适合创建0家" in text and "%，" not in text
    [sums, rows] = sheets(place_rolls.write(desk, Cluster, tmp_path / "集群.xlsx").path)
    assert sums[1] == ["示例空集群", 0, 0, 0, "—", "待录入"] and len(rows) == 1


def test_no_place_at_all_is_a_page_that_says_so(desk, tmp_path):
    assert "没有要列的行" in squashed(place_rolls.write(desk, Street, tmp_path / "街.pdf").path)


def test_what_cannot_be_printed_is_told_with_its_place(desk, tmp_path):
    register.save(desk, Street, {"name": "示例\U0001f600街"})
    with pytest.raises(ProofFailed, match="U\\+1F600"):
        place_rolls.write(desk, Street, tmp_path / "街.pdf")


def test_the_preview_is_the_very_file(peopled, tmp_path):
    data = place_rolls.write(peopled, Street, tmp_path / "街.pdf").path.read_bytes()
    assert place_rolls.preview(peopled, Street) == data
