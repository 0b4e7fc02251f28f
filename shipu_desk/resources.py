"""The only reader of `resources/`: fonts, templates, icons, the plan."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """`_resources` inside the installed package, or `resources/` beside it in a checkout."""
    here = Path(__file__).parent
    installed = here / "_resources"
    return installed if installed.is_dir() else here.parent / "resources"


def licences() -> Path | None:
    """The folder with every licence text beside a frozen program; None from source."""
    beside = Path(sys.executable).parent / "许可"
    return beside if getattr(sys, "frozen", False) and beside.is_dir() else None


def path(name: str) -> Path:
    """The file or folder `name`, such as `fonts/hei.ttf`."""
    return folder() / name


def text(name: str) -> str:
    return path(name).read_text(encoding="utf-8")
