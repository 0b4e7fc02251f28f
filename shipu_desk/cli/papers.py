"""Commands that print: roster, duties, plaques, certificates, bulletins; and articles taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from shipu_desk.cli.kinds import FOLDER, FileKind, WordKind
from shipu_desk.cli.rolls import commands as rolls
from shipu_desk.cli.speech import SpeakingGroup, argument
from shipu_desk.cli.tools import TWIN, NotUsable, Tools, reported, told_pages, twins_told

if TYPE_CHECKING:
    from shipu_desk.documents.batch import Outcome

PDF, TEXT, REPORT = FileKind(".pdf"), FileKind(".docx", ".txt"), FileKind(".xlsx")
EDITABLE = FileKind(".pdf", ".docx", ".xlsx")
OVERPRINTS = {"文字": "WORDS", "内容": "FIELDS"}
F = TypeVar("F", bound=Callable[..., Any])
_out = argument("path", "文件.pdf", "写到哪里", type=PDF)
_out_editable = argument(
    "path", "文件.pdf|.docx|.xlsx", "写到哪里；.docx 和 .xlsx 供继续修改", type=EDITABLE
)


@click.group("print", cls=SpeakingGroup, short_help="打印成 .pdf 文件")
def print_() -> None:
    """打印：名单、责任清单、牌匾、证书、信息简报。"""


@print_.command("roster", short_help="附件1 领导小组名单")
@_out_editable
@click.pass_obj
def roster(tools: Tools, path: Path) -> None:
    """附件1：今天的领导小组名单。"""
    from shipu_desk.services import roster as rosters

    with tools.desk() as desk:
        told_pages(rosters.write(desk, path), path)


@print_.command("duties", short_help="附件2 责任清单")
@_out_editable
@click.pass_obj
def duties(tools: Tools, path: Path) -> None:
    """附件2：责任清单，横排。"""
    from shipu_desk.services import duties as lists

    with tools.desk() as desk:
        told_pages(lists.write(desk, path), path)


@print_.command("bulletin", short_help="信息简报")
@argument("number", "期号", "如 2023-1")
@_out
@click.pass_obj
def bulletin(tools: Tools, number: str, path: Path) -> None:
    """一期信息简报。"""
    from shipu_desk.services import bulletins

    with tools.desk() as desk:
        told_pages(bulletins.write(desk, bulletins.issue(desk, number).id, path), path)


def _of_awards(function: F) -> F:
    """The parameters that plaques and certificates have in common."""
    for option in (
        click.option("--report", metavar="文件.xlsx", type=REPORT, help="逐份的结果写成一张表"),
        click.option("--split", metavar="文件夹", type=FOLDER, help="另外每份写一个文件"),
        click.option("--template", metavar="版式", default=None, help="版式的名称或文件"),
        click.option("--round", "round_", metavar="批次", default=None, help="只要这一批次的"),
        _out,
    ):
        function = option(function)
    return function


@print_.command("plaques", short_help="牌匾")
@_of_awards
@click.pass_obj
def plaques(tools: Tools, /, **said: Any) -> None:
    """牌匾（存档用）；已摘牌的不打印，补发的带标记。"""
    _awards(tools, "牌匾", **said)


@print_.command("certificates", short_help="证书")
@_of_awards
@click.option(
    "--overprint",
    metavar="文字|内容",
    type=WordKind(*OVERPRINTS),
    default=None,
    help="套打在买来的证书纸上：文字（花边已印好）、内容（文字也已印好）",
)
@click.pass_obj
def certificates(tools: Tools, /, **said: Any) -> None:
    """证书；已摘牌的不打印，补发的带标记。"""
    _awards(tools, "证书", **said)


def _awards(
    tools: Tools,
    word: str,
    path: Path,
    round_: str | None,
    template: str | None,
    split: Path | None,
    report: Path | None,
    overprint: str | None = None,
) -> None:
    from shipu_desk.domain.awards import Form
    from shipu_desk.domain.printing import Overprint
    from shipu_desk.services import printing, reconciling

    form, choice = Form(word), printing.Choice(round=round_)
    over = Overprint[OVERPRINTS[overprint]] if overprint else None
    with tools.desk() as desk:
        if split:
            _made(split)
        outcome = printing.run(
            printing.print_awards(
                desk, form, path, choice, template=template, split=split, overprint=over
            )
        )
        trouble = reported(lambda to: reconciling.write(desk, form, outcome, to).path, report)
    said = reconciling.summary(form, outcome)
    _told_of_batch(outcome, alone=split is None)
    if outcome.failed or not outcome.made or trouble:
        lines = [said, "" if outcome.files else "没有写文件", trouble]
        raise NotUsable("；".join(filter(None, lines)))
    click.echo(said)


def _told_of_batch(outcome: Outcome, *, alone: bool) -> None:
    for file in outcome.files[:1] if alone else outcome.files:
        click.echo(f"已写入 {file}")
    for left in (*outcome.skipped, *outcome.failed):
        click.echo(f"{left.number} {left.name}：{left.reason}")
    for told in (*(f"{one.name}：{one.note}" for one in outcome.notes), *outcome.messages):
        click.echo(f"请核对：{told}", err=True)


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise NotUsable(f"文件夹“{folder}”建不了，没有打印；请另选文件夹") from None


@click.group("bulletin", cls=SpeakingGroup, short_help="信息简报的稿件")
def article() -> None:
    """信息简报的稿件。"""


@article.command("add", short_help="加一篇稿件")
@argument("path", "文件.docx|.txt", "第一行是标题；一、和（一）开头的是小标题", type=TEXT)
@click.option("--to", metavar="期号", default=None, help="如 2023-1（默认加到未印发的一期）")
@click.option("--source", metavar="供稿", default=None, help="供稿单位")
@TWIN
@click.pass_obj
def add_article(
    tools: Tools, path: Path, to: str | None, source: str | None, *, twin: bool
) -> None:
    """把一篇稿件（文档或纯文字）加到一期简报的末尾。"""
    from shipu_desk.services import bulletins, manuscripts

    manuscript = manuscripts.read_text(path)
    with tools.desk() as desk, twins_told():
        row = bulletins.add_article(desk, manuscript.text, to, source, twin_accepted=twin)
    click.echo(f"已加入{row.cells['bulletin_id']}：{row.title}")
    if manuscript.told:
        click.echo(f"请核对：{manuscript.told}", err=True)


for _roll in rolls:
    print_.add_command(_roll)
commands = (print_, article)
