"""Titles in lines broken by sense, as a trapezoid or a lozenge (GB/T 9704-2012, 7.3.1)."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import ceil

from shipu_desk.documents.page import rules

LONGEST = 7  # lines; more is no title

# A line of a title likes to end after these and to begin with those.
_AFTER_TEXT = """
办公室 领导小组 方案 会议 工作 活动 精神 公司 合作社 中心 镇政府 示范镇 示范店 示范街
集群 市场监管局 局 镇 县 市 省 年度 季度 阶段 动员会 推进会 现场会 消费者 经营者 的 和
暨 》 ” ） ， ； ： 、 ！ ？ 。
"""
_AFTER = tuple(_AFTER_TEXT.split())
_BEFORE_TEXT = """
部署 推进 推动 打造 开展 召开 印发 启动 举办 组织 落实 加强 关于 全面 扎实 助力 争创
营造 建设 创建 提升 完善 构建 深化 创新 强化 健全 聚焦 《 “ （
"""
_BEFORE = tuple(_BEFORE_TEXT.split())
# Words that are not parted.
_WORDS_TEXT = """
放心消费 示范镇 示范店 示范街 示范集群 示范单位 示范县 领导小组 办公室 市场监管 监管局
县政府 镇政府 人民政府 石浦 象山 浙江 宁波 象山县 石浦镇 渔光之城 体验官 消费者 经营者
消费券 消费维权 联络站 工作 方案 实施 会议 动员 推进会 现场会 动员会 协调 推进 部署 打造
开展 召开 印发 启动 活动 创建 建设 试点 主题 公园 宣传 培训 检查 考核 督查 暗访 评选
授牌 公示 红榜 名单 责任 清单 投诉 举报 调解 维权 无理由 退货 承诺 保险 贷款 金融 赋能
环境 氛围 机制 品牌 矩阵 协会 商户 餐饮 住宿 零售 旅游 交通 商务 渔港 金山路 渔港路 年度
季度 第一 第二 第三 第四 阶段 总结 提升 全面 落实 组织 通知 公告 报告 简报 信息 情况
问题 关于 有关 进一步 深化 消费 示范 单位 社会 服务 监管 保护 全域 有限 公司 股份 集团
中心 街道 社区 乡村 商圈 景区
"""
_WORDS = tuple(_WORDS_TEXT.split())


def split(text: str, width: float, fewest: int = 1) -> tuple[str, ...]:
    """Lines of at most `width` characters, or () if it would take more than seven.

    Typed line breaks are the writer's own and are kept.
    """
    if "\n" in text:
        own = tuple(part.strip() for part in text.split("\n") if part.strip())
        return own if all(_length(part) <= width for part in own) else ()
    needed = max(fewest, ceil(_length(text) / width))
    found: list[tuple[float, tuple[str, ...]]] = []
    for count in range(needed, min(needed + 2, LONGEST + 1)):
        price, parts = _best(text, width, count)
        if parts:
            found.append((price + 0.7 * (count - needed), parts))
    return min(found, default=(0.0, ()))[1]


def _best(text: str, width: float, count: int) -> tuple[float, tuple[str, ...]]:
    """The cheapest division into `count` lines, with its price."""
    if count == 1:
        return 0.0, (text,)
    prices = _prices(text, width)
    places = [i for i in range(1, len(text)) if prices[i] < _FORBIDDEN]
    few = (
        combinations(places, count - 1)
        if count <= 3
        else iter(_even(text, places, prices, count, width))
    )
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for cuts in few:
        edges = (0, *cuts, len(text))
        parts = tuple(text[a:b].strip() for a, b in pairwise(edges))
        if all(part and _length(part) <= width for part in parts):
            price = sum(prices[i] for i in cuts) + _unshapely([_length(p) for p in parts])
            best = min(best, (price, parts))
    return best


_Way = tuple[float, tuple[int, ...]]


def _even(
    text: str, places: Sequence[int], prices: Sequence[float], count: int, width: float
) -> list[tuple[int, ...]]:
    """For many lines: the cheapest turns near the even division, and ever stricter ones."""
    mean = len(text) / count
    found = []
    for strict in (0.02, 0.06, 0.2, 1.0):
        reached: dict[int, _Way] = {0: (0.0, ())}
        for k in range(1, count):
            step: dict[int, _Way] = {}
            for i in (i for i in places if abs(i - mean * k) <= mean):
                price = prices[i] + strict * (i - mean * k) ** 2
                ways = [
                    (p + price, (*cuts, i))
                    for at, (p, cuts) in reached.items()
                    if at < i and _length(text[at:i]) <= width
                ]
                if ways:
                    step[i] = min(ways)
            reached = step
        found += [way[1] for i, way in reached.items() if _length(text[i:]) <= width]
    return found


_FORBIDDEN = 9.0


def _prices(text: str, width: float) -> list[float]:
    """What a turn before each character costs; a good place earns."""
    kept = (s for s in rules.whole(text) if _length(text[slice(*s)]) <= width)
    allowed = rules.turns(text, kept)
    inside = _inside_words(text)
    prices = []
    for i in range(len(text) + 1):
        price = 1.2 if inside[i] else 0.0
        price -= 0.5 if text[:i].endswith(_AFTER) and not inside[i] else 0.0
        price -= 0.5 if text[i:].startswith(_BEFORE) and not inside[i] else 0.0
        prices.append(price if allowed[i] == rules.FREE else _FORBIDDEN)
    return prices


def _inside_words(text: str) -> bytearray:
    """Longest words first: 推进会 is one word, not 推进 and 会."""
    inside = bytearray(len(text) + 1)
    for word in _by_length():
        at = text.find(word)
        while at >= 0:
            inside[at + 1 : at + len(word)] = b"\1" * (len(word) - 1)
            at = text.find(word, at + 1)
    for start, end in _quoted(text):
        inside[start + 1 : end] = b"\1" * max(end - start - 1, 0)
    return inside


@lru_cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(_WORDS, key=len, reverse=True))


def _quoted(text: str) -> list[tuple[int, int]]:
    """Short quotations and titles are not parted either."""
    found = []
    for opening, closing in ("《》", "“”", "（）"):
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if 0 <= end - start <= 14:
                found.append((start, end + 1))
            start = text.find(opening, start + 1)
    return found


def _unshapely(lengths: Sequence[float]) -> float:
    """0 for even steps; a waist (long, short, long) and great differences cost."""
    most = max(lengths)
    uneven = sum((most - n) / most for n in lengths) / len(lengths)
    waist = any(a > b < c for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False))
    rectangle = 0.12 if len(lengths) > 2 and len(set(lengths)) == 1 else 0.0
    short = 0.6 if min(lengths) < most * 0.42 else 0.0
    return uneven * 1.6 + (0.8 if waist else 0.0) + rectangle + short


def _length(text: str) -> float:
    return sum(0.5 if c.isascii() else 1.0 for c in text)
