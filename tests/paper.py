"""What a test needs to read a printed page back: its text, its ink, its code."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import ImageChops

from shipu_desk.documents.awards import FIELDS, AwardFacts, values
from shipu_desk.documents.design.elements import Scope
from shipu_desk.documents.design.elements_frame import bounds
from shipu_desk.documents.drawing.sheet import Sheet
from shipu_desk.domain.verification import SAMPLE_KEY, payload

DAY = date(2023, 7, 31)
BODY = "象山县打造石浦镇放心消费示范镇工作领导小组"
NAME2 = "示例"
NAME14 = "示例喆镕海鲜楼石浦渔港路一店"
NAME40 = "示例象山县石浦镇𬱖喆镕海产品购销与渔家乐旅游服务综合发展有限责任公司渔港路二分店"
NAME60 = (
    "示例象山县石浦镇𬱖喆镕海产品购销冷藏运输与渔家乐民宿旅游服务"
    "综合开发建设发展股份有限公司石浦镇渔港路第二十二号分店门市部"
)
NAME81 = NAME40 + "暨" + NAME40
assert [len(n) for n in (NAME2, NAME14, NAME40, NAME60, NAME81)] == [2, 14, 40, 60, 81]
FULL = {
    "title": "放心消费示范集群建设与海鲜服务提升先进店",
    "body": BODY + "、象山县市场监督管理局、象山县文化和广电旅游体育局、石浦镇人民政府（示例）",
    "basis": "《关于公布二〇二三年度放心消费示范店、示范街和示范集群名单的通知》"
    "（象政办发〔2023〕8号，示例依据，示例依据，示例依据，示例依据，示例依据，示例依据，示例依据，示例依据，示例依据，示例）",
    "mark": "补发",
}
"""Title, body and basis about as long as the register takes them (20, 60, 100 characters)."""
HOSTILE = ("A&B", "<b>店", "a<b", "&lt;", '<img src="x">', "{title}{name.__class__}", "%s%d\\n|")


def award(name=NAME14, number="2023-D-101-0001", **other):
    """A sample award whose code is signed with the sample key."""
    code = payload(SAMPLE_KEY, number, name, DAY) if number else ""
    facts = {
        "number": number,
        "title": "放心消费示范店",
        "name": name,
        "body": BODY,
        "basis": "象政办发〔2023〕8号",
        "granted_on": DAY,
        "year": "2023",
        "check": code[-10:],
        "qr": code,
    }
    return AwardFacts(**facts | other)


def texts(path):
    """The lines of every page, as a reader copies them."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().splitlines() for page in pdf]


def picture(source, page=0, dots=10):
    """A page in grey, `dots` to the millimetre."""
    with pypdfium2.PdfDocument(source if isinstance(source, bytes) else Path(source)) as pdf:
        return pdf[page].render(scale=dots * 25.4 / 72, grayscale=True).to_pil().convert("L")


def ink(image, box=None, dots=10):
    """Left, top, right, bottom (mm) of what is not white within a box (x, y, w, h)."""
    x, y, w, h = box or (0, 0, image.width / dots, image.height / dots)
    part = image.crop([round(v * dots) for v in (x, y, x + w, y + h)])
    found = ImageChops.invert(part).point(lambda v: 255 if v > 100 else 0).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (v / dots for v in found)
    return x + left, y + top, x + right, y + bottom


def code(source, page=0):
    """The text of the QR symbol on a page as an office scanner sees it (300 dots an inch)."""
    [found] = zxingcpp.read_barcodes(picture(source, page, 300 / 25.4))
    return found.text


def drawn(template, facts, fonts):
    """Each element that draws something for these facts, with the boxes (mm) of what it draws."""
    fields = dict.fromkeys(FIELDS, "") | values(facts)
    sheet = Sheet(BytesIO(), *template.size, fonts)
    for element in template.elements:
        setting = element.set(Scope(fields, fonts, template.main))
        assert not setting.problem, setting.problem
        boxes = [bounds(path) for shapes in setting.shapes for path in shapes.paths]
        for line in setting.lines:
            mark = sheet.text(
                line.text, line.x, line.y, line.size, line.role, line.ink,
                align=line.align, tracking=line.tracking,
            )  # fmt: skip
            top = line.y - line.size / 2
            boxes.append((mark.left, top, mark.right - mark.left, line.size))
        if setting.code:
            boxes.append((setting.code.x, setting.code.y, setting.code.side, setting.code.side))
        if boxes:
            yield element, boxes
