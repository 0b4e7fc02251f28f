"""The frame of every dialog, and the two that speak: a trouble and a question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from shipu_desk.ui.messages import Question, Trouble
from shipu_desk.ui.parts.basic import button, column, frame, glyph, held, label, row
from shipu_desk.ui.parts.focus import step
from shipu_desk.ui.theme import C, metrics, px

NARROW, WIDE = 44, 84  # em: for messages, for work


class Dialog(QDialog):
    """Head and body given by the caller; the foot says what is safe, then the buttons.

    Enter is the primary button, Esc is 取消.
    """

    def __init__(self, parent: QWidget | None, title: str, width: float = NARROW) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        flags = self.windowFlags() & ~Qt.WindowType.WindowContextHelpButtonHint
        self.setWindowFlags(flags)
        room = (parent or self).window().width() if parent else 10_000
        self.setFixedWidth(min(round(width * metrics().em), max(room - px(24), px(320))))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def fill(
        self, body: QWidget, *foot: QWidget | None, primary: QPushButton | None = None
    ) -> None:
        """`foot` from left to right, None is a stretch; a primary button answers Enter."""
        self._box.addWidget(body, 1)
        self._box.addWidget(frame("foot", row(*foot, margins=(24, 12, 24, 12))))
        if primary is not None:
            primary.setDefault(True)
            primary.setFocus()
        self.resize(self.width(), self._box.totalHeightForWidth(self.width()))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes in reading order."""
        return step(self, next)


class TroubleDialog(Dialog):
    """What happened, what is safe, what to do; the details can be copied."""

    def __init__(self, parent: QWidget | None, trouble: Trouble) -> None:
        super().__init__(parent, "石浦放心消费工作台")
        parts = (
            ("发生了什么", trouble.happened),
            ("什么是安全的", trouble.safe),
            ("可以怎样做", trouble.todo),
        )
        lines = [_line(name, said) for name, said in parts]
        main = held(column(label(trouble.title, "title", wrap=True), 4, *lines, None, gap=8))
        sign = column(glyph("warn", C.alarm, 28), None)
        body = row(sign, main, gap=16, margins=(24, 22, 24, 20))
        body.setStretch(1, 1)
        copy = button("复制详情", "copy", "quiet")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(_whole(trouble)))
        close = button("知道了", kind="primary")
        close.clicked.connect(self.accept)
        self.fill(held(body), copy, None, close, primary=close)


def _whole(trouble: Trouble) -> str:
    said = (trouble.title, trouble.happened, trouble.safe, trouble.todo, trouble.detail)
    return "\n".join(said)


def _line(name: str, said: str) -> QWidget:
    head, words = label(name, "label"), label(said, wrap=True)
    head.setFixedWidth(round(metrics().em * 6.5))
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = row(head, words, gap=8)
    made.setStretch(1, 1)
    for one in (head, words):
        made.setAlignment(one, Qt.AlignmentFlag.AlignTop)
    return held(made)


class QuestionDialog(Dialog):
    """One decision; `answer` is the words of the button, "" for 取消."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        super().__init__(parent, "石浦放心消费工作台", 38)
        self.answer = ""
        main = column(
            label(question.title, "title", wrap=True), label(question.text, wrap=True), gap=8
        )
        sign = column(glyph("info", C.sea, 28), None)
        body = row(sign, main, gap=16, margins=(24, 22, 24, 20))
        body.setStretch(1, 1)
        back = button("取消")
        back.clicked.connect(self.reject)
        answers = [button(words) for words in question.answers]
        for one, words in zip(answers, question.answers, strict=True):
            one.clicked.connect(lambda _=False, words=words: self._choose(words))
        answers[-1].setProperty("kind", "primary")
        self.fill(held(body), None, back, *answers, primary=answers[-1])

    def _choose(self, words: str) -> None:
        self.answer = words
        self.accept()
