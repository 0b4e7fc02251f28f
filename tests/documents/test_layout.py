"""A template is data: every fault is told, nothing of a faulty one is drawn."""

import re
from dataclasses import MISSING, fields
from io import BytesIO

import pytest
from paper import NAME2, NAME14, award, ink, picture

from shipu_desk import resources
from shipu_desk.documents.awards import FIELDS, values
from shipu_desk.documents.design.elements import Scope
from shipu_desk.documents.design.layout import TemplateRefused, add_page, lay_ground
from shipu_desk.documents.design.patterns import compiled
from shipu_desk.documents.design.templates import ELEMENTS, chosen, load, parse, shipped
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.drawing.skyline import PARTS
from shipu_desk.documents.typography.fonts import bundled

FONTS = bundled()
PLAQUE = 'schema = 1\nkind = "plaque"\nname = "示例"\nsize = [200, 100]\n'
CERTIFICATE = PLAQUE.replace("plaque", "certificate")
TEXT = 'type = "text", at = [100, 50], size = 5, measure = 100'


def template(*elements, head=PLAQUE):
    listed = ",\n".join(f"{{ {one} }}" for one in elements)
    return parse(f"{head}element = [\n{listed}\n]\n", "示例.toml")


def problems(*elements, head=PLAQUE):
    with pytest.raises(TemplateRefused) as refused:
        template(*elements, head=head)
    assert "示例.toml" in str(refused.value)
    return refused.value.problems


def page(made, facts):
    out = BytesIO()
    sheet = Sheet(out, *made.size, FONTS)
    lay_ground(sheet, made.ground(FONTS))
    found = made.page(facts, FONTS)
    assert not found.problems
    add_page(sheet, found)
    sheet.save()
    return out.getvalue()


@pytest.mark.parametrize("file", sorted(resources.path("templates").glob("*.toml")))
def test_every_shipped_template_is_good(file):
    made = load(file)
    assert file.stem.startswith(made.kind)
    assert made.ground(FONTS)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('type = "seal", at = [1, 1]', "第 1 个元素：不认识的类型“seal”"),
        ("at = [1, 1]", "不认识的类型“None”"),
        (f'{TEXT}, text = "好", colour = "red"', "不认识的项“colour”"),
        ('type = "text", text = "好", at = [100, 50], size = 5', "缺少“measure”"),
        (f'{TEXT}, text = "{{name.__class__}}"', "没有叫“{name.__class__}”的内容"),
        (f'{TEXT}, text = "{{0}}"', "没有叫“{0}”的内容"),
        (f'{TEXT}, text = "{{}}"', "没有叫“{}”的内容"),
        (f'{TEXT}, text = "{{name"', "花括号不成对"),
        (f'{TEXT}, text = "name}}"', "花括号不成对"),
        (f'{TEXT}, text = ""', "text 应为文字"),
        (f'{TEXT}, text = "好", ink = "blue"', "ink 应为"),
        (f'{TEXT}, text = "好", role = "comic"', "role 应为"),
        (f'{TEXT}, text = "好", lines = 9', "lines 应为 1 到 5"),
        ('type = "rule", box = [1, 2, 3]', "box 应为 [左, 上, 宽, 高]"),
        ('type = "rule", box = [1, 2, 0, 3]', "box 应大于 0"),
        ('type = "rule", box = [1, 2, nan, 3]', "box 应为数字"),
        ('type = "rule", box = [1, 2, inf, 3]', "box 应为数字"),
        ('type = "rule", box = [1, 2, true, 3]', "box 应为数字"),
        ('type = "rule", box = [190, 2, 20, 3]', "（线条）超出纸面"),
        ('type = "qr", text = "{qr}", at = [-5, 0], side = 22', "（二维码）超出纸面"),
        ('type = "panorama", from = 1, to = 9, base = 50, parts = "ship"', "没有“ship”"),
        ('type = "path", d = "M1 1 Q2 2"', "M 后应有 2 个数字"),
        ('type = "path", d = "M1 1 L2"', "L 后应有 2 个数字"),
        ('type = "path", d = "M1 x"', "M 后应有 2 个数字"),
        ('type = "path", d = "L1 1"', "d 应由 M、L、C、Z"),
        ('type = "frame", box = [1, 1, 90, 90], notch = 5, lines = []', "lines 应为一个或多个"),
        (
            'type = "frame", box = [1, 1, 90, 90], notch = 5, lines = [{ inset = 0 }]',
            "lines 缺少“weight”",
        ),
        ('type = "lighthouse", at = [50, 60], height = 20, courses = 99', "courses 应为"),
        ('type = "facts", at = [1, 1], pitch = 5, rows = 3', "rows 应为一个或多个"),
    ],
)
def test_a_fault_of_an_element_is_told_with_its_place(element, expected):
    assert any(expected in one for one in problems(element)), problems(element)


