"""A block of cells as spreadsheets put it on the clipboard: lines of text, cells between tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

Block = list[list[str]]

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|\Z)')
_BARE = re.compile(r"[^\t\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'[\t\r\n]|\A"')


def parse(text: str) -> Block:
    """The cells, line by line; lines may be of different lengths.

    A cell that holds a tab, a line break or a doubled quotation mark stands in quotes; any other
    quotation mark is itself. The line break that ends the last line makes no further line.
    """
    block: Block = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        block[-1].append(cell)
        if at == len(text):
            break
        if text[at] == "\t":
            at += 1
            continue
        at = _BREAK.match(text, at).end()  # type: ignore[union-attr]
        if at == len(text):
            break
        block.append([])
    return block


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted and re.search(r'[\t\r\n]|""', quoted[1]):
        return _BREAK.sub("\n", quoted[1].replace('""', '"')), quoted.end()
    bare = _BARE.match(text, at)
    assert bare
    return bare[0], bare.end()


def text_of(block: Sequence[Sequence[str]]) -> str:
    """What `parse` reads back as the same cells (line breaks in cells become one kind)."""
    return "\n".join("\t".join(map(_said, line)) for line in block)


def _said(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def html_of(block: Sequence[Sequence[str]]) -> str:
    """A table for Word, and for Excel and WPS, which keep the cells as texts: a code of 18 digits
    read as a number would lose its end."""
    lines = ("".join(map(_cell_html, line)) for line in block)
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _cell_html(cell: str) -> str:
    said = escape(cell).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f"<td style=\"mso-number-format:'\\@'\">{said}</td>"


def spread(block: Block, rows: int, columns: int) -> Block:
    """The block for a place of so many cells: repeated where it fits a whole number of times,
    else as it is (as in a spreadsheet)."""
    high, wide = len(block), max(map(len, block))
    fits = rows % high == 0 and columns % wide == 0
    if not fits or any(len(line) != wide for line in block):
        return block
    return [line * (columns // wide) for line in block] * (rows // high)
