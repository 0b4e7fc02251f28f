"""Type by role: which font of a chain draws a character, how wide it is, where its ink stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shipu_desk.documents.typography.characters import invisible, listed
from shipu_desk.documents.typography.faces import Face, FontRefused
from shipu_desk.documents.typography.roles import (
    FIGURES,
    Chains,
    FontFile,
    bundled_files,
    chains,
    system_files,
    windows_folders,
)
from shipu_desk.errors import DeskError

# Centre of the ideographic face above the baseline, em (ascender .88, descender .12).
CENTRE = 0.38


class Unprintable(DeskError):
    """No font of the role has the character; nothing was drawn."""


class Glyph(NamedTuple):
    """A character in the font that draws it; `width` is in em."""

    face: Face
    number: int
    width: float


class _Advances(dict[str, float]):
    def __init__(self, glyphs: _Glyphs) -> None:
        super().__init__()
        self.glyphs = glyphs

    def __missing__(self, char: str) -> float:
        self[char] = width = self.glyphs[char].width
        return width


class _Glyphs(dict[str, Glyph]):
    """Characters of one role, found once."""

    def __init__(self, role: str, chain: Sequence[Face], figures: Face | None) -> None:
        super().__init__()
        self.role, self.chain, self.figures = role, chain, figures
        self.advances = _Advances(self)
        self.inks: dict[str, tuple[float, float]] = {}

    def __missing__(self, char: str) -> Glyph:
        found = self.find(char)
        if found is None:
            raise Unprintable(
                f"{listed(char)}在可用的字体中没有，没有打印。请改字或在设置中换字体。"
            )
        return found

    def find(self, char: str) -> Glyph | None:
        """The glyph, None where no font has it."""
        if char in self or invisible(char):
            return self.get(char)
        for face in (self.figures, *self.chain) if char.isascii() else self.chain:
            if face and (number := _drawn(face, char)):
                # rounded as the width is written into the PDF: positions then never drift
                self[char] = Glyph(face, number, round(face.width(number) / face.units, 5))
                break
        return self.get(char)


def _drawn(face: Face, char: str) -> int:
    """The character's glyph, 0 if there is none; some fonts map characters to empty ones."""
    number = face.glyph(ord(char))
    return number if number and (char.isspace() or face.bounds(number)) else 0


class Fonts:
    """The fonts a document is set in. Unusable files are left out of the chains, see
    `refusals`; a role without any usable font raises FontRefused."""

    def __init__(self, chains: Chains) -> None:
        self._refused: list[str] = []
        self._files = {file.key: file for chain in chains.values() for file in chain}
        self._files |= {file.key: file for file in bundled_files()}
        self._keys = {role: tuple(file.key for file in chain) for role, chain in chains.items()}
        self._faces: dict[str, Face | None] = {}
        self._glyphs: dict[str, _Glyphs] = {}

    def refusals(self) -> list[str]:
        """Why files of the chains are not used, one sentence each; opens all of them."""
        for chain in self._keys.values():
            for key in chain:
                self._face(key)
        return list(self._refused)

    def _face(self, key: str) -> Face | None:
        if key not in self._faces:
            file = self._files[key]
            try:
                self._faces[key] = opened(file)
            except FontRefused as trouble:
                self._refused.append(str(trouble))
                self._faces[key] = None
        return self._faces[key]

    def glyphs(self, role: str) -> _Glyphs:
        """The role's characters; `fang+kai-light` puts one font before the role's others."""
        found = self._glyphs.get(role)
        if found is None:
            base, _, first = role.partition("+")
            keys = ((first,) if first else ()) + self._keys[base]
            faces = [face for key in keys if (face := self._face(key))]
            if not faces:
                raise FontRefused("没有可用的字体，文件没有生成。请重新安装本程序。")
            figures = FIGURES.get((base, next(k for k in keys if self._face(k))))
            found = _Glyphs(role, faces, self._face(figures) if figures else None)
            self._glyphs[role] = found
        return found

    def advance(self, char: str, role: str) -> float:
        """Advance width in em. Raises Unprintable."""
        return self.glyphs(role).advances[char]

    def width(self, text: str, role: str) -> float:
        """Sum of the advances in em. Raises Unprintable."""
        return sum(map(self.glyphs(role).advances.__getitem__, text))

    def ink(self, char: str, role: str) -> tuple[float, float]:
        """Left and right edge of the ink in em; 0 and the advance for a blank."""
        glyphs = self.glyphs(role)
        found = glyphs.inks.get(char)
        if found is None:
            glyph = glyphs[char]
            box = glyph.face.bounds(glyph.number)
            units = glyph.face.units
            found = (box[0] / units, box[2] / units) if box else (0.0, glyph.width)
            glyphs.inks[char] = found
        return found

    def missing(self, text: str, role: str) -> list[str]:
        """Characters that would not be printed: in no font of the role, or invisible."""
        glyphs = self.glyphs(role)
        return [c for c in text if c not in glyphs and glyphs.find(c) is None]

    def fallbacks(self, text: str, role: str) -> list[tuple[str, str]]:
        """Characters (not ASCII) that another font than the role's first draws, and its name.

        Raises Unprintable.
        """
        glyphs = self.glyphs(role)
        first = glyphs.chain[0]
        others = [c for c in text if not c.isascii() and glyphs[c].face is not first]
        return [(c, glyphs[c].face.name) for c in others]

    def coherent(self, text: str, role: str) -> str:
        """整名同字: the role to set a name in, so that all of it comes from one font.

        The role itself if its first font has everything or no single font does. Raises
        Unprintable.
        """
        glyphs = self.glyphs(role)
        if not self.fallbacks(text, role):
            return role
        for key in self._keys[role.partition("+")[0]]:
            face = self._face(key)
            if face and all(_drawn(face, c) for c in text):
                return f"{role.partition('+')[0]}+{key}"
        return glyphs.role


@cache
def opened(file: FontFile) -> Face:
    """A font file is read once per process."""
    return Face(file.path, file.index)


@cache
def bundled() -> Fonts:
    """The fonts that come with the program alone: demo, tests, and any machine without others."""
    return Fonts(chains())


def office(own: Mapping[str, Path]) -> Fonts:
    """The office's own font files by role, then Windows', then the bundled ones."""
    return Fonts(chains(own, system_files(windows_folders())))
