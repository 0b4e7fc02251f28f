"""Commands on files of tables: the empty form, the import, the export."""

from __future__ import annotations

import re
from pathlib import Path

import click

from shipu_desk.cli.kinds import REGISTER, FileKind
from shipu_desk.cli.registers import RECORD_HELP
from shipu_desk.cli.speech import Speaking, argument
from shipu_desk.cli.tools import PURPOSE, NotUsable, Tools, reported, written
from shipu_desk.domain.records import Record
from shipu_desk.errors import Refused

_FAULTS_SHOWN = 20


@click.command("template", cls=Speaking, short_help="写一份空的导入表")
@argument("record", "登记", RECORD_HELP, type=REGISTER)
@argument("path", "文件.xlsx", "写到哪里", type=FileKind(".xlsx"))
@click.pass_obj
def template(tools: Tools, record: type[Record], path: Path) -> None:
    """写一份空的导入表，带下拉列表和填写说明。"""
    from shipu_desk.services import exports

    if path.exists():  # it may be filled in by now
        raise NotUsable(f"“{path}”已经有了，没有动它；里面可能填了内容，请换一个文件名，或先移开它")
    with tools.desk() as desk:
        done = exports.form(desk, record, path)
    written(done.path, path)


@click.command("import", cls=Speaking, short_help="从表格导入登记")
@argument("record", "登记", RECORD_HELP, type=REGISTER)
@argument("path", "文件", "导入表 .xlsx 或 .csv", type=FileKind(".xlsx", ".csv"))
@click.option("--dry-run", is_flag=True, help="只试读，不写入")
@click.option("--only-good", is_flag=True, help="有误的行留下，其余写入")
@click.option("--report", metavar="文件.xlsx", type=FileKind(".xlsx"), help="把有误的行写成一张表")
@click.pass_obj
def import_(
    tools: Tools,
    record: type[Record],
    path: Path,
    *,
    dry_run: bool,
    only_good: bool,
    report: Path | None,
) -> None:
    """从表格导入登记；有一行有误就一行也不写入，除非写明只要好的行。"""
    from shipu_desk.services import import_reports, imports

    with tools.desk() as desk:
        outcome = imports.run(desk, record, path, dry_run=dry_run, only_good=only_good)
        listed = report if outcome.faulty else None
        trouble = reported(lambda to: import_reports.write_report(desk, outcome, to), listed)
    for line in outcome.faulty[:_FAULTS_SHOWN]:
        click.echo(import_reports.told(line))
    if len(outcome.faulty) > _FAULTS_SHOWN:
        click.echo(f"……还有{len(outcome.faulty) - _FAULTS_SHOWN}行有误")
    if trouble or (outcome.faulty and not only_good):
        raise NotUsable("；".join(filter(None, [str(outcome), trouble])))
    click.echo(str(outcome))


@click.command("export", cls=Speaking, short_help="把登记写成表格")
@argument("record", "登记", RECORD_HELP, type=REGISTER)
@argument("path", "文件", "写成 .xlsx、.csv 或 .pdf", type=FileKind(".xlsx", ".csv", ".pdf"))
@click.option("--columns", metavar="列", default="", help="只要这些列，用顿号或逗号隔开")
@click.option("--search", "words", metavar="词", default="", help="只要找得到这些词的")
@click.option("--purpose", metavar="用途", default="", help=PURPOSE)
@click.pass_obj
def export(
    tools: Tools, record: type[Record], path: Path, columns: str, words: str, purpose: str
) -> None:
    """把登记写成表格或可以打印的清单；不写用途时号码是遮住的。"""
    from shipu_desk.services import exports, listing

    names = [name.strip() for name in re.split("[、,，]", columns) if name.strip()]
    if columns and not names:
        raise Refused("--columns 里没有列名；至少写一列，或不写 --columns，就是全部")
    keys = listing.keys_named(record, names)
    with tools.desk() as desk:
        done = exports.export(desk, record, path, words, purpose, keys)
    notes = [f"：{record.LABEL}{done.count}条", f"{done.pages}页" if done.pages else ""]
    notes.append("号码已遮住" if done.masked else "")
    written(done.written.path, path, "，".join(filter(None, notes)))


commands = (template, import_, export)
