"""The yardsticks measure what they say: the same page from the floor and from the desk."""

import sys

import pytest
from paper import code, texts

from benchmarks import certificate_jobs, rounds
from benchmarks.floor_pdf.__main__ import write
from benchmarks.results import Result


def test_floor_and_desk_draw_the_same_words_and_codes(tmp_path):
    floor, desk = tmp_path / "floor.pdf", tmp_path / "desk.pdf"
    write(floor, 3)
    certificate_jobs.batch(desk, 3)
    for page, (one, other) in enumerate(zip(texts(floor), texts(desk), strict=True)):
        assert sorted(one) == sorted(other)
        assert code(floor, page) == code(desk, page)


def test_one_certificate_is_made_from_facts(tmp_path):
    certificate_jobs.one(tmp_path / "one.pdf")
    assert "示例海鲜楼：" in texts(tmp_path / "one.pdf")[0]


def test_processes_are_timed_in_turn_and_a_failing_one_is_told():
    taken = rounds.in_turn({"one": [sys.executable, "-c", ""]}, rounds=2)
    assert taken["one"].seconds > 0
    with pytest.raises(RuntimeError, match="no luck"):
        rounds.once([sys.executable, "-c", "raise SystemExit('no luck')"])


def test_a_missing_peer_is_said_and_is_no_failure():
    alone = Result("一张证书", "140 毫秒", "≤ 0.2", "这台机器没有 LibreOffice")
    assert "没有对照" in alone.told()
    assert alone.held is None
    missed = Result("一张证书", "140 毫秒", "≤ 0.2", "对照", 0.3, held=False)
    assert "比值 0.30，目标 ≤ 0.2，没有达到" in missed.told()
