"""Certificates: a thousand beside the hand-made floor, and one, cold, beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.results import Measure, Result
from benchmarks.rounds import in_turn

COUNT = 1000
JOBS = "benchmarks.certificate_jobs"
MEMORY = 100
"""Most that the product may take (MB)."""


def thousand() -> Result:
    """Whole processes in turn: product and floor, the same text, border, QR strings and fonts."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        floor_run = _module("benchmarks.floor_pdf", str(out / "floor.pdf"), str(COUNT))
        desk_run = _module(JOBS, "batch", str(out / "desk.pdf"), str(COUNT))
        taken = in_turn({"floor": floor_run, "desk": desk_run})
    floor, desk = taken["floor"], taken["desk"]
    ratio = floor.seconds / desk.seconds
    return Result(
        f"{COUNT} 张证书",
        f"{desk.seconds:.2f} 秒，{COUNT / desk.seconds:.0f} 张/秒，内存 {desk.memory:.0f} MB",
        f"≥ 0.6（速度与下限之比），≤ {MEMORY} MB",
        f"手写 PDF 下限 {floor.seconds:.2f} 秒；{versions('zxing-cpp')}",
        ratio,
        ratio >= 0.6 and desk.memory <= MEMORY,
    )


def cold() -> Result:
    """One certificate from a cold process beside LibreOffice turning a finished page into PDF."""
    title, goal = "一张证书，冷启动", "≤ 0.2（用时与 LibreOffice 之比）"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        commands = {"desk": _module(JOBS, "one", str(out / "one.pdf"))}
        if office:
            page = out / "one.fodt"
            page.write_text(_FODT, encoding="utf-8")
            commands["office"] = [
                office, f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless",
                "--convert-to", "pdf", "--outdir", folder, str(page),
            ]  # fmt: skip
        taken = in_turn(commands)
    desk = taken["desk"].seconds
    figure = f"{desk * 1000:.0f} 毫秒"
    if not office:
        return Result(title, figure, goal, "这台机器没有 LibreOffice")
    ratio = desk / taken["office"].seconds
    peer = f"LibreOffice {taken['office'].seconds:.2f} 秒；{_office_version(office)}"
    return Result(title, figure, goal, peer, ratio, ratio <= 0.2)


def versions(*packages: str) -> str:
    from importlib.metadata import version

    return "、".join(f"{package} {version(package)}" for package in packages)


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def _office_version(office: str) -> str:
    said = subprocess.run([office, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.strip()


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>
<text:p>证书</text:p>
<text:p>示例海鲜楼：</text:p>
<text:p>经综合评定，授予2023年度“放心消费示范店”称号，特发此证。</text:p>
<text:p>象山县打造石浦镇放心消费示范镇工作领导小组</text:p>
<text:p>二〇二三年七月三十一日</text:p>
<text:p>编号 2023-D-101-0001</text:p>
</office:text></office:body></office:document>
"""

MEASURES: tuple[Measure, ...] = (thousand, cold)
