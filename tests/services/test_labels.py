"""Labels of merchants: who has an address gets one, who has none is told."""

import pool
import pytest
from pages import squashed

from shipu_desk.errors import Refused
from shipu_desk.services import labels


def test_address_name_and_person_stand_on_the_label(desk, tmp_path):
    ids = [pool.merchant(desk, 1, operator="示例甲").id, pool.merchant(desk, 2).id]
    written = labels.write(desk, ids, tmp_path / "签.pdf")
    assert squashed(written.path) == "示例路1号示例第1店示例甲收示例路2号示例第2店"
    assert written.notes == ()


def test_who_has_no_address_is_told(desk, tmp_path):
    ids = [pool.merchant(desk, n, premises=f"示例路{n}号" if n < 2 else None).id for n in range(25)]
    written = labels.write(desk, ids, tmp_path / "签.pdf")
    [note] = written.notes
    assert "示例第2店" in note and note.endswith("等23家") and "示例第24店" not in note
    assert labels.without_address(desk, ids) == (23, note)
    assert labels.without_address(desk, ids[:2]) == (0, "")
    with pytest.raises(Refused, match="没有一家填了经营场所"):
        labels.write(desk, ids[2:], tmp_path / "签2.pdf")


def test_sheets_go_by_their_columns_and_rows():
    assert labels.sheet_named("3×7").count == labels.sheet_named(" 3X7").count == 21
    with pytest.raises(Refused, match="可以选：3×8、3×7、2×7、2×4"):
        labels.sheet_named("9x9")


@pytest.mark.parametrize("start", [0, 25])
def test_a_place_that_is_not_on_the_sheet_is_refused(desk, tmp_path, start):
    ids = [pool.merchant(desk, 1).id]
    with pytest.raises(Refused, match="1到24之间"):
        labels.write(desk, ids, tmp_path / "签.pdf", start=start)


def test_nobody_is_refused(desk, tmp_path):
    with pytest.raises(Refused, match="没有要印标签的单位"):
        labels.write(desk, [], tmp_path / "签.pdf")
