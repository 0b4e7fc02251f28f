"""What is asked of Windows itself, before and beside Qt; elsewhere nothing of it runs."""

from __future__ import annotations

import os
import sys

OLDEST = 17763  # build number of Windows 10 1809, the oldest that Qt 6 supports
_STOP = 0x10  # MB_ICONERROR
_ANYBODY = -1  # ASFW_ANY


def too_old(build: int) -> str | None:
    """What a clerk is told on a Windows that cannot run the window; None where it can."""
    if build >= OLDEST:
        return None
    return (
        f"这台电脑的 Windows 版本（内部版本 {build}）太旧，工作台打不开；数据没有动过。\n"
        f"需要 Windows 10（1809，内部版本 {OLDEST}）或更新的版本，请联系维护电脑的人。"
    )


def refuses_to_start() -> bool:
    """Tells in a box of Windows' own when it is too old for Qt, which could not tell."""
    if sys.platform != "win32":
        return False
    said = too_old(sys.getwindowsversion().build)
    if said:
        box(said)
    return bool(said)


def box(text: str) -> None:
    """A message without Qt."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "石浦放心消费工作台", _STOP)


def let_others_come_forward() -> None:
    """Windows lets only the program in front hand the front to another; this one does."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANYBODY)


def standard_input() -> int:
    """The pipe that whoever started this process writes into, as a file number; a program
    without a console has no `sys.stdin`, but the pipe all the same."""
    return sys.stdin.fileno() if sys.stdin is not None else _pipe(-10, os.O_RDONLY)


def standard_output() -> int:
    return sys.stdout.fileno() if sys.stdout is not None else _pipe(-11, os.O_WRONLY)


def _pipe(number: int, flags: int) -> int:
    import ctypes
    import msvcrt

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetStdHandle.restype = ctypes.c_void_p
    opened = msvcrt.open_osfhandle  # type: ignore[attr-defined,unused-ignore]
    return int(opened(kernel.GetStdHandle(number), flags))
