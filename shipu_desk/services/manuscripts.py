"""Plain text that comes from elsewhere: read from a file, rid of what no page can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from shipu_desk.documents import wordfiles
from shipu_desk.documents.decoding import Undecodable, decoded
from shipu_desk.domain.texts import LOST, Unprintable, tidy
from shipu_desk.errors import Refused

OTHERS = frozenset({".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd"})  # read as text: nonsense
LARGEST = 4_000_000  # bytes; the longest article is 50,000 characters
_PARAGRAPH = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # Word's line and page breaks too
_PICTURE = "\ufffc"  # what Word leaves in plain text where a picture stood


@dataclass(frozen=True)
class Manuscript:
    """Text with its paragraphs; `dropped` counts the characters that had to go, `left` tells
    what of a document is not in its text."""

    text: str
    dropped: int = 0
    left: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What the clerk should know, empty when all of it came along."""
        said = f"原文档的{'，'.join(self.left)}；其余文字都在。" if self.left else ""
        if self.dropped:
            said += f"文字里有{self.dropped}个看不见的控制字符，已去掉；段落和其余文字都在。"
        return said


def cleaned(text: str) -> Manuscript:
    """Line breaks made alike; control, bidirectional and placeholder characters dropped."""
    text = _PARAGRAPH.sub("\n", text)
    bad = {character for character in set(text) if not _may_stand(character)}
    if not bad:
        return Manuscript(text)
    dropped = sum(text.count(character) for character in bad)
    return Manuscript(text.translate({ord(character): None for character in bad}), dropped)


def _may_stand(character: str) -> bool:
    try:
        tidy(character, lines=True)
    except Unprintable:
        return character == LOST  # never dropped: the clerk must write what stood there
    return character != _PICTURE


def read_text(path: Path) -> Manuscript:
    """A text file in any usual encoding, or the text of a .docx. Raises Refused."""
    if path.suffix.lower() == ".docx":
        return _from_word(path)
    if path.suffix.lower() in OTHERS:
        raise Refused(f"“{path.name}”没有加入稿件：请用文字处理软件另存为 .docx 或 .txt 后再试")
    try:
        if not path.is_file():  # a folder, or a pipe that may never end
            raise OSError
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise Refused(f"“{path.name}”打不开，没有加入稿件；请看它还在不在、有没有权限") from None
    if len(data) > LARGEST:
        raise Refused(f"“{path.name}”太大，不像一篇稿件，没有加入；请分成几份")
    found = cleaned(_text(path, data))
    if not found.text.strip():
        raise Refused(f"“{path.name}”里没有文字，没有加入稿件")
    return found


def _from_word(path: Path) -> Manuscript:
    try:
        read = wordfiles.read(path)
    except wordfiles.NotRead as fault:
        raise Refused(f"“{path.name}”没有加入稿件：{fault}") from None
    found = cleaned("\n".join(line for line in read.text.split("\n") if line.strip()))
    if not found.text.strip():
        raise Refused(f"“{path.name}”里没有文字，没有加入稿件")
    return replace(found, left=read.told)


def _text(path: Path, data: bytes) -> str:
    try:
        return decoded(data)
    except Undecodable as fault:
        raise Refused(f"“{path.name}”没有加入稿件：{fault}") from None
