"""Walk over every page and dialog at one scale, as on a clerk's screen, and say what is wrong:

    python main.py demo out && python docs/walk.py out 1.5 1366x768 walked

Writes walked/faults.json and a picture of every stop. Looked for: texts that are cut, controls over
each other or over an edge, controls that a screen reader cannot name, that Tab does not bring into
sight, and words or marks with too little contrast, measured on what was really painted.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from random import Random

SCALE = float(sys.argv[2])
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = str(SCALE)
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests")]

import walking
from dialog_shelf import DIALOGS
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTabBar, QWidget

from shipu_desk.paths import Paths
from shipu_desk.services import opening
from shipu_desk.ui import jobs, theme
from shipu_desk.ui.help.window import HelpWindow
from shipu_desk.ui.pages import PAGES
from shipu_desk.ui.record_page import RecordPage
from shipu_desk.ui.window import Window

TASKBAR, TITLE = 40, 31  # px of the system's own at 100 %; they grow with the scale
PATIENCE = 20  # s for what is made behind a page
STOPS = 250  # Tab presses after which it never comes back


def rest(least: float = 0.15) -> None:
    """Until nothing is being made any more."""
    began = time.monotonic()
    while time.monotonic() < began + least or (
        jobs.unfinished() and time.monotonic() < began + PATIENCE
    ):
        QApplication.processEvents()
        time.sleep(0.005)


class Walk:
    """Faults by stop; a picture of each."""

    def __init__(self, window: Window, target: Path) -> None:
        self.window, self.target = window, target
        self.faults: dict[str, dict[str, list[str]]] = {}
        self.stops = 0

    def stop(self, name: str, root: QWidget, *, keys: bool = False) -> None:
        """Look at what is shown; with `keys` press Tab until it comes round."""
        self.stops += 1
        found = walking.at_rest(root)
        found["pale"] = walking.pale(root)
        root.grab().save(str(self.target / f"{name}.png"))
        if keys:
            found["unseen"] = self.unseen(root)
        wrong = {kind: said for kind, said in found.items() if said}
        if wrong:
            self.faults[name] = wrong

    def unseen(self, root: QWidget) -> list[str]:
        """Controls that have the focus while they are out of sight or cut."""
        found, first = [], root.focusWidget()
        for _ in range(STOPS):
            handle = root.windowHandle()
            QTest.keyClick(handle, Qt.Key.Key_Tab)
            QApplication.processEvents()
            now = root.focusWidget()
            if now is None:
                return [*found, "Tab leads nowhere"]
            if walking.is_out_of_sight(now):
                found.append(walking.said(now))
            if now is first or first is None:
                return found
        return [*found, "Tab never comes back"]

    def pages(self) -> None:
        for page in PAGES:
            self.window.open_page(page.key)
            rest()
            self.stop(page.key, self.window, keys=True)
            shown = self.window.stack.currentWidget()
            record = shown if isinstance(shown, RecordPage) else shown.findChild(RecordPage)
            if record and record.drawer.is_drawer and record.list.model.rowCount():
                record.open_row()
                rest()
                self.stop(f"{page.key}-open", record.panel)  # over the table, which is dimmed
                self._tabs(page.key, record.panel)
                self._depths(page.key, record.panel)
                record.close_panel()
                rest()
            else:
                self._tabs(page.key, self.window)
                self._depths(page.key, self.window)

    def _tabs(self, name: str, root: QWidget) -> None:
        """Each tab of the page in turn, and the first one again."""
        for bar in root.findChildren(QTabBar):
            if not bar.isVisible():
                continue
            for at in [*range(1, bar.count()), 0]:
                bar.setCurrentIndex(at)
                rest()
                if at:
                    self.stop(f"{name}-{bar.tabText(at)}", root)

    def _depths(self, name: str, root: QWidget) -> None:
        """What scrolls, at its end."""
        areas = [
            one
            for one in root.findChildren(QScrollArea)
            if one.isVisible() and one.verticalScrollBar().maximum() > 0
        ]
        for area in areas:
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        if areas:
            rest()
            self.stop(f"{name}-below", root)
            for area in areas:
                area.verticalScrollBar().setValue(0)

    def dialogs(self) -> None:
        for name, make in DIALOGS.items():
            dialog = make(self.window, self.window.desk)
            dialog.show()
            dialog.activateWindow()
            rest(0.3)
            self.stop(f"dialog-{name}", dialog, keys=True)
            dialog.done(0)
            rest()

    def help(self) -> None:
        shown = HelpWindow()
        shown.resize(800, min(660, self.window.height()))
        shown.show()
        shown.activateWindow()
        rest(0.3)
        self.stop("help", shown, keys=True)
        shown.close()


def walk(folder: Path, width: int, height: int, target: Path) -> Walk:
    """The demonstration's data is copied aside; the window has the room a maximised one has."""
    app = QApplication([])
    theme.apply(app)
    target = target.absolute()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        shutil.copytree(folder / "数据", Path(aside) / "数据")
        os.chdir(aside)  # so that no folder of this computer stands in a picture
        paths = Paths(Path("数据"))
        now = lambda: datetime(2023, 8, 1, 9, 0)  # noqa: E731
        desk = opening.open_desk(paths, "示例经办人", now, Random(1).randbytes, place_accepted=True)
        desk.bundled_fonts_only = True
        window = Window()
        window.resize(int(width / SCALE), int(height / SCALE) - TASKBAR - TITLE)
        window.move(QPoint(0, 0))
        window.show()
        window.attach(desk)
        window.activateWindow()
        walked = Walk(window, target)
        walked.pages()
        walked.help()
        walked.dialogs()
        window.close()
        rest()
        desk.close()
        os.chdir(target)
    return walked


if __name__ == "__main__":
    wide, high = (int(part) for part in sys.argv[3].split("x"))
    done = walk(Path(sys.argv[1]), wide, high, Path(sys.argv[4]))
    said = json.dumps({"stops": done.stops, "faults": done.faults}, ensure_ascii=False, indent=1)
    (done.target / "faults.json").write_text(said, encoding="utf-8")
    print(said)
