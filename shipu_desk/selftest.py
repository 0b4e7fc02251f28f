"""`--selftest DIR`: the program proves on this computer that every part of it works.

The verdict is written anew before each step, so that a library which ends the whole process
leaves the name of the step it did that in. Nothing outside the folder is read or changed.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from shipu_desk import __version__
from shipu_desk.errors import Held
from shipu_desk.paths import Paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shipu_desk.services.desk import Desk
    from shipu_desk.ui.window import Window

VERDICT = "verdict.json"
SHEET_DPI = 60
COLOURS = 20  # a window that shows fewer shows nothing
REST = 1.5  # s for the papers beside the rows to be made
PATIENCE = 60  # s for a child, and for the first page


class Failed(Exception):
    """What a step found wrong."""


@dataclass
class Trial:
    """One run: where it writes, what is known so far."""

    folder: Path
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def samples(self) -> Path:
        return self.folder / "示例"

    @property
    def pictures(self) -> Path:
        return self.folder / "pictures"

    def take(self, name: str, step: Callable[[Trial], str]) -> None:
        """One step; what it raises is its result and keeps no other step from its turn."""
        began = time.perf_counter()
        entry: dict[str, Any] = {"name": name, "ok": False, "told": "did not return"}
        self.steps.append(entry)
        self._write(running=name)
        try:
            entry["told"] = step(self)
            entry["ok"] = True
        except Exception as error:  # noqa: BLE001 - the verdict tells it
            entry["told"] = f"{type(error).__name__}: {error}"
            entry["detail"] = "".join(traceback.format_exception(error))
        entry["seconds"] = round(time.perf_counter() - began, 2)
        self._write()

    @property
    def ok(self) -> bool:
        return len(self.steps) == len(STEPS) and all(step["ok"] for step in self.steps)

    def _write(self, running: str = "") -> None:
        said = {"ok": self.ok and not running, "version": __version__, "running": running}
        text = json.dumps(said | {"steps": self.steps}, ensure_ascii=False, indent=1)
        (self.folder / VERDICT).write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """`--selftest DIR`: 0 when every step is good."""
    folder = Path(arguments[0] if arguments else "selftest").absolute()
    trial = Trial(folder)
    trial.pictures.mkdir(parents=True, exist_ok=True)
    for name, step in STEPS.items():
        trial.take(name, step)
    if sys.stdout is not None:  # a window has none
        for done in trial.steps:
            print("ok  " if done["ok"] else "FAIL", done["name"], done["told"])  # noqa: T201
    return 0 if trial.ok else 1


# the steps


def _environment(_: Trial) -> str:
    mode = "frozen" if getattr(sys, "frozen", False) else "source"
    utf8 = f"utf8={sys.flags.utf8_mode}"
    return f"{mode}, Python {platform.python_version()}, {platform.platform()}, {utf8}"


def _documents(trial: Trial) -> str:
    """The demonstration: a database with rows, and every kind of file."""
    from shipu_desk.services import demo

    for _ in demo.make(trial.samples):
        pass
    begins = {".pdf": b"%PDF-", ".xlsx": b"PK", ".docx": b"PK", ".csv": b"\xef\xbb\xbf"}
    made = sorted(path for path in trial.samples.iterdir() if path.suffix in begins)
    if not made:
        raise Failed("no file was made")
    for path in made:
        with path.open("rb") as file:
            if not file.read(8).startswith(begins[path.suffix]):
                raise Failed(path.name)
    return "、".join(path.name for path in made)


def _desk(folder: Path) -> Desk:
    from shipu_desk.services import opening

    now, random = datetime.now, Random(1).randbytes
    desk = opening.open_desk(Paths(folder), "示例经办人", now, random, place_accepted=True)
    desk.bundled_fonts_only = True
    return desk


def _workbook(trial: Trial) -> str:
    """A list goes out as a workbook and comes into an empty database, read by a child."""
    from shipu_desk.domain.units import Unit
    from shipu_desk.services import exports, founding, imports, register

    path = trial.folder / "units.xlsx"
    desk = _desk(trial.samples / "数据")
    try:
        count = exports.export(desk, Unit, path).count
    finally:
        desk.close()
    paths = Paths(trial.folder / "empty")
    for old in paths.folder.glob("石浦.db*"):
        old.unlink()
    now, random = datetime.now, Random(1).randbytes
    desk = founding.create_desk(paths, "示例经办人", now, random, place_accepted=True)
    try:
        imports.run(desk, Unit, path)
        found = register.count(desk, Unit)
    finally:
        desk.close()
    if not count or found != count:
        raise Failed(f"{count} rows went out, {found} came in")
    return f"{found} rows"


def _backup(trial: Trial) -> str:
    """A backup is written, verified and held against its journal."""
    from shipu_desk.services import backups, checking

    desk = _desk(trial.samples / "数据")
    try:
        made = backups.back_up_now(desk)
        faults = checking.check(desk)
    finally:
        desk.close()
    if faults:
        raise Failed("; ".join(faults))
    return made.path.name


def _lock(trial: Trial) -> str:
    """Two windows on one folder: the second is told who has the first."""
    from shipu_desk.services import opening

    desk = _desk(trial.samples / "数据")
    try:
        lock = opening.hold_window(desk)
        try:
            opening.hold_window(desk)
        except Held as told:
            return str(told)
        finally:
            lock.release()
    finally:
        desk.close()
    raise Failed("both were let in")


def _rendering(trial: Trial) -> str:
    """The first page of every PDF as a picture; in a child, which a broken library may end."""
    papers = sorted(trial.samples.glob("*.pdf"))
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


def program() -> list[str]:
    """The command that starts this very program again."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "shipu_desk"]


def _window(trial: Trial) -> str:
    """Every page of the window, with rows on it, as a picture."""
    from shipu_desk.ui import messages, theme
    from shipu_desk.ui.window import Window

    app = application()
    theme.apply(app)
    messages.install_hook()
    desk = _desk(trial.samples / "数据")
    try:
        window = Window()
        window.resize(1366, 700)
        window.show()
        window.attach(desk)
        told = _walk(app, window, trial.pictures)
        window.close()
    finally:
        desk.close()
    return f"{app.platformName()}, {theme.family()}: {told}"


def _walk(app: QApplication, window: Window, target: Path) -> str:
    from shipu_desk.ui.pages import PAGES

    for page in PAGES:
        window.open_page(page.key)
        _rest(app, REST)
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


def _rest(app: QApplication, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)


def application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    return app


STEPS: dict[str, Callable[[Trial], str]] = {
    "environment": _environment,
    "documents": _documents,
    "workbook": _workbook,
    "backup": _backup,
    "lock": _lock,
    "rendering": _rendering,
    "window": _window,
}
