"""The benchmark certificate: 179 strokes of border, eight lines of type, a QR code of version 4."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
W, H = 841.89, 595.28
QX, QY, QS = 110, 85, 92
"""Lower left corner and side of the QR symbol (pt)."""
FONTS = {
    "T": ROOT / "resources/fonts/song-black.ttf",
    "B": ROOT / "resources/fonts/song-medium.ttf",
    "N": ROOT / "resources/fonts/hei.ttf",
}
CHARS = (ROOT / "tests/data/tgscc-8105.txt").read_text(encoding="utf-8")[:3500]
KINDS = (
    "餐饮管理有限公司", "商贸有限责任公司", "便利店", "茶叶经营部", "五金建材商行",
    "大药房连锁有限公司", "文化传播有限公司", "水果店", "烟酒商行", "美容美发中心",
)  # fmt: skip
PLACES = (
    "杭州市西湖区", "成都市武侯区", "长沙市岳麓区", "西安市碑林区", "昆明市五华区",
    "青岛市市南区", "厦门市思明区", "哈尔滨市道里区",
)  # fmt: skip
FIRST = "在二〇二六年度“诚信经营示范商户”评选活动中，经商户申报、街道推荐、专家评审、"
LAST = "特发此证，以资鼓励。有效期三年，自颁发之日起计算。"
ISSUER = "市市场监督管理局  市个体劳动者协会"


@dataclass(frozen=True)
class Cert:
    name: str
    number: str
    second: str
    day: int
    qr: str


def certs(count: int, seed: int = 7) -> list[Cert]:
    """The same certificates for every peer; names are made up of sample parts."""
    luck = random.Random(seed)
    out = []
    for i in range(count):
        own = "".join(luck.choice(CHARS) for _ in range(luck.randint(2, 4)))
        name = luck.choice(PLACES) + own + luck.choice(KINDS)
        number = f"SHPU-2026-{i + 1:06d}"
        grade, mark = "A" * luck.randint(1, 3), luck.uniform(80, 100)
        second = f"社会公示，被评定为诚信经营示范商户（等级：{grade}级，综合得分 {mark:.1f} 分）。"
        qr = f"https://example.invalid/v?n={number}&c={luck.getrandbits(32):08X}"
        out.append(Cert(name, number, second, i % 10 + 1, qr))
    return out


def items(cert: Cert) -> Iterator[tuple[str, int, float, float, str, str]]:
    """Font, size, x, y of the base line (pt, y up), side and text of every line."""
    yield "T", 60, W / 2, 440, "c", "荣誉证书"
    yield "B", 32, W / 2, 370, "c", cert.name + "："
    for i, line in enumerate((FIRST, cert.second, LAST)):
        yield "B", 18, 110, 310 - i * 32, "l", line
    yield "B", 18, W - 110, 150, "r", ISSUER
    yield "B", 18, W - 110, 118, "r", f"二〇二六年十一月{'一二三四五六七八九十'[cert.day - 1]}日"
    yield "N", 10, 110, 60, "l", "证书编号：" + cert.number


Stroke = tuple[float, tuple[tuple[float, float], ...]]
"""Width, then two corners of a rectangle or four points of a curve (pt, y up)."""


def border() -> list[Stroke]:
    out: list[Stroke] = [
        (width, ((d, d), (W - d, H - d))) for width, d in ((4, 28), (1, 36), (0.5, 46))
    ]
    for cx in (46, W - 46):
        for cy in (46, H - 46):
            out += [(0.6, _petal(cx, cy, 30, k * math.pi / 12)) for k in range(24)]
    for k in range(40):
        x = 90 + k * (W - 180) / 39
        for y in (37, H - 45):
            out.append((0.4, ((x, y), (x + 6, y + 8), (x + 12, y), (x + 16, y + 8))))
    return out


def _petal(cx: float, cy: float, r: float, a: float) -> tuple[tuple[float, float], ...]:
    b = a + math.pi / 5
    return (
        (cx, cy),
        (cx + r * math.cos(a), cy + r * math.sin(a)),
        (cx + r * math.cos(b), cy + r * math.sin(b)),
        (cx + r * 0.3 * math.cos(a + b), cy + r * 0.3 * math.sin(a + b)),
    )
