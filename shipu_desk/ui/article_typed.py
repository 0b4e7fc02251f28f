"""What is typed on the bulletin page and not saved yet: for the lists, and for the preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.services import bulletin_previews, register
from shipu_desk.services.bulletin_previews import Shown, Typed
from shipu_desk.services.drafts import Place
from shipu_desk.services.register import Query, Row
from shipu_desk.ui.parts.article_index import article_line, issue_line
from shipu_desk.ui.parts.article_lists import NEW, Line

if TYPE_CHECKING:
    from shipu_desk.ui.pages.bulletins import BulletinsPage

BLANK = {"title": "", "source": "", "body": ""}


class TypedWords:
    """Looks at the forms and the drafts of the page; changes nothing."""

    def __init__(self, page: BulletinsPage) -> None:
        self._page = page

    # an article that is not stored yet

    @property
    def new_place(self) -> Place:
        assert self._page.bulletin
        return Place("article", "", self._page.bulletin.record.uid)

    @property
    def has_new(self) -> bool:
        page = self._page
        return page.bulletin is not None and page.drafts.get(self.new_place) is not None

    def new(self) -> dict[str, str]:
        """Its words, all blank where there is none."""
        page = self._page
        if page.open_id == NEW:
            return BLANK | page.pen.article.values()
        draft = page.drafts.get(self.new_place) if page.bulletin else None
        return BLANK | (draft.values if draft else {})

    # lists

    def is_unsaved(self, one: Row, record: str) -> bool:
        sitting = self._page.article if record == "article" else self._page.issue
        if sitting.row and sitting.row.id == one.id:
            return sitting.unsaved
        return self._page.drafts.get(Place(record, one.record.uid)) is not None

    def issue_lines(self) -> list[Line]:
        desk = self._page.desk
        counts = register.tally(desk, Article, "bulletin_id")
        ids = register.find(desk, Bulletin, Query(descending=True))
        return [
            issue_line(one, counts.get(one.id, 0), self.is_unsaved(one, "bulletin"))
            for one in register.page(desk, Bulletin, ids)
        ]

    def article_lines(self) -> list[Line]:
        """The stored ones in their order, the new one last."""
        page = self._page
        lines = [
            article_line(place, one.id, _words(one), unsaved=self.is_unsaved(one, "article"))
            for place, one in enumerate(page.rows, 1)
            if one.id != page.open_id
        ]
        if self.has_new and page.open_id != NEW:
            lines.append(_new_line(len(page.rows) + 1, self.new()))
        here = self.open_line()
        if here is not None:
            at = next((i for i, one in enumerate(page.rows) if one.id == here.id), len(lines))
            lines.insert(at, here)
        return lines

    def open_line(self) -> Line | None:
        """The one under the pen, as it is typed."""
        page = self._page
        if page.open_id is None:
            return None
        if page.open_id == NEW:
            return _new_line(len(page.rows) + 1, self.new())
        place = next(i for i, one in enumerate(page.rows, 1) if one.id == page.open_id)
        words = page.pen.article.values()
        return article_line(place, page.open_id, words, unsaved=page.article.unsaved)

    # the preview

    def prepared(self) -> Callable[[], Shown] | None:
        """The work for the worker, with a copy of all that is typed; None without an article."""
        page = self._page
        if page.bulletin is None or not (page.rows or any(self.new().values())):
            return None
        desk, id, typed = page.desk, page.bulletin.id, self._typed()
        return lambda: bulletin_previews.preview(desk, id, typed)

    def _typed(self) -> Typed:
        page, articles = self._page, dict[str, dict[str, str]]()
        for one in page.rows:
            uid = one.record.uid
            draft = page.drafts.get(Place("article", uid))
            if page.open_id == one.id:
                articles[uid] = page.pen.article.values() if page.article.unsaved else {}
            elif draft:
                articles[uid] = draft.values
        issue = page.pen.issue.values() if page.issue.unsaved else {}
        return Typed(issue, articles, self.new())


def _new_line(place: int, words: dict[str, str]) -> Line:
    return article_line(place, NEW, words | {"title": words["title"] or "新稿件"}, unsaved=True)


def _words(one: Row) -> dict[str, str]:
    record = one.record
    return {"title": record.title, "source": record.source or "", "body": record.body}
