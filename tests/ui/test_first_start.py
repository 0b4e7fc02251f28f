"""The first start asks three things; damaged data is met with its newest backup."""

import dataclasses
import itertools
from datetime import datetime, timedelta
from random import Random

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from shipu_desk.domain.members import Member
from shipu_desk.errors import DamagedFile, EmptyFile, MissingFile, UnsafePlace
from shipu_desk.services import backups, founding, opening, plan, register, rescue
from shipu_desk.ui import jobs, start
from shipu_desk.ui.first_start import FirstStart
from shipu_desk.ui.jobs import Jobs
from shipu_desk.ui.start import Doors, _get_ready
from shipu_desk.ui.window import Window

CHANCE = Random(11).randbytes


@pytest.fixture
def clock():
    moments = itertools.count()
    return lambda: datetime(2023, 5, 18, 9, 0) + timedelta(seconds=next(moments))


def maker(paths, clock, random):
    def make(answers):
        names = {"office": answers.office, "office_short": answers.office_short}
        desk = founding.create_desk(paths, answers.clerk, clock, random, **names)
        if answers.load_plan:
            plan.load(desk)
        return desk

    return make


@pytest.fixture
def make(paths, clock):
    return maker(paths, clock, CHANCE)


@pytest.fixture
def dialog(make, qtbot, paths):
    made = FirstStart(None, str(paths.folder), make)
    qtbot.addWidget(made)
    yield made
    if made.desk:
        made.desk.close()


def test_the_office_s_names_are_there_to_be_checked(dialog):
    assert dialog.answers.office == "打造石浦放心消费示范镇工作领导小组办公室"
    assert dialog.answers.office_short == "协调推进办公室"
    assert dialog.answers.load_plan
    assert dialog.boxes["office"]._below.text().startswith("请核对")


def test_a_blank_name_is_told_beside_it_and_nothing_is_made(dialog, paths):
    dialog.begin()
    assert dialog.boxes["clerk"].fault.text() == "经办人姓名必填"
    assert dialog.desk is None and not paths.database.exists()


def test_a_name_that_cannot_be_kept_is_told(dialog, paths):
    dialog._editor("clerk").setText("示例\u202e甲")
    dialog.begin()
    assert "看不见的字符" in dialog.boxes["clerk"].fault.text() and not paths.database.exists()


@pytest.mark.parametrize(("load", "members"), [(True, 17), (False, 0)])
def test_three_answers_make_the_desk(dialog, load, members):
    dialog._editor("clerk").setText("示例 甲")
    dialog.plan.setChecked(load)
    dialog.begin()
    assert dialog.desk.clerk == "示例甲"
    assert register.count(dialog.desk, Member) == members


class Hall:
    """Doors that tell which of them were opened."""

    def __init__(self, desk, *troubles, newest=""):
        self.desk, self.troubles, self.newest, self.walked = desk, list(troubles), newest, []

    def open(self):
        self.walked.append("open")
        if self.troubles:
            raise self.troubles.pop(0)
        return self.desk

    def rescue(self):
        self.walked.append("rescue")
        return self.desk

    @property
    def doors(self):
        return Doors(
            folder="示例",
            open=self.open,
            make=lambda answers: self.desk,
            accept_place=lambda: self.walked.append("accepted"),
            newest_backup=lambda: self.newest,
            rescue=self.rescue,
        )


@pytest.fixture
def window(qtbot):
    """Its own worker is waited for: what it began behind the rows ends with the test."""
    made = Window()
    qtbot.addWidget(made)
    made.behind = Jobs()
    made.show()
    yield made
    made.hide()  # nothing is begun from here on
    made.behind.wait()
    QApplication.processEvents()


def enter(window, doors):
    start.enter(window, doors, window.behind)


def test_an_unsafe_place_is_asked_about(window, desk, voice):
    voice.answer = "仍放在这里"
    hall = Hall(desk, UnsafePlace("在同步文件夹里"))
    enter(window, hall.doors)
    assert hall.walked == ["open", "accepted", "open"] and window.desk is desk


def test_the_days_backup_is_made_behind_the_rows(window, desk, voice, qtbot):
    behind = Jobs(window)
    window.attach(desk)
    _get_ready(window, behind, desk)
    qtbot.waitUntil(lambda: not behind.busy)
    [made] = backups.listed(desk)
    assert made.moment.date() == desk.today() and voice.said == []
    assert window.status._backup.text() == f"最近备份：{made.moment:%Y-%m-%d %H:%M}"


def test_a_backup_that_failed_is_told_and_the_desk_goes_on(window, desk, voice, qtbot):
    desk.paths.backups.write_text("示例：一个文件占了文件夹的名字", encoding="utf-8")
    behind = Jobs(window)
    _get_ready(window, behind, desk)
    qtbot.waitUntil(lambda: not behind.busy)
    assert "今天的备份没有写成" in voice.said[-1]
    assert register.count(desk, Member) == 0


def test_an_unsafe_place_not_accepted_closes_the_window(window, desk, voice):
    enter(window, Hall(desk, UnsafePlace("在同步文件夹里")).doors)
    assert window.desk is None and not window.isVisible()


@pytest.mark.parametrize("trouble", [DamagedFile("已损坏"), EmptyFile("是空的")])
def test_damaged_data_is_met_with_the_newest_backup(window, desk, voice, trouble):
    voice.answer = "恢复最近的备份"
    hall = Hall(desk, trouble, newest="石浦备份.db")
    enter(window, hall.doors)
    assert hall.walked == ["open", "rescue"] and window.desk is desk
    assert "石浦备份.db" in voice.questions[0].text


def test_damaged_data_without_a_backup_is_told(window, desk, voice):
    enter(window, Hall(desk, DamagedFile("已损坏")).doors)
    assert voice.troubles[0].happened == "已损坏" and window.desk is None


def test_a_missing_file_is_the_first_start(window, make, clock, paths):
    def answer():
        dialog = window.findChild(FirstStart)
        dialog._editor("clerk").setText("示例甲")
        dialog.begin()

    hall = Hall(None, MissingFile("找不到"))
    doors = dataclasses.replace(hall.doors, make=make, folder=str(paths.folder))
    QTimer.singleShot(0, answer)
    enter(window, doors)
    assert register.count(window.desk, Member) == 17
    window.desk.close()


def test_a_real_damaged_file_is_rescued(paths, make, clock):
    from shipu_desk.ui.first_start import Answers

    desk = make(Answers("示例甲", "示例办公室", "示例办", load_plan=True))
    backups.back_up_now(desk)
    desk.close()
    paths.database.write_bytes(b"SQLite format 3\0" + bytes(50))
    with pytest.raises(DamagedFile):
        opening.open_desk(paths, "示例甲", clock, CHANCE)
    rescue.rescue(paths, rescue.newest(paths), "示例甲", clock, CHANCE)
    again = opening.open_desk(paths, "示例甲", clock, CHANCE)
    assert register.count(again, Member) == 17
    again.close()


def test_the_fault_goes_once_the_name_is_typed(dialog, qtbot):
    dialog.begin()
    qtbot.keyClicks(dialog._editor("clerk"), "a")
    assert dialog.boxes["clerk"].fault.text() == ""


def test_nothing_is_begun_behind_a_window_that_was_closed_at_once(window, desk, qtbot, monkeypatch):
    monkeypatch.setattr(start, "BEHIND", 0)
    enter(window, Hall(desk).doors)
    window.hide()
    qtbot.wait(50)
    assert jobs.unfinished() == [] and backups.listed(desk) == []
