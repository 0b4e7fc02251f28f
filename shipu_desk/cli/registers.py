"""Commands on any register: add rows, list them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shipu_desk.cli.kinds import REGISTER, FileKind
from shipu_desk.cli.speech import Speaking, argument
from shipu_desk.cli.tools import TWIN, Tools, objects_of, twins_told
from shipu_desk.domain.records import Record

if TYPE_CHECKING:
    from shipu_desk.services.desk import Desk

RECORD_HELP = "中文名或英文复数名，如 创建单位 或 merchants；写错时会列出全部"


@click.command("add", cls=Speaking, short_help="新增一条或若干条登记")
@argument("record", "登记", RECORD_HELP, type=REGISTER)
@click.option("--json", "source", metavar="文件", required=True, type=FileKind(),
              help="一条或一列登记；键是字段名，引用写名称；- 表示从标准输入读")  # fmt: skip
@TWIN
@click.pass_obj
def add(tools: Tools, record: type[Record], source: Path, *, twin: bool) -> None:
    """新增一条或若干条登记；有一条有误就一条也不写入。"""
    from shipu_desk.domain.awards import Award
    from shipu_desk.services import entering

    said = objects_of(source)
    with tools.desk() as desk:
        if record is Award:
            from shipu_desk.cli.acts import grant_all

            grant_all(desk, said)
            return
        with twins_told():
            titles = entering.add_all(desk, record, said, twin_accepted=twin)
    for title in titles:
        click.echo(f"已新增{record.LABEL}：{title}")


@click.command("list", cls=Speaking, short_help="列出登记")
@argument("record", "登记", RECORD_HELP, type=REGISTER)
@click.option("--search", "words", metavar="词", default="", help="汉字、拼音或首字母")
@click.option("--json", "as_json", is_flag=True, help="按 .json 的写法输出，键是字段名")
@click.pass_obj
def show(tools: Tools, record: type[Record], words: str, *, as_json: bool) -> None:
    """列出登记；号码是遮住的。"""
    with tools.desk() as desk:
        if as_json:
            rows = [_plain(cells) for cells in _cells(desk, record, words)]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            _table(desk, record, words)


def _cells(desk: Desk, record: type[Record], words: str) -> list[tuple[Record, dict[str, str]]]:
    from shipu_desk.services import register

    ids = register.find(desk, record, register.Query(words))
    rows = [
        row for at in range(0, len(ids), 1_000) for row in
        register.page(desk, record, ids[at : at + 1_000])
    ]  # fmt: skip
    return [(row.record, row.cells) for row in rows]


def _plain(row: tuple[Record, dict[str, str]]) -> dict[str, object]:
    """Names for references, masks for phones; numbers and truths as they are, null for none."""
    from shipu_desk.domain.fields import Refs, Whole, YesNo
    from shipu_desk.domain.records import spec_of

    record, cells = row
    said: dict[str, object] = {"id": record.id}
    for key, field in spec_of(type(record)).fields.items():
        if isinstance(field, Whole | YesNo):
            said[key] = getattr(record, key)
        elif isinstance(field, Refs):
            said[key] = cells[key].split("、") if cells[key] else []
        else:
            said[key] = cells[key] or None
    return said


def _table(desk: Desk, record: type[Record], words: str) -> None:
    from shipu_desk.domain.records import spec_of

    columns = spec_of(record).columns
    rows = _cells(desk, record, words)
    if rows:
        click.echo("\t".join(["号", *(field.label for field in columns.values())]))
    for made, cells in rows:
        shown = (" ".join(cells[key].split()) for key in columns)
        click.echo("\t".join([str(made.id), *shown]))
    click.echo(f"共{len(rows)}条{record.LABEL}", err=True)


commands = (add, show)
