"""Freeze the program by one command: `python packaging/build.py [OUT]` (default: dist).

Makes a clean environment, lets PyInstaller fill OUT/ShipuDesk and has finish.py do the rest: the
licences, the check of what lies inside, on Windows the installer, the archive and SHA256SUMS.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import finish

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

VERSION_FILE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, OS=0x40004, fileType=1),
  kids=[
    StringFileInfo([StringTable('080404b0', [
      StringStruct('FileDescription', '石浦放心消费工作台'),
      StringStruct('ProductName', '石浦放心消费工作台'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('ProductVersion', '{version}'),
      StringStruct('LegalCopyright', 'MIT'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0804, 0x04b0])]),
  ]
)
"""


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "dist").absolute()
    python = environment(out)
    freeze([str(python)], out, str)
    finish.finish(out / finish.NAME)


def environment(out: Path) -> Path:
    """A fresh virtual environment with the program and PyInstaller; its Python."""
    folder = out / "environment"
    venv.create(folder, clear=True, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = [str(source(out)), "-r", str(HERE / "requirements.txt")]
    command = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted]
    subprocess.run(command, check=True)
    return python


def source(out: Path) -> Path:
    """A copy of what the program is made of: pip leaves its own build folder where it builds,
    and would take modules out of it that are gone."""
    copy = out / "source"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in ("shipu_desk", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / name, copy)
    return copy


def freeze(python: list[str], out: Path, named: finish.Named) -> None:
    """Run PyInstaller; `named` is how that Python writes a path of this system."""
    out.mkdir(parents=True, exist_ok=True)
    version = out / "version.txt"
    version.write_text(version_file(), encoding="utf-8")
    known = {
        "SHIPU_DESK_ICON": named(str(HERE / "ShipuDesk.ico")),
        "SHIPU_DESK_VERSION_FILE": named(str(version)),
    }
    places = ["--distpath", named(str(out)), "--workpath", named(str(out / "build"))]
    spec = named(str(HERE / "shipu_desk.spec"))
    subprocess.run(
        [*python, "-I", "-m", "PyInstaller", "-y", "--log-level", "WARN", *places, spec],
        check=True,
        env=os.environ | known,
        stdin=subprocess.DEVNULL,
    )


def version_file() -> str:
    """What Windows shows among a program's details."""
    version = finish.version()
    four = (*(int(part) for part in version.split(".")), 0)
    return VERSION_FILE.format(version=version, four=four)


if __name__ == "__main__":
    main()
