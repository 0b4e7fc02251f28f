"""登记卡: all that is known of a merchant and all that happened to it; numbers whole on purpose."""

import pdfplumber
import pool
import pytest
from pages import copied, squashed
from pypdfium2 import PdfDocument

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.places import Cluster, ClusterMerchant
from shipu_desk.errors import Refused
from shipu_desk.services import cards, changes, merchants, register

PHONE = "13800138000"


@pytest.fixture
def shop(desk):
    """A merchant that was moved, put into a cluster, and renamed."""
    made = pool.merchant(desk, 1, phone=PHONE, operator="示例甲", joined_on="2023-01-06")
    row = merchants.move(desk, made.id, "培育", "2023-02-01", "示例原因", "示例依据")
    cluster = register.save(desk, Cluster, {"name": "示例集群"})
    raw = {"cluster_id": cluster.id, "merchant_id": made.id}
    register.save(desk, ClusterMerchant, raw)
    return register.save(desk, Merchant, {"name": "示例新名店"}, row)


def text(desk, ids, tmp_path, **said):
    return squashed(cards.write(desk, ids, tmp_path / "卡.pdf", **said).path)


def test_a_card_tells_what_is_and_what_happened(desk, shop, tmp_path):
    said = text(desk, [shop.id], tmp_path)
    for part in (
        "创建单位登记卡",
        "示例新名店",
        shop.record.credit_code,
        "所在集群示例集群",
        "2023-02-01入库培育示例原因示例依据",
        "没有授过牌。",
        "单位名称：示例第1店→示例新名店",
        "阶段：入库→培育",
    ):
        assert part in said
    assert said.index("新增创建单位") < said.index("单位名称：示例第1店")


def test_numbers_are_whole_only_on_purpose_and_that_is_told(desk, shop, tmp_path):
    masked = text(desk, [shop.id], tmp_path)
    assert PHONE not in masked and "138****8000" in masked and "已隐去" in masked
    whole = text(desk, [shop.id], tmp_path, purpose="示例用途")
    assert PHONE in whole and "已隐去" not in whole
    assert "示例用途" in changes.audit(desk)[0].title


def test_a_number_of_before_stays_masked_and_that_is_told(desk, shop, tmp_path):
    register.save(desk, Merchant, {"phone": "13900000000"}, shop)
    whole = text(desk, [shop.id], tmp_path, purpose="示例用途")
    assert "13900000000" in whole and PHONE not in whole
    assert "注：“登记的改动”里的联系电话已隐去中间几位。" in whole


def test_an_undone_change_says_so(desk, shop, tmp_path):
    changes.undo(desk, changes.undoable(desk).number)
    said = text(desk, [shop.id], tmp_path)
    assert "（已撤回）" in said and "单位名称：示例新名店→示例第1店" in said


def test_each_card_begins_on_a_page_of_its_own(desk, tmp_path):
    ids = [pool.merchant(desk, n).id for n in range(1, 4)]
    written = cards.write(desk, ids[::-1], tmp_path / "卡.pdf")
    assert written.pages == 3
    pages = ["".join(page.split()) for page in copied(tmp_path / "卡.pdf")]
    assert ["示例第3店" in pages[0], "示例第2店" in pages[1], "示例第1店" in pages[2]] == [True] * 3


def test_a_long_story_goes_on_overleaf_with_its_head_and_its_name(desk, shop, tmp_path):
    row = shop
    for n in range(30):
        row = register.save(desk, Merchant, {"remark": f"示例备注{n}" * 20}, row)
    written = cards.write(desk, [shop.id], tmp_path / "卡.pdf")
    pages = ["".join(page.split()) for page in copied(written.path)]
    assert written.pages == len(pages) > 2
    for page in pages[1:]:
        assert "示例新名店（续）" in page and "改前→改后" in page
    assert f"第1页，共{len(pages)}页" in pages[0]
    with pdfplumber.open(written.path) as pdf:
        for page in pdf.pages:
            assert all(
                c["x0"] > 0 and c["x1"] < page.width and c["bottom"] < page.height
                for c in page.chars
            )


def test_a_row_taller_than_a_page_goes_on_overleaf(desk, shop, tmp_path):
    said = ["备注一" * 160, "长\n" * 200, "说明二" * 160]
    for text in said:
        register.save(desk, Merchant, {"remark": text}, register.get(desk, Merchant, shop.id))
    done = cards.write(desk, [shop.id], tmp_path / "卡.pdf")
    assert done.pages > 2
    whole = squashed(done.path)
    assert whole.count("长") >= 400 and whole.count("备注一") >= 320
    with pdfplumber.open(done.path) as pdf:
        lowest = [max(char["bottom"] for char in page.chars) for page in pdf.pages]
        tops = [page.height - 8 * 72 / 25.4 for page in pdf.pages]
        assert all(low < top for low, top in zip(lowest, tops, strict=True))


def test_what_cannot_be_printed_is_told_with_the_merchant(desk, tmp_path):
    bad = pool.merchant(desk, 1, premises="示例\U0001f600路")
    with pytest.raises(ProofFailed, match=r"示例第1店.*经营场所.*U\+1F600"):
        cards.write(desk, [bad.id], tmp_path / "卡.pdf")
    assert list(tmp_path.glob("卡*")) == []


def test_a_merchant_deleted_meanwhile_is_told_and_makes_no_blank_page(desk, shop, tmp_path):
    gone = pool.merchant(desk, 2)
    register.remove(desk, Merchant, [register.get(desk, Merchant, gone.id)])
    done = cards.write(desk, [gone.id, shop.id], tmp_path / "卡.pdf")
    assert done.pages == 1 and done.notes == ("选中的有1条创建单位已删去，没有印",)
    with pytest.raises(Refused, match="都已删去"):
        cards.write(desk, [gone.id], tmp_path / "空.pdf")


@pytest.mark.parametrize(("count", "said"), [(0, "没有要打印"), (501, "最多打印500张")])
def test_none_and_too_many_are_refused(desk, tmp_path, count, said):
    with pytest.raises(Refused, match=said):
        cards.write(desk, list(range(count)), tmp_path / "卡.pdf")


def test_the_preview_is_the_very_file(desk, shop, tmp_path):
    data = cards.preview(desk, [shop.id])
    assert data == cards.write(desk, [shop.id], tmp_path / "卡.pdf").path.read_bytes()
    with PdfDocument(data) as pdf:
        assert len(pdf) == 1
