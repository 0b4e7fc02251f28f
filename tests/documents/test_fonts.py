"""Every role has the 8,105 characters, and a bad font file is a sentence, never a traceback."""

import hashlib
import io
import random
import re
import struct
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from shipu_desk import resources
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.typography import charmaps, fonts, roles
from shipu_desk.documents.typography.faces import Face, FontRefused
from shipu_desk.documents.typography.fonts import Fonts, Unprintable, bundled
from shipu_desk.documents.typography.roles import BUNDLED, FontFile, chains

TABLE = (Path(__file__).parent.parent / "data" / "tgscc-8105.txt").read_text("utf-8").strip()
SIGNS = (
    "，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’—…·×№℃㎡％‰＋－＝￥′″°±÷≤≥㎏㎜㎝〇々"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ■□▲△●○◆◇★☆→←↑↓─│┌┐└┘├┤┬┴┼\u3000\u00a0\u2003"
    + "".join(map(chr, range(0x20, 0x7F)))
)
FOLDER = resources.path("fonts")
FILES = {file.key: file for file in roles.bundled_files()}


def test_the_table_has_8105_characters_196_of_them_above_the_basic_plane():
    assert len(TABLE) == len(set(TABLE)) == 8105
    assert sum(ord(char) > 0xFFFF for char in TABLE) == 196


@pytest.mark.parametrize("role", BUNDLED)
def test_every_role_prints_the_whole_table_and_gives_it_back(role):
    file = io.BytesIO()
    sheet = Sheet(file, 297, 420, bundled())
    lines = [TABLE[start : start + 100] for start in range(0, len(TABLE), 100)]
    for number, line in enumerate(lines):
        sheet.text(line, 10, 5 + 5 * number, 2.6, role, align="o")
    sheet.save()
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range()
    assert "".join(text.split()) == TABLE
    assert all(bundled().glyphs(role)[char].number for char in TABLE)


@pytest.mark.parametrize("role", BUNDLED)
def test_every_role_has_signs_figures_and_spaces(role):
    assert bundled().missing(SIGNS, role) == []
    assert [bundled().advance(char, role) for char in "—“，〔…"] == [1.0] * 5


def test_a_song_font_covers_gbk():
    pairs = (
        bytes((a, b)) for a in range(0x81, 0xFF) for b in (*range(0x40, 0x7F), *range(0x80, 0xFF))
    )
    chars = {pair.decode("gbk", "ignore") for pair in pairs} - {""}
    han = [c for c in chars if "一" <= c <= "龥" or "\uf900" <= c <= "\ufaff"]
    assert len(han) == 20923
    assert bundled().missing(han, "song") == []


def test_files_are_the_built_ones_with_their_licences():
    sums = dict(reversed(line.split()) for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    found = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in FOLDER.glob("*.ttf")}
    assert found == sums
    assert set(found) == {f"{key}.ttf" for key in FILES}
    assert sum(f.stat().st_size for f in FOLDER.glob("*.ttf")) <= 45_000_000
    assert {f.name.partition("-")[0] for f in FOLDER.glob("licences/*")} == {"OFL", "Fandol"}


def test_reserved_font_names_are_not_used_by_changed_fonts():
    for key, file in FILES.items():
        face = Face(file.path)
        place, _ = face.tables[b"name"]
        _, count, strings = struct.unpack_from(">HHH", face.data, place)
        for record in range(place + 6, place + 6 + 12 * count, 12):
            kind, length, offset = struct.unpack_from(">3H", face.data, record + 6)
            text = face.data[place + strings + offset :][:length].decode("utf-16-be")
            if kind in {1, 3, 4, 6, 16}:
                assert not re.search("LXGW|霞鹜|Source", text), (key, kind, text)


def test_a_name_with_a_rare_character_is_set_whole_in_one_font():
    fonts_ = bundled()
    assert fonts_.coherent("示例海鲜楼", "fang") == "fang"
    assert fonts_.fallbacks("示例喆记", "fang") == [("喆", "ShipuKai-Light")]
    role = fonts_.coherent("示例喆记A", "fang")
    assert role == "fang+kai-light"
    assert {fonts_.glyphs(role)[char].face.name for char in "示例喆记A"} == {"ShipuKai-Light"}
    assert fonts_.missing("示例喆记", role) == []


def test_figures_of_the_bundled_fangsong_come_from_a_lighter_font():
    assert bundled().glyphs("fang")["8"].face.name == "FandolSong-Regular"
    assert bundled().glyphs("fang")["例"].face.name == "FandolFang-Regular"


@pytest.mark.parametrize(
    "char",
    ["\n", "\t", "\x00", "\u200b", "\u202e", "\u2066", "\ufeff", "\ue000", "\U0010ffff", "😀"],
)
def test_what_cannot_be_printed_is_named(char):
    assert bundled().missing(f"店{char}", "song") == [char]
    with pytest.raises(Unprintable, match=f"U\\+{ord(char):04X}"):
        bundled().advance(char, "song")


