"""The middle of the bulletin page: the article under the pen, or the fields of its issue."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedWidget, QWidget

from shipu_desk.ui import icons
from shipu_desk.ui.article_sitting import Ways
from shipu_desk.ui.parts.article_form import ArticleForm
from shipu_desk.ui.parts.article_issue import IssueForm
from shipu_desk.ui.parts.basic import (
    button,
    column,
    elided,
    frame,
    glyph,
    held,
    label,
    row,
    rule,
    scrolled,
)
from shipu_desk.ui.theme import C

ARTICLE, ISSUE, NOTHING, TAKEN = 0, 1, 2, 3


class Notice(QFrame):
    """One sentence with at most two ways out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "warn")
        self.words = label("", wrap=True)
        self._ways = (button("", kind="link"), button("", kind="link"))
        self._acts: list[Callable[[], object]] = []
        for at, way in enumerate(self._ways):
            way.clicked.connect(lambda _=False, at=at: self._acts[at]())
        top = row(glyph("warn", C.warn), self.words)
        top.setStretch(1, 1)
        self._line = held(row(*self._ways, None, gap=8, margins=(24, 0, 0, 0)))
        self.setLayout(column(top, self._line, gap=0, margins=(12, 6, 12, 6)))
        self.hide()

    def say(self, text: str, ways: Ways = ()) -> None:
        self.words.setText(text)
        self._acts = [act for _, act in ways]
        for at, way in enumerate(self._ways):
            words = ways[at][0] if at < len(ways) else ""
            way.setText(words)
            way.setAccessibleName(words)
            way.setVisible(bool(words))
        self._line.setVisible(bool(ways))
        self.setVisible(bool(text))


class Pen(QFrame):
    """A fold on top opens the issue's own fields in place of the article; one foot for both."""

    save_wanted = Signal()
    discard_wanted = Signal()
    folded = Signal(bool)  # True: the issue's fields are open
    issue_removal = Signal()

    def __init__(self, nothing: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.article, self.issue = ArticleForm(), IssueForm()
        self.fold = button("本期资料", "chevron-right", "quiet", "日期、报送发、印数 (F4)")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._turn)
        self.summary = elided("")
        self.notices = {TAKEN: Notice(), ARTICLE: Notice(), ISSUE: Notice()}
        self.body = QStackedWidget()
        for one in (self.article, scrolled(self._issue_sheet()), nothing):
            self.body.addWidget(one)
        self._foot = self._make_foot()
        self._has_article = False
        top = row(self.fold, self.summary, margins=(8, 4, 16, 4))
        top.setStretch(1, 1)
        self._rule = rule()
        self._top = held(column(top, self._rule, gap=0))
        told = held(column(*self.notices.values(), gap=4, margins=(16, 8, 16, 0)))
        self._told = told
        told.hide()
        box = column(self._top, told, self.body, self._foot, gap=0)
        box.setStretch(2, 1)
        self.setLayout(box)
        self._own, self._lent = box, False
        self.setFocusProxy(self.body)
        self._bind()

    def _issue_sheet(self) -> QWidget:
        gone = self.gone = button("删除本期", kind="link", tip="有稿件的一期要先移出稿件")
        gone.clicked.connect(self.issue_removal)
        return held(column(self.issue, row(gone, None, margins=(12, 0, 0, 8)), None, gap=0))

    def be_sent(self, sent: bool) -> None:
        """An issue that was sent is only read, but for its state."""
        self.article.be_fixed(sent)
        self.issue.be_fixed(sent)
        self.gone.setVisible(not sent)

    def _make_foot(self) -> QFrame:
        self.status = elided("")
        self.discard = button("放弃", tip="放弃未保存的改动")
        self.discard.clicked.connect(self.discard_wanted)
        self.save = button("保存(&S)", kind="primary", tip="保存 (Ctrl+S)")
        self.save.clicked.connect(self.save_wanted)
        line = row(self.article.count, self.status, self.discard, self.save, margins=(16, 8, 16, 8))
        line.setStretch(1, 1)
        return frame("foot", line)

    def _bind(self) -> None:
        self.article.finished.connect(self.save_wanted)
        self.issue.finished.connect(self.save_wanted)
        fold = QShortcut(QKeySequence("F4"), self)
        fold.activated.connect(self.fold.toggle)

    def lend_top(self, place: QBoxLayout | None) -> None:
        """The fold line stands in `place`, or on top of the pen again."""
        if self._lent == (place is not None):
            return
        self._lent = place is not None
        shown = not self._top.isHidden()
        (place or self._own).insertWidget(0, self._top)
        self._rule.setVisible(not self._lent)
        self._top.setVisible(shown)

    def show_parts(self, issue: bool, article: bool) -> None:
        """What there is: an issue, and an article of it."""
        self._has_article = article
        self._top.setVisible(issue)
        if not issue:
            self.fold.setChecked(False)
        self._show()

    @property
    def is_issue_open(self) -> bool:
        return self.fold.isChecked()

    def _turn(self, opened: bool) -> None:
        way = "chevron-down" if opened else "chevron-right"
        self.fold.setIcon(icons.icon(way, C.ink2))
        self._show()
        if opened:
            self.issue.focus()
        elif self._has_article:
            self.article.focus()
        self.folded.emit(opened)

    def _show(self) -> None:
        shown = ISSUE if self.is_issue_open else ARTICLE if self._has_article else NOTHING
        self.body.setCurrentIndex(shown)
        self._foot.setVisible(shown != NOTHING)
        self.article.count.setVisible(shown == ARTICLE)
        for which, notice in self.notices.items():
            place = ARTICLE if which == TAKEN else which
            notice.setVisible(place == shown and bool(notice.words.text()))
        self._told.setVisible(any(not one.isHidden() for one in self.notices.values()))

    def say(self, which: int, text: str, ways: Ways = ()) -> None:
        """A notice above the article or above the issue's fields; TAKEN is of the article's file
        and stands until it was read."""
        self.notices[which].say(text, ways)
        self._show()
