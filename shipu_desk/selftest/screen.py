"""Steps of the selftest that need Qt: papers rendered, the window shown, its first page timed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from shipu_desk.selftest.trial import Failed, Trial, sample_desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shipu_desk.ui.window import Window

SHEET_DPI = 60
COLOURS = 20  # a window that shows fewer shows nothing
REST = 0.3  # s until a page has begun all that it makes behind its rows
PATIENCE = 60  # s for a child, and for the first page


def rendering(trial: Trial) -> str:
    """The first page of every PDF as a picture; in a child, which a broken library may end."""
    papers = sorted(trial.samples.glob("*.pdf"))
    if not papers:
        raise Failed("no paper was made")
    for path in papers:
        done = subprocess.run(
            [*program(), "--render", str(path), str(trial.pictures / f"{path.stem}.png")],
            check=False,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise Failed(f"{path.name}: exit code {done.returncode}")
    return f"{len(papers)} papers"


def render(arguments: Sequence[str]) -> int:
    """`--render FILE.pdf FILE.png`: the first page at 60 dpi; 1 when it shows nothing."""
    from PySide6.QtGui import QGuiApplication

    from shipu_desk.ui.pdf_pages import PdfPages

    source, target = map(Path, arguments)
    app = QGuiApplication.instance() or QGuiApplication([])
    assert app
    pages = PdfPages(source.read_bytes())
    picture = pages.draw(0, SHEET_DPI / 72)
    pages.close()
    shown = len(set(bytes(picture.constBits())[::4])) > 1
    return 0 if shown and picture.save(str(target)) else 1


def printers(_: Trial) -> str:
    """The process that speaks with the printers answers which there are; none is asked."""
    from shipu_desk.ui.printers import command

    done = subprocess.run(
        command(),
        check=False,
        timeout=PATIENCE,
        input=b'{"act": "names", "sign": "selftest"}\n',
        stdout=subprocess.PIPE,
    )
    for line in done.stdout.splitlines():
        with suppress(ValueError):  # what a driver wrote into the pipe
            said = json.loads(line)
            if isinstance(said, dict) and said.get("sign") == "selftest" and "names" in said:
                return f"{len(said['names'])} printers"
    raise Failed(f"exit code {done.returncode}, no answer")


def program() -> list[str]:
    """The command that starts this very program again."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "shipu_desk"]


def window(trial: Trial) -> str:
    """Every page of the window, with rows on it, as a picture."""
    from shipu_desk.ui import messages, theme
    from shipu_desk.ui.window import Window

    app = application()
    theme.apply(app)
    messages.install_hook()
    desk = sample_desk(trial.samples / "数据")
    try:
        window = Window()
        window.resize(1366, 700)
        window.show()
        window.attach(desk)
        told = _walk(app, window, trial.pictures)
        window.close()
        _rest(app)
    finally:
        desk.close()
    return f"{app.platformName()}, {theme.family()}: {told}"


def _walk(app: QApplication, window: Window, target: Path) -> str:
    from shipu_desk.ui.pages import PAGES

    for page in PAGES:
        window.open_page(page.key)
        _rest(app)
        picture = window.grab().toImage()
        if len(set(bytes(picture.constBits())[:: 4 * 7])) < COLOURS:
            raise Failed(f"{page.key} shows nothing")
        if not picture.save(str(target / f"window-{page.key}.png")):
            raise Failed(f"{page.key} could not be saved")
    return f"{len(PAGES)} pages"


def first_page(folder: Path, open_window: Callable[[Path, str], int]) -> int:
    """`--first-page DIR`: the window on the data there, closed once its first rows are painted."""
    from PySide6.QtCore import QTimer

    app = application()
    until = time.monotonic() + PATIENCE
    painted: list[bool] = []

    def look() -> None:
        if painted or time.monotonic() > until:
            app.closeAllWindows()
        painted.extend(_first_rows(app))

    watch = QTimer(interval=1)
    watch.timeout.connect(look)
    watch.start()
    code = open_window(folder, "")
    return code if painted else 1


def _first_rows(app: QApplication) -> list[bool]:
    from PySide6.QtWidgets import QTableView

    for top in app.topLevelWidgets():
        shown = getattr(top, "stack", None)
        table = shown and shown.currentWidget().findChild(QTableView)
        if table and table.model().rowCount():
            table.viewport().repaint()
            return [True]
    return []


def _rest(app: QApplication) -> None:
    """Until the papers beside the rows are made."""
    from shipu_desk.ui.jobs import unfinished

    began = time.monotonic()
    while time.monotonic() < began + REST or (unfinished() and time.monotonic() < began + PATIENCE):
        app.processEvents()
        time.sleep(0.01)


def application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return app
