"""The short ways of finding give what the long way gives, in the same order."""

import pytest
import window_samples as samples

from shipu_desk.domain.merchants import Merchant
from shipu_desk.services import register
from shipu_desk.services.register import Query

WORDS = ["书店", "hxmg", "示例甲", "1380000", "没有这样的"]


@pytest.fixture
def pool(desk):
    samples.streets_and_industries(desk)
    samples.merchants(desk, 60)
    return desk


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("descending", [False, True])
def test_one_word_over_the_index_alone_finds_the_same_rows(pool, word, descending):
    quick = register.find(pool, Merchant, Query(word, descending=descending))
    # the same word twice takes the way over the table
    slow = register.find(pool, Merchant, Query(f"{word} {word}", descending=descending))
    assert list(quick) == list(slow)
    assert list(quick) == sorted(quick, reverse=descending)


@pytest.mark.parametrize("order", ["name", "stage", "joined_on", "industry_id"])
@pytest.mark.parametrize("descending", [False, True])
def test_ids_that_come_as_one_text_keep_their_order(pool, order, descending):
    ids = register.find(pool, Merchant, Query(order=order, descending=descending))
    rows = {row.id: row for row in register.page(pool, Merchant, ids)}
    stages = list(type(rows[1].record.stage))
    keys = {
        "name": lambda row: row.record.name,
        "stage": lambda row: stages.index(row.record.stage),
        "joined_on": lambda row: row.record.joined_on,
        "industry_id": lambda row: row.cells["industry_id"],
    }
    shown = [keys[order](rows[id]) for id in ids]
    assert shown == sorted(shown, reverse=descending)
    assert len(set(ids)) == 60
