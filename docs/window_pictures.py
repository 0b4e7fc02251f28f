"""Draw the README's pictures of the window: `python docs/window_pictures.py out`."""

import io
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication

from shipu_desk.paths import Paths
from shipu_desk.services import opening
from shipu_desk.ui import theme
from shipu_desk.ui.window import Window

HERE = Path(__file__).parent / "pictures"
SHOWN = (
    "members",
    "duties",
    "merchants",
    "awards",
    "printings",
    "bulletins",
    "history",
    "settings",
)
SIZE = 1366, 700
REST = 2.5  # seconds until the papers beside the rows are made


def rest() -> None:
    """Let the workers have their turn; QTest.qWait would keep the interpreter for itself."""
    until = time.monotonic() + REST
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)


def save(window: Window, target: Path) -> None:
    """A grab in few colours: small enough to be kept."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    picture = Image.open(io.BytesIO(buffer.data().data())).convert("RGB")
    picture.quantize(160).save(target, optimize=True)


def draw(folder: Path, target: Path = HERE) -> None:
    """One PNG for each page, with the demonstration's data copied aside."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as aside:
        paths = Paths(Path(aside) / "数据")
        shutil.copytree(folder / "数据", paths.folder)
        shown = Paths(Path("C:/Users/示例/AppData/Local/ShipuDesk"))
        now = lambda: datetime(2023, 8, 1, 9, 0)  # noqa: E731
        desk = opening.open_desk(paths, "示例经办人", now, Random(1).randbytes)
        desk.bundled_fonts_only = True
        window = Window()
        window.resize(*SIZE)
        window.show()
        window.attach(desk)
        window.status.show_place(f"数据：{shown.folder}")
        for key in SHOWN:
            window.open_page(key)
            page = window.stack.currentWidget()
            if key == "printings":
                rest()
                page.list.choose([1, 3, 4])
                page.settings.folder.setText("D:/授牌/2023")
            if key == "history":
                page.table.look_at(10)  # a row that names no folder of this computer
            rest()
            save(window, target / f"window-{key}.png")
        window.close()
        desk.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
