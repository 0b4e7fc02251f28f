"""Draw the pictures of the help and write the guides beside this file, from the demonstration:

    python main.py demo out && python docs/help_pictures.py out

Each picture is a piece of the real window at one and a half times its size, in few colours.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

import pypdfium2
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from shipu_desk import resources
from shipu_desk.domain.awards import Award, Round
from shipu_desk.domain.merchants import Merchant, Stage
from shipu_desk.paths import Paths
from shipu_desk.services import opening, register
from shipu_desk.services.register import Query
from shipu_desk.ui import jobs, theme
from shipu_desk.ui.help import topics
from shipu_desk.ui.help.reader import DRAWN
from shipu_desk.ui.window import Window

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "resources" / "help" / "pictures"
GUIDES = {"first-hour": "第一小时.md", "install": "安装指南.md"}
WIDEST = 560  # px of the 13 px design: the measure of the help
PLACE = "C:/Users/示例/AppData/Local/ShipuDesk"
SIZE = 1196, 700
PATIENCE = 20  # s for what is made behind a page


def rest(least: float = 0.4) -> None:
    """Until nothing is being made any more."""
    began = time.monotonic()
    while time.monotonic() < began + least or (
        jobs.unfinished() and time.monotonic() < began + PATIENCE
    ):
        QApplication.processEvents()
        time.sleep(0.01)


def drawn(widget: QWidget, piece: QRect | None = None) -> Image.Image:
    """The widget as it would be on a screen of 150 %, or a piece of it."""
    made = QImage(
        round(widget.width() * DRAWN), round(widget.height() * DRAWN), QImage.Format.Format_RGB32
    )
    made.setDevicePixelRatio(DRAWN)
    made.fill(theme.colour(theme.C.paper))
    widget.render(made)
    part = piece or widget.rect()
    box = [round(v * DRAWN) for v in (part.x(), part.y(), part.right() + 1, part.bottom() + 1)]
    made = made.convertToFormat(QImage.Format.Format_RGB888)
    flat = bytes(made.constBits())
    whole = Image.frombuffer(
        "RGB", (made.width(), made.height()), flat, "raw", "RGB", made.bytesPerLine(), 1
    )
    return whole.crop(box)


def keep(picture: Image.Image, name: str, target: Path) -> None:
    """With a line round it, in a palette: small enough to be shipped."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), theme.C.line)
    framed.paste(picture, (1, 1))
    framed.quantize(48, dither=Image.Dither.NONE).save(target / f"{name}.png", optimize=True)


def over(window: Window, *widgets: QWidget, high: int = 0, wide: int = WIDEST) -> QRect:
    """The smallest piece of the window that holds these widgets, at most as wide as the measure."""
    found = QRect()
    for one in widgets:
        found |= QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    return QRect(found.x(), found.y(), min(found.width(), wide), high or found.height())


# ------------------------------------------------------------------ the pieces


def first_start(_window: Window) -> Image.Image:
    from shipu_desk.ui.first_start import FirstStart

    made = FirstStart(None, PLACE, lambda _: None)
    made.picture.hide()
    made.picture.give_way = lambda *_: None  # the fields are what the text speaks of
    return dialog(made)


def members_paper(window: Window) -> Image.Image:
    shown = page(window, "members", (1366, 560))
    return drawn(window, over(window, shown.paper, high=430))


def duties_lights(window: Window) -> Image.Image:
    shown = page(window, "duties", SIZE)
    piece = over(window, shown.list.notices.parentWidget(), shown.list.table, high=330, wide=800)
    top = shown.summary.mapTo(window, QPoint(0, 0)).y() - 6
    return drawn(window, QRect(piece.x(), top, piece.width(), 330))


def merchant_form(window: Window) -> Image.Image:
    shown = page(window, "merchants", (1366, 700))
    shown.show_id(ids(window, Merchant, "示例乙")[0])
    rest()
    return drawn(window, over(window, shown.panel, high=500))


def stage(window: Window) -> Image.Image:
    from shipu_desk.ui.parts.stages import StageDialog

    rows = register.page(window.desk, Merchant, ids(window, Merchant, "示例庚"))
    return dialog(StageDialog(None, window.desk, rows))


def grant(window: Window) -> Image.Image:
    from shipu_desk.ui.parts.award_grant import GrantDialog

    page(window, "awards", SIZE)
    [round_id] = register.find(window.desk, Round)
    made = GrantDialog(None, window.desk, round_id)
    chosen = register.find(window.desk, Merchant, Query(equal={"stage": Stage.CULTIVATED}))
    made.form.editor("merchants").show_raw(tuple(chosen[:2]))
    made.form.edited.emit()
    return dialog(made, shorter=theme.px(150))


