"""A font as one document embeds it: Type0 with Identity-H, glyphs numbered as they are used."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

from shipu_desk.documents.typography.faces import Face
from shipu_desk.documents.typography.subset import sliced
from shipu_desk.errors import DeskError

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_BLOCK = 100  # entries of one bfchar block (ISO 32000-1, 9.10.3)
_LAST = 0xFFFF
_SYMBOLIC = 4
# Highest and lowest of the em box, 1/1000 em: the same for all fonts, or readers of PDF text take
# one line set in two fonts for two lines.
EM_BOX = 880, -120


class Typeface:
    """Codes of one face in one document.

    A code stands for a character, a glyph and the air after it: letter-spacing is part of the
    advance width, because readers of PDF text take a wide gap between glyphs for a blank.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._codes: dict[tuple[str, float], str] = {}
        self._glyphs: list[int] = [0]
        self._texts: list[str] = [""]
        self._widths: list[float] = [face.width(0) / face.units]

    @property
    def used(self) -> bool:
        return bool(self._codes)

    def code(self, char: str, glyph: int, width: float, air: float = 0.0) -> str:
        """Four hex digits for a character with `air` em of white after it."""
        found = self._codes.get((char, air))
        if found is None:
            number = len(self._glyphs)
            if number > _LAST:
                raise DeskError("一个文件中用到的字过多，没有生成。请分成几个文件。")
            self._glyphs.append(glyph)
            self._texts.append(char)
            self._widths.append(width + air)
            found = self._codes[char, air] = f"{number:04X}"
        return found

    def write(self, add: Callable[[bytes], int], stream: Callable[[bytes, bytes], int]) -> int:
        """Write the font's objects; returns the number of the Type0 font."""
        face = self.face
        program = sliced(face, self._glyphs, [round(w * face.units) for w in self._widths])
        file = stream(program, b"/Length1 %d" % len(program))
        name = (_tag(program) + "+" + face.name).encode()
        box = b" ".join(b"%d" % round(v * 1000 / face.units) for v in face.box)
        descriptor = add(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle 0/Ascent %d"
            b"/Descent %d/CapHeight 700/StemV 80/FontFile2 %d 0 R>>"
            % (name, _SYMBOLIC, box, *EM_BOX, file)
        )
        widths = b" ".join(b"%g" % round(w * 1000, 2) for w in self._widths)
        descendant = add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(Identity)/Supplement 0>>/W[0[%b]]/CIDToGIDMap/Identity"
            b"/FontDescriptor %d 0 R>>" % (name, widths, descriptor)
        )
        return add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
            b"/ToUnicode %d 0 R>>"
            % (name, descendant, stream(_to_unicode(self._texts).encode("ascii"), b""))
        )


def _tag(program: bytes) -> str:
    """Six capitals from the subset's bytes: the same subset, the same tag."""
    number = zlib.crc32(program)
    letters = []
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters.append(chr(65 + letter))
    return "".join(letters)


def _to_unicode(texts: Sequence[str]) -> str:
    """The map from codes to text, UTF-16 with surrogate pairs above U+FFFF."""
    entries = [
        f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(texts)
        if text
    ]
    blocks = []
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return _CMAP_HEAD + "".join(blocks) + _CMAP_TAIL
