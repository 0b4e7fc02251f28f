"""The acts of the bulletin page: add, order, take out, take in a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.errors import DeskError
from shipu_desk.services import bulletins, manuscripts, register
from shipu_desk.services.register import Rejected
from shipu_desk.ui import messages
from shipu_desk.ui.article_keeping import ArticleKeeping
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.parts.article_columns import WRITING
from shipu_desk.ui.parts.article_lists import NEW
from shipu_desk.ui.parts.article_pen import TAKEN
from shipu_desk.ui.parts.keys import keys_inside, page_keys
from shipu_desk.ui.removing import remove

if TYPE_CHECKING:
    from shipu_desk.services.manuscripts import Manuscript
    from shipu_desk.ui.pages.bulletins import BulletinsPage

TAKING = "Word 文档或文本文件，第一行作标题 (Ctrl+O)"
KINDS = "稿件 (*.docx *.txt);;Word 文档 (*.docx);;文本文件 (*.txt)"


class ArticleActs:
    """Each act first puts away what was typed, so that nothing is lost on the way."""

    def __init__(self, page: BulletinsPage) -> None:
        self._page = page
        self.keeping = ArticleKeeping(page)
        self._jobs = Jobs(page)
        self._left: dict[int | None, str] = {}  # by article: what of its file is not in its text

    def bind(self) -> None:
        """Buttons, lists and keys."""
        page = self._page
        page.more.clicked.connect(self.add_issue)
        page.take.clicked.connect(self.take_text)
        page.index.more.clicked.connect(self.add_article)
        page.index.articles.shifted.connect(self.shift)
        page.index.articles.removal.connect(self.remove)
        page.index.articles.opened.connect(page.write)
        page.index.issues.opened.connect(lambda: page.pen.fold.setChecked(True))
        page.index.issues.removal.connect(self.remove_issue)
        page.pen.issue_removal.connect(self.remove_issue)
        page_keys(
            page,
            {
                "Ctrl+N": self.add_article,
                "Ctrl+Shift+N": self.add_issue,
                "Ctrl+O": self.take_text,
                "F5": page.refresh,
            },
        )
        keys_inside(page, {"Esc": self.back})
        self.keeping.bind()

    def back(self) -> None:
        """Esc: out of the issue's fields, else from the text to the list."""
        page = self._page
        if page.pen.is_issue_open:
            page.pen.fold.setChecked(False)
        else:
            page.index.articles.setFocus()

    # issues

    def add_issue(self) -> None:
        """The year's next number, today, 报送发 from the settings; one undo takes it away."""
        page = self._page
        page.put_away()
        try:
            made = bulletins.new_issue(page.desk)
        except (DeskError, Rejected) as error:
            self._tell(error, "新增一期")
            return
        page.show_issue(made.id)
        page.columns.turn_to(WRITING)
        page.index.issues.setFocus()
        messages.say(f"已新增{made.title}，可用 Ctrl+Z 撤回")

    def remove_issue(self) -> None:
        """Only an issue without articles; one undo brings it back."""
        page = self._page
        if page.bulletin is None:
            return
        if page.is_sent:
            messages.say(f"{page.bulletin.title}已印发，要留着；没有删除")
        elif page.open_id == NEW:
            messages.say(f"{page.bulletin.title}还有没保存的稿件，先把它保存或移出")
        else:
            page.issue.put_away()
            rows = register.page(page.desk, Bulletin, [page.bulletin.id])
            remove(page, page.desk, Bulletin, rows)

    # articles

    def add_article(self) -> None:
        """Ctrl+N: an empty article at the end; it is stored when it has a title and a text."""
        page = self._page
        if page.bulletin is None:
            self.add_issue()
        if page.bulletin is None or self._is_sent():
            return
        if page.open_id == NEW and not page.article.save():
            return
        self._left.pop(NEW, None)
        page.open_article(NEW)
        page.write()

    def _is_sent(self) -> bool:
        if self._page.is_sent:
            messages.say("本期已印发，稿件没有变；请加到下一期")
        return self._page.is_sent

    def shift(self, up: bool) -> None:
        """Alt+↑ Alt+↓: one place up or down in the issue."""
        page = self._page
        if self._is_sent():
            return
        page.article.put_away()
        row = next((one for one in page.rows if one.id == page.open_id), None)
        if row is None:
            return
        try:
            register.move(page.desk, Article, row, up=up)
        except DeskError as error:
            messages.tell(page, error, "调整次序")

    def remove(self) -> None:
        """Del: out of the issue; one undo brings a stored one back."""
        page = self._page
        if page.open_id is None or self._is_sent():
            return
        if page.open_id == NEW:
            self._forget_new()
            return
        page.article.put_away()
        row = next(one for one in page.rows if one.id == page.open_id)
        try:
            register.remove(page.desk, Article, [row])
        except DeskError as error:
            messages.tell(page, error, f"移出“{row.title}”")
        else:
            messages.say(f"已移出“{row.title}”，可用 Ctrl+Z 撤回")
        page.index.articles.setFocus()

    def _forget_new(self) -> None:
        page = self._page
        text = "这篇还没有保存，去掉后找不回。"
        if page.article.unsaved and not messages.ask_grave(page, "去掉新稿件", text, "去掉"):
            return
        page.forget_new()
        page.index.articles.setFocus()

    def take_text(self) -> None:
        """从文件加稿: the first line is the title; into the issue shown, or a new one."""
        page = self._page
        if self._is_sent():
            return
        path = messages.open_path(page, "从文件加稿", Path.home(), KINDS)
        if path is None:
            return
        if path.suffix.lower() == ".txt":
            self._take(lambda: manuscripts.read_text(path), path)
        else:  # through a process of its own, which may take its time
            messages.say(f"正在读“{path.name}”")
            self._jobs.run(
                lambda: manuscripts.read_text(path),
                lambda found: self._take(lambda: found, path),
                lambda error: messages.tell(page, error, f"从“{path.name}”加稿"),
                name="读稿件",
            )

    def _take(self, read: Callable[[], Manuscript], path: Path) -> None:
        page = self._page
        if self._is_sent():  # another issue may have come into sight meanwhile
            return
        page.put_away()
        try:
            found = read()
            if page.bulletin is None:
                page.show_issue(bulletins.new_issue(page.desk).id)
            self._add(found.text)
        except DeskError as error:
            messages.tell(page, error, f"从“{path.name}”加稿")
            return
        if found.told and page.open_id is not None:
            self._left[page.open_id] = f"“{path.name}”：{found.told}"
            self.show_left()
        messages.say(f"已从“{path.name}”加稿")

    def show_left(self) -> None:
        """What did not come along stands above the article until the clerk has read it."""
        page = self._page
        said = self._left.get(page.open_id, "")
        page.pen.say(TAKEN, said, (("知道了", self._forget_left),) if said else ())

    def _forget_left(self) -> None:
        self._left.pop(self._page.open_id, None)
        self.show_left()
        self._page.pen.article.focus()

    def _add(self, text: str) -> None:
        """Stored at once; what cannot be stored yet waits under the pen with its faults."""
        page = self._page
        assert page.bulletin
        record = page.bulletin.record
        try:
            made = bulletins.add_article(page.desk, text, f"{record.year}-{record.issue}")
        except Rejected as error:
            title, body = bulletins.parted(text)
            page.open_article(NEW)
            page.pen.article.retype({"title": title, "body": body})
            page.pen.article.show_problems(error.problems)
            page.article.keep_draft()
            return
        page.open_article(made.id)
        messages.say(f"已加入“{made.title}”，可用 Ctrl+Z 撤回")

    def _tell(self, error: Exception, doing: str) -> None:
        told = error if isinstance(error, DeskError) else DeskError(str(error))
        messages.tell(self._page, told, doing)
