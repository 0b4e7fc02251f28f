"""Which fonts are built: package file, characters, and the name inside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_SERIF = "npm/expo-google-fonts-noto-serif-sc-0.4.3/{0}/NotoSerifSC_{0}.ttf"
_SANS = "npm/expo-google-fonts-noto-sans-sc-0.4.3/{0}/NotoSansSC_{0}.ttf"
_CJK = "deb/fonts-noto-cjk/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
_KAI = "deb/fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-{}.ttf"
_FANDOL = (
    "deb/texlive-lang-chinese/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
    "Fandol{}-Regular.otf"
)
TABLE = Path(__file__).resolve().parents[3] / "tests" / "data" / "tgscc-8105.txt"
# Latin with accents, general punctuation, letter-like signs, figures in circles, box drawing,
# shapes, kana, squared units, vertical and full-width forms.
SIGNS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2000, 0x200A), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x2100, 0x214F), (0x2160, 0x217F), (0x2190, 0x2199), (0x2200, 0x226F), (0x2460, 0x24FF),
    (0x2500, 0x260F), (0x2E3A, 0x2E3B), (0x3000, 0x312F), (0x3200, 0x33FF), (0xFE30, 0xFE4F),
    (0xFF01, 0xFFEF),
)  # fmt: skip


@dataclass(frozen=True)
class Cut:
    """One file: `index` picks a font of a collection; `chars` is table, gbk, figures or all."""

    key: str
    source: str
    chars: str
    index: int = -1
    family: str = ""  # a name of our own where the licence reserves the original one
    style: str = "Regular"
    dash: bool = False  # the em dash is drawn anew, one em wide, so that —— is one stroke
    quotes: bool = False  # “ ” ‘ ’ get the full width that Chinese text asks for


CUTS = (
    Cut("song-black", _SERIF.format("900Black"), "table", dash=True),
    Cut("song-bold", _CJK, "table", index=2, dash=True),
    Cut("song-medium", _SERIF.format("500Medium"), "gbk", dash=True),
    Cut("fang", _FANDOL.format("Fang"), "all"),
    Cut("kai", _KAI.format("Regular"), "table", family="Shipu Kai", dash=True, quotes=True),
    Cut("kai-light", _KAI.format("Light"), "table", family="Shipu Kai", style="Light",
        dash=True, quotes=True),
    Cut("hei", _SANS.format("500Medium"), "table", dash=True),
    Cut("hei-regular", _SANS.format("400Regular"), "table", dash=True),
    Cut("numerals", _FANDOL.format("Song"), "figures"),
)  # fmt: skip


def characters(chars: str) -> set[int] | None:
    """Code points of a named set, None for everything the source has."""
    if chars == "all":
        return None
    if chars == "figures":
        return {*range(0x20, 0x7F), 0x2013, 0x2014}
    found = {ord(c) for c in TABLE.read_text(encoding="utf-8").strip()}
    for first, last in SIGNS:
        found.update(range(first, last + 1))
    if chars == "gbk":
        pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF) if b != 0x7F)
        found.update(ord(c) for c in map(_decoded, pairs) if c and not 0xE000 <= ord(c) <= 0xF8FF)
    return found


def _decoded(pair: bytes) -> str:
    return pair.decode("gbk", "ignore")
