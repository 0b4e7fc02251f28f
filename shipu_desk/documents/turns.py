"""Where a name may be turned into its second line."""

from __future__ import annotations

CLOSING = set("，。、；：？！）》〉」』】〕”’…—％%·")
OPENING = set("（《〈「『【〔“‘")
# A long name is best turned after one of these (地名、组织、场所 endings).
TURNS = (
    "有限责任公司", "有限公司", "公司", "联合社", "合作社", "商行", "广场", "中心", "象山县",
    "石浦镇", "象山", "石浦", "路", "街", "镇", "县", "社", "楼", "馆", "店", "号", "）",
)  # fmt: skip
# These are not parted.
KEEP = (
    "放心消费示范镇", "放心消费示范", "放心消费", "工作领导小组", "有限责任", "合作社", "办公室",
    "渔家乐", "海鲜楼",
)  # fmt: skip
_BANNED = 9.0


def turns(s: str) -> list[tuple[str, str]]:
    """All two-line divisions, best first: near the middle, after a word that ends a part."""
    places = {i: _cost(s[:i], s[i:]) for i in range(1, len(s))}
    return [(s[:i], s[i:]) for i in sorted(places, key=places.__getitem__) if places[i] < _BANNED]


def _cost(a: str, b: str) -> float:
    off = abs(len(a) - len(b)) / (len(a) + len(b))
    cost = off + max(0.0, off - 0.16) * 2
    if any(a.endswith(word) for word in TURNS):
        cost -= 0.14
    if _parts_a_word(a, b):
        cost += 0.5
    latin = a[-1].isascii() and b[0].isascii() and a[-1].isalnum() and b[0].isalnum()
    banned = b[0] in CLOSING or a[-1] in OPENING or latin
    return cost + (_BANNED if banned else 0.0)


def _parts_a_word(a: str, b: str) -> bool:
    return any(
        a[-k:] + b[: len(word) - k] == word for word in TURNS + KEEP for k in range(1, len(word))
    )
