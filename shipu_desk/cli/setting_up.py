"""Commands that make and set up the data: demo, init, set."""

from __future__ import annotations

from pathlib import Path

import click

from shipu_desk.cli.kinds import FOLDER
from shipu_desk.cli.speech import Speaking, argument
from shipu_desk.cli.tools import Tools


@click.command("demo", cls=Speaking, short_help="做一份示例：数据和每一种文件")
@argument("folder", "文件夹", "写到哪里", type=FOLDER)
def demo(folder: Path) -> None:
    """做一份示例：数据放在“数据”里，每一种文件各写一份；单位都是示例。"""
    from shipu_desk.services import demo as making  # no Qt comes with it

    for line in making.make(folder):
        click.echo(line)


@click.command("init", cls=Speaking, short_help="建立数据")
@click.option("--plan", is_flag=True, help="同时载入2023年方案的数据")
@click.option("--office", metavar="名称", default="", help="办公室全称（默认用方案里的）")
@click.pass_obj
def init(tools: Tools, *, plan: bool, office: str) -> None:
    """建立一份空的数据；已有数据时不动它。"""
    from shipu_desk.services import clerks, founding
    from shipu_desk.services import plan as plans

    clerk, wiring = tools.clerk or clerks.UNNAMED, tools.wiring
    desk = founding.create_desk(tools.paths, clerk, wiring.now, wiring.random, office=office)
    try:
        click.echo(f"已建立数据：{tools.paths.database}")
        if plan:
            click.echo(str(plans.load(desk)))
    finally:
        desk.close()


@click.command("plan", cls=Speaking, short_help="载入或移除2023年方案的数据")
@click.option("--remove", is_flag=True, help="移除没有动过的方案数据")
@click.pass_obj
def plan(tools: Tools, *, remove: bool) -> None:
    """载入2023年方案的数据；已有的不改动。加上选项则移除没有动过的。"""
    from shipu_desk.services import plan as plans

    with tools.desk() as desk:
        if not remove:
            click.echo(str(plans.load(desk)))
            return
        removed = plans.remove(desk)
    click.echo(str(removed))
    for left in removed.left:
        click.echo("  " + "：".join(str(part) for part in left))


@click.command("set", cls=Speaking, short_help="查看或修改设置")
@argument("key", "项目", "不写则列出全部", required=False)
@argument("value", "值", "空的写成两个引号", required=False)
@click.pass_obj
def set_(tools: Tools, key: str | None, value: str | None) -> None:
    """查看或修改设置；不写参数时列出全部项目。"""
    from shipu_desk.services import settings

    with tools.desk() as desk:
        wanted = settings.key_of(key) if key is not None else None
        if wanted is not None and value is not None:
            settings.change(desk, {wanted: value})
        for name, label, text in settings.listed(desk):
            if wanted in (None, name):
                click.echo(f"{name}\t{label}\t{text or '（空）'}")


commands = (demo, init, plan, set_)
