"""The command line: the same services without Qt; one Chinese line when there is a trouble."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from shipu_desk import paths
from shipu_desk.cli import acts, checks, papers, registers, sheets
from shipu_desk.cli.accidents import note_down, remember
from shipu_desk.cli.kinds import FOLDER
from shipu_desk.cli.setting_up import commands as setting_up
from shipu_desk.cli.speech import SpeakingGroup, fault
from shipu_desk.cli.tools import Tools, Wiring
from shipu_desk.errors import DeskError

DONE, TROUBLE, USAGE = 0, 1, 2


@click.group(cls=SpeakingGroup, invoke_without_command=True, name="shipu-desk")
@click.option("--data", "folder", metavar="文件夹", type=FOLDER, help="数据放在哪里（默认在本机）")
@click.option("--as", "clerk", metavar="姓名", default="", help="经办人（默认为第一位经办人）")
@click.option("--version", is_flag=True, help="显示版本")
@click.pass_context
def desk(ctx: click.Context, folder: Path | None, clerk: str, *, version: bool) -> None:
    """石浦放心消费工作台。不写命令时打开窗口。"""
    wiring = ctx.find_object(Wiring)
    assert wiring is not None
    ctx.obj = Tools(wiring, paths.Paths(folder or paths.default_folder()), clerk)
    remember(ctx.obj.paths.folder)
    if version:
        from shipu_desk import __version__

        click.echo(f"石浦放心消费工作台 {__version__}")
    elif ctx.invoked_subcommand is None:
        ctx.exit(wiring.open_window(ctx.obj.paths.folder, clerk))


for _command in (
    *setting_up,
    *registers.commands,
    *sheets.commands,
    *acts.commands,
    *papers.commands,
    *checks.commands,
):
    desk.add_command(_command)


def main(wiring: Wiring, arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 a trouble told in one line on stderr, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = desk.main(
            args=list(sys.argv[1:] if arguments is None else arguments),
            prog_name="shipu-desk",
            standalone_mode=False,
            obj=wiring,
        )
    except BrokenPipeError:
        _stop_writing()
        return TROUBLE
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - never a traceback
        said, code = _answer(error)
        click.echo(said, err=True)
    return code if isinstance(code, int) else DONE


def _answer(error: BaseException) -> tuple[str, int]:
    """What is told of an error, and the exit code."""
    from shipu_desk.domain.records import Rejected

    match error:
        case click.exceptions.NoArgsIsHelpError(ctx=ctx):
            return ctx.get_help() if ctx else "", USAGE
        case click.UsageError():
            return _line(fault(error)), USAGE
        case Rejected() | DeskError():
            return _line(str(error)), TROUBLE
        case KeyboardInterrupt() | click.Abort():
            return "已中断；没有做完的这一步不会留下半份数据", TROUBLE
        case _:
            return note_down(error), TROUBLE


def _stop_writing() -> None:
    """Nobody reads any more, such as `| head`: nothing is left to say at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _line(said: str) -> str:
    return "；".join(part.strip() for part in said.splitlines() if part.strip())
