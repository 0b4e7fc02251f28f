"""PDF 1.7 written object by object; the same drawing gives the same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO

from shipu_desk.documents.embedding import Typeface
from shipu_desk.documents.faces import Face

_HEADER = b"%PDF-1.7\n%\xe5\xb7\x9e\xe5\x95\x86\n"
_CATALOG, _PAGES, _RESOURCES = 1, 2, 3
_ROOT = b"<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>>>"
PRODUCER = "石浦放心消费工作台"


def text_string(text: str) -> bytes:
    """A PDF text string (UTF-16BE with its mark, in hex: needs no escaping)."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


class Book:
    """A PDF under way; objects are kept compressed, so a page costs its own size only."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._out = BytesIO()
        self._out.write(_HEADER)
        self._places = [0, 0, 0, 0]  # of objects 0..3; the first three stand at the end
        self._kids: list[int] = []
        self._forms: dict[str, int] = {}
        self._typefaces: dict[Face, Typeface] = {}

    def add(self, body: bytes) -> int:
        """Write an object and return its number."""
        number = len(self._places)
        self._places.append(0)
        self._put(number, body)
        return number

    def _put(self, number: int, body: bytes) -> None:
        self._places[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(self, content: bytes, entries: bytes = b"") -> int:
        """Write a compressed stream with further dictionary entries."""
        packed = zlib.compress(content)
        return self.add(
            b"<</Filter/FlateDecode/Length %d%b>>stream\n%b\nendstream"
            % (len(packed), entries, packed)
        )

    def page(self, code: Iterable[str], width: float, height: float, entries: bytes = b"") -> None:
        """End a page of the given size in pt."""
        content = self.stream("\n".join(code).encode("ascii"))
        self._kids.append(
            self.add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R%b>>"
                % (_PAGES, width, height, content, entries)
            )
        )

    def form(self, code: Iterable[str], box: tuple[float, float, float, float]) -> str:
        """Keep a drawing for repeated use (box in pt); returns the name to `Do`."""
        entries = b"/Type/XObject/Subtype/Form/BBox[%.2f %.2f %.2f %.2f]/Resources %d 0 R" % (
            *box,
            _RESOURCES,
        )
        name = f"X{len(self._forms) + 1}"
        self._forms[name] = self.stream("\n".join(code).encode("ascii"), entries)
        return name

    def typeface(self, face: Face) -> Typeface:
        """The face as this document embeds it: one subset for all pages."""
        found = self._typefaces.get(face)
        if found is None:
            found = self._typefaces[face] = Typeface(face, f"F{len(self._typefaces) + 1}")
        return found

    def finish(self) -> bytes:
        """Write fonts, page tree and cross references; the whole file."""
        self._put(_RESOURCES, self._resources())
        kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
        pages = b"<</Type/Pages/Count %d/Resources %d 0 R/Kids[%b]>>"
        self._put(_PAGES, pages % (len(self._kids), _RESOURCES, kids))
        self._put(_CATALOG, _ROOT % _PAGES)
        info = b"<</Title%b/Producer%b>>" % (text_string(self.title), text_string(PRODUCER))
        self._out.write(self._ending(self.add(info)))
        return self._out.getvalue()

    def _resources(self) -> bytes:
        """One dictionary that all pages and forms share."""
        fonts = b"".join(
            b"/%b %d 0 R" % (face.name.encode(), face.write(self.add, self.stream))
            for face in self._typefaces.values()
            if face.used
        )
        forms = b"".join(b"/%b %d 0 R" % (n.encode(), o) for n, o in self._forms.items())
        return b"<</Font<<%b>>/XObject<<%b>>>>" % (fonts, forms)

    def _ending(self, info: int) -> bytes:
        count, start = len(self._places), self._out.tell()
        lines = b"".join(b"%010d 00000 n \n" % place for place in self._places[1:])
        return (
            b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, lines)
            + b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (count, _CATALOG, info)
            + b"startxref\n%d\n%%%%EOF\n" % start
        )
