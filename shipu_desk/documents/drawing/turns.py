"""Where a name may be turned into its second line."""

from __future__ import annotations

CLOSING = set("，。、；：？！）》〉」』】〕”’…—％%·")
OPENING = set("（《〈「『【〔“‘")
# A long name is best turned after one of these (地名、组织、场所 endings).
TURNS = (
    "有限责任公司", "有限公司", "公司", "联合社", "合作社", "商行", "广场", "中心", "市场",
    "象山县", "石浦镇", "象山", "石浦", "路", "街", "镇", "县", "社", "楼", "馆", "店", "号",
    "）",
)  # fmt: skip
# These are not parted.
KEEP = (
    "放心消费示范镇", "放心消费示范", "放心消费", "工作领导小组", "有限责任", "办公室", "分公司",
    "海鲜大排档", "大排档", "渔家乐", "农家乐", "海鲜楼", "海鲜馆", "海鲜", "酒店", "酒楼",
    "饭店", "餐厅", "宾馆", "民宿", "客栈", "渔港", "古城", "管理", "商贸", "餐饮", "食品",
    "经营部", "水产", "旅游", "文化", "便利店", "专卖店", "旗舰店", "超市", "百货", "购物", "电器",
    "药店", "药房", "土特产", "特产", "工艺", "示范", "示例", "个体", "第一", "第二", "第三",
    "股份", "集团", "实业", "贸易", "服务",
)  # fmt: skip
_PARTED = {(word[:k], word[k:]) for word in TURNS + KEEP for k in range(1, len(word))}
_ENDING = set("路街镇县村巷弄号")
_LONGEST = max(map(len, TURNS + KEEP))


def turns(s: str) -> list[tuple[str, str]]:
    """All two-line divisions, best first: near the middle, after a word that ends a part."""
    pairs = [(s[:i], s[i:]) for i in range(1, len(s))]
    return sorted((pair for pair in pairs if _lawful(*pair)), key=_cost)


def _lawful(a: str, b: str) -> bool:
    latin = a[-1].isascii() and b[0].isascii() and a[-1].isalnum() and b[0].isalnum()
    return not (latin or b[0].isspace() or b[0] in CLOSING or a[-1] in OPENING)


def _cost(pair: tuple[str, str]) -> float:
    a, b = pair
    off = abs(len(a) - len(b)) / (len(a) + len(b))
    cost = off + max(0.0, off - 0.16) * 2
    if any(a.endswith(word) for word in TURNS):
        cost -= 0.14
    elif _ENDING & set(b[:3]):
        cost += 0.2  # the ending of a place whose name would stay on the first line
    return cost + (0.5 if _parts_a_word(a, b) else 0.0)


def _parts_a_word(a: str, b: str) -> bool:
    return any(
        (a[-i:], b[:j]) in _PARTED for i in range(1, _LONGEST) for j in range(1, _LONGEST + 1 - i)
    )
