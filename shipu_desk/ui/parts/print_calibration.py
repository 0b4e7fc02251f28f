"""The calibrations that a job is printed with: looked up, told in one line, forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from shipu_desk.domain.calibration import Calibration
from shipu_desk.errors import DeskError
from shipu_desk.services import printers
from shipu_desk.ui import messages
from shipu_desk.ui.parts.print_facts import Size
from shipu_desk.ui.printed import Paper

Made = Mapping[bool, Calibration | None]
"""By whether the pages lie."""


def looked_up(paper: Paper, printer: str, sizes: Iterable[Size]) -> tuple[Made, str]:
    """The calibration of each way that pages of these sizes stand, and why there is none where
    the record cannot be read."""
    ways = dict.fromkeys(wide > high for wide, high in sizes)
    if paper.paths is None:
        return dict.fromkeys(ways), ""
    try:
        return {way: printers.calibration(paper.paths, printer, lying=way) for way in ways}, ""
    except printers.Unreadable as trouble:
        return dict.fromkeys(ways), str(trouble)


def told(made: Made) -> str:
    """右移 0.8 毫米，…; each way by its name where there are both."""
    if len(made) == 1:
        [(way, one)] = made.items()
        return one.told if one else f"{printers.way(lying=way)}的纸在这台打印机上没有校准"
    return "；".join(
        f"{printers.way(lying=way)}：{one.told if one else '没有校准'}" for way, one in made.items()
    )


def forget(parent: QWidget, paper: Paper, printer: str, ways: Iterable[bool]) -> None:
    """以后按未校准打印."""
    if paper.paths is None:
        return
    try:
        for way in ways:
            printers.calibrate(paper.paths, printer, None, lying=way)
    except DeskError as error:
        messages.tell(parent, error, "清除校准")
