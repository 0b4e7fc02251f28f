"""Make a frozen folder ready to be given away: `python packaging/finish.py dist/ShipuDesk`.

Licences go in, what must not be inside is looked for, and beside the folder come the archive
(绿色版), on a Windows build the installer where makensis is at hand, and SHA256SUMS.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "ShipuDesk"
LIBRARY = "lib"
LICENCES = "许可"
MB = 2**20
Named = Callable[[str], str]

# Only under Wine, of the tests, of other programs that lay about, or GPL without exception.
FORBIDDEN = re.compile(
    r"(^|/)(icuuc|mscms|bcryptprimitives)\.dll$|(^|/)(pytest|_pytest|hypothesis|mypy|ruff|pdfplumber"
    r"|importlinter|sqlcipher3|numpy|tkinter|setuptools|pip|PyInstaller)(/|$|-)"
    r"|Qt6?(Charts|Graphs|DataVisualization|WebEngine|Quick|Qml)|opengl32sw",
    re.IGNORECASE,
)
WINE = b"Wine builtin DLL"
MOST = {True: 160 * MB, False: 260 * MB}  # on Windows without our fonts; on Linux with them
MOST_INSTALLER = 80 * MB


class NotReady(Exception):
    """The folder may not be given away."""


def version() -> str:
    source = (ROOT / "shipu_desk/__init__.py").read_text(encoding="utf-8")
    return re.findall(r'__version__ = "([\d.]+)"', source)[0]


def finish(folder: Path) -> None:
    """Raises NotReady."""
    strip(folder)
    add_licences(folder)
    shutil.copy(HERE / "先读我.txt", folder)
    refuse(folder)
    made = [archive(folder)]
    if is_windows(folder):
        made += installer(folder)
    sums = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in made)
    (folder.parent / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    for path in (folder, *made):
        print(f"{path}: {size(path) / MB:.1f} MB")
    print(f"fonts in it: {size(fonts(folder)) / MB:.1f} MB")


def strip(folder: Path) -> None:
    """Symbols for debuggers go out of libraries that came with them; Qt's own stay untouched."""
    tool = shutil.which("strip")
    if is_windows(folder) or tool is None:
        return
    library = folder / LIBRARY
    found = [*library.glob("libpython*.so*"), *(library / "sqlalchemy").rglob("*.so")]
    subprocess.run(
        [tool, "--strip-unneeded", *(p for p in found if not p.is_symlink())], check=True
    )


def is_windows(folder: Path) -> bool:
    return (folder / f"{NAME}.exe").is_file()


def fonts(folder: Path) -> Path:
    return folder / LIBRARY / "shipu_desk/_resources/fonts"


def files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(p.lstat().st_size for p in files(path))


def add_licences(folder: Path) -> None:
    """Ours, the list of what is inside, and the text of each package, in 许可/."""
    target = folder / LICENCES
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in (ROOT / "LICENSE", ROOT / "THIRD_PARTY.md", *(HERE / "licences").iterdir()):
        shutil.copy(path, target)
    shutil.copytree(fonts(folder) / "licences", target / "fonts")
    for about in sorted((folder / LIBRARY).glob("*.dist-info")):
        for text in files(about):
            name = text.relative_to(about)
            if re.search(r"licen[cs]e|copying|notice", name.as_posix(), re.IGNORECASE):
                copy = target / about.name.split("-")[0] / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(text, copy)


def refuse(folder: Path) -> None:
    """Raises NotReady for what may not be inside, and for a folder that grew too large."""
    found = []
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        if FORBIDDEN.search(name):
            found.append(name)
        elif path.suffix.lower() in {".dll", ".exe"} and WINE in path.read_bytes()[:4096]:
            found.append(f"{name} (Wine)")
    if found:
        raise NotReady("may not be inside: " + ", ".join(found))
    windows = is_windows(folder)
    weight = size(folder) - (size(fonts(folder)) if windows else 0)
    if weight > MOST[windows]:
        raise NotReady(f"{weight / MB:.0f} MB, at most {MOST[windows] / MB:.0f} MB")


def archive(folder: Path) -> Path:
    """The whole folder as one .zip, the same bytes for the same files."""
    system = "Windows" if is_windows(folder) else "Linux"
    path = folder.parent / f"ShipuDesk-{version()}-{system}-portable.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for file in files(folder):
            entry = zipfile.ZipInfo(f"{NAME}/{file.relative_to(folder).as_posix()}")
            entry.external_attr = (0o755 if file.stat().st_mode & 0o100 else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, file.read_bytes())
    return path


def installer(folder: Path) -> list[Path]:
    """Setup.exe by NSIS; none, said so, where makensis is not at hand."""
    makensis = shutil.which("makensis") or shutil.which("makensis", path=NSIS)
    if not makensis:
        print("no installer: makensis is not at hand")
        return []
    path = folder.parent / f"ShipuDesk-{version()}-Setup.exe"
    kib = size(folder) // 1024
    given = {"VERSION": version(), "FOLDER": folder, "OUT": path, "KIB": kib, "HERE": HERE}
    if "NSIS_TARGET" in os.environ:
        given["TARGET"] = os.environ["NSIS_TARGET"]
    defined = [f"-D{name}={value}" for name, value in given.items()]
    command = [makensis, "-V2", "-INPUTCHARSET", "UTF8", *defined, str(HERE / "setup.nsi")]
    subprocess.run(command, check=True)
    if size(path) > MOST_INSTALLER:
        raise NotReady(f"{path.name}: {size(path) / MB:.0f} MB")
    return [path]


NSIS = r"C:\Program Files (x86)\NSIS"

if __name__ == "__main__":
    finish(Path(sys.argv[1]).absolute())
