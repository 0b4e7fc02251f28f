"""Templates as files: read from TOML, every fault told at once, nothing half understood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from shipu_desk import resources
from shipu_desk.documents.design.elements import Element, Ink
from shipu_desk.documents.design.elements_award import Clear, Labelled, Signature, Symbol
from shipu_desk.documents.design.elements_figure import Lighthouse, Panorama
from shipu_desk.documents.design.elements_frame import Drawing, Frame, Net, Rule
from shipu_desk.documents.design.elements_text import Paragraph, Text
from shipu_desk.documents.design.elements_type import Name, Title
from shipu_desk.documents.design.layout import Template, TemplateRefused
from shipu_desk.documents.design.placing import placing_faults
from shipu_desk.documents.design.reading import (
    Distance,
    Length,
    LineCount,
    Size,
    Words,
    one_of,
    read_table,
    table,
)

SCHEMA = 1
WORDS = {"plaque": "牌匾", "certificate": "证书"}
LARGEST = 1_000_000
"""No template is longer (bytes)."""
ELEMENTS: dict[str, type[Element]] = {
    one.TYPE: one
    for one in (
        Frame, Net, Lighthouse, Panorama, Rule, Drawing, Title, Name, Text, Paragraph,
        Signature, Labelled, Symbol, Clear,
    )
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Screws:
    inset: Length
    hole: Length


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Inks:
    main: Ink


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NameFit:
    one: Length
    two: Length
    lines: LineCount = 2
    leading: Length = 1.28


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Fits:
    name: Annotated[NameFit | None, table(NameFit)] = None


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Head:
    """The keys of a template beside its schema and its elements."""

    kind: Annotated[str, one_of(WORDS)]
    name: Words
    size: Size
    bleed: Distance = 0.0
    screws: Annotated[Screws | None, table(Screws)] = None
    ground: Annotated[str, one_of(("gold", "steel"))] = ""
    inks: Annotated[Inks, table(Inks)] = Inks(main="red")
    fit: Annotated[Fits, table(Fits)] = Fits()


def shipped(name: str) -> Template:
    """A template that comes with the program, such as `plaque-600x400-gangdeng`."""
    return load(resources.path(f"templates/{name}.toml"))


def chosen(template: str | Path, kind: str) -> Template:
    """A shipped template by name or one of the office's own by file, of the kind asked for."""
    found = shipped(template) if isinstance(template, str) else load(template)
    if found.kind != kind:
        raise TemplateRefused(found.name, [f"这是{WORDS[found.kind]}的版式，这里要{WORDS[kind]}"])
    return found


def load(path: Path) -> Template:
    """Raises TemplateRefused with every fault."""
    try:
        data = path.read_bytes()
    except OSError:
        raise TemplateRefused(path.name, ["文件打不开，可能已被移走"]) from None
    if len(data) > LARGEST:
        raise TemplateRefused(path.name, ["文件过大，不是版式文件"])
    try:
        return parse(data.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise TemplateRefused(path.name, ["文件不是 UTF-8 文本"]) from None


def parse(text: str, name: str) -> Template:
    """`name` is the file's, for messages. Raises TemplateRefused."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        place = re.search(r"line (\d+)", str(fault))
        where = f"第 {place[1]} 行写法有误" if place else "写法有误"
        raise TemplateRefused(name, [where]) from None
    if problem := _schema(raw.pop("schema", None)):
        raise TemplateRefused(name, [problem])
    problems: list[str] = []
    elements = list(_elements(raw.pop("element", None), raw.get("fit"), problems))
    head = read_table(Head, raw, "版式", problems)
    if head and not problems:
        problems += placing_faults(head.kind, head.size, head.bleed, elements)
    if problems or not head:
        raise TemplateRefused(name, problems)
    return Template(head.name, head.kind, head.size, head.bleed, head.inks.main, tuple(elements))


def _schema(schema: object) -> str:
    if isinstance(schema, int) and schema > SCHEMA:
        return f"由更新的版本制作（schema = {schema}），请先升级本程序"
    return "" if schema == SCHEMA else f"第一行应为 schema = {SCHEMA}"


def _elements(raw: object, fit: object, problems: list[str]) -> Iterator[Element]:
    if not isinstance(raw, list) or not raw:
        problems.append("版式：缺少 element")
        return
    for number, one in enumerate(raw, start=1):
        kind = one.get("type") if isinstance(one, Mapping) else None
        cls = ELEMENTS.get(kind) if isinstance(kind, str) else None
        if cls is None:
            problems.append(f"第 {number} 个元素：不认识的类型“{kind}”")
        elif made := read_table(
            cls, _completed(cls, one, fit), f"第 {number} 个元素 {kind}", problems
        ):
            yield made


def _completed(cls: type[Element], one: Mapping[str, Any], fit: object) -> Mapping[str, Any]:
    """The template's fit rule stands for every name that has none of its own."""
    rule = fit.get("name") if cls is Name and isinstance(fit, Mapping) else None
    return {**rule, **one} if isinstance(rule, Mapping) else one
