"""The old file stays whole until the new one is complete, and every name is a legal one."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipu_desk.documents import files
from shipu_desk.documents.filenames import FolderTooDeep, clean, distinct, legal_name
from shipu_desk.documents.files import NotWritten, Written


@pytest.fixture
def path(tmp_path):
    """A file that is already there."""
    path = tmp_path / "证书.pdf"
    path.write_bytes(b"old")
    return path


def alone(path):
    return [other.name for other in path.parent.iterdir()] == [path.name]


def test_new_bytes_take_the_place_of_the_old(path):
    assert files.write(path, b"new") == Written(path)
    assert path.read_bytes() == b"new"
    assert alone(path)


def test_a_writer_that_fails_leaves_the_old_file_and_no_draft(path):
    def fail(draft):
        draft.write_bytes(b"half")
        raise LookupError("缺字")

    with pytest.raises(LookupError):
        files.make(path, fail)
    assert path.read_bytes() == b"old"
    assert alone(path)


def test_the_new_file_has_the_usual_rights(path):
    plain = path.with_name("plain")
    plain.write_bytes(b"")
    files.write(path, b"new")
    assert path.stat().st_mode == plain.stat().st_mode


def locked(monkeypatch, names, times=None):
    """`os.replace` as Windows has it while another program holds the file."""
    replace, calls = os.replace, []

    def held(draft, path):
        calls.append(path)
        if Path(path).name in names and (times is None or len(calls) <= times):
            raise PermissionError(errno.EACCES, "held")
        replace(draft, path)

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files, "PAUSE", 0)
    return calls


def test_an_open_file_is_kept_and_the_new_one_gets_a_number(path, monkeypatch):
    path.with_name("证书 (2).pdf").write_bytes(b"second")
    calls = locked(monkeypatch, {"证书.pdf"})
    written = files.write(path, b"new")
    assert written == Written(path.with_name("证书 (3).pdf"), renamed=True)
    assert calls.count(path) == files.TRIES
    assert path.read_bytes() == b"old"
    assert written.path.read_bytes() == b"new"


def test_a_scan_that_ends_in_time_changes_nothing(path, monkeypatch):
    locked(monkeypatch, {"证书.pdf"}, times=files.TRIES - 1)
    assert files.write(path, b"new") == Written(path)
    assert path.read_bytes() == b"new"


def test_a_folder_that_lets_nothing_through_is_told(path, monkeypatch):
    locked(monkeypatch, {"证书.pdf", *(f"证书 ({n}).pdf" for n in range(2, 100))})
    with pytest.raises(NotWritten, match="不能写入"):
        files.write(path, b"new")
    assert alone(path)


def test_drafts_of_a_killed_process_go_and_others_stay(tmp_path):
    old, young = tmp_path / ".1f-18abcdef012345-0.part", tmp_path / ".1f-18abcdef012345-1.part"
    others = tmp_path / ".mine.part"
    for one in (old, young, others):
        one.write_bytes(b"")
    for one in (old, others):
        os.utime(one, (1, 1))
    files.write(tmp_path / "a.pdf", b"new")
    assert {one.name for one in tmp_path.iterdir()} == {young.name, others.name, "a.pdf"}


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(NotWritten, match="找不到文件夹"):
        files.write(tmp_path / "gone" / "a.pdf", b"new")


def test_a_file_in_place_of_the_folder_is_told(path):
    with pytest.raises(NotWritten, match="找不到文件夹"):
        files.write(path / "a.pdf", b"new")
    assert path.read_bytes() == b"old"


def test_a_folder_of_the_same_name_is_told(path):
    (path.parent / "a.pdf").mkdir()
    with pytest.raises(NotWritten, match="是一个文件夹"):
        files.write(path.parent / "a.pdf", b"new")


def test_a_name_that_is_too_long_is_told(path):
    with pytest.raises(NotWritten, match="太长"):
        files.write(path.with_name("店" * 200), b"new")
    assert alone(path)


SMALL_DISK = """
import resource, sys
from pathlib import Path
from shipu_desk.documents import files
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.write(Path(sys.argv[1]), bytes(5000))
except files.NotWritten as trouble:
    sys.stdout.buffer.write(str(trouble).encode())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
