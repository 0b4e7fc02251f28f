"""The status bar: where the data lie, the last backup, a quiet sentence, keys."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from shipu_desk.ui.parts.basic import elided, glyph, held, label, row
from shipu_desk.ui.theme import C, metrics, px

SAID_FOR = 8_000  # ms that a quiet sentence stays
KEYS = (("Ctrl+N", "新增"), ("Ctrl+S", "保存"), ("Ctrl+F", "查找"), ("F6", "换区"), ("F1", "帮助"))
WIDE = 100  # em: below it the keys go


class Status(QFrame):
    """One line; a sentence said takes the place of the facts for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.setFixedHeight(metrics().line + px(12))
        self._place, self._backup = elided(""), elided("")
        self._backup_sign = glyph("backup", C.ink3, 14)
        self._backup_sign.hide()  # asked behind the first rows
        self._said = elided("", "label")
        self._words = {key: label(said, "caption") for key, said in KEYS}
        self._hints = {
            key: held(row(label(key, "key"), said, gap=6)) for key, said in self._words.items()
        }
        self._keys = held(row(*self._hints.values(), gap=6))
        facts = row(
            glyph("folder", C.ink3, 14),
            self._place,
            10,
            self._backup_sign,
            self._backup,
            gap=6,
        )
        self._facts = held(facts)
        self._tell_line = held(row(glyph("info", C.sea, 14), self._said, gap=6))
        self._tell_line.layout().setStretch(1, 1)  # type: ignore[union-attr]
        box = row(self._facts, self._tell_line, self._keys, margins=(12, 3, 12, 3))
        box.setStretch(1, 1)
        box.insertStretch(2, 0)
        self.setLayout(box)
        self._tell_line.hide()
        self._over = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._over.timeout.connect(self.be_quiet)

    def show_keys(self, keys: Collection[str]) -> None:
        """Only keys that do something on the page shown; a page may have its own word for one,
        as in “Ctrl+N 授牌”."""
        said = {key: word for key, _, word in (one.partition(" ") for one in keys)}
        for key, usual in KEYS:
            self._hints[key].setVisible(key in said or key == "F1")
            self._words[key].setText(said.get(key) or usual)

    def show_place(self, place: str) -> None:
        self._place.setText(place)

    def show_backup(self, told: str) -> None:
        self._backup.setText(told)
        self._backup_sign.show()

    def say(self, text: str) -> None:
        """Tell what was done, where the clerk may look or not."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._facts.hide()
        self._tell_line.show()
        self._over.start()

    @property
    def said(self) -> str:
        return "" if self._tell_line.isHidden() else self._said.text()

    def be_quiet(self) -> None:
        """What was said belongs to what was done; another page is another matter."""
        self._tell_line.hide()
        self._facts.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(self.width() >= WIDE * metrics().em)
