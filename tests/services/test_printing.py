"""Printing awards: what was asked for adds up, revoked ones by no path, every print logged."""

import pytest
import zxingcpp
from facts import everything
from pool import merchant
from pypdfium2 import PdfDocument

from shipu_desk.domain.awards import Form, Printing, Round
from shipu_desk.domain.changes import Act
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.verification import fault, parse
from shipu_desk.errors import DeskError, Refused
from shipu_desk.services import awards, changes, granting, printing, register
from shipu_desk.services.printing import Choice

BASIS = "示例文号〔2023〕1号"
FORMS = pytest.mark.parametrize("form", list(Form))


def grant(desk, number, name=None, **more):
    named = {"name": name} if name else {}
    row = merchant(desk, number, stage="培育", **named)
    told = granting.grant(desk, {"merchant": row.id, "on": "2023-05-10", "basis": BASIS, **more})
    return told.rows[0]


def numbers(outcome):
    return (
        [one.number for one in outcome.made],
        [one.number for one in outcome.skipped],
        [one.number for one in outcome.failed],
    )


def pages(data):
    with PdfDocument(data) as pdf:
        return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


def logged(desk):
    return register.page(desk, Printing, register.find(desk, Printing))


@FORMS
def test_an_award_is_printed_with_all_that_it_says(desk, tmp_path, form):
    grant(desk, 1, "示例海鲜楼")
    path = tmp_path / "甲.pdf"
    outcome = printing.run(printing.print_awards(desk, form, path))
    assert numbers(outcome) == (["SPFX-2023-0001"], [], [])
    [said] = pages(path.read_bytes())
    for words in ("SPFX-2023-0001", "示例海鲜楼", "打造石浦放心消费示范镇工作领导小组"):
        assert words in said


def test_the_code_on_the_certificate_is_the_offices_own(desk, tmp_path):
    row = grant(desk, 1, "示例|海鲜\\楼")
    path = tmp_path / "证书.pdf"
    printing.run(printing.print_awards(desk, Form.CERTIFICATE, path))
    with PdfDocument(path.read_bytes()) as pdf:
        picture = pdf[0].render(scale=4).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    key = desk.store.keepsake(printing.KEY)
    assert not fault(code.text, key)
    told = parse(code.text)
    assert (told.number, told.name, told.granted_on) == (
        row.record.number, "示例|海鲜\\楼", row.record.granted_on,
    )  # fmt: skip


@FORMS
def test_a_revoked_award_is_skipped_by_name_on_every_path(desk, tmp_path, form):
    grant(desk, 1)
    awards.revoke(desk, grant(desk, 2).record.number, "2023-05-15", "示例")
    for choice in (None, Choice(numbers=["SPFX-2023-0001", "SPFX-2023-0002"])):
        outcome = printing.run(printing.print_awards(desk, form, tmp_path / "1.pdf", choice))
        assert numbers(outcome) == (["SPFX-2023-0001"], ["SPFX-2023-0002"], [])
        assert outcome.skipped[0].reason == "已于2023-05-15摘牌，不打印"
        assert "示例第2店" not in "".join(pages((tmp_path / "1.pdf").read_bytes()))
    only = Choice(numbers=["SPFX-2023-0002"])
    assert printing.preview(desk, form, only)[0] == b""
    outcome = printing.run(printing.print_awards(desk, form, tmp_path / "2.pdf", only))
    assert not outcome.made
    assert not (tmp_path / "2.pdf").exists()
    assert {row.cells["award_id"] for row in logged(desk)} == {"SPFX-2023-0001 示例第1店"}


def test_what_a_printer_took_is_logged_though_one_was_revoked_meanwhile(desk):
    every = [grant(desk, n).record.number for n in (1, 2, 3)]
    awards.revoke(desk, every[1], "2023-05-15", "示例")
    told = printing.printed(desk, Form.CERTIFICATE, every, "示例打印机")
    assert told == ["SPFX-2023-0002在打印期间已摘牌，这一份请作废"]
    assert [row.cells["award_id"][:14] for row in logged(desk)] == every
    with pytest.raises(Refused, match="SPFX-2023-0009：没有这个编号的授牌"):
        printing.printed(desk, Form.CERTIFICATE, ["SPFX-2023-0009"], "示例打印机")


