"""Everything the program needs at run time has a licence we may ship under, and is listed."""

import re
import tomllib
from importlib.metadata import metadata, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "MIT", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "LGPL-3.0-only",
}  # fmt: skip
# What a package says of itself where it says it in words of its own.
IN_ITS_WORDS = {
    "BSD license": "BSD-3-Clause",
    "PSFL": "PSF-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "Apache-2.0",
}
THIRD_PARTY = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
FORBIDDEN = {"pyqt5", "pyqt6", "pymupdf", "pyside6-addons", "pyside6", "qfluentwidgets"}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {plain(re.match(r"[\w.-]+", one)[0]) for one in project["dependencies"]}


def everything_needed():
    """The dependencies and theirs in turn, as installed here."""
    found, waiting = set(), declared()
    while waiting:
        name = waiting.pop()
        found.add(name)
        for one in requires(name) or []:
            if "extra ==" not in one and "platform_system" not in one:
                waiting |= {plain(re.match(r"[\w.-]+", one)[0])} - found
    return found


def licences(name):
    """The SPDX names a package may be used under: any one of them suffices."""
    about = metadata(name)
    said = about.get("License-Expression") or about.get("License") or ""
    for words, spdx in IN_ITS_WORDS.items():
        said = spdx if said.startswith(words) else said
    return {part.strip("() ") for part in said.split(" OR ")}


def listed():
    rows = re.findall(r"^\| ([A-Za-z0-9_.-]+) \| [^|]+ \| ([^|]+) \|$", THIRD_PARTY, re.MULTILINE)
    return {plain(name): licence.strip() for name, licence in rows}


@pytest.mark.parametrize("name", sorted(everything_needed()))
def test_its_licence_is_allowed_and_listed(name):
    usable = licences(name) & ALLOWED
    assert usable, licences(name)
    assert usable & set(re.split(r" 或 ", listed()[name]))


def test_nothing_is_listed_that_is_not_needed():
    assert set(listed()) == everything_needed() | {"colorama"}  # on Windows only


def test_nothing_we_may_not_ship_is_needed():
    assert not everything_needed() & FORBIDDEN


def test_every_font_is_listed_with_a_licence_that_lies_beside_it():
    fonts = {path.name for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert fonts == set(re.findall(r"`([\w-]+\.ttf)`", THIRD_PARTY))
    texts = {path.name for path in (ROOT / "resources" / "fonts" / "licences").iterdir()}
    assert {"Fandol-COPYING.txt", "OFL-LXGWWenKai.txt", "OFL-NotoSansSC.txt"} <= texts


def test_the_window_tells_the_same_packages_under_the_same_licences():
    from shipu_desk.ui.pages.about import LIBRARIES

    assert {plain(name): licence for name, licence in LIBRARIES} == listed()
