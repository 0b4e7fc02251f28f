"""信息简报: numbers, what the office usually sets, articles from text, the printed issue."""

import pytest
from facts import everything
from pypdfium2 import PdfDocument

from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.errors import Refused
from shipu_desk.services import bulletins, changes, imports, register
from shipu_desk.services import settings as settings_service
from shipu_desk.services.register import Rejected

TEXT = """示例稿件标题

一、示例一级标题
（一）示例二级标题。正文紧接着写。
正文第二段。
"""


def read(data):
    with PdfDocument(data) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    return "".join(text.split())


def test_a_new_issue_begins_as_usual(desk):
    settings_service.change(desk, {"report": "示例报", "send": "示例送", "dispatch": "示例发"})
    row = bulletins.new_issue(desk)
    assert row.title == "2023年第1期"
    assert row.cells["day"] == "2023-05-18"
    assert row.cells["editor"] == "放心消费示范镇工作领导小组办公室"
    assert [row.cells[key] for key in ("report", "send", "dispatch")] == [
        "示例报", "示例送", "示例发",
    ]  # fmt: skip
    assert row.cells["state"] == "草稿"
    assert bulletins.new_issue(desk).title == "2023年第2期"


def test_issues_count_by_year(desk):
    bulletins.new_issue(desk, {"year": 2022, "issue": 7})
    assert bulletins.new_issue(desk).title == "2023年第1期"


@pytest.mark.parametrize("said", ["2023-1", "２０２３－１", "2023年第1期", "2023/1", " 2023-01 "])
def test_an_issue_is_found_by_its_number(desk, said):
    row = bulletins.new_issue(desk)
    assert bulletins.issue(desk, said).id == row.id


def test_a_number_that_is_none_and_an_issue_that_is_not_there_are_told(desk):
    with pytest.raises(Refused, match="“第一期”不是期号，应写成 2023-1"):
        bulletins.issue(desk, "第一期")
    with pytest.raises(Refused, match="没有2023年第4期简报"):
        bulletins.issue(desk, "2023-4")


def test_the_first_line_is_the_title_and_heads_stay_in_the_body(desk):
    row = bulletins.add_article(desk, TEXT)
    assert row.record.title == "示例稿件标题"
    assert row.record.body == "一、示例一级标题\n（一）示例二级标题。正文紧接着写。\n正文第二段。"


def test_an_article_makes_an_issue_and_the_next_one_joins_it_in_order(desk):
    first = bulletins.add_article(desk, TEXT)
    done = changes.undoable(desk)
    assert done.title == "新增稿件：示例稿件标题（2023年第1期）"
    second = bulletins.add_article(desk, "示例第二篇\n正文")
    assert second.record.bulletin_id == first.record.bulletin_id
    listed = bulletins.articles(desk, first.record.bulletin_id)
    assert [(row.record.order, row.record.title) for row in listed] == [
        (1, "示例稿件标题"), (2, "示例第二篇"),
    ]  # fmt: skip


def test_taking_back_the_first_article_takes_its_issue_too(desk):
    before = everything(desk.store)
    bulletins.add_article(desk, TEXT)
    changes.undo(desk, changes.undoable(desk).number)
    after = everything(desk.store)
    assert all(after[name] == before[name] for name in ("bulletin", "article"))


def test_an_article_goes_to_the_issue_that_is_named(desk):
    bulletins.new_issue(desk)
    bulletins.new_issue(desk)
    row = bulletins.add_article(desk, TEXT, to="2023-1", source="示例供稿")
    assert row.cells["bulletin_id"] == "2023年第1期"
    assert row.cells["source"] == "示例供稿"
    assert bulletins.add_article(desk, TEXT).cells["bulletin_id"] == "2023年第2期"


def test_the_years_next_issue_is_made_when_it_is_named(desk):
    assert bulletins.add_article(desk, TEXT, to="2023-1").cells["bulletin_id"] == "2023年第1期"
    with pytest.raises(Refused, match="没有2023年第9期简报，2023年的下一期是第2期；稿件没有加入"):
        bulletins.add_article(desk, TEXT, to="2023-9")


