"""Commands that print what is gathered: streets and clusters, cards and labels of merchants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from shipu_desk.cli.kinds import NUMBER, FileKind
from shipu_desk.cli.speech import Speaking, argument
from shipu_desk.cli.tools import PURPOSE, Tools, told_pages

if TYPE_CHECKING:
    from shipu_desk.domain.records import Record

_out = argument("path", "文件.pdf", "写到哪里", type=FileKind(".pdf"))
_listed = argument("path", "文件.pdf|.xlsx", "写到哪里", type=FileKind(".pdf", ".xlsx"))


@click.command("streets", cls=Speaking, short_help="示范街及街内单位")
@_listed
@click.pass_obj
def streets(tools: Tools, path: Path) -> None:
    """每条示范街连同街内单位。"""
    from shipu_desk.domain.places import Street

    _roll(tools, Street, path)


@click.command("clusters", cls=Speaking, short_help="示范集群及集群内单位，带80%的计算")
@_listed
@click.pass_obj
def clusters(tools: Tools, path: Path) -> None:
    """每个示范集群连同集群内单位，带80%的计算。"""
    from shipu_desk.domain.places import Cluster

    _roll(tools, Cluster, path)


@click.command("cards", cls=Speaking, short_help="创建单位登记卡，带经过")
@click.option("--purpose", metavar="用途", default="", help=PURPOSE)
@click.option("--search", "words", metavar="词", default="", help="只要找得到这些词的")
@_out
@click.pass_obj
def cards(tools: Tools, path: Path, words: str, purpose: str) -> None:
    """每个创建单位一张登记卡：登记的内容、阶段变更、授牌和每次改动。"""
    from shipu_desk.domain.merchants import Merchant
    from shipu_desk.services import cards as service
    from shipu_desk.services import register

    with tools.desk() as desk:
        ids = register.find(desk, Merchant, register.Query(words))
        told_pages(service.write(desk, ids, path, purpose), path)


@click.command("labels", cls=Speaking, short_help="寄信用的地址标签")
@click.option("--start", metavar="格", type=NUMBER, default=1, help="从第几格开始，默认第1格")
@click.option("--sheet", metavar="列×行", default="3×8", help="标签纸：3×8、3×7、2×7 或 2×4")
@click.option("--search", "words", metavar="词", default="", help="只要找得到这些词的")
@_out
@click.pass_obj
def labels(tools: Tools, path: Path, words: str, sheet: str, start: int) -> None:
    """创建单位的地址标签，印在标签纸上。"""
    from shipu_desk.domain.merchants import Merchant
    from shipu_desk.services import labels as service
    from shipu_desk.services import register

    with tools.desk() as desk:
        ids = register.find(desk, Merchant, register.Query(words))
        told_pages(service.write(desk, ids, path, service.sheet_named(sheet), start), path)


def _roll(tools: Tools, record: type[Record], path: Path) -> None:
    from shipu_desk.services import place_rolls

    with tools.desk() as desk:
        told_pages(place_rolls.write(desk, record, path), path)


commands = (streets, clusters, cards, labels)
