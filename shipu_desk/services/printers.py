"""What this PC knows of its printers: the last one used, and the calibration of each.

Printers belong to the PC and not to the data: the file lies beside the database, no backup holds
it, and what one PC wrote another leaves alone (the folder of a portable edition travels).
"""

from __future__ import annotations

import json
import platform
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from shipu_desk.documents import files
from shipu_desk.documents.calibration import Facts, fits, write_sheet
from shipu_desk.domain.calibration import Calibration
from shipu_desk.errors import DeskError, DiskTrouble
from shipu_desk.paths import Paths
from shipu_desk.services import fonts, proofs
from shipu_desk.services.desk import Desk

UPRIGHT, LYING = "竖放", "横放"
"""A driver turns a page that lies, and its error with it: each way has its own calibration."""
LAST, CALIBRATIONS = "last", "calibrations"


class Unreadable(DeskError):
    """What was known of the printers is lost; nothing is calibrated until it is measured again."""


def way(*, lying: bool) -> str:
    return LYING if lying else UPRIGHT


def last_used(paths: Paths) -> str:
    """The printer of the last job on this PC; empty where none is known."""
    with suppress(Unreadable):
        return str(_own(_read(paths)).get(LAST, ""))
    return ""


def calibration(paths: Paths, printer: str, *, lying: bool) -> Calibration | None:
    """What to do to pages for this printer; None where it was not calibrated this way.

    Raises Unreadable: to print as if there had been no calibration would be wrong in silence.
    """
    said = _own(_read(paths)).get(CALIBRATIONS, {}).get(printer, {}).get(way(lying=lying))
    if said is None:
        return None
    try:
        found = Calibration(**{key: float(value) for key, value in said.items()})
    except (TypeError, ValueError, AttributeError):
        raise _unreadable(paths) from None
    if not found.sound:
        raise _unreadable(paths)
    return found


def remember(paths: Paths, printer: str) -> None:
    """The next job begins with this printer. What cannot be written is no reason not to print."""
    with suppress(DeskError):
        whole = _read(paths)
        if _own(whole).get(LAST) != printer:
            _own(whole)[LAST] = printer
            _write(paths, whole)


def calibrate(paths: Paths, printer: str, made: Calibration | None, *, lying: bool) -> None:
    """Keep the calibration, or forget it with None. Raises NotWritten, DiskTrouble."""
    try:
        whole = _read(paths)
    except Unreadable:
        whole = {}  # measured anew, which is the way out that was told
    ways = _own(whole).setdefault(CALIBRATIONS, {}).setdefault(printer, {})
    if made is None:
        ways.pop(way(lying=lying), None)
    else:
        ways[way(lying=lying)] = asdict(made)
    _write(paths, whole)


A4 = (210.0, 297.0)


def sheet_size(size: tuple[float, float]) -> tuple[float, float]:
    """The sheet to calibrate with for pages of this size (mm): the same, or A4 the same way round
    where it is too small for the lines and the words."""
    wide, high = size
    if fits(size):
        return round(wide, 1), round(high, 1)
    return (A4[1], A4[0]) if wide > high else A4


def sheet(desk: Desk, printer: str, size: tuple[float, float], made: Calibration | None) -> bytes:
    """The 打印校准页; `made` is the calibration that it will be printed with, to be checked."""
    how = f"核对页，已按校准打印：{made.told}" if made else "原样打印，没有校准"
    facts = Facts(printer, size, how)
    return proofs.shown(lambda path: write_sheet(facts, path, fonts.fonts(desk)))


def _own(whole: dict[str, Any]) -> dict[str, Any]:
    """What this PC wrote."""
    mine = whole.setdefault(platform.node() or "本机", {})
    return mine if isinstance(mine, dict) else {}


def _read(paths: Paths) -> dict[str, Any]:
    try:
        whole = json.loads(paths.printers.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise _unreadable(paths) from None
    if not isinstance(whole, dict) or not _is_laid_out(_own(whole)):
        raise _unreadable(paths)
    return whole


def _is_laid_out(mine: dict[str, Any]) -> bool:
    kept = mine.get(CALIBRATIONS, {})
    return isinstance(kept, dict) and all(isinstance(ways, dict) for ways in kept.values())


def _write(paths: Paths, whole: dict[str, Any]) -> None:
    data = json.dumps(whole, ensure_ascii=False, indent=1).encode()
    written = files.write(paths.printers, data)
    if written.renamed:  # under another name nobody would find it again
        written.path.unlink(missing_ok=True)
        raise DiskTrouble(f"“{paths.printers.name}”正被别的程序打开，没有存；关掉它再试一次")


def _unreadable(paths: Paths) -> Unreadable:
    return Unreadable(
        f"打印机校准的记录（{paths.printers.name}）读不出来，现在按未校准打印；要准，请重新校准"
    )