def test_every_print_is_logged_with_who_what_when_and_file(desk, tmp_path):
    grant(desk, 1)
    path = tmp_path / "证书.pdf"
    printing.run(printing.print_awards(desk.as_clerk("示例乙"), Form.CERTIFICATE, path))
    [row] = logged(desk)
    assert row.cells["award_id"] == "SPFX-2023-0001 示例第1店"
    assert (row.cells["form"], row.cells["by"]) == ("证书", "示例乙")
    assert row.cells["moment"].startswith("2023-05-18 09:")
    assert row.cells["file"] == str(path)
    assert row.cells["template"] == "渔光 A4 横式"
    done = changes.audit(desk)[0]
    assert (done.title, done.kind) == ("打印证书：1份", Act.PRINT)
    with pytest.raises(Refused, match="不能撤回，它记下的是已经发生的事"):
        changes.undo(desk, done.number)
    assert [row.id for row in awards.printings(desk, 1)] == [row.id]


def test_a_reissued_award_carries_the_mark_on_every_later_print(desk, tmp_path):
    row = grant(desk, 1)
    awards.reissue(desk, row.record.number, "2023-05-15", "示例")
    for form in Form:
        path = tmp_path / f"{form}.pdf"
        printing.run(printing.print_awards(desk, form, path))
        assert "补发" in pages(path.read_bytes())[0]
    assert {row.cells["mark"] for row in logged(desk)} == {"补发"}


def test_a_round_prints_its_awards_only(desk, tmp_path):
    made = register.save(desk, Round, {"name": "示例批次", "basis": BASIS})
    grant(desk, 1)
    grant(desk, 2, round=made.id)
    for said in ("示例批次", made.id):
        choice = Choice(round=said)
        outcome = printing.run(printing.print_awards(desk, Form.PLAQUE, tmp_path / "1.pdf", choice))
        assert numbers(outcome) == (["SPFX-2023-0002"], [], [])
    with pytest.raises(Refused, match="没有“别的批次”这个评选批次"):
        choice = Choice(round="别的批次")
        printing.run(printing.print_awards(desk, Form.PLAQUE, tmp_path / "1.pdf", choice))


def test_what_was_asked_for_is_made_skipped_or_failed(desk, tmp_path):
    grant(desk, 1)
    grant(desk, 2, "示例😀店")
    awards.revoke(desk, grant(desk, 3).record.number, "2023-05-15", "示例")
    asked = ["SPFX-2023-0001", "SPFX-2023-0002", "SPFX-2023-0003", "无此号", "SPFX-2023-0001"]
    before = len(logged(desk))
    outcome = printing.run(
        printing.print_awards(desk, Form.CERTIFICATE, tmp_path / "1.pdf", Choice(numbers=asked))
    )
    made, skipped, failed = numbers(outcome)
    assert sorted(made + skipped + failed) == sorted(asked)
    assert made == ["SPFX-2023-0001"]
    assert sorted(skipped) == ["SPFX-2023-0001", "SPFX-2023-0003"]
    assert sorted(failed) == ["SPFX-2023-0002", "无此号"]
    assert len(logged(desk)) == before + 1


def test_one_file_each_is_logged_with_its_own_name(desk, tmp_path):
    for n in range(1, 4):
        grant(desk, n)
    folder = tmp_path / "单张"
    folder.mkdir()
    outcome = printing.run(printing.print_awards(desk, Form.CERTIFICATE, None, split=folder))
    assert len(outcome.made) == 3
    assert sorted(row.cells["file"] for row in logged(desk)) == sorted(map(str, folder.iterdir()))


