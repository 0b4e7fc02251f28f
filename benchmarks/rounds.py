"""Whole processes run in turn, so that a slow moment of the machine hits all of them alike."""

from __future__ import annotations

import atexit
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Taken:
    """Median wall time (s) and highest peak memory (MB, 0 where the system does not tell)."""

    seconds: float
    memory: float


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int = 7) -> dict[str, Taken]:
    """Run every command once unmeasured, then `rounds` times in turn. A failing one raises."""
    walls: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(-1, rounds):
        for name, command in commands.items():
            seconds, memory = once(command)
            if number >= 0:
                walls[name].append(seconds)
                peaks[name].append(memory)
    return {name: Taken(median(walls[name]), max(peaks[name])) for name in commands}


def once(command: Sequence[str]) -> tuple[float, float]:
    """Wall time (s) and peak memory (MB) of one process."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=said, stderr=said)
        code, memory = _waited(child)
        seconds = time.perf_counter() - start
        if code:
            said.seek(0)
            raise RuntimeError(f"{command[0]}: {said.read().decode(errors='replace')[-2000:]}")
    return seconds, memory


@cache
def _environment() -> dict[str, str]:
    """Modules compiled by the first round are kept for the next, as in an installed program."""
    kept = tempfile.TemporaryDirectory(prefix="shipu-desk-benchmark-")
    atexit.register(kept.cleanup)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": kept.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def _waited(child: subprocess.Popen[bytes]) -> tuple[int, float]:
    if not hasattr(os, "wait4"):
        return child.wait(), 0.0
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, used.ru_maxrss / 1024