@given(st.text(min_size=1, max_size=12))
def test_any_text_is_either_printable_or_listed(text):
    lacking = bundled().missing(text, "song")
    if lacking:
        with pytest.raises(Unprintable, match=f"U\\+{ord(lacking[0]):04X}"):
            bundled().width(text, "song")
    else:
        assert bundled().width(text, "song") > 0


def test_ink_stands_inside_the_advance_of_a_han_character():
    left, right = bundled().ink("例", "song")
    assert 0 < left < right < bundled().advance("例", "song") == 1.0
    assert bundled().ink(" ", "song") == (0.0, bundled().advance(" ", "song"))


def test_both_character_maps_of_a_font_agree():
    data = FILES["kai"].path.read_bytes()
    start, length = Face(FILES["kai"].path).tables[b"cmap"]
    found = {}
    for n in range(struct.unpack_from(">H", data, start + 2)[0]):
        offset = struct.unpack_from(">L", data, start + 8 + 8 * n)[0]
        found[struct.unpack_from(">H", data, start + offset)[0]] = start + offset
    narrow = charmaps._by_segment(data, found[4], start + length)
    wide = charmaps._by_group(data, found[12])
    assert [narrow(code) for code in range(0xFFFF)] == [wide(code) for code in range(0xFFFF)]
    assert narrow(0x2CC56) == 0 != wide(0x2CC56)


def test_the_office_font_comes_first_and_the_bundled_ones_fill_its_gaps():
    own = Fonts(chains({"kai": FILES["numerals"].path}))
    assert own.glyphs("kai")["8"].face.name == "FandolSong-Regular"
    assert own.glyphs("kai")["例"].face.name == "ShipuKai-Regular"
    assert own.coherent("8号店", "kai") == "kai+kai"
    assert own.refusals() == []


def test_windows_fonts_are_found_in_both_folders(tmp_path):
    theirs = tmp_path / "own" / "Microsoft" / "Windows" / "Fonts"
    theirs.mkdir(parents=True)
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "simfang.ttf").write_bytes(FILES["numerals"].path.read_bytes())
    (theirs / "simhei.ttf").write_bytes(FILES["numerals"].path.read_bytes())
    folders = roles.windows_folders(
        {"WINDIR": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "own")}
    )
    found = roles.system_files(folders)
    assert set(found) == {"fang", "hei"}
    there = Fonts(chains(None, found))
    assert there.glyphs("fang")["8"].face.path == tmp_path / "Fonts" / "simfang.ttf"
    assert there.glyphs("fang")["例"].face.name == "FandolFang-Regular"


def collection(data):
    """A .ttc that holds the font twice."""
    count = struct.unpack_from(">H", data, 4)[0]
    head = struct.pack(">4sLLLL", b"ttcf", 0x10000, 2, 20, 20)
    records = b"".join(
        data[12 + 16 * n : 20 + 16 * n]
        + struct.pack(">L", struct.unpack_from(">L", data, 20 + 16 * n)[0] + 20)
        + data[24 + 16 * n : 28 + 16 * n]
        for n in range(count)
    )
    return head + data[:12] + records + data[12 + 16 * count :]


def test_a_font_of_a_collection_is_read_by_its_index(tmp_path):
    path = tmp_path / "two.ttc"
    path.write_bytes(collection(FILES["numerals"].path.read_bytes()))
    single, second = Face(FILES["numerals"].path), Face(path, 1)
    glyph = second.glyph(ord("8"))
    assert glyph == single.glyph(ord("8"))
    assert second.outline(glyph) == single.outline(glyph) != b""
    with pytest.raises(FontRefused):
        Face(path, 2)


def forbidden(data):
    where = data.index(b"OS/2", 12)
    place = struct.unpack_from(">L", data, where + 8)[0]
    return data[: place + 8] + b"\0\2" + data[place + 10 :]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: b"", "已损坏"),
        (lambda data: b"PK\3\4" + data, "已损坏"),
        (lambda data: b"OTTO" + data[4:], "CFF"),
        (lambda data: data[:3000], "已损坏"),
        (lambda data: data[:200], "已损坏"),
        (forbidden, "许可"),
        (lambda data: data.replace(b"cmap", b"pamc", 1), "已损坏"),
    ],
)
def test_an_unusable_font_is_refused_in_one_sentence_and_left_out(tmp_path, change, told):
    path = tmp_path / "own.ttf"
    path.write_bytes(change(FILES["numerals"].path.read_bytes()))
    with pytest.raises(FontRefused, match=told):
        Face(path)
    own = Fonts(chains({"song": path, "hei": tmp_path / "gone.ttf"}))
    assert own.glyphs("song")["例"].face.name == "NotoSerifSC-Medium"
    assert own.glyphs("hei")["例"].face.name == "NotoSansSC-Medium"
    reasons = own.refusals()
    assert len(reasons) == 2
    assert any(told in reason for reason in reasons)
    assert any("打不开" in reason for reason in reasons)


