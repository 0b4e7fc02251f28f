"""Drawing operators of one page under way: text objects opened late, colours set once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from shipu_desk.documents.drawing.pdf import Book
from shipu_desk.documents.typography.embedding import Typeface
from shipu_desk.documents.typography.faces import Face
from shipu_desk.documents.typography.fonts import Fonts

# From this much white between letters on, it becomes part of the advance width: readers of PDF
# text take a gap of a tenth of an em, or of 3 pt, for a blank.
AIR_EM, AIR_PT = 0.08, 1.5


class _Mixed(Exception):
    """A character comes from another font than the role's first."""


class _Hand(dict[str, str]):
    """Codes of the characters that the role's first font draws, in this document."""

    def __init__(self, fonts: Fonts, role: str, book: Book) -> None:
        super().__init__()
        self.glyphs, self.book = fonts.glyphs(role), book
        self.first = book.typeface(self.glyphs.chain[0])

    def __missing__(self, char: str) -> str:
        glyph = self.glyphs[char]
        if glyph.face is not self.first.face:
            raise _Mixed
        self[char] = code = self.first.code(char, glyph.number, glyph.width)
        return code

    def runs(self, text: str) -> Iterator[tuple[Typeface, str, float]]:
        """Stretches of one font with their width in em."""
        faces = self.glyphs

        def face(char: str) -> Face:
            return faces[char].face

        for one, chars in groupby(text, face):
            run = "".join(chars)
            yield self.book.typeface(one), run, sum(faces[c].width for c in run)

    def aired(self, typeface: Typeface, run: str, air: float, last: bool) -> str:
        """Codes whose advance holds `air` em; the line's last one has none."""
        found = [self.glyphs[char] for char in run]
        wide = [typeface.code(c, g.number, g.width, air) for c, g in zip(run, found, strict=True)]
        if last:
            wide[-1] = typeface.code(run[-1], found[-1].number, found[-1].width)
        return "".join(wide)


class Pen:
    """Writes operators in pt, y up."""

    def __init__(self, book: Book, fonts: Fonts) -> None:
        self._book, self._fonts = book, fonts
        self._hands: dict[str, _Hand] = {}
        self.restart([])

    def restart(self, code: list[str]) -> None:
        """Go on with the operators of a page or form."""
        self.code = code
        self._in_text = False
        self._colour = self._font = ""

    def draw(self, *code: str) -> None:
        """Operators outside a text object; they may change the colour."""
        if self._in_text:
            self.code.append("ET")
            self._in_text = False
        self._colour = ""
        self.code += code

    def push(self, matrix: str) -> None:
        self.draw("q", matrix)
        self._font = ""

    def pop(self) -> None:
        self.draw("Q")
        self._font = ""

    def finished(self) -> list[str]:
        self.draw()
        return self.code

    def write(
        self, s: str, x: float, y: float, size: float, role: str, colour: str, tracking: float
    ) -> None:
        """A line of type from the origin (x, y); size and tracking in pt. Raises Unprintable."""
        hand = self._hands.get(role)
        if hand is None:
            hand = self._hands[role] = _Hand(self._fonts, role, self._book)
        air = round(tracking / size, 5)
        wide = air > AIR_EM or tracking > AIR_PT
        if not wide:
            try:
                codes = "".join([hand[char] for char in s])
            except _Mixed:
                pass
            else:
                self._show(hand.first.name, codes, x, y, size, colour, tracking)
                return
        runs = list(hand.runs(s))
        for number, (typeface, run, width) in enumerate(runs, start=1):
            codes = hand.aired(typeface, run, air if wide else 0.0, number == len(runs))
            self._show(typeface.name, codes, x, y, size, colour, 0.0 if wide else tracking)
            x += width * size + tracking * len(run)

    def _show(
        self, font: str, codes: str, x: float, y: float, size: float, colour: str, spread: float
    ) -> None:
        put = "" if self._in_text else "BT "
        self._in_text = True
        if colour != self._colour:
            self._colour = colour
            put += colour + " "
        setting = f"/{font} {size:.6g} Tf "
        if setting != self._font:
            self._font = setting
            put += setting
        if spread:
            put += f"{spread:.4f} Tc "
        self.code.append(f"{put}1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj")
        if spread:
            self.code.append("0 Tc")
