"""The only reader of `resources/`: fonts, templates, icons, the plan."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """`_resources` inside the installed package, or `resources/` beside it in a checkout."""
    here = Path(__file__).parent
    installed = here / "_resources"
    return installed if installed.is_dir() else here.parent / "resources"


def path(name: str) -> Path:
    """The file or folder `name`, such as `fonts/hei.ttf`."""
    return folder() / name


def text(name: str) -> str:
    return path(name).read_text(encoding="utf-8")
