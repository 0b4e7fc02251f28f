"""The printers of a sample office, in the place of a PC's own: `python sample_printers.py FOLDER`.

Runs as the printers' process does and speaks as it does; what is printed lies in the folder as
PDF, drawn by Qt's own driver. A further word says how the office misbehaves.
"""

import sys
import time
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from shipu_desk.ui import printer_child, spooling
from shipu_desk.ui.spooling import PrinterTrouble

LASER, LARGE, BROKEN = "示例激光打印机", "示例大幅打印机", "示例坏打印机"
A3, A4, A5 = [297.0, 420.0], [210.0, 297.0], [148.0, 210.0]
FACTS = {
    LASER: {"sizes": [A4, A5], "largest": [216.0, 356.0], "custom": False,
            "sides": ["单面", "双面，长边翻", "双面，短边翻"], "failed": False},
    LARGE: {"sizes": [A3, A4], "largest": [610.0, 2000.0], "custom": True, "sides": ["单面"],
            "failed": False},
    BROKEN: {"sizes": [A4], "largest": A4, "custom": False, "sides": [], "failed": True},
}  # fmt: skip
DPI = 120


class Samples:
    def __init__(self, folder, mood):
        self.folder, self.mood = Path(folder), mood

    def names(self):
        if self.mood == "silent":
            time.sleep(600)
        if self.mood == "empty":
            return [], ""
        return list(FACTS), LARGE

    def facts(self, printer):
        if self.mood == "mute":
            time.sleep(600)
        return {} if self.mood == "gone" else FACTS[printer]

    def open(self, printer):
        if printer == BROKEN:
            raise PrinterTrouble(spooling.NOT_TAKEN)
        if self.mood == "crash":
            sys.exit(3)
        if self.mood == "noisy":  # as drivers that write where they please
            sys.stdout.write('{}\n0\nnull\n"trouble"\n{"stopped": true}\n{"trouble": 5}\nno end')
            sys.stdout.flush()
        if self.mood == "slow":
            spooling.BAND = 2_000
        if self.mood == "deaf":
            printer_child._wait = lambda source, stop: time.sleep(600)
            spooling.BAND = 1_000
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        number = len(list(self.folder.glob("*.pdf"))) + 1
        made.setOutputFileName(str(self.folder / f"{number}.pdf"))
        made.setResolution(DPI)
        return made


if __name__ == "__main__":
    sys.exit(printer_child.main(Samples(sys.argv[1], sys.argv[2])))
