"""Reading in a process of its own: a hostile file ends that process and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

PATIENCE = 120  # s; the child's own limit of processor time ends it earlier


def lines(path: Path) -> Iterator[Any]:
    """What `documents.reader` says of a file, line by line; it may break off anywhere."""
    package = str(Path(__file__).parents[2])
    known = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-m", "shipu_desk.documents.reader", str(path.absolute())]
    if getattr(sys, "frozen", False):
        command = [sys.executable, "--read-workbook", str(path.absolute())]
    with subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(known)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        watch = Timer(PATIENCE, child.kill)
        watch.start()
        try:
            for line in child.stdout or ():
                yield _said(line)
        finally:
            watch.cancel()
            child.kill()


def _said(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:  # cut off in the middle of a line
        return None
