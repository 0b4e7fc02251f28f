"""Commands on what was done: undo, history, backup, restore, check, diagnose."""

from __future__ import annotations

from pathlib import Path

import click

from shipu_desk.cli.kinds import FOLDER, NUMBER, REGISTER, FileKind
from shipu_desk.cli.registers import RECORD_HELP
from shipu_desk.cli.speech import Speaking, argument
from shipu_desk.cli.tools import Tools, written
from shipu_desk.domain.records import Record
from shipu_desk.errors import DamagedFile, DeskError, EmptyFile, MissingFile, Refused


class Findings(DeskError):
    """The check found something."""


@click.command("undo", cls=Speaking, short_help="撤回一次改动")
@argument("number", "改动号", "默认是最近一次可以撤回的改动", type=NUMBER, required=False)
@click.pass_obj
def undo(tools: Tools, number: int | None) -> None:
    """撤回一次改动。撤回本身也可以撤回：写出它的改动号，号在 history 里。"""
    from shipu_desk.services import changes

    with tools.desk() as desk:
        if number is None:
            last = changes.undoable(desk)
            if last is None:
                raise Refused("没有可以撤回的改动；要取消刚才的撤回，写出它的改动号，例如 undo 4")
            number = last.number
        made = changes.undo(desk, number)
        title = next(one.title for one in changes.audit(desk) if one.number == made)
    click.echo(f"第{made}号改动：{title}")


@click.command("history", cls=Speaking, short_help="改动记录")
@argument("record", "登记", f"{RECORD_HELP}；不写则列出全部改动", type=REGISTER, required=False)
@argument("id", "号", "只看这一条的经过", type=NUMBER, required=False)
@click.pass_obj
def history(tools: Tools, record: type[Record] | None, id: int | None) -> None:
    """谁在什么时候改了什么，新的在前。"""
    from shipu_desk.services import changes

    with tools.desk() as desk:
        if record is None:
            for done in changes.audit(desk):
                state = f"，已由第{done.undone_by}号撤回" if done.undone_by else ""
                click.echo(f"{done}{state}")
        elif id is None:
            for done in changes.of_register(desk, record):
                click.echo(str(done))
        else:
            events = changes.history(desk, record, id)
            if not events:
                raise Refused(f"没有第{id}号{record.LABEL}的改动记录")
            for event in events:
                click.echo(f"{event.change_set} {event.what}")
                for label, before, after in event.lines:
                    click.echo(f"  {label}：{before or '（空）'} → {after or '（空）'}")


@click.command("backup", cls=Speaking, short_help="备份")
@argument("target", "文件或文件夹", "写到哪里", type=FOLDER)
@click.pass_obj
def backup(tools: Tools, target: Path) -> None:
    """写一份检查过的完整备份。"""
    from shipu_desk.services import backups

    with tools.desk() as desk:
        made = backups.back_up_to(desk, target)
    click.echo(f"已备份到 {made.path}（到第{made.number}号改动，校验 {made.head}）")


@click.command("restore", cls=Speaking, short_help="恢复备份")
@argument("source", "备份文件", "从哪一份恢复", type=FOLDER)
@click.pass_obj
def restore(tools: Tools, source: Path) -> None:
    """用一份备份代替现在的数据；被代替的数据另存一份，可以再恢复回来。"""
    from shipu_desk.services import backups, rescue

    if not source.is_file():
        raise Refused(f"找不到备份文件“{source}”，数据没有改动")
    told = ""
    try:
        with tools.desk() as desk:
            lost = backups.lost_by(desk, source)
            kept = backups.restore(desk, source)
            told = f"恢复前的 {lost.count} 次改动不在其中" if lost.count else ""
            for doubt in lost.doubts:
                click.echo(f"请核对：这份备份里，{doubt}", err=True)
    except (MissingFile, EmptyFile, DamagedFile):
        wiring = tools.wiring
        kept, told = rescue.rescue(tools.paths, source, tools.clerk, wiring.now, wiring.random)
    click.echo(f"已恢复：{source}")
    if told:
        click.echo(told)
    if kept:
        click.echo(f"恢复前的数据在 {kept}，要回到恢复之前，恢复这一份即可")


@click.command("check", cls=Speaking, short_help="检查数据")
@click.pass_obj
def check(tools: Tools) -> None:
    """检查数据是否完好、有没有被绕过本软件改动。"""
    from shipu_desk.services import checking

    with tools.desk() as desk:
        findings = checking.check(desk)
    if findings:
        raise Findings("；".join(findings))
    click.echo("数据完好")


@click.command("diagnose", cls=Speaking, short_help="写一份诊断包")
@argument("target", "文件.zip", "写到哪里", type=FileKind(".zip"))
@click.pass_obj
def diagnose(tools: Tools, target: Path) -> None:
    """写一份给维护的人看的诊断包：版本、数量和出错的位置，没有登记的内容和个人信息。"""
    from shipu_desk.services import diagnosis

    try:
        with tools.desk() as desk:
            made = diagnosis.sheets(tools.paths, desk)
    except DeskError as error:  # data that cannot be opened are what it is for
        made = diagnosis.sheets(tools.paths, None, refusal=type(error).__name__)
    done = diagnosis.write(target, made)
    written(done.path, target, "；里面没有个人信息，发出之前可以打开看")


commands = (undo, history, backup, restore, check, diagnose)
