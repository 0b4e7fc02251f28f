"""A batch drops nothing in silence: what goes in is made, skipped or failed, with the reason."""

import errno
import os

import pytest
from paper import BODY, HOSTILE, NAME2, NAME14, NAME40, NAME81, award, code, texts

from shipu_desk.documents import files
from shipu_desk.documents.batch import STEP, Progress, run, write_batch
from shipu_desk.documents.design.templates import shipped
from shipu_desk.documents.files import NotWritten
from shipu_desk.documents.typography.fonts import bundled

FONTS = bundled()
PLAQUE, CERTIFICATE = shipped("plaque-600x400-gangdeng"), shipped("certificate-a4-landscape")


def awards(count, **other):
    return [award(f"示例{i}店", f"2023-D-{i:04d}", **other) for i in range(1, count + 1)]


def written(facts, path, template=CERTIFICATE, **other):
    outcome = run(write_batch(template, facts, path, FONTS, **other))
    assert len(outcome.made) + len(outcome.skipped) + len(outcome.failed) == len(facts)
    return outcome


def test_pages_stand_in_the_order_given(tmp_path):
    facts = awards(5)[::-1]
    outcome = written(facts, tmp_path / "all.pdf")
    assert [(one.number, one.page) for one in outcome.made] == [
        (facts[i].number, i + 1) for i in range(5)
    ]
    assert {one.path for one in outcome.made} == {tmp_path / "all.pdf"}
    assert outcome.files == [tmp_path / "all.pdf"]
    for i, page in enumerate(texts(tmp_path / "all.pdf")):
        assert f"编号 {facts[i].number}" in page
        assert code(tmp_path / "all.pdf", i) == facts[i].qr


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"name": ""}, "缺少单位名称"),
        ({"name": "　 "}, "缺少单位名称"),
        ({"number": ""}, "缺少编号"),
        ({"number": "", "mark": "补发"}, "缺少编号"),
        ({"basis": ""}, "缺少授牌依据"),
        ({"body": "", "title": ""}, "缺少称号；缺少授牌单位"),
        ({"year": ""}, "缺少年度"),
        ({"check": ""}, "缺少校验码"),
        ({"qr": ""}, "缺少二维码内容"),
        ({"name": "好运😀店"}, "单位名称里有不能打印的字：😀（U+1F600）"),
        ({"name": "示例\u202e店"}, "单位名称里有不能打印的字：不可见字符 U+202E"),
        ({"name": "示例\u200b店"}, "不可见字符 U+200B"),
        ({"name": "示例\n店"}, "不可见字符 U+000A"),
        ({"name": "示例\x07店"}, "不可见字符 U+0007"),
        ({"name": "\U000323af店"}, "（U+323AF）"),
        ({"basis": "依据\u2066"}, "授牌依据里有不能打印的字：不可见字符 U+2066"),
        ({"body": "示例\x00"}, "授牌单位里有不能打印的字：不可见字符 U+0000"),
        ({"title": "示范\ue000"}, "正文里有不能打印的字：不可见字符 U+E000"),
        ({"name": NAME81}, "共 81 字，两行排不进 217 毫米宽（最小字高 6 毫米）"),
        ({"title": "很长的称号" * 12}, "正文“"),
        ({"basis": "很长的依据" * 30}, "授牌依据“"),
        ({"body": "很长的单位" * 13}, "共 65 字，两行排不进 120 毫米宽"),
        ({"number": "9" * 80}, "编号“"),
        ({"qr": "长" * 2000}, "二维码内容太长"),
    ],
)
def test_what_cannot_be_printed_right_is_listed_and_not_printed(tmp_path, other, reason):
    facts = [award("示例好店", "1"), award(**{"number": "2"} | other)]
    outcome = written(facts, tmp_path / "a.pdf")
    [left] = outcome.failed
    assert reason in left.reason
    assert left.name == facts[1].name
    assert len(texts(tmp_path / "a.pdf")) == 1


def test_when_nothing_can_be_printed_no_file_is_written(tmp_path):
    outcome = written([award(name=NAME81)], tmp_path / "a.pdf", split=tmp_path)
    assert not outcome.made
    assert list(tmp_path.iterdir()) == []
    assert written([], tmp_path / "a.pdf").files == []


def test_the_same_award_twice_is_printed_once(tmp_path):
    outcome = written([award(), award()], tmp_path / "a.pdf")
    assert len(outcome.made) == 1
    [left] = outcome.skipped
    assert "只打印一份" in left.reason


