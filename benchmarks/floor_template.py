"""The floor's certificate as a template of the desk, and its data as facts of an award."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from benchmarks.floor_pdf import certdata as data
from shipu_desk.documents.awards import AwardFacts
from shipu_desk.documents.design.layout import Template
from shipu_desk.documents.design.templates import parse

MM = 25.4 / 72


def facts(cert: data.Cert) -> AwardFacts:
    """The second line of the wording travels as the basis, the one field without a form."""
    return AwardFacts(
        number=cert.number,
        title="荣誉证书",
        name=cert.name,
        body=data.ISSUER,
        basis=cert.second,
        granted_on=date(2026, 11, cert.day),
        year="2026",
        check="",
        qr=cert.qr,
    )


def template() -> Template:
    """Checked like any template; the certificate of the floor has no clear area, so a plaque's."""
    strokes: dict[float, list[str]] = defaultdict(list)
    for width, points in data.border():
        strokes[width].append(_path(points))
    elements = [
        f'{{ type = "path", d = "{" ".join(paths)}", weight = {width * MM:.4f}, ink = "gold" }}'
        for width, paths in strokes.items()
    ]
    elements += [_line(*item) for item in data.items(data.certs(1)[0])]
    elements.append(
        f'{{ type = "qr", text = "{{qr}}", at = {_at(data.QX, data.QY + data.QS)}, '
        f"side = {data.QS * MM:.3f} }}"
    )
    body = ",\n".join(elements)
    size = f"[{data.W * MM:.3f}, {data.H * MM:.3f}]"
    head = f'schema = 1\nkind = "plaque"\nname = "下限"\nsize = {size}\n'
    return parse(f'{head}inks = {{ main = "black" }}\nelement = [\n{body}\n]\n', "floor")


def _at(x: float, y: float) -> str:
    return f"[{x * MM:.3f}, {(data.H - y) * MM:.3f}]"


def _path(points: tuple[tuple[float, float], ...]) -> str:
    if len(points) == 2:
        (x, y), (right, top) = points
        corners = [(x, y), (right, y), (right, top), (x, top)]
        return "M" + " L".join(_pair(*corner) for corner in corners) + " Z"
    first, *rest = points
    return f"M{_pair(*first)} C{' '.join(_pair(*point) for point in rest)}"


def _pair(x: float, y: float) -> str:
    return f"{x * MM:.3f} {(data.H - y) * MM:.3f}"


def _line(font: str, size: float, x: float, y: float, side: str, text: str) -> str:
    role = {"T": "title", "B": "song", "N": "hei"}[font]
    measure = (data.W - (140 if side == "c" else 120)) * MM
    place = f"at = {_at(x, y + 0.38 * size)}, size = {size * MM:.3f}, measure = {measure:.3f}"
    common = f'{place}, role = "{role}", align = "{side.replace("c", "m")}"'
    if text.endswith("："):
        fit = f"one = {size * 0.8 * MM:.3f}, two = {size * 0.6 * MM:.3f}"
        return f'{{ type = "name", text = "{{name}}：", {common}, {fit} }}'
    return f'{{ type = "text", text = "{_pattern(text)}", {common} }}'


def _pattern(text: str) -> str:
    """The words of the first certificate with its changing parts as fields."""
    if text.startswith("证书编号"):
        return "证书编号：{number}"
    if text.startswith("社会公示"):
        return "{basis}"
    if text.startswith("二〇二六年十一月"):
        return "{day_han}"
    return "{body}" if text == data.ISSUER else text
