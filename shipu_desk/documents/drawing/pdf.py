"""A PDF under way: ReportLab's canvas and document, our own typefaces; same drawing, same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from shipu_desk.documents.typography.embedding import Typeface
from shipu_desk.documents.typography.faces import Face

PRODUCER = "石浦放心消费工作台"
_FONTS = "BasicFonts"  # what ReportLab calls the font dictionary that all pages share


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc,unused-ignore]
    """An object of ours, written as it is."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def format(self, _document: object) -> bytes:
        return self.body


class _Bare(Canvas):  # type: ignore[misc,unused-ignore]
    """A canvas that begins a page with nothing: no Helvetica that no page shows."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc,unused-ignore]
    """Title and producer only: a file that is the same every time has no date to tell."""

    def format(self, document: Any) -> bytes:
        said = {"Title": self.title, "Producer": PRODUCER, "Creator": PRODUCER}
        texts = {key: pdfdoc.PDFString(text) for key, text in said.items()}
        told: bytes = pdfdoc.PDFDictionary(texts).format(document)
        return told


class Book:
    """Pages, forms and typefaces of one file.

    `canvas` is open for what ReportLab draws well (pictures, layers); text never goes through
    its own fonts, whose copies above U+FFFF are wrong and which print a box for what they lack.
    """

    def __init__(self, title: str) -> None:
        rl_config.useA85 = 0  # text encoding of streams would cost half the time of writing
        self._out = BytesIO()
        self.canvas = _Bare(
            self._out, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang="zh-CN"
        )
        self._doc: Any = self.canvas._doc  # noqa: SLF001 - where objects are registered
        self._doc.info.__class__ = _Info  # the very object that the document has registered
        self.canvas.setTitle(title)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self._used: list[str] = []
        self._forms = 0
        self._typefaces: dict[Face, Typeface] = {}

    def add(self, body: bytes) -> int:
        """Register an object and return its number."""
        self._doc.Reference(_Ready(body))
        return int(self._doc.objectcounter)

    def stream(self, content: bytes, entries: bytes = b"") -> int:
        """Register a compressed stream with further dictionary entries."""
        packed = zlib.compress(content)
        head = b"<</Filter/FlateDecode/Length %d%b>>" % (len(packed), entries)
        return self.add(head + b"stream\n" + packed + b"\nendstream")

    def page(self, code: Iterable[str], width: float, height: float) -> None:
        """End a page of the given size in pt."""
        canvas = self.canvas
        canvas.setPageSize((round(width, 2), round(height, 2)))
        canvas._code[:] = code  # noqa: SLF001 - operators are ours, pages are ReportLab's
        canvas._formsinuse = list(dict.fromkeys(self._used))  # noqa: SLF001
        canvas.showPage()
        self._used.clear()

    def form(self, code: Iterable[str], box: tuple[float, float, float, float]) -> str:
        """Keep a drawing for repeated use (box in pt); returns the name to `use`."""
        self._forms += 1
        name, canvas = f"X{self._forms}", self.canvas
        canvas.beginForm(name, *box)
        # a form of nothing is told so: for an empty one ReportLab draws a trial picture of its own
        canvas._code[:] = list(code) or ["n"]  # noqa: SLF001
        canvas.endForm()
        return name

    def use(self, name: str) -> str:
        """The operator that shows a form on the page under way."""
        self._used.append(name)
        return f"/{pdfdoc.xObjectName(name)} Do"

    def typeface(self, face: Face) -> Typeface:
        """The face as this document embeds it: one subset for all pages."""
        found = self._typefaces.get(face)
        if found is None:
            found = self._typefaces[face] = Typeface(face, f"F{len(self._typefaces) + 1}")
        return found

    def finish(self) -> bytes:
        """Write the fonts and the whole file."""
        fonts = self._doc.idToObject[_FONTS].dict
        for face in self._typefaces.values():
            if face.used:
                number = face.write(self.add, self.stream)
                fonts[face.name] = pdfdoc.PDFObjectReference(self._doc.numberToId[number])
        self.canvas.save()
        return self._out.getvalue()
