"""Windows ends the session: nothing is asked, what is typed and not saved is written down.

Shutting down waits a few seconds for a program and then ends it, question or no question. So no
question is put: articles keep their drafts as ever, other words go into a text file beside the
data, and the next start tells of it. Nothing is saved that the clerk did not save.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QDialog, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.messages import Question, Trouble

if TYPE_CHECKING:
    from shipu_desk.ui.window import Window

log = logging.getLogger(__name__)


class _Silent:
    """Nobody is there to answer: one way on is taken, a choice is left."""

    def say(self, text: str) -> None: ...

    def trouble(self, parent: QWidget | None, trouble: Trouble) -> None: ...

    def ask(self, parent: QWidget | None, question: Question) -> str:
        alone = len(question.answers) == 1 and not question.grave
        return question.answers[0] if alone else ""

    def save_path(self, parent: QWidget, title: str, wish: Path, kinds: str) -> None: ...

    def open_path(self, parent: QWidget, title: str, folder: Path, kinds: str) -> None: ...

    def folder(self, parent: QWidget, title: str, wish: Path) -> None: ...


def watch(app: QGuiApplication, window: Window) -> None:
    """From now on the end of the session is met."""
    app.commitDataRequest.connect(lambda manager: end_session(window, manager))


def end_session(window: Window, manager: QSessionManager | None = None) -> None:
    """Leave everything so that the process may be ended at any moment."""
    from shipu_desk.services import unsaved

    before = messages.use(_Silent())
    try:
        for page in window.pages():
            _leave(page)
        if window.desk:
            unsaved.write_down(window.desk, list(typed(window)))
    except DeskError as error:
        log.warning("关机时没有记下未保存的文字：%s", type(error).__name__)
    finally:
        messages.use(before)
    if manager is not None:
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)


def _leave(page: QWidget) -> None:
    """One page that cannot be left keeps no other from being written down."""
    try:
        may_close = getattr(page, "may_close", None)
        if may_close:
            may_close()
    except DeskError as error:
        log.warning("关机时有一页没有收好：%s", type(error).__name__)


def typed(window: QWidget) -> Iterator[tuple[str, str, str]]:
    """Where, which field, what: fields that differ from what is stored, and filled dialogs."""
    from shipu_desk.ui.parts.form import FieldBox

    for box in window.findChildren(FieldBox):
        dialog = isinstance(box.window(), QDialog) and box.isVisible()
        said = _said(box.editor)
        place = _place(box) if said and (box.caption.changed or dialog) else ""
        if place:
            yield place, box.name, said


def _place(box: QWidget) -> str:
    """The page or dialog a field stands in; none for articles, which keep their own drafts."""
    window = box.window()
    if isinstance(window, QDialog):
        return window.windowTitle()
    piece: QWidget | None = box
    while piece is not None:
        if hasattr(piece, "put_away"):
            return ""
        look = getattr(piece, "look", None)
        if look is not None:
            return str(look.title)
        piece = piece.parentWidget()
    return "设置"


def _said(editor: QWidget) -> str:
    for way in ("toPlainText", "text", "currentText"):
        ask = getattr(editor, way, None)
        if ask:
            return str(ask()).strip()
    return ""


def tell_left_behind(parent: QWidget, folder: Path) -> None:
    """At the next start: which file holds the words."""
    from shipu_desk.services import unsaved

    for path in unsaved.left_behind(folder):
        text = (
            "上次关机时，窗口里还有填了没有保存的文字。登记没有变化；"
            f"原话都记在这个文件里，可以打开复制：\n{path}"
        )
        messages.note(parent, "上次关机时有文字没有保存", text)
