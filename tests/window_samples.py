"""Rows that are plainly samples, for windows to show."""

from shipu_desk.domain.awards import Round
from shipu_desk.domain.clerks import Clerk
from shipu_desk.domain.duties import Duty
from shipu_desk.domain.members import Member, Post
from shipu_desk.domain.merchants import Industry, Merchant
from shipu_desk.domain.places import Cluster, Street
from shipu_desk.domain.records import spec_of
from shipu_desk.domain.units import Unit
from shipu_desk.services import bulk, register

KINDS = [
    ("渔港海鲜面馆", "食品"),
    ("康源大药房", "医药零售"),
    ("半边街理发店", "美容美发"),
    ("渔家民宿", "旅游"),
    ("老街书店", "文化"),
    ("渔光便民银行网点", "金融"),
    ("石浦客运站", "交通"),
    ("海味特产店", "食品"),
]
DUTIES = ("创建放心消费示范店", "创建放心消费示范街", "创新“放心消费体验官”模式")
DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code(number):
    """A well-formed code of nobody."""
    body = f"92330225{number:09d}"
    total = sum(DIGITS.index(ch) * pow(3, i, 31) for i, ch in enumerate(body))
    return body + DIGITS[(31 - total % 31) % 31]


def merchant(number, **other):
    name, trade = KINDS[number % len(KINDS)]
    return {
        "name": f"示例{'甲乙丙丁'[number // 8 % 4]}·{name}",
        "credit_code": code(number),
        "industry_id": trade,
        "street_id": ("渔港路", "金山路")[number % 2],
        "premises": f"示例路 {number + 1} 号",
        "operator": "示例丁",
        "phone": f"1380000{number % 10_000:04d}",
        "joined_on": f"2023-0{3 + number % 3}-{number % 27 + 1:02d}",
    } | other


def streets_and_industries(desk):
    for name in ("金山路", "渔港路"):
        register.save(desk, Street, {"name": name})
    for name in dict.fromkeys(trade for _, trade in KINDS):
        register.save(desk, Industry, {"name": name})


def merchants(desk, count, start=0):
    """Many at once, in one change set."""
    names = {
        kind: {title: id for id, title in register.choices(desk, kind)}
        for kind in ("street", "industry")
    }
    stages = list(spec_of(Merchant).fields["stage"].options)

    def made():
        for number in range(start, start + count):
            raw = merchant(number)
            raw["industry_id"] = names["industry"][raw["industry_id"]]
            raw["street_id"] = names["street"][raw["street_id"]]
            row, problems = spec_of(Merchant).read(raw)
            assert not problems, problems
            row.stage = stages[number * 5 // 3 % len(stages)]
            yield row

    with desk.store.writing("导入示例", desk.clerk) as work:
        bulk.add(work, Merchant, made())


def units(desk):
    for name in ("县府办", "县市场监管局", "石浦镇", "县委宣传部", "县交通运输局", "县商务局"):
        register.save(desk, Unit, {"name": name})


def duties(desk):
    for number, title in enumerate(DUTIES, 1):
        lead = {"lead_id": "县市场监管局", "supporting": "县商务局、石浦镇"} if number == 3 else {}
        raw = {"title": title, "clause": f"二（一）{number}", "phase": "全面落实", **lead}
        register.save(desk, Duty, raw | {"content": "示例内容。" * 40})


def everything(desk):
    """Some rows in every register."""
    units(desk)
    duties(desk)
    streets_and_industries(desk)
    merchants(desk, 40)
    for number in range(3):
        raw = {"name": f"示例{'甲乙丙'[number]}", "unit_id": "县市场监管局", "role": "成员"}
        register.save(desk, Member, raw)
    register.save(desk, Post, {"member_id": "示例甲", "title": "主任"})
    register.save(desk, Cluster, {"name": "示例集群", "scenic_area": "示例景区"})
    register.save(desk, Round, {"name": "2023 年第一批（示例）", "decided_on": "2023-05-18"})
    register.save(desk, Clerk, {"name": "示例甲"})
