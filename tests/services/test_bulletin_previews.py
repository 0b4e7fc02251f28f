"""The preview of an issue with what is typed: the same page that saving and printing give."""

import pytest

from shipu_desk.documents.proof import ProofFailed
from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.services import bulletins, register
from shipu_desk.services.bulletin_previews import Typed, facts, preview

WORDS = {"title": "示例乙", "source": "石浦镇", "body": "另一段正文。"}


@pytest.fixture
def issue(desk):
    made = bulletins.new_issue(desk)
    bulletins.add_article(desk, "示例甲\n一段正文。", "2023-1")
    return made


def test_without_typed_words_it_is_what_is_printed(desk, issue, tmp_path):
    path = tmp_path / "简报.pdf"
    bulletins.write(desk, issue.id, path)
    assert preview(desk, issue.id, Typed()).data == path.read_bytes()


def test_typed_words_print_as_they_will_when_they_are_saved(desk, issue):
    [row] = bulletins.articles(desk, issue.id)
    fields = {"day": "2023.6.1", "report": "县政府", "copies": "30"}
    typed = Typed(fields, {row.record.uid: WORDS}, {})
    before = preview(desk, issue.id, typed).data
    register.save(desk, Article, WORDS, row)
    register.save(desk, Bulletin, fields, register.get(desk, Bulletin, issue.id))
    assert bulletins.preview(desk, issue.id) == before


def test_an_article_that_is_not_stored_stands_last(desk, issue):
    found = facts(desk, issue.id, Typed(new=WORDS))
    assert [article.title for article in found.articles] == ["示例甲", "示例乙"]


def test_a_field_that_cannot_be_read_stays_as_stored(desk, issue):
    found = facts(desk, issue.id, Typed({"day": "六月", "issue": "7"}))
    assert found.day.isoformat() == "2023-05-18" and found.issue_no == 7


def test_what_cannot_be_printed_is_named_with_its_article(desk, issue):
    with pytest.raises(ProofFailed) as raised:
        preview(desk, issue.id, Typed(new=WORDS | {"body": "表情\U0001f600"}))
    assert "第2篇正文" in str(raised.value) and "U+1F600" in str(raised.value)