def test_every_fault_is_told_at_once():
    found = problems('type = "seal"', 'type = "rule"', f'{TEXT}, text = "{{age}}"')
    assert [one.split("：")[0] for one in found] == [
        "第 1 个元素",
        "第 2 个元素 rule",
        "第 3 个元素 text",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "schema = 1"),
        ("schema = 2\n", "由更新的版本制作"),
        ("schema = 0\n", "第一行应为 schema = 1"),
        ('schema = "1"\n', "第一行应为 schema = 1"),
        ("schema = 1\n" + PLAQUE[11:], "缺少 element"),
        ("schema = 1\nelement = 3\n", "缺少 element"),
        ("schema = 1\nsize = 200 mm\n", "第 2 行写法有误"),
        ("schema = 1\nsize = [200,\n", "写法有误"),
        ("schema = 1\nelement = " + "[" * 5000, "写法有误"),
        (PLAQUE + "colour = 1\nelement = [{ type = 'clear', box = [1, 1, 9, 9] }]", "“colour”"),
        (PLAQUE.replace("plaque", "poster") + "element = [3]", "kind 应为"),
        (PLAQUE.replace("[200, 100]", "[200, -1]") + "element = [3]", "size 应大于 0"),
        (PLAQUE.replace("[200, 100]", "[9000, 1]") + "element = [3]", "不超过 3000"),
        (PLAQUE + "fit = { name = { one = 3 } }\nelement = [3]", "fit name 缺少“two”"),
    ],
)
def test_a_fault_of_the_whole_is_told(text, expected):
    with pytest.raises(TemplateRefused) as refused:
        parse(text, "示例.toml")
    assert any(expected in one for one in refused.value.problems), refused.value.problems


def test_a_certificate_without_room_for_a_seal_is_refused():
    rule = 'type = "rule", box = [1, 2, 3, 3]'
    small = 'type = "clear", box = [10, 10, 60, 49.9]'
    assert "不小于 50 × 50 毫米的净空" in problems(rule, head=CERTIFICATE)[0]
    assert "不小于 50 × 50 毫米的净空" in problems(rule, small, head=CERTIFICATE)[0]
    assert template(rule, 'type = "clear", box = [10, 10, 50, 50]', head=CERTIFICATE)


def test_nothing_but_the_signature_may_stand_in_the_clear_area():
    clear = 'type = "clear", box = [100, 20, 54, 54]'
    signature = (
        'type = "signature", text = "{body}", date = "{day_han}", at = [127, 45], '
        "measure = 100, size = 4"
    )
    assert template(clear, signature, head=CERTIFICATE)
    text = f'{TEXT}, text = "{{basis}}"'
    [found] = problems(clear, signature, text, head=CERTIFICATE)
    assert found == "第 3 个元素 text（文字）进入了用章的净空"


def test_files_that_are_no_templates_are_refused(tmp_path):
    picture_file, huge = tmp_path / "a.toml", tmp_path / "b.toml"
    picture_file.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    huge.write_bytes(b"#" * 1_000_001)
    for file, reason in (
        (picture_file, "不是 UTF-8"),
        (huge, "文件过大"),
        (tmp_path / "none.toml", "打不开"),
        (tmp_path, "打不开"),
    ):
        with pytest.raises(TemplateRefused, match=reason):
            load(file)


def test_a_plaque_is_not_drawn_from_a_certificate():
    with pytest.raises(TemplateRefused, match="这是证书的版式，这里要牌匾"):
        chosen("certificate-a4-landscape", "plaque")
    with pytest.raises(TemplateRefused, match="打不开"):
        chosen("no-such", "plaque")


def test_constant_type_that_does_not_fit_is_refused_not_left_out():
    made = template(
        'type = "text", text = "特发此证以资鼓励", at = [100, 50], size = 9, measure = 40'
    )
    with pytest.raises(TemplateRefused, match="排不进 40 毫米宽"):
        made.ground(FONTS)
    made = template(f'{TEXT}, text = "好😀"')
    with pytest.raises(TemplateRefused, match=r"😀（U\+1F600）"):
        made.ground(FONTS)


