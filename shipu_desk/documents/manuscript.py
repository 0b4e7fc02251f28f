"""Plain text to paragraphs: 一、 黑体, （一） 楷体, the rest 仿宋 (GB/T 9704-2012, 7.3.3)."""

import re
from dataclasses import dataclass

from shipu_desk.documents.galley import Run

BODY = "fang"
SHORT = 40  # characters; a paragraph without a full stop is a heading only if it is this short

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_FIRST = re.compile(rf"{_NUMERAL}、(?!{_NUMERAL}[、等])")
_SECOND = re.compile(rf"[（(]{_NUMERAL}[)）]")
_LOWER = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）]")
_INLINE = re.compile(r"[^。]{2,24}?(?<![A-Za-z0-9 \u3000])[ \u3000]+(?![A-Za-z0-9 \u3000])")
_BREAK = re.compile(r"\r\n|\r|\n")  # no other control character ends a paragraph: it is a fault
_ENDS = "。；：，、！？.;:,!?"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of type; a heading stands alone and is never the last line of a page."""

    runs: tuple[Run, ...]
    heading: bool = False


def paragraphs(text: str) -> list[Paragraph]:
    """One paragraph for each line of `text` that is not blank; typed indents go."""
    stripped = (line.strip(" \t\u3000\u00a0") for line in _BREAK.split(text))
    return [styled(line) for line in stripped if line]


def styled(text: str) -> Paragraph:
    """The heading part of a paragraph in its own type."""
    if _FIRST.match(text):
        return _headed(text, "hei", SHORT)
    if _SECOND.match(text):
        return _headed(text, "kai", len(text))
    alone = bool(_LOWER.match(text)) and len(text) <= SHORT and text[-1] not in _ENDS
    return Paragraph((Run(text, BODY),), alone)


def _headed(text: str, role: str, longest: int) -> Paragraph:
    end = _end_of_head(text)
    if end == len(text) and "。" not in text and len(text) > SHORT:
        return Paragraph((Run(text, BODY),))
    if end > longest:
        return Paragraph((Run(text, BODY),))
    head, rest = Run(text[:end], role), Run(text[end:], BODY)
    return Paragraph((head, rest), False) if rest.text else Paragraph((head,), len(text) <= SHORT)


def _end_of_head(text: str) -> int:
    """After the blank that closes a heading set on the line of its text, else after the first 。"""
    inline = _INLINE.match(text)
    if inline and inline.end() <= SHORT:
        return inline.end()
    stop = text.find("。")
    return stop + 1 if stop >= 0 else len(text)