def test_two_awards_of_one_number_are_both_held_back(tmp_path):
    facts = [award("示例甲店", "7"), award("示例丙店", "8"), award("示例乙店", "7")]
    outcome = written(facts, tmp_path / "a.pdf")
    assert [one.number for one in outcome.made] == ["8"]
    assert {one.name for one in outcome.failed} == {"示例甲店", "示例乙店"}
    assert all("“示例甲店”和“示例乙店”" in one.reason for one in outcome.failed)


def test_notes_tell_two_lines_and_another_font(tmp_path):
    facts = [award(NAME14, "1"), award(NAME40, "2"), award("示例囍店", "3")]
    outcome = written(facts, tmp_path / "a.pdf")
    notes = {one.number: one.note for one in outcome.notes}
    assert "1" not in notes
    assert notes["2"].startswith("名称排成两行：示例象山县")
    assert "囍（U+56CD）" in notes["3"]
    assert "整个名称改用" in notes["3"]


def test_one_file_for_each_award_number_first(tmp_path):
    folder = tmp_path / "分件"
    folder.mkdir()
    names = [*HOSTILE, "con", "a/b:c?", NAME2]
    facts = [award(name, f"2023-{i}") for i, name in enumerate(names)]
    outcome = written(facts, None, split=folder)
    assert sorted(p.name for p in folder.iterdir()) == sorted(p.name for p in outcome.files)
    for facts_one, made in zip(facts, outcome.made, strict=True):
        assert made.path == made.own
        assert made.path.name.startswith(facts_one.number)
        [page] = texts(made.path)
        assert f"{facts_one.name}：" in page
        assert code(made.path) == facts_one.qr


def test_files_whose_names_clash_are_kept_apart(tmp_path):
    outcome = written([award(NAME2, "a/1"), award(NAME2, "A／1")], None, split=tmp_path)
    assert len({made.path.name.casefold() for made in outcome.made}) == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_merged_and_single_files_together(tmp_path):
    folder = tmp_path / "分件"
    folder.mkdir()
    outcome = written(awards(3), tmp_path / "all.pdf", PLAQUE, split=folder)
    assert [made.page for made in outcome.made] == [1, 2, 3]
    assert len(outcome.files) == 4
    assert texts(tmp_path / "all.pdf") == [texts(made.own)[0] for made in outcome.made]


def test_progress_is_told_on_the_way(tmp_path):
    steps = list(write_batch(PLAQUE, awards(STEP * 2 + 1), tmp_path / "a.pdf", FONTS))
    assert [one.done for one in steps] == [0, STEP, STEP * 2, STEP * 2 + 1]
    assert steps[0] == Progress(0, STEP * 2 + 1, "示例1店")


def test_a_cancelled_batch_leaves_the_old_file_and_no_half_one(tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    batch = write_batch(PLAQUE, awards(STEP * 3), target, FONTS)
    next(batch)
    next(batch)
    batch.close()
    assert target.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_a_cancelled_batch_leaves_whole_single_files(tmp_path):
    batch = write_batch(PLAQUE, awards(STEP * 2), None, FONTS, split=tmp_path)
    next(batch)
    next(batch)
    batch.close()
    made = sorted(tmp_path.iterdir())
    assert len(made) == STEP
    assert all(BODY in texts(one)[0] for one in made)


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(NotWritten, match="找不到文件夹"):
        written([award()], tmp_path / "none" / "a.pdf")
    outcome = written(awards(2), None, split=tmp_path / "none")
    assert [one.number for one in outcome.failed] == ["2023-D-0001", "2023-D-0002"]
    assert all("找不到文件夹" in one.reason for one in outcome.failed)


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def full(handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten, match="磁盘已满"):
        written([award()], target)
    assert target.read_bytes() == b"old"


def test_a_file_that_is_open_elsewhere_gets_another_name_and_a_message(tmp_path, monkeypatch):
    target, replace = tmp_path / "a.pdf", os.replace

    def locked(draft, path):
        if path == target:
            raise PermissionError(errno.EACCES, "locked")
        replace(draft, path)

    monkeypatch.setattr(os, "replace", locked)
    monkeypatch.setattr(files, "PAUSE", 0)
    outcome = written([award()], target)
    assert outcome.made[0].path == tmp_path / "a (2).pdf"
    assert outcome.messages == ["a.pdf 正被别的程序打开，已另存为 a (2).pdf。"]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(awards(3), tmp_path / name / "all.pdf", split=tmp_path / name)
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("a", "b"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_a_batch_needs_somewhere_to_go():
    with pytest.raises(ValueError, match="neither"):
        run(write_batch(PLAQUE, [award()], None, FONTS))
