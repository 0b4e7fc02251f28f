"""Words looked up in memory give what SQL gives, whatever was written since and by whom."""

from random import Random

import pytest
import raws
import window_samples as samples
from conftest import Clock
from hypothesis import given, settings
from hypothesis import strategies as st

from shipu_desk.db.store import open_store
from shipu_desk.db.wording import Wording
from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import backups, bulk, changes, register
from shipu_desk.services.finding import Query, ids_of

WORDS = ["书店", "示例", "hx", "slx", "1380000", "药", "9", "没有这样的", "示例 药", "sl 书"]


@pytest.fixture
def pool(desk):
    """More merchants than one sheet holds."""
    samples.streets_and_industries(desk)
    samples.merchants(desk, 1_500)
    return desk


def both(desk, query):
    """By memory and by SQL alone."""
    with desk.store.looking() as look:
        return (
            list(ids_of(look, Merchant, query, desk.store.wording)),
            list(ids_of(look, Merchant, query)),
        )


def assert_same(desk):
    for words in WORDS:
        for descending in (False, True):
            kept, asked = both(desk, Query(words, descending=descending))
            assert kept == asked, words


def test_the_same_rows_in_the_same_order(pool):
    assert_same(pool)
    assert len(both(pool, Query("示例"))[0]) == 1_500


def test_filters_and_other_orders_go_together_with_words(pool):
    for query in (
        Query("示例", {"street_id": 1}),
        Query("示例", order="name"),
        Query("hx", order="industry_id", descending=True),
    ):
        kept, asked = both(pool, query)
        assert kept == asked and kept


@pytest.mark.parametrize("other", [False, True], ids=["here", "in another program"])
def test_what_was_written_since_is_found(pool, other):
    both(pool, Query("书店"))  # the sheets are read
    writer = pool
    if other:
        writer = pool.as_clerk("示例乙")
        writer.store = open_store(pool.store.path, Clock(), Random(5).randbytes)
    shown = register.get(writer, Merchant, 700)
    register.save(writer, Merchant, {"name": "示例改名书店"}, shown, twin_accepted=True)
    register.remove(writer, Merchant, [register.get(writer, Merchant, 3)])
    with writer.store.writing("导入", "示例甲") as work:
        assert bulk.add(work, Merchant, raws.merchants(30, 90_000)) == 30
    assert_same(pool)
    assert 700 in both(pool, Query("改名"))[0] and 3 not in both(pool, Query("示例"))[0]
    done = changes.audit(writer)[0]
    changes.undo(writer, done.number)
    assert_same(pool)
    assert both(pool, Query("示例面馆9000"))[0] == []
    if other:
        writer.close()


def test_a_restore_is_noticed(pool):
    made = backups.back_up_now(pool)
    shown = register.get(pool, Merchant, 8)
    register.save(pool, Merchant, {"name": "示例改名书店"}, shown, twin_accepted=True)
    assert both(pool, Query("改名"))[0] == [8]
    backups.restore(pool, made.path)
    assert both(pool, Query("改名"))[0] == []
    assert_same(pool)


def test_a_look_at_an_older_state_leaves_nothing_behind(pool):
    """A search that began before a commit goes on; what it read is not taken for the new state."""
    both(pool, Query("书店"))
    with pool.store.looking() as old:
        list(ids_of(old, Merchant, Query("示例"), pool.store.wording))
        shown = register.get(pool, Merchant, 8)
        register.save(pool, Merchant, {"name": "示例改名书店"}, shown, twin_accepted=True)
        begun = pool.store.wording.hits(old, "merchant", ["改名"])
        assert both(pool, Query("改名"))[0] == [8]
        assert list(begun) == []
    assert both(pool, Query("改名"))[0] == [8]


def test_a_register_too_large_for_memory_is_searched_in_sql(pool):
    small = Wording(most=1_000)
    with pool.store.looking() as look:
        assert not small.covers(look, "merchant") and small.covers(look, "street")
        found = ids_of(look, Merchant, Query("书店"), small)
        assert list(found) == list(ids_of(look, Merchant, Query("书店")))
    assert not small.kept


def test_the_first_ids_come_before_all_is_looked_through(pool):
    pieces = list(register.seek(pool, Merchant, Query("示例")))
    assert 200 <= len(pieces[0]) < 1_500 and sum(map(len, pieces)) == 1_500
    every = [id for piece in pieces for id in piece]
    assert every == sorted(every)


def test_a_thousand_chance_words_are_found_alike(pool):
    shown = [row.record.search_text for row in register.page(pool, Merchant, range(1, 40))]
    alphabet = sorted({ch for text in shown for ch in text if not ch.isspace()})

    @settings(max_examples=150)
    @given(st.text(alphabet, min_size=1, max_size=4))
    def alike(word):
        kept, asked = both(pool, Query(word))
        assert kept == asked

    alike()
