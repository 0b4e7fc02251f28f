"""Settings: one row with a history, told in Chinese when a value cannot be."""

import pytest
from facts import everything

from shipu_desk import resources
from shipu_desk.domain.settings import Settings
from shipu_desk.errors import Refused, Stale
from shipu_desk.services import changes, settings
from shipu_desk.services.register import Rejected


def problems(refused):
    return [(p.key, p.message) for p in refused.value.problems]


def test_every_setting_is_listed_with_its_label_and_value(desk):
    listed = {key: (label, value) for key, label, value in settings.listed(desk)}
    assert listed["office"] == ("办公室全称", "打造石浦放心消费示范镇工作领导小组办公室")
    assert listed["office_short"] == ("办公室简称", "协调推进办公室")
    assert listed["roster_title"] == ("附件1标题", "打造石浦放心消费示范镇领导小组名单")
    assert listed["number_digits"] == ("序号位数", "4")
    assert set(listed) == set(settings.row(desk).cells)


def test_a_setting_may_be_said_by_key_or_by_label():
    assert settings.key_of("office") == "office"
    assert settings.key_of("办公室全称") == "office"
    with pytest.raises(Refused, match="没有“颜色”这个设置，可用：office、"):
        settings.key_of("颜色")


def test_a_change_is_in_the_journal_and_can_be_undone(desk):
    settings.change(desk, {"office": "示例办公室", "number_digits": "3"})
    done = changes.undoable(desk)
    assert done.title == "修改设置：办公室全称、序号位数"
    [event] = [e for e in changes.history(desk, Settings, 1) if e.change_set == done]
    assert ("办公室全称", "打造石浦放心消费示范镇工作领导小组办公室", "示例办公室") in event.lines
    changes.undo(desk, done.number)
    assert desk.settings().office_short == "协调推进办公室"
    assert desk.settings().number_digits == 4


def test_the_same_value_again_leaves_no_trace(desk):
    before = everything(desk.store)
    settings.change(desk, {"office": desk.settings().office})
    assert everything(desk.store) == before
    assert changes.audit(desk)[0].title == "建库"


def test_a_blank_sets_a_setting_back_or_clears_it(desk):
    settings.change(desk, {"office": "示例", "kicker": "示例", "report": "示例"})
    settings.change(desk, {"office": "", "kicker": "", "report": ""})
    shown = desk.settings()
    assert shown.office == "打造石浦放心消费示范镇工作领导小组办公室"
    assert (shown.kicker, shown.report) == (None, None)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"number_digits": "九"}, [("number_digits", "序号位数应填整数")]),
        ({"number_digits": 9}, [("number_digits", "序号位数应在1至8之间")]),
        ({"number_pattern": "SPFX"}, [("number_pattern", "编号样式应含{年份}，并含一个{序号}")]),
        ({"number_pattern": "{年份}/{序号}"},
         [("number_pattern", '编号样式里不能有 { } | \\ / : * ? " < >')]),
        ({"colour": "红"}, [("colour", "没有“colour”这个设置")]),
        ({"office": "长" * 61}, [("office", "办公室全称不能超过60个字，现在是61个")]),
        ({"font_fang": "/没有/这个.ttf"},
         [("font_fang", "字体文件打不开：这个.ttf。请在设置中另选字体。")]),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told_beside_its_field(desk, raw, told):
    before = everything(desk.store)
    with pytest.raises(Rejected) as refused:
        settings.change(desk, raw)
    assert problems(refused) == told
    assert everything(desk.store) == before


def test_a_font_that_is_no_font_is_told_when_it_is_chosen(desk, tmp_path):
    wrong = tmp_path / "示例.ttf"
    wrong.write_bytes(b"no font at all")
    with pytest.raises(Rejected, match="字体文件已损坏或不是字体：示例"):
        settings.change(desk, {"font_kai": str(wrong)})
    settings.change(desk, {"font_kai": str(resources.path("fonts/kai.ttf"))})
    assert desk.settings().font_kai.endswith("kai.ttf")


def test_a_form_that_is_out_of_date_is_refused(desk):
    shown = settings.row(desk)
    settings.change(desk.as_clerk("示例乙"), {"office_short": "示例"})
    with pytest.raises(Stale, match="已被示例乙于"):
        settings.change(desk, {"office": "示例"}, shown)


def test_a_backup_folder_that_cannot_be_is_told_when_it_is_chosen(desk, tmp_path):
    (tmp_path / "文件").write_bytes(b"x")
    for said in (tmp_path / "文件", tmp_path / "文件" / "下面", "只有名称", "/a\0b"):
        with pytest.raises(Rejected, match="备份文件夹"):
            settings.change(desk, {"backup_folder": str(said)})
    settings.change(desk, {"backup_folder": str(tmp_path / "新的")})
    assert (tmp_path / "新的").is_dir()


def test_all_faults_are_told_at_once(desk):
    raw = {
        "number_pattern": "SPFX-{年}-",
        "number_digits": "0",
        "font_fang": "/没有/这个.ttf",
        "backup_folder": "只有名称",
    }
    with pytest.raises(Rejected) as refused:
        settings.change(desk, raw)
    assert {key for key, _ in problems(refused)} == set(raw)
