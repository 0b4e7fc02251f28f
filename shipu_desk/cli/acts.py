"""Named acts: awards granted, revoked and reissued, merchants moved between stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shipu_desk.cli.kinds import DAY, FileKind
from shipu_desk.cli.speech import SpeakingGroup, argument
from shipu_desk.cli.tools import Tools, objects_of

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk

_on = click.option("--on", metavar="日期", type=DAY, required=True, help="如 2023-07-28")
_reason = click.option("--reason", metavar="原因", required=True, help="为什么")
_basis = click.option("--basis", metavar="依据", default=None, help="文号或会议")


@click.group("award", cls=SpeakingGroup, short_help="授牌、摘牌、补发")
def award() -> None:
    """授牌、摘牌、补发；这些是正式的办理，不能撤回，只能另行办理。"""


_GRANT = "一条或一列：merchant、round、on，可加 title、basis、body；- 表示标准输入"


@award.command("grant", short_help="授牌")
@click.option("--json", "source", metavar="文件", required=True, type=FileKind(), help=_GRANT)
@click.pass_obj
def grant(tools: Tools, source: Path) -> None:
    """授牌；有一家有误就一家也不授。"""
    said = objects_of(source)
    with tools.desk() as desk:
        grant_all(desk, said)


def grant_all(desk: Desk, said: Sequence[Mapping[str, Any]]) -> None:
    """Grant one award or many in one act and tell the numbers."""
    from shipu_desk.services import granting

    granted = granting.grant(desk, said[0]) if len(said) == 1 else granting.grant_many(desk, said)
    for row in granted.rows:
        click.echo(f"已授牌：{row.title}")
    for warning in granted.warnings:
        click.echo(f"请核对：{warning.removesuffix('，请核对')}", err=True)


@award.command("revoke", short_help="摘牌")
@argument("number", "编号", "授牌编号")
@_on
@_reason
@_basis
@click.pass_obj
def revoke(tools: Tools, number: str, on: date, reason: str, basis: str | None) -> None:
    """摘牌；此后这块牌匾和证书都不能再打印。"""
    from shipu_desk.services import awards

    with tools.desk() as desk:
        row = awards.revoke(desk, number, on, reason, basis)
    click.echo(f"已摘牌：{row.title}")


@award.command("reissue", short_help="补发")
@argument("number", "编号", "授牌编号")
@_on
@_reason
@_basis
@click.pass_obj
def reissue(tools: Tools, number: str, on: date, reason: str, basis: str | None) -> None:
    """补发；编号不变，此后打印的带“补发”标记。"""
    from shipu_desk.services import awards

    with tools.desk() as desk:
        row = awards.reissue(desk, number, on, reason, basis)
    click.echo(f"已补发：{row.title}")


@click.group("pool", cls=SpeakingGroup, short_help="培育库的阶段")
def pool() -> None:
    """培育库：变更创建单位的阶段。"""


@pool.command("move", short_help="变更阶段")
@argument("merchant", "单位", "名称或统一社会信用代码")
@click.option("--to", metavar="阶段", required=True, help="培育、入库、暂停或退出")
@_on
@_reason
@_basis
@click.pass_obj
def move(
    tools: Tools, merchant: str, to: str, on: date, reason: str, basis: str | None
) -> None:  # fmt: skip
    """变更一家创建单位的阶段；示范只能通过授牌取得。"""
    from shipu_desk.domain.merchants import Merchant
    from shipu_desk.services import entering, merchants

    with tools.desk() as desk:
        id = entering.named(desk, Merchant, merchant)
        row = merchants.move(desk, id, to, on, reason, basis)
    click.echo(f"{row.title}：{row.cells['stage']}")


commands = (award, pool)