def test_a_cancelled_batch_logs_only_what_was_made(desk, tmp_path):
    for n in range(1, 26):
        grant(desk, n)
    folder = tmp_path / "单张"
    folder.mkdir()
    batch = printing.print_awards(desk, Form.CERTIFICATE, tmp_path / "全部.pdf", split=folder)
    next(batch)
    assert next(batch).done == 20
    batch.close()
    assert not (tmp_path / "全部.pdf").exists()
    assert sorted(row.cells["file"] for row in logged(desk)) == sorted(map(str, folder.iterdir()))
    assert len(logged(desk)) == 20


def test_an_award_revoked_while_it_is_printed_is_told(desk, tmp_path):
    grant(desk, 1)
    batch = printing.print_awards(desk, Form.CERTIFICATE, tmp_path / "1.pdf")
    next(batch)
    awards.revoke(desk, "SPFX-2023-0001", "2023-05-15", "示例")
    assert printing.run(batch).messages == ["SPFX-2023-0001在打印期间已摘牌，这一份请作废"]


def test_a_batch_cancelled_before_it_began_leaves_nothing(desk, tmp_path):
    grant(desk, 1)
    before = everything(desk.store)
    batch = printing.print_awards(desk, Form.CERTIFICATE, tmp_path / "全部.pdf")
    next(batch)
    batch.close()
    assert everything(desk.store) == before
    assert not list(tmp_path.glob("*.pdf"))


def test_a_folder_that_is_gone_is_told_and_nothing_is_logged(desk, tmp_path):
    grant(desk, 1)
    with pytest.raises(DeskError, match="找不到文件夹"):
        printing.run(printing.print_awards(desk, Form.PLAQUE, tmp_path / "没有" / "1.pdf"))
    assert not logged(desk)


def test_the_preview_is_the_very_file_and_is_not_logged(desk, tmp_path):
    grant(desk, 1)
    path = tmp_path / "1.pdf"
    data, outcome = printing.preview(desk, Form.PLAQUE, Choice())
    assert numbers(outcome)[0] == ["SPFX-2023-0001"]
    assert not logged(desk)
    printing.run(printing.print_awards(desk, Form.PLAQUE, path))
    assert path.read_bytes() == data


def test_a_preview_sent_to_a_printer_is_logged_there(desk):
    grant(desk, 1)
    printing.printed(desk, Form.PLAQUE, ["SPFX-2023-0001"], "示例打印机")
    [row] = logged(desk)
    assert (row.cells["file"], row.cells["form"], row.cells["mark"]) == ("示例打印机", "牌匾", "")


def test_the_printed_name_is_that_of_the_award(desk, tmp_path):
    row = grant(desk, 1, "示例旧名")
    shown = register.get(desk, Merchant, row.record.merchant_id)
    register.save(desk, Merchant, {"name": "示例新名"}, shown)
    data, _ = printing.preview(desk, Form.CERTIFICATE, Choice())
    assert "示例旧名" in pages(data)[0]


@pytest.mark.parametrize(
    "name", ["A&B", "<b>店", "a<b店", "&lt;", '<img src="x">', "𬱖𬭼店", "示例" * 15]
)
@FORMS
def test_names_print_and_copy_exactly_as_typed(desk, name, form):
    grant(desk, 1, name)
    data, outcome = printing.preview(desk, form, Choice())
    assert not outcome.failed
    with PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert name in text.replace("\r\n", "") or name.replace(" ", "") in "".join(text.split())


def test_templates_are_listed_by_name_and_an_unknown_one_is_told(desk, tmp_path):
    assert [name for name, _ in printing.template_list(Form.PLAQUE)] == ["plaque-600x400-gangdeng"]
    grant(desk, 1)
    with pytest.raises(
        Refused, match="没有“圆形”这个牌匾版式，随程序带的有：plaque-600x400-gangdeng"
    ):
        printing.run(printing.print_awards(desk, Form.PLAQUE, tmp_path / "1.pdf", template="圆形"))


def test_an_empty_register_prints_nothing(desk, tmp_path):
    outcome = printing.run(printing.print_awards(desk, Form.PLAQUE, tmp_path / "1.pdf"))
    assert numbers(outcome) == ([], [], [])
    assert not list(tmp_path.glob("*.pdf"))
