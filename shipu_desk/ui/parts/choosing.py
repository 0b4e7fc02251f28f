"""A closed choice by typing: characters, pinyin or initials, with the list below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from shipu_desk.domain.pinyin import readings
from shipu_desk.ui.parts.basic import tone
from shipu_desk.ui.parts.finder import Finder


class Options:
    """The words of a choice, found as rows of a register are."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [(word, *readings(word)) for word in words]

    def choices(self, name: str, words: str) -> list[tuple[int, str]]:
        asked = words.lower()
        return [
            (number, said)
            for number, (said, full, short) in enumerate(self._words)
            if asked in said.lower() or full.startswith(asked) or short.startswith(asked)
        ]


class ChoiceFinder(Finder):
    """One of some words, or blank; what is typed and is none of them is refused when it is read."""

    edited = Signal()

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__("", Options(words))
        self._words = frozenset(words)
        self.picked.connect(lambda _, word: self._take(word))
        self.textEdited.connect(lambda _: self.edited.emit())

    def _take(self, word: str) -> None:
        self.setText(word)
        self.edited.emit()

    def asked(self) -> str:
        """All of them while one stands there whole: another may be wanted."""
        words = super().asked()
        return "" if words in self._words else words

    def settle(self) -> None:
        """Take the one that is meant by what was typed, if there is only one."""
        found = self.only_hit()
        if found and found[1] != self.text():
            self._take(found[1])

    def raw(self) -> object:
        return self.text().strip()

    def show_raw(self, value: object) -> None:
        self.setText("" if value is None else str(value))

    def be_faulty(self, faulty: bool) -> None:
        tone(self, "state", "faulty" if faulty else "")

    def be_fixed(self, fixed: bool) -> None:
        self.setReadOnly(fixed)
