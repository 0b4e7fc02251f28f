"""Plain text to paragraphs: 一、 黑体, （一） 楷体, the rest 仿宋 (GB/T 9704-2012, 7.3.3)."""

import re
from dataclasses import dataclass, replace

from shipu_desk.documents.page.galley import Run

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
    level: int = 0  # 1 for 一、 to 4 for （1）; 0 is running text


def paragraphs(text: str) -> list[Paragraph]:
    """One paragraph for each line of `text` that is not blank; typed indents go."""
    stripped = (line.strip(" \t\u3000\u00a0") for line in _BREAK.split(text))
    found = [styled(line) for line in stripped if line]
    followers = [*found[1:], Paragraph(())]
    return [
        replace(one, heading=False) if one.heading and _same_list(one, after) else one
        for one, after in zip(found, followers, strict=False)
    ]


def _same_list(one: Paragraph, after: Paragraph) -> bool:
    """Short lines of one level in a row are a list, not headings: they may be parted."""
    return 0 < after.level <= one.level


def styled(text: str) -> Paragraph:
    """The heading part of a paragraph in its own type."""
    if _FIRST.match(text):
        return _headed(text, "hei", SHORT)
    if _SECOND.match(text):
        return _headed(text, "kai", len(text))
    level = 4 if text[0] in "（(" else 3
    if not _LOWER.match(text):
        return Paragraph((Run(text, BODY),))
    return Paragraph((Run(text, BODY),), len(text) <= SHORT and text[-1] not in _ENDS, level)


def _headed(text: str, role: str, longest: int) -> Paragraph:
    end, level = _end_of_head(text), 1 if role == "hei" else 2
    if end > longest or (end == len(text) > SHORT and "。" not in text):
        return Paragraph((Run(text, BODY),), level=level)
    head, rest = Run(text[:end], role), Run(text[end:], BODY)
    if rest.text:
        return Paragraph((head, rest), level=level)
    return Paragraph((head,), len(text) <= SHORT, level)


def _end_of_head(text: str) -> int:
    """After the blank that closes a heading set on the line of its text, else after the first 。"""
    inline = _INLINE.match(text)
    if inline and inline.end() <= SHORT:
        return inline.end()
    stop = text.find("。")
    return stop + 1 if stop >= 0 else len(text)