def test_an_issue_that_was_sent_takes_no_more_articles(desk):
    row = bulletins.new_issue(desk)
    register.save(desk, Bulletin, {"state": "已印发"}, row)
    assert bulletins.open_draft(desk) is None
    with pytest.raises(Refused, match="2023年第1期已印发，稿件没有加入"):
        bulletins.add_article(desk, TEXT, to="2023-1")
    assert bulletins.add_article(desk, TEXT).cells["bulletin_id"] == "2023年第2期"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [("title", "标题必填"), ("body", "正文必填")]),
        ("只有标题", [("body", "正文必填")]),
        ("长" * 121 + "\n正文", [("title", "标题不能超过120个字，现在是121个")]),
    ],
)
def test_a_text_without_title_or_body_is_refused_and_makes_no_issue(desk, text, told):
    with pytest.raises(Rejected) as refused:
        bulletins.add_article(desk, text)
    assert [(p.key, p.message) for p in refused.value.problems] == told
    assert not register.find(desk, Bulletin)


def test_the_printed_issue_says_all_of_it(desk, tmp_path):
    settings_service.change(desk, {"report": "示例报送单位", "masthead": "示例简报"})
    bulletins.add_article(desk, TEXT, source="示例供稿")
    row = bulletins.issue(desk, "2023-1")
    register.save(desk, Bulletin, {"copies": 30}, row)
    written = bulletins.write(desk, row.id, tmp_path / "信息简报.pdf")
    said = read(written.path.read_bytes())
    for words in (
        "示例简报",
        "第1期",
        "2023年5月18日",
        "示例稿件标题",
        "示例供稿",
        "示例报送单位",
        "一、示例一级标题",
        "（一）示例二级标题。正文紧接着写。",
        "共印30份",
        "—1—",
    ):
        assert words in said
    assert bulletins.preview(desk, row.id) == written.path.read_bytes()


def test_what_a_clerk_typed_prints_as_typed(desk):
    typed = "A&B与<b>示例</b>\na<b，&lt;，<img src=“x”>，𬱖𬭼"
    row = bulletins.add_article(desk, typed)
    said = read(bulletins.preview(desk, row.record.bulletin_id))
    assert "A&B与<b>示例</b>" in said
    assert "a<b，&lt;，<imgsrc=“x”>，𬱖𬭼" in said


def test_an_issue_without_articles_is_not_printed(desk):
    row = bulletins.new_issue(desk)
    with pytest.raises(Exception, match="本期还没有稿件"):
        bulletins.preview(desk, row.id)


def test_an_issue_that_was_sent_out_stays_as_it_was(desk):
    """Its day, number and recipients too; made a draft again, it can be changed."""
    made = bulletins.new_issue(desk)
    sent = register.save(desk, Bulletin, {"state": "已印发"}, made)
    for key, value in (("day", "2023-06-01"), ("report", "示例"), ("issue", 9)):
        with pytest.raises(Rejected, match="本期已印发，先把状态改回草稿"):
            register.save(desk, Bulletin, {key: value}, sent)
    draft = register.save(desk, Bulletin, {"state": "草稿", "report": "示例"}, sent)
    assert draft.record.report == "示例"


def test_whichever_way_it_comes_an_issue_that_was_sent_keeps_its_articles(desk, tmp_path):
    row = bulletins.add_article(desk, "示例标题\n第一稿。", "2023-1")
    register.save(desk, Article, {"body": "第二稿。"}, row)
    edited = changes.undoable(desk)
    issue = register.get(desk, Bulletin, row.record.bulletin_id)
    register.save(desk, Bulletin, {"state": "已印发"}, issue)
    sent = changes.undoable(desk)
    row, before = register.get(desk, Article, row.id), everything(desk.store)

    assert changes.obstacles(desk, [edited])[edited.number].word == "所属的已印发"
    (tmp_path / "稿件.csv").write_text(
        "信息简报,标题,正文\n2023年第1期,示例标题,第三稿。\n", encoding="utf-8"
    )
    for act in (
        lambda: changes.undo(desk, edited.number),
        lambda: register.save(desk, Article, {"body": "第三稿。"}, row),
        lambda: register.remove(desk, Article, [row]),
        lambda: bulletins.add_article(desk, "另一标题\n正文。", "2023-1"),
        lambda: imports.run(desk, Article, tmp_path / "稿件.csv"),
    ):
        with pytest.raises(Refused, match="已印发"):
            act()
    assert everything(desk.store) == before
    changes.undo(desk, sent.number)
    changes.undo(desk, edited.number)
    assert register.get(desk, Article, row.id).record.body == "第一稿。"
