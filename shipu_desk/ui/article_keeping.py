"""Saving and printing on the bulletin page: what is printed is what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipu_desk.services.drafts import Place
from shipu_desk.ui import messages
from shipu_desk.ui.parts.article_columns import PAPER, WRITING
from shipu_desk.ui.parts.article_lists import NEW
from shipu_desk.ui.parts.keys import page_keys

if TYPE_CHECKING:
    from shipu_desk.ui.pages.bulletins import BulletinsPage


class ArticleKeeping:
    """保存, 放弃, 打印, 另存, and the way from a fault to its place."""

    def __init__(self, page: BulletinsPage) -> None:
        self._page = page

    def bind(self) -> None:
        """Buttons and keys."""
        page = self._page
        page.pen.save_wanted.connect(self.save)
        page.pen.discard_wanted.connect(self.discard)
        page.paper.wanted.connect(self.print)
        page.paper.faults.go.connect(self.go_to)
        page_keys(page, {"Ctrl+S": self.save})
        page.paper.preview.lend_key(page, lambda: self.print("打印"))

    def save(self) -> bool:
        """Ctrl+S: the article and the issue's fields."""
        page = self._page
        other = page.issue if page.sitting is page.article else page.article
        return page.sitting.save() and (not other.unsaved or other.save())

    def discard(self) -> None:
        """放弃: what is in sight goes back to what is stored; a new article goes with its line."""
        page = self._page
        if page.open_id != NEW or page.sitting is not page.article:
            page.sitting.discard()
            return
        count = sum(map(len, page.typed.new().values()))
        said = f"写了 {count} 个字，还没有保存过，放弃后找不回来。"
        if not count or messages.ask(page, "放弃这篇新稿件", said, ("放弃",)):
            page.forget_new()

    def _save_all(self) -> bool:
        """Every draft of this issue; the first that cannot be saved is put under the pen."""
        page = self._page
        if page.open_id == NEW and not page.article.unsaved:
            page.forget_new()
        if not self.save():
            return False
        waiting = [one.id for one in page.rows if page.drafts.get(Place("article", one.record.uid))]
        waiting += [NEW] if any(page.typed.new().values()) else []
        for id in waiting:
            page.open_article(id)
            if not page.article.save():
                return False
        return True

    def print(self, what: str) -> None:
        """打印, 另存: what is stored is what is printed."""
        page = self._page
        if page.bulletin is None:
            return
        if not self._save_all():
            page.columns.turn_to(WRITING)
            messages.say(f"没有{what}：还有文字存不进去，见字段旁的提示")
            return
        page.columns.turn_to(PAPER)
        page.paper.act(what)

    def go_to(self, number: int, character: str) -> None:
        """From a fault beside the preview to its article, the character selected."""
        page = self._page
        lines = page.index.articles.lines
        if 0 < number <= len(lines):
            page.open_article(lines[number - 1].id)
            page.write()
            page.pen.article.look_for(character)
