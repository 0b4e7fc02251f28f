"""The fonts documents are set in: the office's own files first, unless only ours may be used."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from shipu_desk.documents.typography import fonts as type_
from shipu_desk.documents.typography.faces import FontRefused
from shipu_desk.documents.typography.fonts import Fonts
from shipu_desk.documents.typography.roles import LABELS, FontFile
from shipu_desk.domain.settings import Settings
from shipu_desk.services.desk import Desk

# Role of the printed page → the setting that names the office's own file for it.
CHOSEN = {
    "biaosong": "font_biaosong",
    "fang": "font_fang",
    "kai": "font_kai",
    "hei": "font_hei",
    "song": "font_song",
}


def fonts(desk: Desk) -> Fonts:
    """What documents are set in; files that cannot be used are left out and told by `troubles`."""
    if desk.bundled_fonts_only:
        return type_.bundled()
    return _office(tuple(sorted(_own(desk.settings()).items())))


@lru_cache(maxsize=4)
def _office(own: tuple[tuple[str, Path], ...]) -> Fonts:
    return type_.office(dict(own))


def _own(settings: Settings) -> dict[str, Path]:
    said = {role: getattr(settings, key) for role, key in CHOSEN.items()}
    return {role: Path(path) for role, path in said.items() if path}


def troubles(desk: Desk) -> list[str]:
    """One sentence for each file of the office's that cannot be used; ours stand in for it."""
    if desk.bundled_fonts_only:
        return []
    told = list[str]()
    for role, path in _own(desk.settings()).items():
        try:
            type_.opened(FontFile(f"office-{role}", path))
        except FontRefused as trouble:
            told.append(f"{LABELS[role]}改用其他字体：{trouble}")
    return told
