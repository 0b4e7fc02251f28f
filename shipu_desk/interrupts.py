"""Being told to end (Ctrl+C, SIGTERM) between two steps, never in the middle of one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

TOLD = (signal.SIGINT, signal.SIGTERM)


class _Steps:
    """How many steps are under way on the main thread, and whether the end was asked for."""

    depth = 0
    told = False


@contextmanager
def whole() -> Iterator[None]:
    """A step that is done or not done: an interruption waits for its end.

    A file that is written and the note that it was written belong together.
    """
    if current_thread() is not main_thread():  # signals reach the main thread only
        yield
        return
    _Steps.depth += 1
    try:
        yield
    finally:
        _Steps.depth -= 1
    if _Steps.told and not _Steps.depth:
        _Steps.told = False
        raise KeyboardInterrupt


@contextmanager
def heard() -> Iterator[None]:
    """Both ways of being told to end raise KeyboardInterrupt, outside of whole steps."""
    if current_thread() is not main_thread():
        yield
        return
    before = [(number, signal.signal(number, _hear)) for number in TOLD]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _hear(_number: int, _frame: object) -> None:
    if not _Steps.depth:
        raise KeyboardInterrupt
    _Steps.told = True
