"""The topics of the help: text files under `resources/help`, in the order of its table.

A file begins with `# title`, `> one line` and, where it has other names, a comment with these
for the search; `markup` tells how the rest is written. Words that
stand on a button, a tab, a field or a page are written in 「」, keys in `backticks`; a test looks
each of them up in the program, so that the help cannot go stale.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from shipu_desk import resources

FOLDER = "help"
FIRST = "first-hour"
_MARKS = re.compile(r"^[#>|*\-\d. ]+|!\[|\]\([^)]*\)|[*`\[\]]", re.MULTILINE)
_ALSO = re.compile("<!--(.*?)-->")
_WORD = re.compile(r"[\x21-\x7e]+|[^\x00-\x7f\s]+")  # clerks write 导出Excel without a blank
_BEFORE, _AFTER = 3, 14  # characters shown beside what was found: it stands in sight itself


class Topic(NamedTuple):
    """`told` is its one line, `also` what else clerks call it; `text` is in the help's markup."""

    key: str
    title: str
    told: str
    also: str
    text: str

    @property
    def plain(self) -> str:
        """What can be searched: the words without the marks."""
        return " ".join(_MARKS.sub("", self.text).replace("|", " ").split())


class Hit(NamedTuple):
    """A topic that was found, and the words around the place where."""

    topic: Topic
    around: str


@cache
def contents() -> tuple[tuple[str, tuple[Topic, ...]], ...]:
    """Groups with their topics, as `contents.txt` lists them."""
    groups: list[tuple[str, list[Topic]]] = []
    for line in resources.text(f"{FOLDER}/contents.txt").splitlines():
        if line.startswith(" "):
            groups[-1][1].append(_read(line.strip()))
        elif line:
            groups.append((line, []))
    return tuple((name, tuple(topics)) for name, topics in groups)


def _read(key: str) -> Topic:
    head, told, text = resources.text(f"{FOLDER}/{key}.md").split("\n", 2)
    also = _ALSO.match(text)
    body = text[also.end() :] if also else text
    words = also[1].strip() if also else ""
    return Topic(key, head.removeprefix("# "), told.removeprefix("> "), words, body.strip())


@cache
def _by_key() -> dict[str, Topic]:
    return {one.key: one for _, topics in contents() for one in topics}


def topic(key: str) -> Topic:
    """The topic of this key, else the first hour."""
    return _by_key().get(key) or _by_key()[FIRST]


def is_topic(key: str) -> bool:
    return key in _by_key()


def found(words: str) -> list[Hit]:
    """Topics that hold every word: those named so first, then those that say it most. Where none
    does, a sentence is taken to pieces, and those that hold most of them are told.
    """
    return _holding(_WORD.findall(words.lower())) or _holding_most(_pieces(words.lower()))


def _pieces(words: str) -> list[str]:
    """Latin words whole, Chinese ones by two characters."""
    return [
        piece
        for word in _WORD.findall(words)
        for piece in ([word] if word.isascii() else map("".join, pairwise(word)))
    ]


def _holding_most(pieces: list[str]) -> list[Hit]:
    """At least half of the pieces, the most first."""
    told: dict[str, list[str]] = {}
    for key, one in _by_key().items():
        everywhere = f"{one.title} {one.told} {one.also} {one.plain}".lower()
        told[key] = [piece for piece in pieces if piece in everywhere]
    most = max((len(held) for held in told.values()), default=0)
    if not pieces or most * 2 < len(pieces):
        return []
    best = {key: held for key, held in told.items() if len(held) == most}
    hits = {_hit(_by_key()[key], held): held for key, held in best.items()}
    return sorted((hit for hit in hits if hit), key=lambda hit: _rank(hit.topic, hits[hit]))


def _holding(wanted: list[str]) -> list[Hit]:
    hits = [_hit(one, wanted) for one in _by_key().values()]
    known = [one for one in hits if one is not None]
    return sorted(known, key=lambda hit: _rank(hit.topic, wanted))


def _rank(one: Topic, wanted: list[str]) -> tuple[bool, bool, int]:
    title, told = one.title.lower(), f"{one.told} {one.also}".lower()
    said = sum(one.text.lower().count(word) for word in wanted)
    return not all(w in title for w in wanted), not all(w in told for w in wanted), -said


def _hit(one: Topic, wanted: list[str]) -> Hit | None:
    plain = one.plain
    everywhere = f"{one.title} {one.told} {one.also} {plain}".lower()
    if not wanted or not all(word in everywhere for word in wanted):
        return None
    at = plain.lower().find(wanted[0])
    if at < 0:
        return Hit(one, one.told)
    start, end = max(at - _BEFORE, 0), at + len(wanted[0]) + _AFTER
    before, after = "…" if start else "", "…" if end < len(plain) else ""
    return Hit(one, f"{before}{plain[start:end]}{after}")
