"""Every help page and every usage error is Chinese, and wrong usage never runs anything."""

import re

import click
import pytest

from shipu_desk.cli import desk
from shipu_desk.domain.catalogue import BY_PLURAL

KEYS = ("merchant", "round", "on", "title", "basis", "body")


def commands(group=desk, path=()):
    yield path, group
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from commands(command, (*path, name))


EVERY = dict(commands())
NAMES = {word for path in EVERY for word in path} | set(BY_PLURAL) | {"shipu-desk", *KEYS}


def foreign(text):
    """Latin words that are neither commands, options, registers, fields nor file endings."""
    text = re.sub(r"(?<![\w-])--?[a-z][a-z-]*|(?<=\w)\.[a-z]+|\.[a-z]{3,4}\b", " ", text)
    return set(re.findall(r"[A-Za-z][A-Za-z_-]*", text)) - NAMES


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_help_page_is_chinese_and_says_something(path, bare):
    said = bare.done(*path, "--help")
    assert foreign(said) == set()
    assert said.startswith(f"用法：{' '.join(('shipu-desk', *path))}")
    assert EVERY[path].help in said


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_option_and_argument_is_explained(path):
    for parameter in EVERY[path].params:
        told = parameter.help if isinstance(parameter, click.Option) else parameter.said
        assert told, parameter.name
        assert parameter.metavar or parameter.is_flag, parameter.name


WRONG = {
    "foo": "没有“foo”这个命令",
    "award foo": "没有“foo”这个命令",
    "init --foo": "没有“--foo”这个选项",
    "init --pla": "没有“--pla”这个选项，是不是 --plan",
    "init 多了": "多出了“多了”",
    "init --plan=1": "选项“--plan”后面不要写值",
    "--as": "选项“--as”后面要写上值",
    "add": "缺少“登记”",
    "add foo --json a.json": "“登记”没有“foo”这一种",
    "add units": "缺少选项“--json”",
    "add units --json": "选项“--json”后面要写上值",
    "template units": "缺少“文件.xlsx”",
    "template units a.doc": "后缀应为 .xlsx",
    "import units a.pdf": "后缀应为 .xlsx 或 .csv",
    "export units a": "后缀应为",
    "print": None,
    "print roster": "缺少“文件.pdf|.docx|.xlsx”",
    "print roster a.doc": "后缀应为 .pdf 或 .docx 或 .xlsx",
    "print foo a.pdf": "没有“foo”这个命令",
    "award revoke": "缺少",
    "award revoke 1 --reason x": "缺少选项“--on”",
    "award revoke 1 --reason x --on 2023-02-30": "没有2023年2月30日这一天",
    "award revoke 1 --reason x --on 昨天": "应写成 2023-03-06 这样的日期",
    "undo 一": "“一”不是从1起的整数",
    "undo 99999999999999999999": "太大",
    "history units x": "“x”不是从1起的整数",
    "history units 0": "“0”不是从1起的整数",
    "bulletin add a.doc": "后缀应为 .docx 或 .txt",
    "restore": "缺少“备份文件”",
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_told_in_one_chinese_line(words, bare):
    said = bare.run(*words.split())
    assert (said.code, said.out) == (2, "")
    assert foreign(said.err.replace("foo", "").replace("doc", "")) - {"x", "a"} == set()
    assert "Traceback" not in said.err
    if WRONG[words]:
        assert WRONG[words] in said.err
        assert said.err.count("\n") == 1
    assert not bare.folder.exists()


def test_without_a_command_the_window_opens_on_the_data(bare):
    assert bare.run("--as", "示例乙").code == 0
    assert bare.opened == [(bare.folder, "示例乙")]


def test_the_version_is_told(bare):
    from shipu_desk import __version__

    assert __version__ in bare.done("--version")