def test_a_full_disk_leaves_the_old_file_and_is_told(path):
    root = str(Path(files.__file__).parents[2])
    run = [sys.executable, "-c", SMALL_DISK, str(path)]
    done = subprocess.run(run, cwd=root, capture_output=True, check=True)
    assert done.stdout.decode() == "磁盘已满，证书.pdf 没有写成，原有文件未动。请腾出空间后再试。"
    assert path.read_bytes() == b"old"
    assert alone(path)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_space_is_told_whoever_notices_it(path, number):
    def fill(draft):
        raise OSError(number, "full")

    with pytest.raises(NotWritten, match="磁盘已满"):
        files.make(path, fill)
    assert path.read_bytes() == b"old"


def test_a_file_name_begins_with_the_number(tmp_path):
    name = legal_name("SPFX-2023-0007", "示例海鲜楼", ".pdf", tmp_path)
    assert name == "SPFX-2023-0007 示例海鲜楼.pdf"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ('A&B<"店">', "A&B＜＂店＂＞"),
        ("a/b\\c:d|e?f*g", "a／b＼c：d｜e？f＊g"),
        ("店\u202etxt.exe", "店txt.exe"),
        ("店\x00\x1f\u200b\ufeff", "店"),
        ("  店 \t\u3000 号  ", "店 号"),
        ("店. . .", "店"),
        ("...店", "店"),
        ("CON", "CON_"),
        ("con.txt", "con_.txt"),
        ("lpt9 .pdf", "lpt9_ .pdf"),
        ("COM¹", "COM¹_"),
        ("CONSUMER", "CONSUMER"),
        ("Falcon.店", "Falcon.店"),
        ("e\u0301", "é"),
        ("\ud800店", "店"),
    ],
)
def test_a_name_is_cleaned(typed, cleaned):
    assert clean(typed) == cleaned


RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)")
NAMES = st.text(max_size=300) | st.sampled_from(
    ["con", "Aux.", "NUL.x", "lpt1", "com¹ .", "..", " ."]
)


@given(number=st.text(max_size=40), name=NAMES)
def test_every_name_is_legal_on_every_system(number, name):
    folder = Path("/desk/out")
    made = legal_name(number, name, ".pdf", folder)
    assert made.endswith(".pdf")
    assert not set(made) & set('<>:"/\\|?*')
    assert not re.search(r"[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", made)
    assert not RESERVED.match(made)
    assert made.removesuffix(".pdf").strip(". ") == made.removesuffix(".pdf") != ""
    assert len(str(folder / made).encode("utf-16-le")) // 2 <= 240
    assert len(made.encode()) <= 255


@given(st.text("店A😀", min_size=200, max_size=400))
def test_a_long_name_is_cut_and_the_number_is_not(name):
    made = legal_name("SPFX-2023-0007", name, ".pdf", Path("/desk"))
    assert made.startswith("SPFX-2023-0007 ")
    assert name.startswith(made.removeprefix("SPFX-2023-0007 ").removesuffix(".pdf"))


def test_a_folder_without_room_for_a_name_is_told():
    with pytest.raises(FolderTooDeep, match="路径太长"):
        legal_name("SPFX-2023-0007", "店", ".pdf", Path("/" + "深" * 230))


def test_names_that_differ_only_in_case_do_not_clash():
    assert distinct("1 Café.pdf", ["1 CAFÉ.PDF", "1 café (2).pdf"]) == "1 Café (3).pdf"
    assert distinct("1 店.pdf", ["2 店.pdf"]) == "1 店.pdf"
