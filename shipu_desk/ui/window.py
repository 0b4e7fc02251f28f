"""The one window: band, rail, page list, page and status bar; the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QWidget

from shipu_desk.errors import DeskError
from shipu_desk.ui import messages
from shipu_desk.ui.help.opening import close_help, show_help
from shipu_desk.ui.pages import GROUPS, PAGES, Page
from shipu_desk.ui.parts.band import PRODUCT, Band
from shipu_desk.ui.parts.basic import column, held, row
from shipu_desk.ui.parts.focus import enter, step
from shipu_desk.ui.parts.nav import PageList
from shipu_desk.ui.parts.rail import Rail
from shipu_desk.ui.parts.status import Status
from shipu_desk.ui.theme import metrics

if TYPE_CHECKING:
    from shipu_desk.domain.changes import ChangeSet
    from shipu_desk.services.backups import Backup
    from shipu_desk.services.desk import Desk

NARROW = 92  # em of width; below it the page list is a fly-out of the rail
LOW = 50  # em of height; below it the rail has no words
SMALLEST = (860, 440)  # logical px: 1366 × 690 at 150 %


class Window(QMainWindow):
    """Shows its shell at once; the pages come when a desk is given by `attach`."""

    page_opened = Signal(str)
    _committed = Signal(object)
    _backed_up = Signal()  # maybe from another thread

    def __init__(self, pages: Sequence[Page] = PAGES) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)
        self.desk: Desk | None = None
        self._pages = {page.key: page for page in pages}
        self._built: dict[str, QWidget] = {}
        self._last: dict[str, str] = {}  # the page last opened in each group
        groups = [group for group in GROUPS if any(p.group == group[0] for p in pages)]
        self.band, self.rail, self.nav = Band(), Rail(groups), PageList()
        self.stack, self.status = QStackedWidget(), Status()
        self.stack.addWidget(QWidget())
        middle = row(self.rail, self.nav, self.stack, gap=0)
        middle.setStretch(2, 1)
        box = column(self.band, middle, self.status, gap=0)
        box.setStretch(1, 1)
        self.setCentralWidget(held(box))
        self.setMinimumSize(*SMALLEST)
        self.key = self.help_topic = ""  # the page shown is what F1 tells of
        self._connect()
        self._show_group(next(iter(self._pages.values())))

    def _connect(self) -> None:
        self.rail.chosen.connect(self._choose_group)
        self.nav.chosen.connect(self.open_page)
        self.nav.entered.connect(self._enter)
        self.band.searched.connect(self._search)
        self.band.undo_wanted.connect(self.undo)
        self.band.redo_wanted.connect(self.redo)
        self.band.clerk_wanted.connect(self._choose_clerk)
        self.band.help_wanted.connect(partial(show_help, self))
        self._committed.connect(self._after_commit)
        self._backed_up.connect(self._find_backup)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Z": self.undo,
            "Ctrl+Y": self.redo,
            "Ctrl+Shift+Z": self.redo,
            "Ctrl+Shift+F": self.band.search.setFocus,
            "F1": partial(show_help, self),
            "F6": self.next_area,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # desk and pages

    def attach(self, desk: Desk) -> None:
        """The desk is open: show its names and the first page."""
        self.desk = desk
        desk.on_commit(self._committed.emit)
        desk.backup_made.append(self._backed_up.emit)
        self._show_names()
        self.open_page(self.key or next(iter(self._pages)))
        QTimer.singleShot(0, self._count)

    def _show_names(self) -> None:
        assert self.desk
        settings = self.desk.settings()
        self.band.show_desk(settings.office, self.desk.clerk)
        self.setWindowTitle(f"{PRODUCT} · {settings.office_short}")
        self.status.show_place(f"数据：{self.desk.paths.folder}")

    def _choose_clerk(self) -> None:
        from shipu_desk.ui.parts.seating import seat_menu

        if self.desk:
            manage = partial(self.open_page, "clerks")
            seat_menu(self.band.person, self.desk, self._show_names, manage)

    def show_backup(self, last: Backup | None) -> None:
        """When the last backup was made; found out once the rows stand on the screen."""
        told = f"最近备份：{last.moment:%Y-%m-%d %H:%M}" if last else "还没有备份"
        self.status.show_backup(told)

    def _find_backup(self) -> None:
        from shipu_desk.services import backups

        if self.desk:
            self.show_backup(backups.newest(self.desk))

    def open_page(self, key: str, id: int = 0) -> None:
        """Show a page, and one of its rows when an id is given."""
        page = self._pages[key]
        self._show_group(page)
        if self.desk is None:
            return
        if key not in self._built:
            try:
                self._built[key] = page.make(self.desk)
            except DeskError as error:
                messages.tell(self, error, f"打开“{page.name}”")
                return
            self.stack.addWidget(self._built[key])
        shown = self._built[key]
        if shown is not self.stack.currentWidget():
            self.status.be_quiet()
        self.status.show_keys(getattr(shown, "hints", ("F6",)))
        self.stack.setCurrentWidget(shown)
        enter(shown)
        if id:
            _ask(shown, "show_id", id)
        self.page_opened.emit(key)

    def pages(self) -> list[QWidget]:
        """Those that were opened so far."""
        return list(self._built.values())

    def _enter(self) -> None:
        shown = self.stack.currentWidget()
        if shown is not None:
            enter(shown)

    def _show_group(self, page: Page) -> None:
        self.key = self.help_topic = self._last[page.group] = page.key
        self.rail.show_group(page.group)
        self._mates = [p for p in self._pages.values() if p.group == page.group]
        mates = [(p.key, p.name, p.icon) for p in self._mates]
        self.nav.show_group(page.group, mates, page.key)
        self._fold()
        QTimer.singleShot(0, self._count)

    def _choose_group(self, group: str) -> None:
        mates = [page for page in self._pages.values() if page.group == group]
        if self._narrow() and len(mates) > 1:
            self._fly_out(mates)
        else:
            self.open_page(self._last.get(group) or mates[0].key)

    def _fly_out(self, mates: Sequence[Page]) -> None:
        menu = QMenu(self)
        for page in mates:
            menu.addAction(page.name).triggered.connect(
                lambda _=False, key=page.key: self.open_page(key)
            )
        self.rail.show_group(self._pages[self.key].group)
        menu.popup(self.rail.mapToGlobal(self.rail.button_place(mates[0].group)))

    def _count(self) -> None:
        """The figures of the page list, off the path of opening a page."""
        if self.desk is None:
            return
        from shipu_desk.domain.catalogue import BY_NAME
        from shipu_desk.services import register

        named = {page.key: BY_NAME[page.record] for page in self._mates if page.record}
        self.nav.show_counts({k: register.count(self.desk, r) for k, r in named.items()})
        self._show_ways()

    def _after_commit(self, changed: object) -> None:
        if isinstance(changed, frozenset | set) and "settings" in changed:
            self._show_names()
            self._find_backup()  # the folder may be another
        QTimer.singleShot(0, self._count)

    # what works everywhere

    def _show_ways(self) -> None:
        from shipu_desk.services import changes

        assert self.desk
        held = changes.held(self.desk)
        back = None if held else changes.undoable(self.desk)
        again = changes.redoable(self.desk)
        undo = f"撤回“{back.title}”" if back else ""
        self.band.show_ways(undo, f"重做“{changes.done_at_first(again)}”" if again else "", held)

    def undo(self) -> None:
        """Ctrl+Z: take back the newest change; after an act that is final, nothing older."""
        from shipu_desk.services import changes

        if self.desk is None:
            return
        held = changes.held(self.desk)
        if held:
            messages.say(held)
        else:
            self._turn(changes.undoable(self.desk), "撤回")

    def redo(self) -> None:
        """Ctrl+Y: do again what was taken back last."""
        from shipu_desk.services import changes

        if self.desk:
            self._turn(changes.redoable(self.desk), "重做")

    def _turn(self, done: ChangeSet | None, verb: str) -> None:
        from shipu_desk.ui.turning import turn_by_key

        if done is None or self.desk is None:
            messages.say(f"没有可{verb}的改动")
        else:
            shown = getattr(self.stack.currentWidget(), "record", None)
            turn_by_key(self, self.desk, done, shown)

    def say(self, text: str) -> None:
        """One quiet sentence in the status bar."""
        self.status.say(text)

    def _search(self, words: str) -> None:
        """Over all registers: the first hits of each, as a menu below the search box."""
        if not words or self.desk is None:
            return
        from shipu_desk.ui.parts.everywhere import hits_menu

        pages = [page for page in self._pages.values() if page.record]
        menu = hits_menu(self, self.desk, pages, words, self._go)
        menu.popup(self.band.search.mapToGlobal(self.band.search.rect().bottomLeft()))

    def _go(self, key: str, id: int) -> None:
        """To a hit; the words have done their work."""
        self.band.search.clear()
        self.open_page(key, id)

    def next_area(self) -> None:
        """F6: rail, page list, page, panel, and round again."""
        shown = self.stack.currentWidget()
        own = _ask(shown, "areas")
        areas = [self.rail, self.nav, *(own if isinstance(own, list) else [self.stack])]
        areas = [area for area in areas if area.isVisible()]
        now = self.focusWidget()
        here = [
            i for i, a in enumerate(areas) if now is not None and (a is now or a.isAncestorOf(now))
        ]
        enter(areas[(here[-1] + 1 if here else 0) % len(areas)])

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab: the page in its reading order, then band, rail and page list, and round again."""
        return step(self, next)

    # size and end

    def _narrow(self) -> bool:
        """Whether there is no room for the page list; a group of one page has none either way."""
        return self.width() < NARROW * metrics().em

    def _fold(self) -> None:
        self.nav.setVisible(not self._narrow() and len(self._mates) > 1)
        self.rail.be_low(self.height() < LOW * metrics().em)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A page with unsaved words may keep the window open."""
        for page in self.pages():
            if _ask(page, "may_close") is False:
                event.ignore()
                return
        close_help()
        event.accept()


def _ask(page: QWidget | None, name: str, *given: object) -> list[QWidget] | bool | None:
    """What a page offers beyond being a widget, None when it does not."""
    act = getattr(page, name, None)
    answer: list[QWidget] | bool | None = act(*given) if act else None
    return answer
