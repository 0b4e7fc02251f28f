"""What this PC knows of its printers: the last one used, and the calibration of each.

Printers belong to the PC and not to the data: the file lies beside the database, no backup holds
it, and what one PC wrote another leaves alone (the folder of a portable edition travels).
"""

from __future__ import annotations

import platform
from contextlib import suppress
from dataclasses import asdict, fields
from typing import Any, cast

from shipu_desk import notes
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


class Locked(Unreadable):
    """What is known cannot be had at this moment; it is left as it is."""


def way(*, lying: bool) -> str:
    return LYING if lying else UPRIGHT


def last_used(paths: Paths) -> str:
    """The printer of the last job on this PC; empty where none is known."""
    with suppress(Unreadable):
        said = _own(_read(paths), paths).get(LAST)
        return said if isinstance(said, str) else ""
    return ""


def calibration(paths: Paths, printer: str, *, lying: bool) -> Calibration | None:
    """What to do to pages for this printer; None where it was not calibrated this way.

    Raises Unreadable: to print as if there had been no calibration would be wrong in silence.
    """
    ways = _own(_read(paths), paths).get(CALIBRATIONS, {}).get(printer, {})
    if way(lying=lying) not in ways:
        return None
    found = _calibration(ways[way(lying=lying)])
    if found is None:
        raise _unreadable(paths)
    return found


def _calibration(said: object) -> Calibration | None:
    """All of it, and within the limits."""
    if not isinstance(said, dict) or set(said) != {field.name for field in fields(Calibration)}:
        return None
    with suppress(TypeError, ValueError, OverflowError):
        found = Calibration(**{key: float(value) for key, value in said.items()})
        return found if found.sound else None
    return None


def remember(paths: Paths, printer: str) -> None:
    """The next job begins with this printer. What cannot be written is no reason not to print."""
    with suppress(DeskError):
        whole = _read(paths)
        mine = _own(whole, paths)
        if mine.get(LAST) != printer:
            mine[LAST] = printer
            _write(paths, whole)


def calibrate(paths: Paths, printer: str, made: Calibration | None, *, lying: bool) -> None:
    """Keep the calibration, or forget it with None. Raises NotWritten, DiskTrouble, Locked."""
    whole, mine = _mended(paths)
    ways = mine.setdefault(CALIBRATIONS, {}).setdefault(printer, {})
    if made is None:
        ways.pop(way(lying=lying), None)
    else:
        ways[way(lying=lying)] = asdict(made)
    _write(paths, whole)


def _mended(paths: Paths) -> tuple[dict[str, Any], dict[str, Any]]:
    """All that is known and this PC's part of it; what cannot be read is laid aside: it is being
    measured anew, which is the way out that was told."""
    whole: dict[str, Any] = {}
    try:
        whole = _read(paths)
        return whole, _own(whole, paths)
    except Locked:
        raise
    except Unreadable:
        try:
            notes.lay_aside(paths.printers)
        except OSError as trouble:
            raise DiskTrouble(
                f"读不出来的“{paths.printers.name}”没能另存一份，所以没有动它，校准没有存；"
                "请检查文件夹的权限和剩余空间"
            ) from trouble
        whole[_here()] = mine = dict[str, Any]()
        return whole, mine


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


def _here() -> str:
    return platform.node() or "本机"


def _own(whole: dict[str, Any], paths: Paths) -> dict[str, Any]:
    """What this PC wrote."""
    mine = whole.setdefault(_here(), {})
    kept = mine.get(CALIBRATIONS, {}) if isinstance(mine, dict) else None
    if not isinstance(kept, dict) or not all(isinstance(ways, dict) for ways in kept.values()):
        raise _unreadable(paths)
    return cast(dict[str, Any], mine)


def _read(paths: Paths) -> dict[str, Any]:
    try:
        whole = notes.read(paths.printers)
    except FileNotFoundError:
        return {}
    except OSError:
        raise Locked(
            f"打印机校准的记录（{paths.printers.name}）现在打不开，多半正被别的程序用着；"
            "记录没有动，等一下再试"
        ) from None
    except notes.Garbled:
        raise _unreadable(paths) from None
    if not isinstance(whole, dict):
        raise _unreadable(paths)
    return whole


def _write(paths: Paths, whole: dict[str, Any]) -> None:
    written = files.write(paths.printers, notes.packed(whole))
    if written.renamed:  # under another name nobody would find it again
        written.path.unlink(missing_ok=True)
        raise DiskTrouble(f"“{paths.printers.name}”正被别的程序打开，没有存；关掉它再试一次")


def _unreadable(paths: Paths) -> Unreadable:
    return Unreadable(
        f"打印机校准的记录（{paths.printers.name}）读不出来，现在按未校准打印；要准，请重新校准"
    )
