"""The topics of the help: text files under `resources/help`, in the order of its table.

A file begins with `# title`, `> one line` and, where it has other names, a comment with these
for the search; `markup` tells how the rest is written. Words that
stand on a button, a tab, a field or a page are written in 「」, keys in `backticks`; a test looks
each of them up in the program, so that the help cannot go stale.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from shipu_desk import resources

FOLDER = "help"
FIRST = "first-hour"
_MARKS = re.compile(r"^[#>|*\-\d. ]+|!\[|\]\([^)]*\)|[*`\[\]]", re.MULTILINE)
_ALSO = re.compile("<!--(.*?)-->")
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
    """Topics that hold every word: those named so first, then those that say it most."""
    wanted = words.lower().split()
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
