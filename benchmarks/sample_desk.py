"""A desk for the measures: the plan's data and as many sample merchants as wanted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from random import Random

from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.paths import Paths
from shipu_desk.services import bulk, founding, plan, register

KINDS = (
    "渔港海鲜面馆",
    "康源大药房",
    "半边街理发店",
    "渔家民宿",
    "老街书店",
    "客运站",
    "海味特产店",
)
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def make(folder: Path, rows: int) -> None:
    desk = founding.create_desk(
        Paths(folder), "示例甲", datetime.now, Random(1).randbytes, place_accepted=True
    )
    plan.load(desk)
    trades = [id for id, _ in register.choices(desk, "industry")]
    streets = [id for id, _ in register.choices(desk, "street")]
    with desk.store.writing("导入示例", desk.clerk) as work:
        bulk.add(work, Merchant, _merchants(rows, trades, streets))
    desk.close()


def _merchants(rows: int, trades: list[int], streets: list[int]) -> Iterable[Merchant]:
    for number in range(rows):
        raw = {
            "name": f"示例{number}·{KINDS[number % len(KINDS)]}",
            "credit_code": _code(number),
            "industry_id": trades[number % len(trades)],
            "street_id": streets[number % len(streets)],
            "premises": f"示例路 {number + 1} 号",
            "operator": "示例丁",
            "phone": f"138{number:08d}",
            "joined_on": f"2023-0{3 + number % 3}-{number % 27 + 1:02d}",
        }
        made, problems = spec_of(Merchant).read(raw)
        if problems:
            raise SystemExit(str(problems))
        yield made


def _code(number: int) -> str:
    """A well-formed code of nobody."""
    body = f"92330225{number:09d}"
    total = sum(DIGITS.index(ch) * pow(3, i, 31) for i, ch in enumerate(body))
    return body + DIGITS[(31 - total % 31) % 31]
