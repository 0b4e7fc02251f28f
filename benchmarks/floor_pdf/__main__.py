"""Write the floor's PDF: `python -m benchmarks.floor_pdf OUT COUNT`."""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import zxingcpp

from benchmarks.floor_pdf import certdata as data
from benchmarks.floor_pdf.glyphs import Codes, cut, load

_RUN = re.compile(b"\x00+")
_FIRST_PAGE = 20
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    "1 begincodespacerange <0000><FFFF> endcodespacerange"
)


def qr_code(text: str) -> str:
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = zxingcpp.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False)
    side, pixels = image.shape[0], memoryview(image).tobytes()
    runs = [
        f"{dark.start() - y * side} {y} {dark.end() - dark.start()} 1 re"
        for y in range(side)
        for dark in _RUN.finditer(pixels, y * side, y * side + side)
    ]
    k = data.QS / side
    place = f"{k:.4f} 0 0 {-k:.4f} {data.QX:g} {data.QY + data.QS:g}"
    return f"q {place} cm {' '.join(runs)} f Q"


def border_code() -> str:
    out = ["0.72 0.53 0.04 RG"]
    for width, points in data.border():
        if len(points) == 2:
            (x, y), (right, top) = points
            out.append(f"{width:g} w {x:.2f} {y:.2f} {right - x:.2f} {top - y:.2f} re S")
        else:
            first, *rest = points
            curve = " ".join(f"{x:.2f} {y:.2f}" for x, y in rest)
            out.append(f"{width:g} w {first[0]:.2f} {first[1]:.2f} m {curve} c S")
    return "\n".join(out)


class Floor:
    """Objects written one after another, their places noted."""

    def __init__(self, out: Path) -> None:
        self.file, self.at = out.open("wb"), 0
        self.places: dict[int, int] = {}
        self.put(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def put(self, data: bytes) -> None:
        self.file.write(data)
        self.at += len(data)

    def object(self, number: int, body: bytes) -> None:
        self.places[number] = self.at
        self.put(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(self, number: int, content: bytes, entries: bytes = b"") -> None:
        packed = zlib.compress(content)
        self.object(
            number,
            b"<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream"
            % (len(packed), entries, packed),
        )

    def close(self) -> None:
        start, last = self.at, max(self.places)
        lines = [
            b"%010d 00000 n \n" % self.places[n] if n in self.places else b"0000000000 65535 f \n"
            for n in range(1, last + 1)
        ]
        self.put(b"xref\n0 %d\n0000000000 65535 f \n%b" % (last + 1, b"".join(lines)))
        self.put(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, start))
        self.file.close()


def page_code(cert: data.Cert, codes: dict[str, Codes], widths: dict[str, Sequence[int]]) -> str:
    out = ["/X Do BT"]
    for font, size, at, y, side, text in data.items(cert):
        code, x = codes[font], at
        if side != "l":
            source, measure = code.source, widths[font]
            wide = sum(measure[source.get(ord(char), 0)] for char in text) * size / 1000
            x -= wide / 2 if side == "c" else wide
        shown = "".join([code[ord(char)] for char in text])
        out.append(f"/{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{shown}> Tj")
    out += ("ET", qr_code(cert.qr))
    return "\n".join(out)


def add_font(floor: Floor, base: int, path: Path, codes: Codes, widths: Sequence[int]) -> None:
    program = cut(path, codes.used)
    name = path.stem.encode()
    measures = " ".join(str(widths[glyph]) for glyph in codes.used).encode()
    floor.object(
        base,
        b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, base + 1, base + 4),
    )
    floor.object(
        base + 1,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/DW 1000/W[0[%b]]/CIDToGIDMap/Identity"
        b"/FontDescriptor %d 0 R>>" % (name, measures, base + 2),
    )
    floor.object(
        base + 2,
        b"<</Type/FontDescriptor/FontName/%b/Flags 4/FontBBox[-200 -300 1200 1200]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 %d 0 R>>" % (name, base + 3),
    )
    floor.stream(base + 3, program, b"/Length1 %d" % len(program))
    floor.stream(base + 4, unicode_map(codes).encode())


def unicode_map(codes: Codes) -> str:
    pairs = [
        f"<{number:04X}><{chr(char).encode('utf-16-be').hex()}>"
        for number, char in enumerate(codes.chars)
        if number
    ]
    out = [_CMAP_HEAD]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        out.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    out.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(out)


def write(out: Path, count: int) -> None:
    floor = Floor(out)
    loaded = {key: load(path, out.parent) for key, path in data.FONTS.items()}
    codes = {key: Codes(glyphs) for key, (glyphs, _) in loaded.items()}
    widths = {key: measures for key, (_, measures) in loaded.items()}
    box = b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]" % (data.W, data.H)
    floor.stream(3, border_code().encode(), box)
    number = _FIRST_PAGE
    for cert in data.certs(count):
        floor.stream(number, page_code(cert, codes, widths).encode())
        floor.object(number + 1, b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % number)
        number += 2
    for i, (key, path) in enumerate(data.FONTS.items()):
        add_font(floor, 4 + i * 5, path, codes[key], widths[key])
    kids = b" ".join(b"%d 0 R" % kid for kid in range(_FIRST_PAGE + 1, number, 2))
    floor.object(
        2,
        b"<</Type/Pages/Count %d/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</X 3 0 R>>"
        b"/Font<</T 4 0 R/B 9 0 R/N 14 0 R>>>>/Kids[%b]>>" % (count, data.W, data.H, kids),
    )
    floor.object(1, b"<</Type/Catalog/Pages 2 0 R>>")
    floor.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
