"""What this PC knows of its printers: kept beside the data, per printer and way the paper lies."""

import json

import pytest
from facts import everything

from shipu_desk import notes
from shipu_desk.domain.calibration import Calibration
from shipu_desk.errors import DeskError, DiskTrouble
from shipu_desk.services import printers
from shipu_desk.services.printers import Unreadable

A, B = "示例打印机甲", "示例打印机乙"
MADE = Calibration(0.8, -1.2, 1.004, 0.998)


def kept(paths, printer=A, *, lying=True):
    return printers.calibration(paths, printer, lying=lying)


def test_nothing_is_known_at_first(paths):
    assert kept(paths) is None and printers.last_used(paths) == ""
    assert not paths.printers.exists()


def test_a_calibration_is_of_one_printer_and_one_way(paths):
    printers.calibrate(paths, A, MADE, lying=True)
    assert kept(paths) == MADE
    assert kept(paths, lying=False) is None and kept(paths, B) is None
    printers.calibrate(paths, A, None, lying=True)
    assert kept(paths) is None


def test_the_last_printer_is_remembered_and_calibrations_stay(paths):
    printers.calibrate(paths, A, MADE, lying=False)
    printers.remember(paths, B)
    assert printers.last_used(paths) == B and kept(paths, lying=False) == MADE


def test_printers_belong_to_the_pc_and_not_to_the_data(desk, monkeypatch):
    before = everything(desk.store)
    printers.calibrate(desk.paths, A, MADE, lying=True)
    printers.remember(desk.paths, A)
    assert everything(desk.store) == before
    monkeypatch.setattr(printers.platform, "node", lambda: "另一台")
    assert kept(desk.paths) is None and printers.last_used(desk.paths) == ""
    printers.calibrate(desk.paths, A, Calibration(right=3), lying=True)
    monkeypatch.undo()
    assert kept(desk.paths) == MADE


def damage(paths, change):
    printers.calibrate(paths, A, MADE, lying=True)
    whole = json.loads(paths.printers.read_text(encoding="utf-8"))
    [mine] = whole.values()
    change(mine)
    paths.printers.write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine["calibrations"][A]["横放"].update(right=99),
        lambda mine: mine["calibrations"][A]["横放"].update(right="右"),
        lambda mine: mine["calibrations"][A].update(横放=[1, 2]),
        lambda mine: mine["calibrations"][A]["横放"].update(tilt=1),
        lambda mine: mine["calibrations"].update({A: 3}),
        lambda mine: mine.update(calibrations="无"),
        lambda mine: mine["calibrations"][A].update(横放=None),
        lambda mine: mine["calibrations"][A].update(横放={}),
        lambda mine: mine["calibrations"][A]["横放"].update(right=10**400),
    ],
)
def test_a_record_that_cannot_be_right_is_told_and_not_used(paths, change):
    damage(paths, change)
    with pytest.raises(Unreadable, match="按未校准打印"):
        kept(paths)
    printers.calibrate(paths, A, MADE, lying=True)
    assert kept(paths) == MADE


def test_what_another_pc_wrote_outlives_damage_here(paths, monkeypatch):
    with monkeypatch.context() as there:
        there.setattr(printers.platform, "node", lambda: "另一台")
        printers.calibrate(paths, A, MADE, lying=True)
    whole = json.loads(paths.printers.read_text(encoding="utf-8")) | {printers.platform.node(): [1]}
    paths.printers.write_text(json.dumps(whole), encoding="utf-8")
    printers.calibrate(paths, B, MADE, lying=True)
    assert kept(paths, B) == MADE
    monkeypatch.setattr(printers.platform, "node", lambda: "另一台")
    assert kept(paths) == MADE


def test_a_file_that_cannot_be_opened_now_is_not_written_over(paths, monkeypatch):
    printers.calibrate(paths, A, MADE, lying=True)
    with monkeypatch.context() as busy:
        busy.setattr(type(paths.printers), "read_bytes", held)
        with pytest.raises(printers.Locked, match="记录没有动，等一下再试"):
            printers.calibrate(paths, B, MADE, lying=True)
        with pytest.raises(printers.Locked):
            kept(paths)
        printers.remember(paths, B)
    assert kept(paths) == MADE and kept(paths, B) is None


def held(*_, **__):
    raise PermissionError(13, "held by another program")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[" * 100_000, "\ud83d".encode(errors="surrogatepass")]
)
def test_a_damaged_file_is_told_and_measured_anew(paths, text):
    data = text if isinstance(text, bytes) else text.encode()
    paths.printers.write_bytes(data)
    with pytest.raises(Unreadable):
        kept(paths)
    assert printers.last_used(paths) == ""
    printers.remember(paths, A)  # no reason not to print
    assert paths.printers.read_bytes() == data
    printers.calibrate(paths, A, MADE, lying=True)
    assert kept(paths) == MADE
    [aside] = paths.folder.glob("*读不出来*")
    assert aside.read_bytes() == data


def test_a_folder_that_cannot_be_written_to_is_told(paths, tmp_path):
    paths.printers.mkdir()
    with pytest.raises(DeskError):
        printers.calibrate(paths, A, MADE, lying=True)
    printers.remember(paths, A)
    assert list(tmp_path.glob(".*.part")) == []


@pytest.mark.parametrize(
    ("size", "sheet"),
    [((297, 210), (297, 210)), ((600, 400), (600, 400)), ((90, 54), (297, 210)),
     ((54, 90), (210, 297))],
)  # fmt: skip
def test_a_small_page_is_calibrated_on_a4_the_same_way_round(size, sheet):
    assert printers.sheet_size(size) == sheet


def test_the_sheet_says_whether_it_is_calibrated(desk):
    from pypdfium2 import PdfDocument

    for made, words in ((None, "没有校准"), (MADE, "已按校准打印")):
        with PdfDocument(printers.sheet(desk, A, (210, 297), made)) as pdf:
            assert words in pdf[0].get_textpage().get_text_range()


def test_half_of_a_surrogate_pair_and_a_mark_of_notepad_s_spoil_nothing(paths):
    printers.calibrate(paths, A, MADE, lying=True)
    said = json.loads(paths.printers.read_text(encoding="utf-8")) | {"OTHER": {"last": "\ud83d"}}
    paths.printers.write_bytes(b"\xef\xbb\xbf" + json.dumps(said).encode())
    assert kept(paths) == MADE
    printers.remember(paths, B)
    assert kept(paths) == MADE and printers.last_used(paths) == B
    assert notes.read(paths.printers)["OTHER"] == {"last": "\ud83d"}


def test_what_cannot_be_laid_aside_is_not_written_over(paths):
    paths.printers.write_text("junk", encoding="utf-8")
    aside = paths.printers.with_stem(f"{paths.printers.stem}（读不出来）")
    aside.mkdir()
    with pytest.raises(DiskTrouble, match="没有动它，校准没有存"):
        printers.calibrate(paths, A, MADE, lying=True)
    assert paths.printers.read_text(encoding="utf-8") == "junk"
