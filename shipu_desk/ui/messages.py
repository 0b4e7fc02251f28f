"""The only place that tells or asks; tests put a recorder in its place."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget

from shipu_desk.domain.quotes import nested
from shipu_desk.errors import DeskError

log = logging.getLogger(__name__)


class Trouble(NamedTuple):
    """One trouble in three lines; `detail` is for whoever maintains the desk, and is copied."""

    title: str
    happened: str
    safe: str
    todo: str
    detail: str = ""


class Question(NamedTuple):
    """A decision the clerk must make; `answers` are buttons, the primary one last.

    A grave one changes much or cannot be taken back: Enter is `back` then, the words of the
    button that does nothing. Where there is nothing to decide, `back` is empty: no such button.
    """

    title: str
    text: str
    answers: tuple[str, ...] = ("确定",)
    grave: bool = False
    back: str = "取消"


class Voice(Protocol):
    """How the desk speaks to the clerk."""

    def say(self, text: str) -> None:
        """One quiet sentence that asks for nothing."""
        ...

    def trouble(self, parent: QWidget | None, trouble: Trouble) -> None: ...

    def ask(self, parent: QWidget | None, question: Question) -> str:
        """The answer chosen, or "" for 取消."""
        ...

    def save_path(self, parent: QWidget, title: str, wish: Path, kinds: str) -> Path | None: ...

    def open_path(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None: ...

    def folder(self, parent: QWidget, title: str, wish: Path) -> Path | None: ...


class WindowVoice:
    """Dialogs on the screen; quiet sentences in the status bar of the window."""

    def say(self, text: str) -> None:
        for window in QApplication.topLevelWidgets():
            say = getattr(window, "say", None)
            if say:
                say(text)

    def trouble(self, parent: QWidget | None, trouble: Trouble) -> None:
        from shipu_desk.ui.parts.dialogs import TroubleDialog

        TroubleDialog(parent, trouble).exec()

    def ask(self, parent: QWidget | None, question: Question) -> str:
        from shipu_desk.ui.parts.dialogs import QuestionDialog

        dialog = QuestionDialog(parent, question)
        dialog.exec()
        return dialog.answer

    def save_path(self, parent: QWidget, title: str, wish: Path, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        known = re.findall(r"\*(\.\w+)", kinds)
        while True:
            chosen, kind = QFileDialog.getSaveFileName(parent, title, str(wish), kinds)
            if not chosen:
                return None
            path = with_ending(Path(chosen), _ending(kind) or wish.suffix, known)
            if path == Path(chosen) or not path.exists() or self._replaces(parent, path):
                return path
            wish = path

    def _replaces(self, parent: QWidget, path: Path) -> bool:
        """The dialog asked for the name as it was typed; this one has its ending."""
        said = f"“{path.parent}”里已经有这个文件，替换后原来的内容找不回来。"
        replace = Question(f"替换“{path.name}”", said, ("替换",), grave=True, back="换个名字")
        return self.ask(parent, replace) == "替换"

    def open_path(self, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(chosen) if chosen else None

    def folder(self, parent: QWidget, title: str, wish: Path) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, title, str(wish))
        return Path(chosen) if chosen else None


def _ending(kind: str) -> str:
    """`.docx` of “Word 文档 (*.docx)”; nothing where a kind has several."""
    ending = kind.partition("(*")[2].removesuffix(")")
    return ending if ending[1:].isalnum() else ""


def with_ending(chosen: Path, suffix: str, known: Sequence[str]) -> Path:
    """名册2023.5 has no ending yet: only those offered are endings."""
    if chosen.suffix.lower() in {*known, suffix}:
        return chosen
    return chosen.with_name(chosen.name + suffix)


_voice: list[Voice] = [WindowVoice()]


def use(voice: Voice) -> Voice:
    """Speak through another voice from now on; the one before."""
    before, _voice[0] = _voice[0], voice
    return before


def say(text: str) -> None:
    """Tell quietly what was done and how it can be taken back."""
    _voice[0].say(nested(text))


def tell(parent: QWidget | None, error: BaseException, doing: str = "") -> None:
    """Tell what went wrong. A DeskError speaks for itself; anything else is logged in full."""
    trouble(parent, trouble_of(error, doing))


def trouble(parent: QWidget | None, said: Trouble) -> None:
    _voice[0].trouble(parent, Trouble(*(nested(line) for line in said)))


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    answers: Sequence[str] = ("确定",),
    back: str = "取消",
) -> str:
    """The answer chosen, or "" when the clerk went back."""
    question = Question(nested(title), nested(text), tuple(answers), back=back)
    return _voice[0].ask(parent, question)


def ask_grave(parent: QWidget | None, title: str, text: str, verb: str) -> bool:
    """Whether the clerk wants what changes much or cannot be taken back."""
    return _voice[0].ask(parent, Question(nested(title), nested(text), (verb,), grave=True)) == verb


def note(parent: QWidget | None, title: str, text: str) -> None:
    """Something to read that asks for no decision and is no trouble."""
    _voice[0].ask(parent, Question(nested(title), nested(text), ("知道了",), back=""))


def save_path(parent: QWidget, title: str, wish: Path, kinds: str) -> Path | None:
    """Where to write a file; `kinds` as Qt has them: "PDF 文件 (*.pdf)"."""
    return _voice[0].save_path(parent, title, wish, kinds)


def open_path(parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
    return _voice[0].open_path(parent, title, folder, kinds)


def folder(parent: QWidget, title: str, wish: Path) -> Path | None:
    return _voice[0].folder(parent, title, wish)


def trouble_of(error: BaseException, doing: str = "") -> Trouble:
    """The three lines for an error: what happened, what is safe, what to do."""
    import traceback

    detail = "".join(traceback.format_exception(error))
    if isinstance(error, DeskError):
        return Trouble(
            title=f"没有完成：{doing}" if doing else "没有完成",
            happened=str(error),
            safe="已保存的登记没有变化。",
            todo="按上面的话改正后再试；仍不行，请复制详情给维护的人。",
            detail=detail,
        )
    log.error("意外：%s", type(error).__name__, exc_info=error)
    _note(error)
    return Trouble(
        title="程序遇到意外，刚才这一步没有做完",
        happened=f"{doing or '这一步'}时出了没有料到的错（{type(error).__name__}）。",
        safe="这一步已全部撤回，之前保存的登记都在，程序还可以用。",
        todo="再试一次；仍不行，请复制详情给维护的人。",
        detail=detail,
    )


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def install_hook() -> Hook:
    """Catch what nobody caught: tell it and stay open. The hook that was there before."""
    before = sys.excepthook
    sys.excepthook = _last_resort
    threading.excepthook = lambda told: _behind(told.exc_value)
    return before


def _last_resort(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    app = QApplication.instance()
    if issubclass(kind, KeyboardInterrupt) or app is None:
        sys.__excepthook__(kind, error, trace)
        return
    if QThread.currentThread() is not app.thread():  # a widget made elsewhere ends the program
        _behind(error)
        return
    tell(QApplication.activeWindow(), error)


def _behind(error: BaseException | None) -> None:
    """In another thread there is nobody to tell."""
    log.error("线程中的意外", exc_info=error)
    if error is not None:
        _note(error)


def _note(error: BaseException) -> None:
    """By its place only, into the file that 诊断包 reads."""
    from shipu_desk import accidents

    accidents.note(error)
