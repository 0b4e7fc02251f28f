"""The left of the bulletin page: the issues, newest first, and the articles of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QFrame

from shipu_desk.services.register import Row
from shipu_desk.ui.parts.article_body import counted
from shipu_desk.ui.parts.article_lists import Line, Lines
from shipu_desk.ui.parts.basic import button, column, elided, label, row, rule

UNNAMED = "（还没有标题）"


def issue_line(one: Row, articles: int, unsaved: bool) -> Line:
    """2023年第1期; its day and how many articles."""
    day, state = one.cells["day"], one.cells["state"]
    return Line(
        one.id,
        f"{one.record.year}年第{one.record.issue}期",
        f"{day} · {articles} 篇",
        state,
        unsaved,
    )


def article_line(place: int, id: int, words: Mapping[str, str], *, unsaved: bool) -> Line:
    """1　title; who sent it in and how long it is."""
    length = f"{counted(words['body'])} 字"
    under = f"{words['source']} · {length}" if words["source"] else length
    return Line(id, f"{place}　{words['title'] or UNNAMED}", under, unsaved=unsaved)


class ArticleIndex(QFrame):
    """Two lists and the acts on articles; it knows nothing of where they are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sheet")
        self.issues, self.articles = Lines("期次"), Lines("稿件")
        self.told = elided("稿件", "strong")  # a wider face must not push the acts out
        self.up = button("", "sort-up", "quiet", "上移 (Alt+↑)")
        self.down = button("", "sort-down", "quiet", "下移 (Alt+↓)")
        self.gone = button("", "close", "quiet", "移出这篇 (Del)")
        self.more = button("", "add", "quiet", "新增稿件 (Ctrl+N)")
        acts = (self.up, self.down, self.gone, self.more)
        head = row(self.told, *acts, gap=0, margins=(16, 4, 6, 2))
        head.setStretch(0, 1)
        issues = row(label("期次", "strong"), None, margins=(16, 8, 16, 4))
        box = column(issues, self.issues, rule(), head, rule(), self.articles, gap=0)
        box.setStretch(1, 2)
        box.setStretch(5, 3)
        self.setLayout(box)
        self.setFocusProxy(self.articles)
        self.up.clicked.connect(lambda: self.articles.shifted.emit(True))
        self.down.clicked.connect(lambda: self.articles.shifted.emit(False))
        self.gone.clicked.connect(self.articles.removal)

    def show_issues(self, lines: Sequence[Line], current: int) -> None:
        self.issues.show_lines(lines, current)

    def show_articles(self, lines: Sequence[Line], current: int | None, fixed: bool) -> None:
        """`fixed`: an issue that was sent; nothing is added, moved or taken out."""
        self.articles.show_lines(lines, -1 if current is None else current)
        self.told.setText(f"稿件 {len(lines)} 篇" if lines else "稿件")
        at = next((i for i, line in enumerate(lines) if line.id == current), -1)
        stored = at >= 0 and current != 0
        able: dict[Callable[[bool], None], bool] = {
            self.up.setEnabled: stored and at > 0,
            self.down.setEnabled: stored and at < sum(line.id != 0 for line in lines) - 1,
            self.gone.setEnabled: at >= 0,
            self.more.setEnabled: True,
        }
        for enable, may in able.items():
            enable(may and not fixed)
