"""Builds the bundled fonts from unpacked packages: subset, TrueType outlines, names, SHA256SUMS."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from cuts import CUTS, Cut, characters
from fontTools import subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

UNUSED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx", "gasp", "prep")
CURVE_ERROR = 1.0  # font units (1/1000 em): the most a quadratic may stray from the cubic
AXIS = 380  # centre of the ideographic face above the baseline, font units
BEARING = 60  # blank between a full-width quotation mark and the edge it leans to


def thinned(font: TTFont, wanted: set[int] | None) -> None:
    """Keep the wanted characters; layout tables and hinting are not used by what we print."""
    options = subset.Options()
    options.hinting = options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]
    options.drop_tables += UNUSED
    found = subset.Subsetter(options)
    found.populate(unicodes=wanted if wanted is not None else font.getBestCmap().keys())
    found.subset(font)


def quadratic(font: TTFont) -> None:
    """Turn cubic CFF outlines into TrueType ones."""
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], glyf = newTable("loca"), newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    font["glyf"] = glyf
    del font["CFF "]
    for name in order:
        glyphs[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    top = font["maxp"]
    top.tableVersion = 0x00010000
    zero = (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
        "maxCompositeContours maxComponentDepth"
    )
    for field in zero.split():
        setattr(top, field, 0)
    top.maxZones = 1
    font.sfntVersion = "\0\1\0\0"


def replaced(font: TTFont, char: str, pen: TTGlyphPen, width: int) -> None:
    name = font.getBestCmap()[ord(char)]
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["glyf"][name] = glyph
    font["hmtx"][name] = (width, glyph.xMin)


def dashed(font: TTFont) -> None:
    """An em dash from edge to edge on the axis, as thick as the font's own."""
    glyphs, em = font.getGlyphSet(), font["head"].unitsPerEm
    bounds = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord("—")]].draw(bounds)
    half = round((bounds.bounds[3] - bounds.bounds[1]) / 2)
    pen = TTGlyphPen(None)
    pen.moveTo((0, AXIS - half))
    for point in ((0, AXIS + half), (em, AXIS + half), (em, AXIS - half)):
        pen.lineTo(point)
    pen.closePath()
    replaced(font, "—", pen, em)


def widened(font: TTFont) -> None:
    """Quotation marks one em wide: opening ones lean right, closing ones left."""
    glyphs, em = font.getGlyphSet(), font["head"].unitsPerEm
    for char in "“‘”’":
        bounds = BoundsPen(glyphs)
        glyph = glyphs[font.getBestCmap()[ord(char)]]
        glyph.draw(bounds)
        left, _, right, _ = bounds.bounds
        shift = round(em - BEARING - right) if char in "“‘" else round(BEARING - left)
        pen = TTGlyphPen(None)
        glyph.draw(TransformPen(pen, (1, 0, 0, 1, shift, 0)))
        replaced(font, char, pen, em)


def renamed(font: TTFont, cut: Cut) -> None:
    """Give a modified font a name of our own; copyright and licence stay in it."""
    family = cut.family if cut.style == "Regular" else f"{cut.family} {cut.style}"
    postscript = f"{cut.family.replace(' ', '')}-{cut.style}"
    mine = {1: family, 2: "Regular", 3: f"{postscript};subset", 4: family, 6: postscript}
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 5, 7, 13, 14) and n.langID == 0x409]
    for number, text in mine.items():
        names.setName(text, number, 3, 1, 0x409)


def built(cut: Cut, work: Path, out: Path) -> Path:
    font = TTFont(work / cut.source, fontNumber=cut.index, recalcTimestamp=False)
    thinned(font, characters(cut.chars))
    if "CFF " in font:
        quadratic(font)
    if cut.dash:
        dashed(font)
    if cut.quotes:
        widened(font)
    if cut.family:
        renamed(font, cut)
    font["post"].formatType = 3.0
    target = out / f"{cut.key}.ttf"
    font.save(target)
    print(f"{target.name}: {font['maxp'].numGlyphs} glyphs, {target.stat().st_size:,} bytes")
    return target


def main(work: Path, out: Path) -> None:
    files = [built(cut, work, out) for cut in CUTS]
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in sorted(files)]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
