"""The store with 100,000 merchants: what the journal costs, and how fast a word is found.

Everything is taken in one process, the measured and its yardstick in turn on the same rows.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, sleep

from benchmarks.results import Measure, Result
from benchmarks.sample_desk import DIGITS
from shipu_desk.db.journal import Journal
from shipu_desk.db.rows import shape_of
from shipu_desk.domain.fields import Raw
from shipu_desk.domain.merchants import Merchant
from shipu_desk.domain.records import spec_of
from shipu_desk.paths import Paths
from shipu_desk.services import bulk, changes, founding, register
from shipu_desk.services.desk import Desk
from shipu_desk.services.register import Query

ROWS = 100_000
ROUNDS = 2
WORDS = ("面馆", "示例 99", "hxmg", "石浦", "没有这一家")
SQLITE = f"SQLite {sqlite3.sqlite_version}"


def lifelike(count: int) -> Iterator[Raw]:
    """Raw rows whose texts do not compress away."""
    chance, letters = Random(5), [chr(code) for code in range(0x4E00, 0x9FA5)]
    for number in range(count):
        body = f"92330225{number:09}"
        total = sum(DIGITS.index(c) * pow(3, at, 31) for at, c in enumerate(body))
        yield {
            "name": "示例" + "".join(chance.choices(letters, k=10)),
            "credit_code": body + DIGITS[-total % 31],
            "industry_id": number % 7 + 1,
            "premises": f"示例路 {number + 1} 号",
            "operator": "示例丁",
            "joined_on": "2023-03-06",
            "remark": "".join(chance.choices(letters, k=30)),
        }


def made(raws: list[Raw]) -> Iterator[Merchant]:
    return (spec_of(Merchant).read(raw)[0] for raw in raws)


@contextmanager
def fresh_desk() -> Iterator[Desk]:
    from datetime import datetime

    with tempfile.TemporaryDirectory() as folder:
        random = Random(1).randbytes
        desk = founding.create_desk(
            Paths(Path(folder)), "示例甲", datetime.now, random, place_accepted=True
        )
        yield desk
        desk.close()


@contextmanager
def watching() -> Iterator[list[float]]:
    """How long another thread, such as the window's, waited for the interpreter (s)."""
    pauses, stop = [0.0], threading.Event()

    def watch() -> None:
        while not stop.is_set():
            before = perf_counter()
            sleep(0.001)
            pauses.append(perf_counter() - before - 0.001)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield pauses
    finally:
        stop.set()
        thread.join()


@contextmanager
def timed(spent: list[float]) -> Iterator[None]:
    """Adds what `Journal` takes while a unit of work runs (s)."""
    note, seal = Journal.note, Journal.seal

    def measured(act: Callable[..., None]) -> Callable[..., None]:
        def run(*given: object) -> None:
            before = perf_counter()
            act(*given)
            spent.append(perf_counter() - before)

        return run

    Journal.note, Journal.seal = measured(note), measured(seal)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Journal.note, Journal.seal = note, seal  # type: ignore[method-assign]


@cache
def taken() -> dict[str, float]:
    """Seconds for an import, its journal, its undo, and the bare insert of the same rows."""
    kept: dict[str, list[float]] = {}
    raws = list(lifelike(ROWS))
    for _ in range(ROUNDS):
        for name, seconds in _once(raws).items():
            kept.setdefault(name, []).append(seconds)
    return {name: median(found) for name, found in kept.items()}


def _once(raws: list[Raw]) -> dict[str, float]:
    journal: list[float] = []
    with fresh_desk() as desk:
        start = perf_counter()
        unit = desk.store.writing("导入", desk.clerk)
        with watching() as pauses, timed(journal), unit as work:
            bulk.add(work, Merchant, made(raws))
        whole = perf_counter() - start
        bare = _bare(desk)
        start = perf_counter()
        changes.undo(desk, 2)
        undone = perf_counter() - start
    with_journal = {"import": whole, "journal": sum(journal), "pause": max(pauses)}
    return with_journal | {"bare": bare, "undo": undone}


