"""Make a picture of every page of the window, for people: `python tests/pictures.py OUT 1366 768`.

QT_SCALE_FACTOR=1.5 makes those of a scaled screen, DESK_SIZE=大 those with large letters.
"""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

import window_samples as samples
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipu_desk.db.store import create_store, open_store
from shipu_desk.domain.settings import Settings
from shipu_desk.paths import Paths
from shipu_desk.services.desk import Desk
from shipu_desk.ui import messages, theme
from shipu_desk.ui.pages import PAGES
from shipu_desk.ui.window import Window


class Loud(messages.WindowVoice):
    """Troubles on the console: a dialog would wait for somebody."""

    def trouble(self, parent, trouble):
        print(trouble.title, trouble.happened, trouble.detail, file=sys.stderr)


def sample_desk(folder):
    paths, seed = Paths(Path(folder)), Random(7)
    create_store(paths.database, seed.randbytes)
    store = open_store(paths.database, lambda: datetime(2023, 5, 18, 9, 0), seed.randbytes)
    with store.writing("建库", "示例甲") as work:
        work.add(Settings())
    return Desk(store, "示例甲", paths, store.now, seed.randbytes, bundled_fonts_only=True)


def take(window, out, name):
    QTest.qWait(400)  # papers are made beside the window
    picture = window.grab()
    picture.save(str(out / f"{name}@{picture.devicePixelRatioF():g}.png"))


def take_all(desk, out, size, rows):
    window = Window()
    window.resize(*size)
    window.show()
    window.attach(desk)
    for page in PAGES:
        window.open_page(page.key)
        take(window, out, f"{page.key}-{rows}-{size[0]}x{size[1]}")
        shown = window.stack.currentWidget()
        if rows and hasattr(shown, "open_row"):
            shown.open_row()
            take(window, out, f"{page.key}-form-{size[0]}x{size[1]}")
    window.hide()


def main(out, width, height):
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    messages.use(Loud())
    theme.apply(app, theme.Size(os.environ.get("DESK_SIZE", "中")))
    for rows in (0, 40):
        with tempfile.TemporaryDirectory() as folder:
            desk = sample_desk(folder)
            if rows:
                samples.everything(desk)
            take_all(desk, out, (width, height), rows)
            desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
