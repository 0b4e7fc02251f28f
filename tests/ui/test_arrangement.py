"""Columns as each clerk wants them: order, width, hidden; kept by page, whatever the file says."""

import pytest
from grid_hands import COLUMNS, shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shipu_desk.domain.views import Saved, View
from shipu_desk.services import views


@pytest.fixture
def page(pool, qtbot):
    return shown(pool, qtbot, *COLUMNS)


def titles(page):
    table = page.list.table
    return [table.key_at(column) for column in table.shown_columns()]


def drag(page, key, wide):
    header = page.list.table.horizontalHeader()
    header.resizeSection([c.key for c in page.list.model.columns].index(key), wide)


def move(page, key, to):
    header = page.list.table.horizontalHeader()
    logical = [c.key for c in page.list.model.columns].index(key)
    header.moveSection(header.visualIndex(logical), to)


def kept(qtbot, page):
    with qtbot.waitSignal(page.list.table.arrangement.changed, timeout=3000):
        pass


def test_order_width_and_hidden_come_back_for_this_clerk_only(page, pool, qtbot):
    move(page, "phone", 1)
    drag(page, "premises", 333)
    page.list.table.arrangement.choose("stage", shown=False)
    kept(qtbot, page)
    again = shown(pool, qtbot, *COLUMNS)
    assert titles(again)[0] == "phone" and "stage" not in titles(again)
    assert abs(again.list.table.columnWidth(2) - 333) <= 2
    pool.clerk = "示例乙"
    other = shown(pool, qtbot, *COLUMNS)
    assert titles(other) == list(COLUMNS)


def test_another_clerk_at_the_same_window_sees_his_own(page, pool, qtbot):
    page.list.table.arrangement.choose("stage", shown=False)
    kept(qtbot, page)
    pool.clerk = "示例乙"
    page.hide()
    page.show()
    assert titles(page) == list(COLUMNS)
    pool.clerk = "示例甲"
    page.hide()
    page.show()
    assert "stage" not in titles(page)


def test_the_number_stays_first(page):
    header = page.list.table.horizontalHeader()
    move(page, "name", 0)
    header.moveSection(0, 3)
    assert header.visualIndex(0) == 0 and titles(page) == list(COLUMNS)


def test_the_columns_can_be_brought_back(page, pool, qtbot):
    move(page, "phone", 1)
    drag(page, "premises", 333)
    page.list.table.arrangement.choose("stage", shown=False)
    menu = page.list.table.arrangement.menu()
    restore = menu.actions()[-1]
    assert restore.text() == "恢复原来的列"
    restore.trigger()
    assert titles(page) == list(COLUMNS) and page.list.table.columnWidth(2) != 333
    kept(qtbot, page)
    assert titles(shown(pool, qtbot, *COLUMNS)) == list(COLUMNS)


def test_a_double_click_between_headings_fits_the_column(page):
    table = page.list.table
    drag(page, "name", 60)
    header = table.horizontalHeader()
    edge = header.sectionViewportPosition(1) + header.sectionSize(1) - 1
    spot = header.viewport().rect().center()
    spot.setX(edge)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    widest = max(
        table.fontMetrics().horizontalAdvance(f"示例甲·{n}") for n in ("渔光便民银行网点",)
    )
    assert table.columnWidth(1) > widest


def test_copying_follows_the_order_seen(page, qtbot):
    move(page, "phone", 1)
    page.refresh()
    assert titles(page)[:2] == ["phone", "name"]
    page.list.table.selectRow(0)
    assert page.list.table.block()[1][0] == [c.key for c in page.list.model.columns].index("phone")


@pytest.mark.parametrize(
    "said",
    [
        "", "[]", "{", "null", '{"示例甲": 3}', '{"示例甲": {"培育库": []}}',
        '{"示例甲": {"培育库": {"columns": 7}}}',
        '{"示例甲": {"培育库": {"columns": {"order": [1], "widths": {"name": "宽"}}}}}',
        '{"示例甲": {"培育库": {"columns": {"widths": {"name": 1e999, "phone": -3}}}}}',
        '{"示例甲": {"培育库": {"columns": {"widths": {"name": NaN}, "hidden": 2}}}}',
        '{"示例甲": {"培育库": {"columns": {"order": ["不认得"], "hidden": ["不认得"]}}}}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_file_costs_nothing_but_the_arrangement(pool, qtbot, said):
    pool.paths.views.write_text(said, encoding="utf-8")
    page = shown(pool, qtbot, *COLUMNS)
    assert titles(page) == list(COLUMNS)
    page.list.table.arrangement.choose("stage", shown=False)
    kept(qtbot, page)
    assert views.view(pool, "培育库").hidden == {"stage"}


def test_what_could_not_be_read_is_laid_aside(pool):
    pool.paths.views.write_text("{坏", encoding="utf-8")
    views.keep_view(pool, "培育库", View(("name",)))
    [aside] = pool.paths.folder.glob("*读不出来*")
    assert aside.read_text(encoding="utf-8") == "{坏"
    assert views.view(pool, "培育库").order == ("name",)


def test_a_folder_in_its_place_is_borne(pool):
    pool.paths.views.mkdir()
    assert views.view(pool, "培育库") == View()
    views.keep_view(pool, "培育库", View(("name",)))
    assert pool.paths.views.is_dir()


def test_filters_are_kept_beside_the_columns(pool):
    views.keep_view(pool, "培育库", View(("name",)))
    saved = [Saved("渔港路的", "面馆", {"street_id": 1, "stage": "培育"})]
    views.keep_filters(pool, "培育库", saved)
    assert views.filters(pool, "培育库") == saved and views.filters(pool, "别的页") == []
    assert views.view(pool, "培育库").order == ("name",)
