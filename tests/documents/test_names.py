"""Any name of one to sixty printable characters prints whole and copies as it was typed."""

import string
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import award

from shipu_desk.documents.design.layout import add_page, lay_ground
from shipu_desk.documents.design.templates import shipped
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.documents.typography.fonts import bundled

FONTS = bundled()
TABLE = (Path(__file__).parent.parent / "data/tgscc-8105.txt").read_text("utf-8").replace("\n", "")
PLAIN = string.ascii_letters + string.digits + string.punctuation + "（）《》“”·、，。—…％＆１ＡＢ"
NAMES = st.text(st.sampled_from(TABLE) | st.sampled_from(PLAIN), min_size=1, max_size=60)


@pytest.mark.parametrize("template", ["plaque-600x400-gangdeng", "certificate-a4-landscape"])
@settings(max_examples=60, deadline=None)
@given(NAMES)
def test_a_name_prints_whole(template, name):
    made = shipped(template)
    page = made.page(award(name=name), FONTS)
    assert not page.problems
    sheet = Sheet(out := BytesIO(), *made.size, FONTS)
    lay_ground(sheet, made.ground(FONTS))
    add_page(sheet, page)
    sheet.save()
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        lines = pdf[0].get_textpage().get_text_range().splitlines()
    # PDFium gives a hyphen that ends a line as U+FFFE
    assert name in "".join(lines).replace("\ufffe", "-")
