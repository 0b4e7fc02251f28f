"""常用: what rows are narrowed to, kept under a name by each clerk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from shipu_desk.domain.records import Record
from shipu_desk.domain.views import Saved
from shipu_desk.services import narrowing, views
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages
from shipu_desk.ui.parts.basic import chip, on_button, row

MOST = 30  # a menu longer than the screen is no help


class SavedFilters(QWidget):
    """A chip with a menu, there while something is kept or could be.

    `present` tells what is asked for now; `wanted` carries (words, conditions) to ask for.
    """

    wanted = Signal(str, object)

    def __init__(
        self, desk: Desk, record: type[Record], page: str, present: Callable[[], Saved]
    ) -> None:
        super().__init__()
        self._desk, self._record, self._page, self._present = desk, record, page, present
        self.chip = chip("常用 ▾")
        self.chip.setCheckable(False)
        self.chip.setAccessibleName("常用的查找和筛选")
        self.menu = QMenu(self.chip)
        self.menu.aboutToShow.connect(self._fill)
        self.chip.setMenu(self.menu)
        self.setLayout(row(self.chip, gap=0))
        self._any = self._narrowed = False
        self.hide()

    def be_narrowed(self, narrowed: bool) -> None:
        """Whether there is something that could be kept; on the typing path, so nothing is read."""
        self._narrowed = narrowed
        self.setVisible(narrowed or self._any)

    def look_again(self) -> None:
        """Another clerk may sit here now."""
        self._any = bool(self._kept())
        self.be_narrowed(self._narrowed)

    def _kept(self) -> list[Saved]:
        return views.filters(self._desk, self._page)

    def _fill(self) -> None:
        self.menu.clear()
        kept, now = self._kept(), self._present()
        for one in kept:
            action = self.menu.addAction(on_button(one.name))
            if (one.words, one.equal) == (now.words, now.equal):  # boxes would promise several
                action.setCheckable(True)
                action.setChecked(True)
            action.triggered.connect(lambda _=False, one=one: self._ask_for(one))
        if kept:
            self.menu.addSeparator()
        keep = self.menu.addAction("存下现在的查找和筛选…")
        keep.setEnabled(bool(now.words or now.equal) and len(kept) < MOST)
        keep.triggered.connect(self._keep)
        if kept:
            gone = self.menu.addMenu("删去")
            for one in kept:
                action = gone.addAction(on_button(one.name))
                action.triggered.connect(lambda _=False, one=one: self._drop(one))

    def _ask_for(self, one: Saved) -> None:
        equal, lost = narrowing.unpacked(self._desk, self._record, one.equal)
        if lost:
            said = "、".join(f"“{label}”" for label in lost)
            messages.say(f"“{one.name}”里{said}的条件已经不在登记里，没有用上；看一下再用")
        self.wanted.emit(one.words, equal)

    def _keep(self) -> None:
        from shipu_desk.ui.parts.name_dialog import NameDialog

        kept, now = self._kept(), self._present()
        known = {one.name for one in kept}
        dialog = NameDialog(self.window(), "存为常用", now.name, now.name, known)
        if dialog.exec():
            made = Saved(dialog.name, now.words, now.equal)
            others = [one for one in kept if one.name != made.name]
            self._write([*others, made], f"已存为常用“{made.name}”，在“常用”里点它")

    def _drop(self, gone: Saved) -> None:
        self._write([one for one in self._kept() if one != gone], f"已从常用里删去“{gone.name}”")

    def _write(self, saved: list[Saved], told: str) -> None:
        views.keep_filters(self._desk, self._page, saved)
        done = self._kept() == saved
        messages.say(told if done else "没有存下：表格样式的文件现在写不进去，等一下再试")
        self.look_again()