def test_a_font_with_flipped_bytes_never_ends_in_a_traceback(tmp_path):
    whole, chance = FILES["numerals"].path.read_bytes(), random.Random(8105)
    outcomes = set()
    for number in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(600)] = chance.randrange(256)
        path = tmp_path / f"{number}.ttf"
        path.write_bytes(data)
        try:
            own = Fonts({"song": [FontFile("broken", path), FILES["song-medium"]]})
            sheet = Sheet(io.BytesIO(), 100, 100, own)
            sheet.text("No 8", 50, 50, 10, "song")
            sheet.save()
            outcomes.add("printed")
        except FontRefused:
            outcomes.add("refused")
    assert outcomes == {"printed", "refused"}


def test_a_character_mapped_to_an_empty_glyph_counts_as_missing(tmp_path):
    face = Face(FILES["numerals"].path)
    data, glyph = bytearray(face.data[:]), face.glyph(ord("8"))
    wide = 4 if face._long else 2
    place = face.tables[b"loca"][0] + wide * glyph
    data[place + wide : place + 2 * wide] = data[place : place + wide]
    path = tmp_path / "own.ttf"
    path.write_bytes(data)
    own = Fonts(chains({"hei": path}))
    assert Face(path).glyph(ord("8")) == glyph
    assert [own.glyphs("hei")[c].face.path for c in "18"] == [path, FILES["hei"].path]
    assert Fonts({"hei": [FontFile("own", path)]}).missing("18 ", "hei") == ["8"]


def place_of_composite():
    face = Face(FILES["kai"].path)
    start, _ = face.tables[b"glyf"]
    record = face.outline(face.glyph(ord("¨")))
    assert record[0] & 0x80
    return face.table(b"glyf").index(record) + start


def test_a_composite_glyph_is_embedded_with_its_parts():
    file = io.BytesIO()
    sheet = Sheet(file, 100, 100, bundled())
    mark = sheet.text("¨", 50, 50, 80, "kai")
    sheet.save()
    image = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=254 / 72).to_pil()
    left, _, right, _ = image.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    assert (left / 10, right / 10) == pytest.approx((mark.left, mark.right), abs=0.2)


def test_a_broken_composite_glyph_is_told_when_the_file_is_made(tmp_path):
    data = bytearray(FILES["kai"].path.read_bytes())
    place = place_of_composite()
    data[place + 10 : place + 12] = b"\0\x20"  # more parts follow, without end
    data[place + 16 : place + 17] = b"\xff"
    path = tmp_path / "own.ttf"
    path.write_bytes(data)
    sheet = Sheet(tmp_path / "page.pdf", 100, 100, Fonts(chains({"kai": path})))
    sheet.text("¨", 50, 50, 80, "kai")
    with pytest.raises(FontRefused, match="已损坏"):
        sheet.save()
    assert not (tmp_path / "page.pdf").exists()


def test_without_any_font_the_clerk_is_told(tmp_path):
    with pytest.raises(FontRefused, match="重新安装"):
        Fonts({"song": [FontFile("gone", tmp_path / "gone.ttf")]}).width("店", "song")


def test_the_bundled_fonts_are_read_once():
    assert bundled() is bundled()
    assert fonts.opened(FILES["hei"]) is fonts.opened(FILES["hei"])


def outside(one, other):
    """The part of one picture's ink that is more than a pixel beside the other's."""
    grown = other.filter(ImageFilter.MinFilter(3))
    stray = ImageStat.Stat(ImageChops.subtract(grown, one)).sum[0]
    return stray / ImageStat.Stat(ImageChops.invert(one)).sum[0]


@pytest.mark.parametrize("key", FILES)
def test_the_printed_glyph_is_the_one_of_the_font_file(key):
    file, chance = io.BytesIO(), random.Random(key)
    own = Fonts({"own": [FILES[key]]})
    pool = [char for char in TABLE + SIGNS if char.strip() and not own.missing(char, "own")]
    chars = chance.sample(pool, 24) + [char for char in "𬱖𬸚—“" if char in pool]
    sheet = Sheet(file, 20 * len(chars), 20, own)
    for number, char in enumerate(chars):
        sheet.text(char, 20 * number + 5, 10, 10, "own", align="o")
    sheet.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    printed = page.render(scale=254 / 72).to_pil().convert("L")
    expected = Image.new("L", printed.size, 255)
    font, draw = ImageFont.truetype(FILES[key].path, 100), ImageDraw.Draw(expected)
    for number, char in enumerate(chars):
        draw.text((200 * number + 50, 138), char, 0, font, anchor="ls")
    cells = [(200 * n, 0, 200 * n + 200, 200) for n in range(len(chars))]
    ours, theirs = ([image.crop(cell) for cell in cells] for image in (printed, expected))
    for number, char in enumerate(chars):
        one, same, other = ours[number], theirs[number], theirs[number - 1]
        assert outside(one, same) + outside(same, one) < 0.2, char
        assert outside(one, other) + outside(other, one) > 0.2, char
