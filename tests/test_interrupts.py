"""Being told to end comes between steps, and twice is not forgotten."""

import os
import signal
import threading

import pytest

from shipu_desk.documents import files
from shipu_desk.interrupts import heard, whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without a signal")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_outside_of_a_step_the_end_comes_at_once(number):
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), heard():
        os.kill(os.getpid(), number)
        pytest.fail("went on")
    assert signal.getsignal(number) is before


def test_a_step_is_done_to_its_end_first():
    done = []
    with pytest.raises(KeyboardInterrupt), heard(), whole():
        with whole():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("inner")
        done.append("outer")
    assert done == ["inner", "outer"]
    with heard(), whole():
        done.append("the next one is not ended")


def test_a_step_of_another_thread_holds_nobody_up():
    begun, end = threading.Event(), threading.Event()

    def work():
        with heard(), whole():
            begun.set()
            end.wait(5)

    worker = threading.Thread(target=work)
    worker.start()
    begun.wait(5)
    with pytest.raises(KeyboardInterrupt), heard():
        os.kill(os.getpid(), signal.SIGTERM)
    end.set()
    worker.join()


def test_an_interruption_within_a_write_leaves_nothing(tmp_path):
    def interrupted(draft):
        draft.write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), heard():
        files.make(tmp_path / "a.pdf", interrupted)
    assert list(tmp_path.iterdir()) == []
