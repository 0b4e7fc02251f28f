"""Help text as the HTML that Qt's text document understands.

Blocks: `## head`, paragraphs, `1. step`, `- point`, `> note`, `| tables |`, `![words](file.png)`.
In a line: 「words of the window」, `keys` between backticks, **strong**, [words](topic).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from shipu_desk.ui.help.topics import Topic

_KEY = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\)")
_WORD = re.compile(r"「([^」]+)」")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([\w-]+\.png)\)")
_STEP = re.compile(r"(\d+)\. (.*)")
_TABLE = '<table cellspacing="0" cellpadding="{}" width="100%">'
_KINDS = (("## ", "head"), ("- ", "point"), ("> ", "note"), ("|", "row"), ("![", "picture"))


def page(topic: Topic) -> str:
    """The whole topic: title, its one line, the blocks."""
    head = f'<h1>{escape(topic.title)}</h1><p class="told">{line(topic.told)}</p>'
    return head + "".join(blocks(topic.text))


def pictures(topic: Topic) -> list[str]:
    """The files that the topic shows."""
    return [file for _, file in _PICTURE.findall(topic.text)]


def blocks(text: str) -> Iterator[str]:
    """Each block of the text; lines of one kind belong together."""
    kind, held = "", list[str]()
    for raw in [*text.splitlines(), ""]:
        now = _kind(raw)
        if held and (now != kind or kind in ("head", "picture")):
            yield _SET[kind](held)
            held = []
        kind = now
        if kind:
            held.append(raw)


def _kind(raw: str) -> str:
    if not raw.strip():
        return ""
    if _STEP.match(raw):
        return "step"
    return next((kind for mark, kind in _KINDS if raw.startswith(mark)), "plain")


def line(text: str) -> str:
    """Marks inside a line; everything else is shown as it is typed."""
    said = escape(text, quote=False)
    said = _KEY.sub(lambda m: _caps(m[1]), said)
    said = _STRONG.sub(r"<b>\1</b>", said)
    said = _LINK.sub(r'<a href="\2">\1</a>', said)
    return _WORD.sub(r'<span class="word">「\1」</span>', said)


def _caps(keys: str) -> str:
    """Ctrl+S as two caps; what is no key (a command, a path) as one piece."""
    if re.fullmatch(r"\S+( \S+)+|.*[\\/%.].*|-.*", keys):
        return f'<span class="code">{keys}</span>'
    caps = [f'<span class="key">&nbsp;{cap}&nbsp;</span>' for cap in keys.split("+")]
    return "+".join(caps)


def _head(held: list[str]) -> str:
    return f"<h2>{line(held[0][3:])}</h2>"


def _plain(held: list[str]) -> str:
    return f"<p>{line(''.join(held))}</p>"


def _steps(held: list[str]) -> str:
    found = [_STEP.match(one) for one in held]
    rows = [
        f'<tr><td class="number" width="30"><p class="item">{m[1]}</p></td>'
        f'<td><p class="item">{line(m[2])}</p></td></tr>'
        for m in found
        if m
    ]
    return f"{_TABLE.format(0)}{''.join(rows)}</table>"


def _points(held: list[str]) -> str:
    rows = [
        f'<tr><td class="point" width="30"><p class="item">·</p></td>'
        f'<td><p class="item">{line(one[2:])}</p></td></tr>'
        for one in held
    ]
    return f"{_TABLE.format(0)}{''.join(rows)}</table>"


def _note(held: list[str]) -> str:
    said = "<br>".join(line(one[2:]) for one in held)
    return f'{_TABLE.format(10)}<tr><td class="note">{said}</td></tr></table>'


def _rows(held: list[str]) -> str:
    """The first row is the head; a row of dashes is left out."""
    cells = [[one.strip() for one in raw.strip().split("|")[1:-1]] for raw in held]
    lines = [row for row in cells if not all(set(one) <= {"-"} for one in row)]
    head, *rest = lines
    made = "".join(f'<th align="left">{line(one)}</th>' for one in head)
    shown = ("".join(f'<td class="cell">{line(one)}</td>' for one in row) for row in rest)
    body = "".join(f"<tr>{cells_of_row}</tr>" for cells_of_row in shown)
    return f"{_TABLE.format(6)}<tr>{made}</tr>{body}</table>"


def _picture(held: list[str]) -> str:
    found = _PICTURE.match(held[0])
    if not found:
        return _plain(held)
    told = f'<p class="under">{line(found[1])}</p>' if found[1] else ""
    return f'<p class="picture"><img src="{found[2]}"></p>{told}'


_SET = {
    "head": _head,
    "plain": _plain,
    "step": _steps,
    "point": _points,
    "note": _note,
    "row": _rows,
    "picture": _picture,
}
