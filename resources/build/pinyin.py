"""Writes resources/pinyin.txt: one line a reading without tone, then the characters it suits best.

Needs pypinyin; the result is committed, so nothing of it is needed at run time.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parent.parent / "pinyin.txt"
LIST = Path(__file__).parent.parent.parent / "tests" / "data" / "tgscc-8105.txt"


def characters() -> list[str]:
    found = {chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))}
    return sorted(found | set(LIST.read_text(encoding="utf-8").strip()))


def main() -> None:
    lines: dict[str, list[str]] = defaultdict(list)
    for character in characters():
        [[reading]] = pinyin(character, style=Style.NORMAL, errors="ignore") or [[""]]
        if reading:
            lines[reading.replace("ü", "v").replace("ê", "e")].append(character)
    text = "".join(f"{reading} {''.join(lines[reading])}\n" for reading in sorted(lines))
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
