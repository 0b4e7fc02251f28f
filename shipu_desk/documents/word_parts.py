"""Parts of a Word document as XML: found by relation, declarations refused, one set of names.

Only the standard library is used: this runs in the child process, after `archives.examine`.
"""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
import zipfile
from xml.parsers.expat import ParserCreate

from shipu_desk.documents.archives import Unsafe

LONGEST = 40 * 2**20  # bytes of a part; an article is 50,000 characters
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = {  # 严格 Open XML: the same words under other names
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
}


def part(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """One part, None where there is none. Raises Unsafe, and ParseError."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > LONGEST:
        raise Unsafe("文档太长，不像一篇稿件；请分成几份")
    data = archive.read(info)
    _refuse_declarations(data)
    root = ET.fromstring(data)
    return _renamed(root) if root.tag.startswith(tuple(_STRICT)) else root


def relations(archive: zipfile.ZipFile, name: str = "") -> dict[str, str]:
    """The parts that a part refers to, by kind: `officeDocument`, `numbering`, `styles` …"""
    folder, own = posixpath.split(name)
    rels = part(archive, posixpath.join(folder, "_rels", f"{own}.rels"))
    found = dict[str, str]()
    for one in () if rels is None else rels.iterfind(_RELATION):
        kind = one.get("Type", "").rpartition("/")[2]
        target = posixpath.join("/", folder, one.get("Target", ""))
        if one.get("TargetMode") != "External":
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found


def _refuse_declarations(data: bytes) -> None:
    """In whatever encoding they stand; an entity could say anything, or grow without end."""

    def refuse(*_: object) -> None:
        raise Unsafe("文件里有不该有的声明，没有读取")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _renamed(root: ET.Element) -> ET.Element:
    for one in root.iter():
        one.tag = _common(one.tag)
        for key in [key for key in one.attrib if key.startswith(tuple(_STRICT))]:
            one.set(_common(key), one.attrib.pop(key))
    return root


def _common(name: str) -> str:
    for strict, common in _STRICT.items():
        if name.startswith(strict):
            return common + name.removeprefix(strict)
    return name


def value(one: ET.Element | None) -> str:
    """What an element says in `w:val`."""
    return "" if one is None else one.get(f"{W}val", "")


def whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def is_on(one: ET.Element | None) -> bool:
    """A property that is there, and not switched off."""
    return one is not None and value(one) not in ("0", "false", "off")
