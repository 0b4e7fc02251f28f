"""Long work runs aside, tells progress, can be stopped, and comes back."""

from threading import Event

import pytest

from shipu_desk.ui import jobs
from shipu_desk.ui.jobs import Cancelled, Jobs, Progress


@pytest.fixture
def runner(qtbot):
    made = Jobs()
    yield made
    made.wait()
    qtbot.waitUntil(lambda: not made.busy)


@pytest.fixture
def told():
    return {"done": [], "failed": [], "progress": []}


def run(runner, work, told):
    return runner.run(work, told["done"].append, told["failed"].append, told["progress"].append)


def test_a_result_comes_back(runner, told, qtbot):
    run(runner, lambda: 42, told)
    qtbot.waitUntil(lambda: told["done"] == [42])
    assert told["failed"] == []


def test_a_generator_tells_its_progress_and_returns(runner, told, qtbot):
    def work():
        yield Progress(0, 2)
        yield Progress(1, 2)
        return "写好"

    run(runner, work, told)
    qtbot.waitUntil(lambda: told["done"] == ["写好"])
    assert [p.done for p in told["progress"]] == [0, 1]


def test_a_stopped_generator_cleans_up(runner, told, qtbot):
    cleaned = []

    def work():
        try:
            for number in range(1_000_000):
                yield Progress(number)
        finally:
            cleaned.append(1)

    cancel = run(runner, work, told)
    qtbot.waitUntil(lambda: len(told["progress"]) > 3)
    cancel()
    qtbot.waitUntil(lambda: bool(told["failed"]))
    assert isinstance(told["failed"][0], Cancelled) and cleaned == [1] and told["done"] == []


def test_trouble_comes_back_whole(runner, told, qtbot):
    def work():
        raise ValueError("坏了")

    run(runner, work, told)
    qtbot.waitUntil(lambda: bool(told["failed"]))
    assert str(told["failed"][0]) == "坏了"


def test_one_after_the_other(runner, told, qtbot):
    order, gate = [], Event()
    for number in range(5):
        run(runner, lambda number=number: gate.wait(9) and order.append(number), told)
    assert len(jobs.unfinished()) == 5
    gate.set()
    qtbot.waitUntil(lambda: len(told["done"]) == 5)
    assert order == [0, 1, 2, 3, 4] and jobs.unfinished() == []
