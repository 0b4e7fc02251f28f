"""信息简报: masthead, articles on the grid, 报/送/发 and 印数 at the foot of the last page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.page import closing, grid, mastheads
from shipu_desk.documents.page.closing import ClosingFacts
from shipu_desk.documents.page.grid import Item
from shipu_desk.documents.page.manuscript import paragraphs
from shipu_desk.documents.page.mastheads import MastheadFacts
from shipu_desk.documents.page.titles import title_items, title_lines
from shipu_desk.documents.proof import Proof, Written, finished
from shipu_desk.documents.typography.fonts import Fonts

FIRST_ROW = mastheads.ROWS + 1.0


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """One article. A line break in the title is the writer's own turn; paragraphs of the body
    stand on lines of their own."""

    title: str
    body: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class BulletinFacts:
    """An issue, ready to print; empty fields are simply absent from the page."""

    masthead: str
    issue_no: int
    day: date
    articles: tuple[ArticleFacts, ...]
    kicker: str = ""
    year: int | None = None
    serial: int | None = None
    editor: str = ""
    report: str = ""
    send: str = ""
    dispatch: str = ""
    copies: int | None = None
    note: str = ""
    design: str = "plain"

    @property
    def issue(self) -> str:
        """第1期, 第1期（总第9期）; with the year only if it is not that of the day."""
        year = f"{self.year}年" if self.year and self.year != self.day.year else ""
        total = f"（总第{self.serial}期）" if self.serial else ""
        return f"{year}第{self.issue_no}期{total}"


def write_bulletin(facts: BulletinFacts, path: Path, fonts: Fonts) -> Written:
    """The bulletin as PDF. Raises ProofFailed with everything that cannot be printed as typed."""
    _prove(facts, fonts)
    head, foot = _masthead(facts), _closing(facts)
    pages = _pages(facts, fonts)
    sheet = Sheet(path, *grid.PAGE, fonts, title=f"{facts.masthead}{facts.issue}")
    for number, page in enumerate(pages, 1):
        if number == 1:
            mastheads.DESIGNS[facts.design].draw(sheet, head, fonts)
        for placed in page:
            placed.item.draw(sheet, placed.row)
        if number == len(pages):
            closing.draw(sheet, foot, fonts)
        grid.page_number(sheet, number)
        sheet.page()
    return finished(sheet)


def _masthead(facts: BulletinFacts) -> MastheadFacts:
    return MastheadFacts(
        facts.masthead, facts.kicker, facts.issue, facts.editor, facts.day, facts.note
    )


def _closing(facts: BulletinFacts) -> ClosingFacts:
    sent = (("报", facts.report), ("送", facts.send), ("发", facts.dispatch))
    return ClosingFacts(tuple(s for s in sent if s[1]), facts.editor, facts.copies)


def _prove(facts: BulletinFacts, fonts: Fonts) -> None:
    proof = Proof(fonts)
    proof.texts((
        ("报头名称", facts.masthead, "title"), ("报头上方文字", facts.kicker, "biaosong"),
        ("编印单位", facts.editor, "fang"), ("左上标注", facts.note, "hei"),
        ("报", facts.report, "fang"), ("送", facts.send, "fang"), ("发", facts.dispatch, "fang"),
    ))  # fmt: skip
    for i, article in enumerate(facts.articles, 1):
        _prove_article(proof, f"第{i}篇", article)
    if not facts.articles:
        proof.say("本期还没有稿件")
    if not proof.problems:  # widths can be asked only of characters that exist
        mastheads.DESIGNS[facts.design].prove(proof, _masthead(facts))
        closing.prove(proof, _closing(facts))
        for i, article in enumerate(facts.articles, 1):
            if article.title.strip() and not title_lines(article.title, fonts):
                proof.say(f"第{i}篇标题过长，共{len(article.title)}字")
    proof.close()


def _prove_article(proof: Proof, where: str, article: ArticleFacts) -> None:
    proof.texts(
        ((f"{where}标题", article.title, "biaosong"), (f"{where}供稿", article.source, "kai"))
    )
    for role in ("hei", "kai", "fang"):
        runs = (run for p in paragraphs(article.body) for run in p.runs if run.role == role)
        proof.text(f"{where}正文", "".join(run.text for run in runs), role)
    if not article.title.strip() and not article.body.strip():
        proof.say(f"{where}没有标题也没有正文")


def _pages(facts: BulletinFacts, fonts: Fonts) -> list[list[grid.Placed]]:
    """Pages, with room for the closing block on the last, where text stands above it if any
    can be moved there."""
    items: list[Item] = []
    for i, article in enumerate(facts.articles):
        items += [grid.blank()] * (i > 0) + _article(article, fonts)
    room = grid.ROWS - closing.rows(_closing(facts), fonts)
    pages = grid.paginate(items, FIRST_ROW)
    lonely = len(pages) > 1 and len(pages[-1]) < 2
    if lonely or _end(pages) > room:
        pages = grid.paginate(items, FIRST_ROW, turn_before=_last_turn(items))
        if _end(pages) > room:  # a few lines under the masthead and a very long list
            pages.append([])
    return pages


def _end(pages: list[list[grid.Placed]]) -> float:
    """The row at which the text of the last page ends."""
    return grid.end_row(pages[-1], FIRST_ROW)


def _last_turn(items: Sequence[Item]) -> int:
    """Where to turn so that two lines of text stand above the closing block."""
    turn = max(len(items) - 2, 1)
    while turn > 1 and items[turn - 1].keep:
        turn -= 1
    return turn


def _article(article: ArticleFacts, fonts: Fonts) -> list[Item]:
    """Title, source, an empty line, body; the title takes two lines of text with it."""
    items = title_items(article.title, fonts)
    if article.source:
        items.append(grid.centred(article.source, "kai", grid.BODY, rise=0.12))
    if items:
        items.append(grid.blank(keep=True))
    text = grid.body(paragraphs(article.body), fonts)
    if len(text) > 1:
        text[0] = replace(text[0], keep=True)
    if not text and items:
        items[-1] = replace(items[-1], keep=False)
    return items + text
