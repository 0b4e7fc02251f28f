"""The frame of every dialog, and the two that speak: a trouble and a question."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from shipu_desk.ui.help.opening import bind_help
from shipu_desk.ui.messages import Question, Trouble
from shipu_desk.ui.parts.basic import (
    button,
    column,
    frame,
    glyph,
    height_for,
    held,
    label,
    row,
    scrolled,
)
from shipu_desk.ui.parts.focus import step
from shipu_desk.ui.theme import C, metrics, px

NARROW, WIDE = 44, 84  # em: for messages, for work
AROUND = 40  # px of height for the title bar, and what stays to be seen of the window


class Dialog(QDialog):
    """Head and body given by the caller; the foot says what is safe, then the buttons.

    As high as its body, as far as window and screen let it: then the body scrolls between head
    and foot. Enter is the primary button, Esc is 取消.
    """

    help_topic = ""  # what F1 opens here; where it says nothing, the page that asked for it

    def __init__(self, parent: QWidget | None, title: str, width: float = NARROW) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        bind_help(self)
        flags = self.windowFlags() & ~Qt.WindowType.WindowContextHelpButtonHint
        self.setWindowFlags(flags)
        room = ground(parent).width() - px(24) if parent else 10_000
        self.setFixedWidth(min(round(width * metrics().em), max(room, px(320))))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._grows = QTimer(self, singleShot=True, interval=0)

    def fill(
        self,
        body: QWidget,
        *foot: QWidget | None,
        primary: QPushButton | None = None,
        head: QWidget | None = None,
    ) -> None:
        """`foot` from left to right, None is a stretch; a primary button answers Enter."""
        self._body, self._scroll = body, scrolled(body)
        low = frame("foot", row(*foot, margins=(24, 12, 24, 12)))
        self._firm: list[QWidget] = [low] if head is None else [head, low]
        for one in self._firm:
            self._box.addWidget(one)
        self._box.insertWidget(self._box.count() - 1, self._scroll, 1)
        if primary is not None:
            primary.setDefault(True)
            primary.setFocus()

        self._grows.timeout.connect(self._grow)
        body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A fault or a longer list took more room."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grows.start()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Higher, never lower: nothing jumps under the hand."""
        before = self.height()
        self._fit()
        if self.height() < before:
            self.resize(self.width(), before)

    def hold_above_foot(self, piece: QWidget) -> None:
        """A piece that stays in sight however far the body is scrolled."""
        self._firm.append(piece)
        self._box.insertWidget(self._box.count() - 1, piece)

    def showEvent(self, event: QShowEvent) -> None:
        """Its height is known now: every piece has its font. Qt places it after this."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Once more when a piece that stays in sight comes or goes."""
        fixed = 0
        for one in self._firm:
            if not one.isHidden():
                # a long name takes a second line, which must not be taken from the body
                one.setMinimumHeight(height_for(one, self.width()))
                fixed += one.minimumHeight()
        self._scroll.setMinimumHeight(min(self.wanted(self._room() - fixed), self._room() - fixed))
        self._box.activate()
        self.resize(self.width(), fixed + self._scroll.minimumHeight())

    def wanted(self, room: int) -> int:
        """The height that the body asks for; a dialog may give something up in a low `room`."""
        return height_for(self._body, self.width())

    def _room(self) -> int:
        parent, screen = self.parentWidget(), self.screen().availableGeometry().height()
        return min(ground(parent).height() if parent else screen, screen) - px(AROUND)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes in reading order."""
        return step(self, next)


def ground(widget: QWidget) -> QWidget:
    """The window below all dialogs: one asked for by another has as much room as the first."""
    top = widget.window()
    while isinstance(top, Dialog) and (below := top.parentWidget()) is not None:
        top = below.window()
    return top


class TroubleDialog(Dialog):
    """What happened, what is safe, what to do; the details can be copied."""

    help_topic = "trouble"

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
        grave = question.grave
        sign = column(glyph("warn", C.warn, 28) if grave else glyph("info", C.sea, 28), None)
        body = row(sign, main, gap=16, margins=(24, 22, 24, 20))
        body.setStretch(1, 1)
        back = button(question.back or "取消")
        back.setVisible(bool(question.back))
        back.clicked.connect(self.reject)
        answers = [button(words) for words in question.answers]
        for one, words in zip(answers, question.answers, strict=True):
            one.clicked.connect(lambda _=False, words=words: self._choose(words))
        answers[-1].setProperty("kind", "primary")
        self.fill(held(body), None, back, *answers, primary=back if grave else answers[-1])

    def _choose(self, words: str) -> None:
        self.answer = words
        self.accept()
