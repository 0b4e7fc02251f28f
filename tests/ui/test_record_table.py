"""The table holds ids and fetches what is looked at."""

from array import array
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt

from shipu_desk.errors import DeskError
from shipu_desk.ui.parts.columns import NUMBER, TICK, Column, fit
from shipu_desk.ui.record_table import PAGE, PAGES_KEPT, RecordTable

SHOWN, CHECK = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.CheckStateRole
COLUMNS = (TICK, NUMBER, Column("name", "名称", 14, "text", 3), Column("lead", "牵头单位", 9))


@dataclass
class Shown:
    id: int
    version: int = 1
    record: object = None
    cells: dict = field(default_factory=dict)


@pytest.fixture
def fetched():
    return []


@pytest.fixture
def table(fetched):
    def find(order, descending):
        return iter([array("q", sorted(range(1, 10_001), reverse=descending))])

    def fetch(ids):
        fetched.append(len(ids))
        return [Shown(id, cells={"name": f"示例店{id}", "lead": ""}) for id in ids if id != 3]

    return RecordTable(COLUMNS, find, fetch, frozenset({"lead"}))


def test_the_model_is_sound(table, qtmodeltester):
    table.refresh()
    qtmodeltester.check(table)


def test_only_looked_at_pages_are_fetched(table, fetched):
    table.refresh()
    assert fetched == [] and table.rowCount() == 10_000
    assert table.index(130, 2).data() == "示例店131"
    assert table.index(200, 1).data() == "201"
    assert table.index(200, 2).data() == "示例店201"
    assert fetched == [PAGE, PAGE]


def test_the_cache_is_bounded(table, fetched):
    table.refresh()
    for _ in range(2):
        for number in range(0, 10_000, PAGE):
            table.row(number)
    assert len(fetched) == 2 * -(-10_000 // PAGE) and len(table._pages) == PAGES_KEPT


def test_a_vanished_row_shows_empty(table):
    table.refresh()
    assert table.index(2, 2).data() is None


def test_sorting_is_asked_of_the_service(table):
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert table.order == ("name", True)
    assert table.index(0, 2).data() == "示例店10000"


def test_what_the_plan_leaves_out_says_so(table):
    table.refresh()
    assert table.index(0, 3).data() == "待录入"


def test_ticks_belong_to_rows_not_to_places(table):
    table.refresh()
    told = []
    table.ticks_changed.connect(told.append)
    table.tick(0)
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert table.index(0, 0).data(CHECK) == Qt.CheckState.Unchecked
    assert table.index(9_999, 0).data(CHECK) == Qt.CheckState.Checked
    table.untick()
    assert told == [1, 0] and table.ticked == set()


def test_columns_give_way_in_their_order_and_share_what_is_left():
    columns = (
        Column("a", "甲", 10, grow=1),
        Column("b", "乙", 10, yields=2),
        Column("c", "丙", 10, yields=1),
    )
    assert fit(columns, 400, 10, frozenset()) == [200, 100, 100]
    assert fit(columns, 250, 10, frozenset()) == [150, 100, 0]
    assert fit(columns, 150, 10, frozenset()) == [150, 0, 0]
    assert fit(columns, 400, 10, frozenset({1})) == [300, 0, 100]


@pytest.fixture
def pieces():
    return [array("q", range(1, 257)), array("q", range(257, 20_257)), array("q", [30_000])]


@pytest.fixture
def growing(pieces):
    return RecordTable(COLUMNS, lambda *_: iter(pieces), lambda ids: [Shown(id) for id in ids])


def test_the_first_rows_are_there_at_once_and_the_rest_follow(growing, qtbot):
    growing.refresh()
    assert growing.rowCount() == 256 and not growing.whole
    qtbot.waitUntil(lambda: growing.whole)
    assert growing.rowCount() == 20_257 and growing.id_at(20_256) == 30_000


def test_who_needs_all_rows_gets_them_at_once(growing):
    growing.refresh()
    assert growing.stands_early(256) and not growing.stands_early(300)
    assert growing.number_of(5) == 4 and not growing.whole
    assert growing.number_of(300) == 299 and growing.whole
    assert growing.number_of(77_777) == -1


def test_a_new_question_ends_the_old_one(pieces, qtbot):
    asked = iter([iter(pieces), iter([array("q", [7])])])
    table = RecordTable(COLUMNS, lambda *_: next(asked), lambda ids: [Shown(id) for id in ids])
    table.refresh()
    table.refresh()
    assert table.whole and list(table.ids) == [7]
    qtbot.wait(20)
    assert table.rowCount() == 1


def test_a_question_that_fails_leaves_the_rows_as_they_were(table):
    table.refresh()

    def broken(*_):
        raise DeskError("示例")

    table._find = broken
    with pytest.raises(DeskError):
        table.refresh()
    assert table.rowCount() == 10_000 and table.index(0, 2).data() == "示例店1"


def test_no_row_stays_blank_that_came_while_its_page_was_shown(growing):
    """The first piece ends within a page; that page is read again when the rest has come."""
    growing.refresh()
    assert growing.row(255) is not None
    growing.complete()
    assert all(growing.row(number) is not None for number in range(250, 330))


def test_what_came_before_a_trouble_is_never_taken_for_all(growing, pieces):
    troubles = [DeskError("示例")]

    def broken(*_):
        yield pieces[0]
        if troubles:
            raise troubles.pop()
        yield from pieces[1:]

    growing._find = broken
    growing.refresh()
    with pytest.raises(DeskError):
        growing.complete()
    assert not growing.whole
    growing.complete()
    assert growing.whole and growing.rowCount() == 20_257
    assert list(growing.ids[:300]) == list(range(1, 301))
