"""The fonts of the office: used first, and told when they cannot be used."""

import os
from dataclasses import replace

import pytest

from shipu_desk import resources
from shipu_desk.documents.typography import fonts as type_
from shipu_desk.domain.members import Member
from shipu_desk.services import fonts, register, roster, settings
from shipu_desk.services.desk import Desk


def office(desk: Desk) -> Desk:
    return replace(desk, bundled_fonts_only=False)


def test_only_the_bundled_fonts_where_they_alone_are_asked_for(desk):
    settings.change(desk, {"font_fang": str(resources.path("fonts/kai.ttf"))})
    assert not fonts.fonts(desk).fallbacks("示例", "fang")
    assert fonts.fonts(desk) is fonts.fonts(desk)
    assert fonts.troubles(desk) == []


def test_the_offices_own_font_comes_first(desk):
    bundled = fonts.fonts(desk).glyphs("fang")["示"].face.path.name
    settings.change(desk, {"font_fang": str(resources.path("fonts/kai.ttf"))})
    first = fonts.fonts(office(desk)).glyphs("fang")["示"].face.path.name
    assert (bundled, first) == ("fang.ttf", "kai.ttf")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a font in use where it is")
def test_a_font_that_went_away_is_told_and_ours_stands_in(desk, tmp_path):
    own = tmp_path / "示例字体.ttf"
    own.write_bytes(resources.path("fonts/kai.ttf").read_bytes())
    settings.change(desk, {"font_fang": str(own)})
    own.rename(tmp_path / "改名.ttf")
    type_.opened.cache_clear()
    told = fonts.troubles(office(desk))
    assert told == ["仿宋改用其他字体：字体文件打不开：示例字体.ttf。请在设置中另选字体。"]
    register.save(desk, Member, {"name": "示例甲"})
    written = roster.write(office(desk), tmp_path / "附件1.pdf")
    assert written.notes == tuple(told)
