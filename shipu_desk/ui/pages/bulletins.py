"""信息简报: issues and articles at the left, the pen in the middle, the very page at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shipu_desk.domain.bulletins import Article, Bulletin, BulletinState
from shipu_desk.domain.settings import Settings
from shipu_desk.services import bulletins, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.drafts import Drafts
from shipu_desk.services.register import Query, Row
from shipu_desk.ui import messages
from shipu_desk.ui.article_acts import TAKING, ArticleActs
from shipu_desk.ui.article_sitting import Sitting
from shipu_desk.ui.article_typed import TypedWords
from shipu_desk.ui.parts.article_columns import PAPER, WRITING, ArticleColumns
from shipu_desk.ui.parts.article_index import ArticleIndex
from shipu_desk.ui.parts.article_lists import NEW
from shipu_desk.ui.parts.article_paper import LivePaper
from shipu_desk.ui.parts.article_pen import ARTICLE, ISSUE, Pen
from shipu_desk.ui.parts.basic import button, column, elided, held, label, row
from shipu_desk.ui.parts.children import Commits
from shipu_desk.ui.parts.empty import EmptyState, Way
from shipu_desk.ui.parts.page import head

SENT = {
    ARTICLE: "本期已印发，稿件不再改动。要改，先在“本期资料”里把状态改回草稿。",
    ISSUE: "本期已印发，只有状态还能改。要改别的，先把状态改回草稿并保存。",
}


class BulletinsPage(QWidget):
    """`bulletin` is the issue shown, `rows` its stored articles in their order."""

    hints = ("Ctrl+N", "Ctrl+S", "F6")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.drafts = desk, Drafts(desk)
        self.bulletin: Row | None = None
        self.rows: list[Row] = []
        self.acts = ArticleActs(self)
        self.index, self.pen = ArticleIndex(), Pen(self._nothing())
        self.article = Sitting(desk, Article, self.pen.article, self.drafts, "bulletin_id")
        self.issue = Sitting(desk, Bulletin, self.pen.issue, self.drafts)
        self.typed = TypedWords(self)
        self.paper = LivePaper(desk, self.typed.prepared)
        self.columns = ArticleColumns(self.index, self.pen, self.paper)
        self.take = button("从文件加稿…", "import", "quiet", TAKING)
        self.more = button("新增一期", "add", tip="新增一期 (Ctrl+Shift+N)")
        self.caption = elided("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.columns)
        self._stack.addWidget(self._empty())
        box = column(head("信息简报", self.caption, self.take, self.more), self._stack, gap=8)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self.index.articles)
        self._connect()
        self.acts.bind()
        self.show_newest()

    def _empty(self) -> QWidget:
        new = Way(
            "bulletin",
            "新增一期",
            "期号、日期和报送发先按设置填好。",
            "新增一期",
            self.acts.add_issue,
        )
        text = Way(
            "import",
            "从文件加稿",
            "Word 文档或文本文件，第一行作标题，自动新增一期。",
            "选文件…",
            self.acts.take_text,
        )
        return EmptyState(
            "还没有简报", "一期简报由若干篇稿件组成，右边随写随看印出来的样子。", (new, text)
        )

    def _nothing(self) -> QWidget:
        write = button("新增稿件", "add", "primary", "新增稿件 (Ctrl+N)")
        take = button("从文件加稿…", "import", tip=TAKING)
        write.clicked.connect(self.acts.add_article)
        take.clicked.connect(self.acts.take_text)
        title = row(None, label("本期还没有稿件", "title"), None)
        return held(column(None, title, row(None, write, take, None), None, gap=12))

    def _connect(self) -> None:
        self.index.issues.chosen.connect(self.show_issue)
        self.index.articles.chosen.connect(self.open_article)
        for which, sitting in ((ARTICLE, self.article), (ISSUE, self.issue)):
            sitting.edited.connect(self._typed)
            sitting.settled.connect(self._settled)
            sitting.told.connect(lambda said, ways, at=which: self.pen.say(at, said, ways))
        self.pen.folded.connect(lambda _: self._tell())
        self.columns.turned.connect(self._turned)
        Commits(self, self.desk, {Article, Bulletin, Settings}, self.refresh)

    # what is shown

    def show_newest(self) -> None:
        newest = register.find(self.desk, Bulletin, Query(descending=True))
        if newest:
            self.show_issue(newest[0])
        else:
            self.bulletin, self.rows = None, []
            self.article.close()
            self.issue.close()
            self._show_lists()

    def show_issue(self, id: int) -> None:
        """Another issue, its first article under the pen."""
        if self.bulletin and self.bulletin.id == id and self.issue.is_open:
            return
        self.put_away()
        self.bulletin = register.get(self.desk, Bulletin, id)
        self.issue.open(self.bulletin)
        self._open_first()

    def _open_first(self) -> None:
        assert self.bulletin
        self.rows = bulletins.articles(self.desk, self.bulletin.id)
        first = self.rows[0].id if self.rows else NEW if self.typed.has_new else None
        self._open(first)

    def open_article(self, id: int) -> None:
        """Another article of the issue under the pen; what was typed is kept first."""
        if self.article.is_open and self.open_id == id:
            return
        self.article.put_away()
        self._open(id)

    def _open(self, id: int | None) -> None:
        row = next((one for one in self.rows if one.id == id), None)
        if id is None or (row is None and id != NEW):
            self.article.close()
        else:
            self.article.open(row, self.bulletin)
        self.acts.show_left()
        self._show_lists()
        self.paper.renew(at_once=True)

    def write(self) -> None:
        """Into the article, wherever the clerk is."""
        self.columns.turn_to(WRITING)
        self.pen.fold.setChecked(False)
        self.pen.article.focus()

    def forget_new(self) -> None:
        """The article that was never stored goes, its words with it."""
        self.article.discard()
        self.article.close()
        self.refresh()

    @property
    def open_id(self) -> int | None:
        """The article under the pen: NEW for one that is not stored yet."""
        if not self.article.is_open:
            return None
        return self.article.row.id if self.article.row else NEW

    @property
    def is_sent(self) -> bool:
        return self.bulletin is not None and self.bulletin.record.state is BulletinState.ISSUED

    def refresh(self) -> None:
        """Something was stored or taken back: read again; unsaved words stay."""
        if self.bulletin is None:
            self.show_newest()
            return
        found = register.page(self.desk, Bulletin, [self.bulletin.id])
        if not found:
            self.article.close()
            self.show_newest()
            return
        self.bulletin = found[0]
        self.issue.reread()
        self.rows = bulletins.articles(self.desk, self.bulletin.id)
        self.article.reread()
        if not self.article.is_open:
            self._open_first()
        self._show_lists()
        self.paper.renew()

    # the lists

    def _show_lists(self) -> None:
        shown = self.bulletin
        self._stack.setCurrentIndex(0 if shown else 1)
        self.index.show_issues(self.typed.issue_lines(), shown.id if shown else -1)
        self.index.show_articles(self.typed.article_lines(), self.open_id, self.is_sent)
        self.pen.show_parts(shown is not None, self.article.is_open)
        self.pen.be_sent(self.is_sent)
        self.take.setEnabled(not self.is_sent)
        if shown:
            self.paper.wish = Path(f"{self.desk.settings().masthead}{issues_title(shown)}.pdf")
            self.pen.summary.setText(_summary(shown))
        self._tell()

    # what is told

    @property
    def sitting(self) -> Sitting:
        """The one whose form is in sight."""
        return self.issue if self.pen.is_issue_open else self.article

    def _typed(self) -> None:
        self.paper.renew()
        line = self.typed.open_line() if self.sitting is self.article else None
        if line is None or self.index.articles.retell(line):
            self._tell()
        else:
            self._show_lists()

    def _turned(self, tab: int) -> None:
        """The focus never stays behind a tab."""
        if not self.columns.tabs.hasFocus():
            (self.paper if tab == PAPER else self.index.articles).setFocus()

    def _settled(self) -> None:
        self._show_lists()
        self.paper.renew()

    def _tell(self) -> None:
        sitting = self.sitting
        recorded = f" · 草稿 {sitting.recorded} 已记" if sitting.recorded else ""
        fresh = sitting.is_open and sitting.row is None and not sitting.unsaved
        said = f"未保存{recorded}" if sitting.unsaved else "" if fresh else "已保存"
        self.pen.status.setText(said)
        self.pen.discard.setEnabled(sitting.unsaved)
        fixed = self.is_sent and sitting is self.article
        self.pen.save.setEnabled(not fixed)
        shown = self.bulletin
        state = shown.cells["state"] if shown else ""
        self.caption.setText(f"{issues_title(shown)} · {state}" if shown else "")
        for which, sent in SENT.items():
            told = self.pen.notices[which].words.text()
            if self.is_sent and not told:
                self.pen.say(which, sent)
            elif not self.is_sent and told == sent:
                self.pen.say(which, "")

    # what the window may ask

    def put_away(self) -> bool:
        """Leaving: saved, or kept as drafts; False when the disk took neither."""
        gone = [self.article.put_away(), self.issue.put_away()]
        return all(gone)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or a smaller window: typed words are put away."""
        super().hideEvent(event)
        self.put_away()

    def show_id(self, id: int) -> None:
        self.show_issue(id)

    def may_close(self) -> bool:
        if self.put_away():
            self.paper.rest()
            return True
        text = "磁盘上写不下草稿，关闭后这些文字就没有了。可以先复制到别处。"
        return messages.ask_grave(self, "有文字还没有保存", text, "放弃这些文字")

    def areas(self) -> list[QWidget]:
        return [self.index.issues, self.index.articles, self.pen, self.paper]


def issues_title(shown: Row) -> str:
    return f"{shown.record.year}年第{shown.record.issue}期"


def _summary(shown: Row) -> str:
    cells = shown.cells
    facts = [
        cells["day"],
        *(
            f"{word} {cells[key] or '未填'}"
            for key, word in (("report", "报"), ("send", "送"), ("dispatch", "发"))
        ),
    ]
    facts.append(f"印 {cells['copies']} 份" if cells["copies"] else "")
    return " · ".join(fact for fact in facts if fact)


def build(desk: Desk) -> QWidget:
    return BulletinsPage(desk)