def printing_list(window: Window) -> Image.Image:
    shown = page(window, "printings", (1366, 620))
    shown.list.choose(register.find(window.desk, Award)[:4])
    rest(1.5)
    return drawn(window, over(window, shown.list))


def printing_side(window: Window) -> Image.Image:
    shown = page(window, "printings", (1366, 620))
    shown.settings.folder.setText("D:/授牌/2023")
    rest(1)
    return drawn(window, over(window, shown.side, high=470))


def bulletin_pen(window: Window) -> Image.Image:
    shown = page(window, "bulletins", (1366, 640))
    rest(1.5)
    return drawn(window, over(window, shown.pen))


def list_dialog(window: Window) -> Image.Image:
    from shipu_desk.ui.parts.list_dialog import ListDialog

    shown = page(window, "merchants", SIZE)
    return dialog(ListDialog(shown))


def history(window: Window) -> Image.Image:
    shown = page(window, "history", (900, 560))
    shown.table.look_at(9)
    rest()
    return drawn(window, over(window, shown, wide=SIZE[0], high=330))


def backups(window: Window) -> Image.Image:
    shown = page(window, "settings", (760, 640))
    bar = shown.tabs
    bar.setCurrentIndex([bar.tabText(n) for n in range(bar.count())].index("备份"))
    [told] = [one for one in shown.backups.findChildren(QLabel) if "放在" in one.text()]
    told.setText(f"共 1 份。放在 {PLACE}/备份。每天第一次打开时自动备份一次。")
    rest()
    return drawn(window, over(window, bar, shown.backups, wide=740))


def diagnosis(window: Window) -> Image.Image:
    from shipu_desk.ui.parts.diagnosis import DiagnosisDialog

    return dialog(DiagnosisDialog(None, window.desk))


PIECES: dict[str, Callable[[Window], Image.Image]] = {
    "first-start": first_start,
    "members-paper": members_paper,
    "duties-lights": duties_lights,
    "merchant-form": merchant_form,
    "stage": stage,
    "grant": grant,
    "printing-list": printing_list,
    "printing-side": printing_side,
    "bulletin-pen": bulletin_pen,
    "list-dialog": list_dialog,
    "history": history,
    "backups": backups,
    "diagnosis": diagnosis,
}


def page(window: Window, key: str, size: tuple[int, int]) -> QWidget:
    """A page of the window at rest; those within a frame of their own are given themselves."""
    window.resize(*size)
    window.open_page(key)
    rest()
    return window.stack.currentWidget()


def dialog(made: QWidget, shorter: int = 0) -> Image.Image:
    made.show()
    rest()
    made.resize(made.width(), made.height() - shorter)  # room that only warnings would take
    picture = drawn(made)
    made.hide()
    made.deleteLater()
    return picture


def ids(window: Window, record: type, words: str) -> list[int]:
    return list(register.find(window.desk, record, Query(words=words)))


def certificate(folder: Path, target: Path) -> None:
    """The first certificate, as paper."""
    with pypdfium2.PdfDocument(folder / "证书.pdf") as pdf:
        sheet = pdf[0]
        scale = 420 * DRAWN / sheet.get_width()
        keep(sheet.render(scale=scale).to_pil().convert("RGB"), "certificate", target)


# ------------------------------------------------------------------ all of it


@contextmanager
def opened(folder: Path) -> Iterator[Window]:
    """The window on a copy of the demonstration's data."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as aside:
        paths = Paths(Path(aside) / "数据")
        shutil.copytree(folder / "数据", paths.folder)
        now = lambda: datetime(2023, 8, 1, 9, 0)  # noqa: E731
        desk = opening.open_desk(paths, "示例经办人", now, Random(1).randbytes)
        desk.bundled_fonts_only = True
        window = Window()
        window.show()
        window.attach(desk)
        window.status.show_place(f"数据：{PLACE}")
        try:
            yield window
        finally:
            window.close()
            desk.close()
            window.deleteLater()


def draw(folder: Path, target: Path = TARGET) -> None:
    """One PNG for each piece, and the certificate."""
    target.mkdir(parents=True, exist_ok=True)
    with opened(folder) as window:
        for name, piece in PIECES.items():
            keep(piece(window), name, target)
    certificate(folder, target)


def guides(target: Path = ROOT / "docs") -> None:
    """第一小时 and 安装指南 beside this file, to be read without the program."""
    for key, name in GUIDES.items():
        (target / name).write_text(guide(key), encoding="utf-8", newline="\n")


def guide(key: str) -> str:
    """A topic as a page of its own: the help's text, its links leading to the help's files."""
    text = resources.text(f"{topics.FOLDER}/{key}.md")
    text = re.sub(r"\]\(([\w-]+\.png)\)", r"](../resources/help/pictures/\1)", text)
    return re.sub(r"\]\(([a-z-]+)\)", r"](../resources/help/\1.md)", text)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
    guides()
