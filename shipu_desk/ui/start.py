"""Open the window: its shell is painted first, then the desk is opened behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from shipu_desk.errors import DamagedFile, DeskError, EmptyFile, Held, MissingFile, UnsafePlace
from shipu_desk.ui import messages, theme
from shipu_desk.ui.emblem import icon
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.leaving import tell_left_behind, watch
from shipu_desk.ui.window import Window

if TYPE_CHECKING:
    from shipu_desk.services.backups import Backup
    from shipu_desk.services.desk import Desk
    from shipu_desk.ui.first_start import Answers

BEHIND = 1_500  # ms after the first rows until the day's backup is made
WATCH = 2_000  # ms between two looks at what the command line may have written
RESTORE, CONTINUE = "恢复最近的备份", "仍放在这里"


WIDE, HIGH, MARGIN = 1366, 700, 80  # logical px; the margin of a window that stands free


@dataclass(frozen=True)
class Doors:
    """How a desk comes about; each may raise DeskError. `app` gives them.

    `newest_backup` names the backup that `rescue` would bring back, "" for none.
    """

    folder: str
    open: Callable[[], Desk]
    make: Callable[[Answers], Desk]
    accept_place: Callable[[], None]
    newest_backup: Callable[[], str]
    rescue: Callable[[], Desk]


def open_window(doors: Doors, size: theme.Size = theme.Size.MEDIUM) -> int:
    """Run the window until it is closed; the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationDisplayName("石浦放心消费工作台")
    theme.apply(app, size)
    messages.install_hook()
    window = Window()
    fit_screen(window)
    behind = Jobs()
    watch(app, window)
    window.band.first_painted.connect(lambda: enter(window, doors, behind))
    window.show()
    try:
        return app.exec()
    finally:
        behind.wait()  # nothing outlives the lock on the data, least of all a backup of them


def fit_screen(window: Window) -> None:
    """The office's screen is filled; a larger one shows the window in the middle of it."""
    room = window.screen().availableSize()
    window.resize(min(WIDE, room.width()), min(HIGH, room.height()))
    if room.width() < WIDE + MARGIN or room.height() < HIGH + MARGIN:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def enter(window: Window, doors: Doors, behind: Jobs | None = None) -> None:
    """Open the desk and show it; close the window where there is no way in."""
    window.setWindowIcon(icon())
    desk = _open(window, doors)
    if desk is None:
        window.close()
        return
    window.attach(desk)
    QTimer.singleShot(0, window, lambda: _listen(window, doors.folder))
    for notice in desk.notices:
        messages.say(notice)
    jobs = behind or Jobs(window)
    QTimer.singleShot(0, window, lambda: tell_left_behind(window, desk.paths.folder))
    QTimer.singleShot(BEHIND, window, lambda: _when_seen(window, jobs, desk))
    watch = QTimer(window)
    watch.setInterval(WATCH)
    watch.timeout.connect(lambda: _look(desk))
    watch.start()


def _listen(window: Window, folder: str) -> None:
    from shipu_desk.ui.single import Doorbell, come_forward

    Doorbell(window, folder).rung.connect(lambda: come_forward(window))


def _when_seen(window: Window, behind: Jobs, desk: Desk) -> None:
    """A window closed meanwhile begins nothing that it could not wait for."""
    if window.isVisible():
        _get_ready(window, behind, desk)


def _get_ready(window: Window, behind: Jobs, desk: Desk) -> None:
    """Once the rows stand on the screen: the day's backup, and what the first save will need."""
    from shipu_desk.services import backups, opening

    def work() -> tuple[list[str], Backup | None]:
        desk.store.warm()
        return opening.first_of_the_day(desk), backups.newest(desk)

    def done(found: tuple[list[str], Backup | None]) -> None:
        notices, last = found
        window.show_backup(last)
        for notice in notices:
            messages.say(notice)

    behind.run(work, done, lambda error: messages.say(f"今天的备份没有写成：{error}"))


def _look(desk: Desk) -> None:
    try:
        desk.store.poll()
    except DeskError as error:
        messages.say(str(error))


def _open(window: Window, doors: Doors) -> Desk | None:
    try:
        return doors.open()
    except MissingFile:
        return _first_start(window, doors)
    except UnsafePlace as error:
        return _ask_place(window, doors, error)
    except (EmptyFile, DamagedFile) as error:
        return _ask_rescue(window, doors, error)
    except Held as error:
        _point_at_the_other(window, doors.folder, error)
    except DeskError as error:
        messages.tell(window, error, "打开数据")
    return None


def _point_at_the_other(window: Window, folder: str, error: Held) -> None:
    """The window that is open already comes forward; who has it is told where it cannot."""
    from shipu_desk.ui.single import ring

    if not ring(folder):
        messages.tell(window, error, "打开数据")


def _first_start(window: Window, doors: Doors) -> Desk | None:
    from shipu_desk.ui.first_start import FirstStart

    dialog = FirstStart(window, doors.folder, doors.make)
    dialog.exec()
    return dialog.desk


def _ask_place(window: Window, doors: Doors, error: UnsafePlace) -> Desk | None:
    if messages.ask(window, "数据不宜放在这里", str(error), (CONTINUE,)) != CONTINUE:
        return None
    doors.accept_place()
    return _open(window, doors)


def _ask_rescue(window: Window, doors: Doors, error: DeskError) -> Desk | None:
    """A damaged file is kept as it is; the newest backup is offered by its name."""
    newest = doors.newest_backup()
    if not newest:
        messages.tell(window, error, "打开数据")
        return None
    told = f"{error}\n\n最近的备份是“{newest}”。恢复后，坏的文件仍留着，不会删。"
    if messages.ask(window, "数据文件打不开", told, (RESTORE,)) != RESTORE:
        return None
    try:
        return doors.rescue()
    except DeskError as failed:
        messages.tell(window, failed, "恢复备份")
        return None
