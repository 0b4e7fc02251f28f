"""Commands that speak Chinese: help pages and usage errors without click's own English."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from click import Argument, Context, Option, Parameter

_INDENT, _GAP = "  ", 2
F = TypeVar("F", bound=Callable[..., Any])


class WrongUsage(click.UsageError):
    """What was typed is no command of ours; the message is one Chinese sentence."""


class Speaking(click.Command):
    """A command whose help and faults are Chinese and whose extra words are told."""

    allow_extra_args = True  # told below, in Chinese

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise WrongUsage(f"多出了“{' '.join(rest)}”", ctx)
        return rest

    def get_help_option(self, ctx: Context) -> Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示这份说明"
        return option

    def get_help(self, ctx: Context) -> str:
        return "\n".join(_page(self, ctx))


class SpeakingGroup(Speaking, click.Group):
    """A group of such commands."""

    command_class = Speaking

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            raise WrongUsage(
                f"没有“{args[0]}”这个命令，可用：{'、'.join(self.list_commands(ctx))}", ctx
            )
        return super().resolve_command(ctx, args)


SpeakingGroup.group_class = SpeakingGroup


def argument(name: str, label: str, help: str = "", **how: Any) -> Callable[[F], F]:
    """A positional argument, called `label` on the help page."""
    made = click.argument(name, metavar=label, **how)

    def decorate(function: F) -> F:
        function = made(function)
        getattr(function, "__click_params__")[-1].said = help  # noqa: B009
        return function

    return decorate


def _page(command: click.Command, ctx: Context) -> Iterable[str]:
    pieces = [ctx.command_path, *(_piece(p) for p in command.params if isinstance(p, Argument))]
    options = [p for p in command.get_params(ctx) if isinstance(p, Option) and not p.hidden]
    yield "用法：" + " ".join([*pieces[:1], "[选项]", *pieces[1:], *_tail(command)])
    yield f"\n{command.help or ''}".rstrip()
    said = [(_piece(p), getattr(p, "said", "")) for p in command.params if isinstance(p, Argument)]
    yield from _section("参数", [(name, help) for name, help in said if help])
    yield from _section("选项", [(_names(option), option.help or "") for option in options])
    if isinstance(command, click.Group):
        found = [(name, command.get_command(ctx, name)) for name in command.list_commands(ctx)]
        yield from _section("命令", [(name, one.short_help or "") for name, one in found if one])


def _tail(command: click.Command) -> list[str]:
    return ["命令", "…"] if isinstance(command, click.Group) else []


def _piece(parameter: Parameter) -> str:
    return f"{label(parameter)}" if parameter.required else f"[{label(parameter)}]"


def _names(option: Option) -> str:
    names = "、".join(option.opts)
    return names if option.is_flag else f"{names} {label(option)}"


def label(parameter: Parameter) -> str:
    """What a parameter's value is called."""
    return parameter.metavar or "值"


def _section(title: str, rows: list[tuple[str, str]]) -> Iterable[str]:
    if rows:
        widest = max(_width(name) for name, _ in rows)
        yield f"\n{title}："
        for name, help in rows:
            yield f"{_INDENT}{name}{' ' * (widest - _width(name) + _GAP)}{help}".rstrip()


def _width(text: str) -> int:
    """Columns on a console: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fault(error: click.UsageError) -> str:
    """What is wrong with the words typed, one sentence, and where the help is."""
    path = error.ctx.command_path if error.ctx else "shipu-desk"
    return f"用法不对：{_reason(error)}。用法见 {path} --help"


def _reason(error: click.UsageError) -> str:
    match error:
        case WrongUsage():
            return error.message
        case click.NoSuchOption():
            near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有“{error.option_name}”这个选项{near}"
        case click.BadOptionUsage():
            return _bad_option(error)
        case click.MissingParameter():
            return f"缺少{_called(error.param)}"
        case click.BadParameter():
            return f"{_called(error.param)}{error.message}"
        case _:
            return "命令写得不完整"


def _bad_option(error: click.BadOptionUsage) -> str:
    """Click raises it without the option itself, so that its own words must be read."""
    wanted = "不要写值" if "does not take" in error.message else "要写上值"
    return f"选项“{error.option_name}”后面{wanted}"


def _called(parameter: Parameter | None) -> str:
    if isinstance(parameter, Option):
        return f"选项“{parameter.opts[-1]}”"
    return f"“{label(parameter)}”" if parameter else "参数"
