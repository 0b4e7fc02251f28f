"""The README can be taken at its word: pictures exist, commands exist, fences are one line each."""

import re
import tomllib
from pathlib import Path

import click

from shipu_desk import __version__
from shipu_desk.cli import desk

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

# Folders of one machine, which no file may name; put together so that this one does not.
FOLDERS = ["/" + "work/main", "/" + "work/shared", "/" + "opt/venv", "/" + "tmp/brief"]


def fences(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_first_two_commands_are_one_line_each():
    run, check = fences("sh")
    assert run.count("\n") == check.count("\n") == 1
    assert "shipu-desk demo out" in run
    assert "pytest" in check


def test_every_picture_and_every_page_it_points_to_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_every_command_it_names_exists():
    rows = [line.split("|")[1] for line in README.splitlines() if line.startswith("| `")]
    named = [words for row in rows for words in re.findall(r"`([a-z]+(?: [a-z]+)?)", row)]
    assert len(named) > 10
    for words in named:
        first, *rest = words.split()
        command = desk.commands[first]
        if isinstance(command, click.Group):
            assert rest[0] in command.commands, words


def test_the_change_log_begins_with_this_version():
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", log, re.MULTILINE)[0] == __version__


def test_the_project_speaks_of_itself_alone():
    parts = ("shipu_desk", "tests", "docs", "resources", "benchmarks", ".ci")
    files = [*ROOT.glob("*.*"), *(path for part in parts for path in (ROOT / part).rglob("*"))]
    read = [
        p for p in files if p.suffix in {".md", ".py", ".toml", ".json", ".txt"} and p.is_file()
    ]
    assert len(read) > 200
    for path in read:
        assert not re.search("|".join(FOLDERS), path.read_text(encoding="utf-8")), path


def test_all_that_the_program_needs_is_installed_with_it():
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]
    packages = set(setup["packages"]) - {"shipu_desk._resources"}
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "shipu_desk").rglob("__init__.py")
    }
    assert packages == found
    taken = {
        path
        for pattern in setup["package-data"]["shipu_desk._resources"]
        for path in (ROOT / "resources").glob(pattern)
    }
    every = {path for path in (ROOT / "resources").rglob("*") if path.is_file()}
    left = {path for path in every - taken if not {"build", "__pycache__"} & set(path.parts)}
    assert left == set()