def _bare(desk: Desk) -> float:
    """sqlite3's own executemany of the finished rows into the same table of an empty file."""
    keys = ", ".join(f'"{key}"' for key in shape_of("merchant").keys)
    with sqlite3.connect(desk.paths.database) as link:
        rows = link.execute(f"SELECT {keys} FROM merchant").fetchall()
        tables = [row[0] for row in link.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")]
    link.close()
    target = sqlite3.connect(desk.paths.folder / "bare.db")
    target.execute("PRAGMA journal_mode=WAL")
    for sql in tables:
        if not sql.startswith("CREATE TABLE sqlite_"):
            target.execute(sql)
    marks = ", ".join("?" * len(rows[0]))
    start = perf_counter()
    with target:
        target.executemany(f"INSERT INTO merchant ({keys}) VALUES ({marks})", rows)
    seconds = perf_counter() - start
    target.close()
    return seconds


def journal_of_an_import() -> Result:
    spent = taken()
    rest = spent["import"] - spent["journal"]
    ratio = spent["journal"] / rest
    figure = (
        f"导入 {ROWS:,} 家 {spent['import']:.2f} s，其中改动记录 {spent['journal']:.2f} s；"
        f"别的线程最长等 {spent['pause'] * 1000:.0f} ms"
    )
    peer = f"同一次导入的检查、拼音与写入；{SQLITE}"
    return Result("改动记录的代价", figure, "≤ 0.25", peer, ratio, ratio <= 0.25)


def import_beside_bare_insert() -> Result:
    spent = taken()
    ratio = spent["import"] / spent["bare"]
    figure = f"检查、拼音、写入、改动记录 {spent['import']:.2f} s；只写入 {spent['bare']:.2f} s"
    peer = f"sqlite3 executemany 写入同样的行与索引；{SQLITE}"
    return Result("导入 100,000 家", figure, "≤ 12", peer, ratio, ratio <= 12)


def undo_beside_import() -> Result:
    spent = taken()
    ratio = spent["undo"] / spent["import"]
    figure = f"撤回 {spent['undo']:.2f} s，导入 {spent['import']:.2f} s"
    return Result("撤回整次导入", figure, "≤ 0.5", "同一次导入", ratio, ratio <= 0.5)


def word_beside_plain_like() -> Result:
    """Characters, pinyin, initials and names of references, beside LIKE on the same columns."""
    with fresh_desk() as desk:
        with desk.store.writing("导入", desk.clerk) as work:
            bulk.add(work, Merchant, made(list(lifelike(ROWS))))
        ours = median(_seconds(lambda w=w: register.find(desk, Merchant, Query(w))) for w in WORDS)
        link = sqlite3.connect(desk.paths.database)
        sql = (
            "SELECT m.id FROM merchant m LEFT JOIN industry i ON i.id = m.industry_id"
            " LEFT JOIN street s ON s.id = m.street_id WHERE "
            + " OR ".join(f"{column} LIKE ?" for column in _COLUMNS)
        )
        plain = median(
            _seconds(lambda w=w: link.execute(sql, [f"%{w}%"] * len(_COLUMNS)).fetchall())
            for w in WORDS
        )
        link.close()
    ratio = ours / plain
    figure = (
        f"一个词 {ours * 1000:.0f} ms，LIKE {plain * 1000:.0f} ms（{ROWS:,} 家，{len(WORDS)} 个词）"
    )
    peer = f"同样各栏的 LIKE '%…%'，不含拼音；{SQLITE}"
    return Result("查找一个词", figure, "≤ 0.75", peer, ratio, ratio <= 0.75)


_COLUMNS = ("m.name", "m.credit_code", "m.premises", "m.operator", "i.name", "s.name")


def _seconds(act: Callable[[], object]) -> float:
    spent = []
    for _ in range(5):
        start = perf_counter()
        act()
        spent.append(perf_counter() - start)
    return median(spent)


MEASURES: tuple[Measure, ...] = (
    journal_of_an_import,
    import_beside_bare_insert,
    undo_beside_import,
    word_beside_plain_like,
)
