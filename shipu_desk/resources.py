"""The only reader of `resources/`: fonts, templates, icons, the plan."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def folder() -> Path:
    """`resources/` beside the package in a checkout, `shipu_desk/_resources` when installed."""
    checkout = Path(__file__).parent.parent / "resources"
    if checkout.is_dir() and (checkout.parent / "pyproject.toml").is_file():
        return checkout
    installed = find_spec("shipu_desk._resources")
    if installed is None or not installed.submodule_search_locations:
        raise FileNotFoundError("resources")
    return Path(next(iter(installed.submodule_search_locations)))


def path(name: str) -> Path:
    """The file or folder `name`, such as `fonts/hei.ttf`."""
    return folder() / name


def text(name: str) -> str:
    return path(name).read_text(encoding="utf-8")