def test_braces_in_a_value_stay_what_they_are():
    pattern = compiled("授予{name}：")
    assert pattern.fill(values(award(name="{title}{0}"))) == "授予{title}{0}："


def test_every_field_has_a_value_and_a_word():
    facts = award(mark="补发")
    assert values(facts).keys() == FIELDS.keys()
    assert all(values(facts).values())
    assert values(facts)["number_marked"] == "2023-D-101-0001（补发）"
    assert values(facts)["date"] == "2023年7月"
    assert values(facts)["day_han"] == "二〇二三年七月三十一日"


def test_composed_characters_are_printed_as_they_are_signed():
    assert values(award(name="Cafe\u0301"))["name"] == "Caf\u00e9"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ((2023, 1, 1), "二〇二三年一月一日"),
        ((2024, 10, 10), "二〇二四年十月十日"),
        ((2030, 11, 20), "二〇三〇年十一月二十日"),
        ((2029, 12, 29), "二〇二九年十二月二十九日"),
    ],
)
def test_dates_are_written_in_chinese_figures(day, written):
    granted = award().granted_on.replace(*day)
    assert values(award(granted_on=granted))["day_han"] == written


@pytest.mark.parametrize(
    "element",
    [
        'type = "rule", box = [20, 30, 60, 2]',
        'type = "path", d = "M20 30 L80 30 L80 32 L20 32 Z"',
        'type = "path", d = "M20 31 L80 31", weight = 2',
    ],
)
def test_own_line_work_stands_where_it_says(element):
    left, top, right, bottom = ink(picture(page(template(element), award())))
    assert (left, top, right, bottom) == pytest.approx((20, 30, 80, 32), abs=0.2)


def test_the_harbour_front_fills_its_measure():
    parts = " . ".join(name for name in PARTS if name.strip("."))
    made = template(f'type = "panorama", from = 10, to = 190, base = 60, parts = "{parts}"')
    left, _, right, bottom = ink(picture(page(made, award())))
    u = 180 / sum(PARTS[name][0] for name in parts.split())
    assert left == pytest.approx(10, abs=u)
    assert right == pytest.approx(190, abs=u)
    assert bottom == pytest.approx(60, abs=0.3)


def test_a_plain_line_shrinks_then_turns_then_is_refused():
    made = template(
        'type = "text", text = "{basis}", at = [100, 50], size = 6, measure = 60, smallest = 3, '
        "lines = 2"
    )

    def lines(many):
        found = made.page(award(basis="字" * many), FONTS)
        return [line for one in found.settings for line in one.lines], found.problems

    assert [(len(one.text), one.size) for one in lines(10)[0]] == [(10, 6)]
    assert len(lines(12)[0]) == 1
    assert 3 <= lines(20)[0][0].size < 6
    assert len(lines(20)[0]) == 2
    assert lines(41) == (
        [],
        (f"授牌依据“{'字' * 41}”共 41 字，两行排不进 60 毫米宽（最小字高 3 毫米）",),
    )


def test_a_short_title_is_not_torn_apart_and_a_long_one_not_squeezed():
    made = shipped("plaque-600x400-gangdeng")

    def line(title):
        fields = dict(values(award(title=title)))
        [title_element] = [one for one in made.elements if isinstance(one, ELEMENTS["title"])]
        return title_element.set(Scope(fields, FONTS, "red"))

    [short] = line("示范").lines
    assert short.tracking == pytest.approx(0.30 * short.size)
    [long] = line("放心消费示范集群建设单位").lines
    assert long.tracking >= 0.05 * long.size - 1e-9
    assert "排不进" in line("很" * 40).problem


def test_a_title_comes_down_when_the_plaque_has_no_name():
    made = shipped("plaque-600x400-gangdeng")

    def y(name):
        found = made.page(award(name=name), FONTS)
        return next(line.y for one in found.settings for line in one.lines if "示范" in line.text)

    assert y("") - y(NAME14) == 26
    assert y(NAME2) == y(NAME14)


def test_the_manual_names_every_element_and_every_entry():
    rows = {}
    for line in (resources.folder().parent / "docs/templates.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 5 and cells[1].strip("`") in ELEMENTS:
            rows[cells[1].strip("`")] = cells[3]
    assert rows.keys() == ELEMENTS.keys()
    for name, cls in ELEMENTS.items():
        named = dict(re.findall(r"`(\w+)`(\*?)", re.sub("（.*?）", "", rows[name])))
        entries = {one.name.rstrip("_"): "*" * (one.default is MISSING) for one in fields(cls)}
        assert named == entries, name
