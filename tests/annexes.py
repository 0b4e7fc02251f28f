"""附件1 and 附件2 of the plan, ready to be printed."""

import re
from dataclasses import replace
from pathlib import Path

from shipu_desk.documents.duties import DutiesFacts, DutyFacts, SectionFacts
from shipu_desk.documents.roster import GroupFacts, PersonFacts, RosterFacts

PEOPLE = """
组长 钮晶莹,
副组长 潘旭东,县府办 曾伟标,县市场监管局 董水勇,石浦镇
成员 欧忠仕,县委宣传部 盛安刚,县交通运输局 倪建泉,县渔业局 郑颖,县商务局 倪永健,县文广旅游体育局
成员 陈磊,县卫生健康局 熊水林,县市场监管局 林振明,县市场监管局 王震瑛,县金融发展服务中心
成员 林旭勇,石浦镇政府 史东海,县交通集团 翁承跃,县旅游集团 欧振,县商贸集团
"""
OFFICE = (
    "领导小组在县市场监管局下设领导小组办公室，曾伟标兼任主任，董水勇兼任常务副主任，"
    "熊水林、林旭勇、林振明兼任副主任。"
)


PLAN = (Path(__file__).parent / "data" / "plan-2023.txt").read_text(encoding="utf-8")
FULL = PLAN.translate(str.maketrans(",:;()", "，：；（）"))


def groups():
    found = {}
    for line in PEOPLE.split("\n")[1:-1]:
        role, *people = line.split(" ")
        found.setdefault(role, []).extend(PersonFacts(*p.split(",")) for p in people)
    return tuple(GroupFacts(role, tuple(people)) for role, people in found.items())


ROSTER = RosterFacts("打造石浦放心消费示范镇领导小组名单", groups(), OFFICE, first_page=3)


def plan_duties():
    """The twelve numbered items of 二, the three of 三 and the three of 四."""
    tasks = FULL[FULL.index("二、主要任务") : FULL.index("三、创建步骤")]
    steps = FULL[FULL.index("三、创建步骤") : FULL.index("附件：1.")]
    found = re.findall(r"^\d\.(.+?)。(.+)$", tasks, re.MULTILINE)
    found += re.findall(r"^（.）(.+?)(?:（.+?） |。)(.+)$", steps, re.MULTILINE)
    return [DutyFacts(str(n), *duty) for n, duty in enumerate(found, 1)]


PLANNED = plan_duties()
DUTIES = DutiesFacts(
    "打造石浦放心消费示范镇工作责任清单",
    (
        SectionFacts("一、主要任务", tuple(PLANNED[:12])),
        SectionFacts("二、创建步骤", tuple(replace(d, deadline="7月底") for d in PLANNED[12:15])),
        SectionFacts("三、工作要求", tuple(replace(d, lead="县市场监管局") for d in PLANNED[15:])),
    ),
    note="注：本表草拟自方案正文。",
    first_page=4,
)
