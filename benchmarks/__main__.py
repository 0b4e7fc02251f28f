"""Run the measures: `python -m benchmarks [MODULE …]`. Exit 1 if a goal is not held."""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module
from importlib.util import find_spec

from benchmarks.results import Measure

MODULES = ("certificates", "window", "records", "frozen")


def measures(module: str) -> tuple[Measure, ...]:
    found: tuple[Measure, ...] = import_module(f"benchmarks.{module}").MEASURES
    return found


def main(wanted: list[str]) -> int:
    print(f"Python {platform.python_version()}，{platform.system()}，{os.cpu_count()} 核")
    print("整个进程轮流运行，取中位数；绝对数字只属于这台机器，只有比值可以比较。\n")
    missed = 0
    for module in wanted or [name for name in MODULES if find_spec(f"benchmarks.{name}")]:
        for measure in measures(module):
            result = measure()
            missed += result.held is False
            print(result.told(), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
