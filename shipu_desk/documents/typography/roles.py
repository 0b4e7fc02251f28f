"""Type roles of the printed page and the font files behind each, best first."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shipu_desk import resources


@dataclass(frozen=True)
class FontFile:
    """One font: `key` names it in a chain, `index` picks a font of a .ttc collection."""

    key: str
    path: Path
    index: int = 0


Chains = Mapping[str, Sequence[FontFile]]

# Bundled fonts of each role; a character is drawn by the first that has it.
BUNDLED = {
    "title": ("song-black", "song-bold", "song-medium"),  # 称号 on plaques, mastheads
    "biaosong": ("song-bold", "song-black", "song-medium"),  # 小标宋 at document sizes
    "song": ("song-medium", "song-bold"),
    "fang": ("fang", "kai-light", "song-medium"),  # 文楷 Light is nearest to 仿宋 in colour
    "kai": ("kai", "song-medium"),
    "hei": ("hei", "hei-regular", "song-medium"),
    "hei-light": ("hei-regular", "hei", "song-medium"),
    "hei-bold": ("hei", "song-bold", "song-medium"),
    "numerals": ("numerals", "song-medium"),
}
# The bundled 仿宋 has figures too dark for its strokes; another first font needs no such entry.
FIGURES = {("fang", "fang"): "numerals"}
# What Windows brings with it, by role.
WINDOWS = {
    "fang": ("simfang.ttf", 0),
    "kai": ("simkai.ttf", 0),
    "hei": ("simhei.ttf", 0),
    "song": ("simsun.ttc", 0),
}
LABELS = {
    "title": "称号（粗宋）",
    "biaosong": "小标宋",
    "song": "宋体",
    "fang": "仿宋",
    "kai": "楷体",
    "hei": "黑体",
    "hei-light": "黑体（细）",
    "hei-bold": "黑体（粗）",
    "numerals": "数字",
}


def bundled_files() -> list[FontFile]:
    """The fonts that come with the program."""
    folder = resources.path("fonts")
    keys = dict.fromkeys(key for chain in BUNDLED.values() for key in chain)
    return [FontFile(key, folder / f"{key}.ttf") for key in keys]


def chains(
    own: Mapping[str, Path] | None = None, system: Mapping[str, FontFile] | None = None
) -> dict[str, list[FontFile]]:
    """By role: the office's own file, the system's, then the bundled ones."""
    bundled = {file.key: file for file in bundled_files()}
    found = {}
    for role, keys in BUNDLED.items():
        first = [FontFile(f"office-{role}", own[role])] if own and role in own else []
        second = [system[role]] if system and role in system else []
        found[role] = [*first, *second, *(bundled[key] for key in keys)]
    return found


def windows_folders(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Windows' own font folder, then the user's; none elsewhere."""
    found = []
    if root := environment.get("WINDIR"):
        found.append(Path(root) / "Fonts")
    if local := environment.get("LOCALAPPDATA"):
        found.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
    return found


def system_files(folders: Sequence[Path]) -> dict[str, FontFile]:
    """By role, the font of Windows that is there."""
    found = {}
    for role, (name, index) in WINDOWS.items():
        path = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if path:
            found[role] = FontFile(f"windows-{role}", path, index)
    return found
