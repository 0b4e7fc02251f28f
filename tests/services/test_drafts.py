"""Drafts: found again after a crash, newest first, never in the way of a start."""

import pytest

from shipu_desk.errors import DeskError
from shipu_desk.services.drafts import FOLDER, Drafts, Place

ARTICLE = Place("article", "0190-a")
NEW = Place("article", "", "0190-b")
WORDS = {"title": "示例标题", "source": "", "body": "一、示例\n𠮷字 & <b>"}


def kept_files(desk):
    return sorted(path.name for path in (desk.paths.folder / FOLDER).glob("*"))


@pytest.mark.parametrize("place", [ARTICLE, NEW], ids=["stored", "new"])
def test_another_start_finds_the_words_as_typed(desk, place):
    Drafts(desk).keep(place, WORDS)
    found = Drafts(desk).get(place)
    assert found is not None and found.values == WORDS
    assert found.moment.startswith("2023-05-18T09:00")


def test_the_later_words_take_the_place_of_the_earlier(desk):
    drafts = Drafts(desk)
    drafts.keep(ARTICLE, WORDS)
    drafts.keep(ARTICLE, WORDS | {"title": "改过"})
    assert len(kept_files(desk)) == 1
    assert Drafts(desk).get(ARTICLE).values["title"] == "改过"


def test_a_draft_that_went_leaves_no_file(desk):
    drafts = Drafts(desk)
    drafts.keep(ARTICLE, WORDS)
    drafts.keep(NEW, WORDS)
    drafts.drop(ARTICLE)
    assert kept_files(desk) == [NEW.file]
    assert drafts.get(ARTICLE) is None and Drafts(desk).get(ARTICLE) is None


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"place": 1}',
        b'{"values": {}}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"place": {"record": ["a"], "uid": {}}, "values": 1, "moment": ""}',
    ],
    ids=range(7),
)
def test_a_foreign_file_stops_nothing_and_stays(desk, junk):
    Drafts(desk).keep(ARTICLE, WORDS)
    foreign = desk.paths.folder / FOLDER / "article-x.json"
    foreign.write_bytes(junk)
    assert Drafts(desk).get(ARTICLE).values == WORDS
    assert foreign.read_bytes() == junk


def test_where_the_disk_refuses_the_words_stay_in_memory(desk):
    (desk.paths.folder / FOLDER).write_bytes(b"")
    drafts = Drafts(desk)
    with pytest.raises(DeskError, match="草稿"):
        drafts.keep(ARTICLE, WORDS)
    assert drafts.get(ARTICLE).values == WORDS
