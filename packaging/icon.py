"""Draw the program's icon anew from the mark in the window: `python packaging/icon.py`."""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QGuiApplication

from shipu_desk.ui.emblem import picture

SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def main() -> None:
    app = QGuiApplication([])
    made = []
    for side in SIDES:
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        picture(side).save(buffer, "PNG")
        made.append(Image.open(io.BytesIO(buffer.data().data())).convert("RGBA"))
    target = Path(__file__).with_name("ShipuDesk.ico")
    sizes = [(side, side) for side in SIDES]
    made[-1].save(target, sizes=sizes, append_images=made[:-1], bitmap_format="png")
    del app


if __name__ == "__main__":
    main()
