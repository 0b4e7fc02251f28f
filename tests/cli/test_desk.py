"""The desk's whole day by commands: data made, awards, paper, undo, backup, trouble."""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from pages import squashed
from tables import comma_list

from shipu_desk.domain.credit_code import check_character

ROOT = Path(__file__).parents[2]


def code(number):
    body = f"92330225XX{number:06d}0"
    return body + check_character(body)


@pytest.fixture
def pool(office):
    """Two merchants under cultivation, one that only came in."""
    office.add("rounds", {"name": "示例批次", "basis": "示例依据"})
    for number, stage in enumerate(("培育", "培育", "入库"), 1):
        row = {"name": f"示例{number}店", "credit_code": code(number), "industry_id": "食品"}
        office.add("merchants", {**row, "stage": stage})
    return office


def grant(office, *names, day="2023-05-10"):
    rows = [{"merchant": name, "round": "示例批次", "on": day} for name in names]
    return office.done("award", "grant", "--json", "-", stdin=json.dumps(rows))


def test_data_are_made_once_and_never_over_older_ones(bare):
    assert "里还没有数据" in bare.refused("list", "units")
    bare.done("--as", "示例甲", "init")
    before = (bare.folder / "石浦.db").read_bytes()
    assert "没有动它" in bare.refused("init")
    assert (bare.folder / "石浦.db").read_bytes() == before
    assert bare.list("clerks")[0]["name"] == "示例甲"
    assert "示例甲" in bare.done("history")


def test_the_plan_is_loaded_and_taken_out_again(bare):
    bare.done("init", "--plan")
    assert [len(bare.list(name)) for name in ("members", "units", "posts", "duties")] == [
        17, 14, 5, 18,
    ]  # fmt: skip
    assert "没有新增" in bare.done("plan")
    bare.done("plan", "--remove")
    assert bare.list("members") == []
    bare.done("undo")
    assert len(bare.list("members")) == 17


def test_who_did_it_is_whoever_is_named(office):
    office.done("--as", "示例乙", "set", "near_days", "9")
    assert "（示例乙，" in office.done("history").splitlines()[0]


def test_settings_are_listed_read_changed_and_refused(office):
    assert "near_days\t临期天数\t7" in office.done("set").splitlines()
    office.done("set", "near_days", "9")
    assert office.done("set", "near_days") == "near_days\t临期天数\t9\n"
    assert "应填整数" in office.refused("set", "near_days", "九天")
    assert "没有“x”这个设置" in office.refused("set", "x")


def test_awards_are_granted_printed_reissued_and_revoked(pool, tmp_path):
    assert "SPFX-2023-0001 示例1店" in grant(pool, "示例1店", "示例2店")
    pool.done("award", "reissue", "SPFX-2023-0002", "--on", "2023-05-12", "--reason", "破损")
    said = pool.done("print", "certificates", "证书.pdf", "--split", "分", "--report", "账.xlsx")
    assert "证书共2份：已生成2份" in said
    assert "SPFX-2023-0002（补发）" in squashed(tmp_path / "证书.pdf")
    assert len(list((tmp_path / "分").iterdir())) == 2
    pool.done("award", "revoke", "SPFX-2023-0001", "--on", "2023-05-13", "--reason", "示例")
    said = pool.done("print", "plaques", "牌匾.pdf", "--round", "示例批次")
    assert "已生成1份、没有生成1份" in said
    assert "示例1店" not in squashed(tmp_path / "牌匾.pdf")
    assert [p["form"] for p in pool.list("printings")] == ["证书", "证书", "牌匾"]


def test_adding_an_award_is_granting_it(pool):
    row = {"merchant": code(1), "on": "2023-05-10", "basis": "示例依据"}
    assert "已授牌" in pool.add("awards", row)


def test_one_merchant_that_may_not_have_it_keeps_all_from_it(pool):
    rows = [{"merchant": f"示例{n}店", "round": "示例批次", "on": "2023-05-10"} for n in (1, 3)]
    said = pool.refused("award", "grant", "--json", "-", stdin=json.dumps(rows))
    assert "示例3店" in said
    assert pool.list("awards") == []


def test_a_legal_act_is_not_undone_and_the_way_out_is_named(pool):
    grant(pool, "示例1店")
    number = pool.done("history").split("号")[0].removeprefix("第")
    assert "请用“摘牌”" in pool.refused("undo", number)


def test_when_nothing_can_be_printed_no_file_is_written(pool, tmp_path):
    said = pool.refused("print", "plaques", "牌匾.pdf")
    assert "没有写文件" in said
    assert not (tmp_path / "牌匾.pdf").exists()


def test_a_merchant_moves_by_name_or_code_and_only_lawfully(pool):
    words = ("--on", "2023-05-01", "--reason", "示例")
    assert "培育" in pool.done("pool", "move", "示例3店", "--to", "培育", *words)
    assert "退出" in pool.done("pool", "move", code(3), "--to", "退出", *words)
    assert "退出即终止" in pool.refused("pool", "move", code(3), "--to", "入库", *words)
    assert "没有登记" in pool.refused("pool", "move", "没有店", "--to", "培育", *words)
    assert pool.refused("pool", "move", "示例1店", "--to", "胡来", *words)


def test_lists_and_bulletins_are_printed(bare, tmp_path):
    bare.done("init", "--plan")
    bare.done("print", "roster", "附件1.pdf")
    bare.done("print", "duties", "附件2.pdf")
    (tmp_path / "稿.txt").write_text("示例标题\n一、示例\n示例正文。", encoding="gb18030")
    bare.done("bulletin", "add", "稿.txt", "--to", "2023-1")
    bare.done("print", "bulletin", "2023-1", "简报.pdf")
    assert "钮晶莹" in squashed(tmp_path / "附件1.pdf")
    assert "示例标题" in squashed(tmp_path / "简报.pdf")
    for name in ("附件1", "附件2"):
        kind = {"附件1": "roster", "附件2": "duties"}[name]
        for ending in (".docx", ".xlsx"):
            said = bare.done("print", kind, name + ending)
            assert said.strip() == f"已写入 {name}{ending}"
    assert "钮晶莹" in docx.Document(tmp_path / "附件1.docx").tables[0].rows[0].cells[1].text
    assert openpyxl.load_workbook(tmp_path / "附件2.xlsx").active["A3"].value == "序号"
    assert "没有2023年第7期" in bare.refused("print", "bulletin", "2023-7", "x.pdf")
    (tmp_path / "空.txt").write_text(" \n")
    assert "没有文字" in bare.refused("bulletin", "add", "空.txt")
    assert "打不开" in bare.refused("bulletin", "add", "没有.txt")


def test_an_article_out_of_word_loses_what_no_page_can_carry_and_says_so(office, tmp_path):
    (tmp_path / "稿.txt").write_text("示例\u202e标题\x0b第一段。\x0b第二段。", encoding="utf-8")
    said = office.run("bulletin", "add", "稿.txt")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "有1个看不见的控制字符，已去掉" in said.err
    [article] = office.list("articles")
    assert (article["title"], article["body"]) == ("示例标题", "第一段。\n第二段。")


def test_undo_takes_back_the_last_or_a_named_change(office):
    office.add("units", {"name": "示例一局"})
    office.add("units", {"name": "示例二局"})
    assert "撤回：新增单位：示例二局" in office.done("undo")
    assert [row["name"] for row in office.list("units")] == ["示例一局"]
    first = office.done("history", "units").splitlines()[-1]
    office.done("undo", first.split("号")[0].removeprefix("第"))
    assert office.list("units") == []
    assert "没有可以撤回的" in office.refused("undo")
    assert "没有第99号改动" in office.refused("undo", "99")


def test_the_history_of_a_register_names_a_change_of_very_many_rows(office):
    rows = [
        {"name": f"示例{n}店", "credit_code": code(n), "industry_id": "食品", "stage": "培育"}
        for n in range(1, 203)
    ]
    office.add("merchants", *rows)
    assert "新增创建单位：202条" in office.done("history", "merchants")
    assert "新增创建单位：202条" in office.done("history", "stage_moves")


def test_the_history_of_a_row_tells_before_and_after(office):
    office.add("units", {"name": "示例局", "phone": "13800000001"})
    said = office.done("history", "units", "1")
    assert "单位名称：（空） → 示例局" in said
    assert "138****0001" in said
    assert "13800000001" not in said
    assert "没有第9号单位" in office.refused("history", "units", "9")


def test_a_backup_is_restored_and_the_restore_taken_back(office, tmp_path):
    office.add("units", {"name": "示例一局"})
    office.done("backup", "备份.db")
    office.add("units", {"name": "示例二局"})
    said = office.done("restore", "备份.db")
    assert len(office.list("units")) == 1
    kept = said.split("恢复前的数据在 ")[1].split("，")[0]
    office.done("restore", kept)
    assert len(office.list("units")) == 2
    assert office.done("check") == "数据完好\n"


def test_a_damaged_database_is_told_left_alone_and_restored_over(office, tmp_path):
    office.add("units", {"name": "示例局"})
    office.done("backup", "备份.db")
    live = office.folder / "石浦.db"
    for end in ("-wal", "-shm"):
        live.with_name(live.name + end).unlink(missing_ok=True)
    live.write_bytes(live.read_bytes()[:5000])
    before = live.read_bytes()
    office.refused("list", "units")
    assert live.read_bytes() == before
    office.done("restore", "备份.db")
    assert len(office.list("units")) == 1


@pytest.mark.parametrize("content", [b"", b"not ours" * 99, b"SQLite format 3\0" + bytes(4080)])
def test_a_backup_that_is_none_is_refused_and_the_data_stay(office, tmp_path, content):
    (tmp_path / "x.db").write_bytes(content)
    office.refused("restore", "x.db")
    office.refused("restore", "没有.db")
    assert office.list("clerks")[0]["name"] == "示例甲"


def test_a_changed_row_behind_our_back_is_found(office):
    import sqlite3

    office.add("units", {"name": "示例局"})
    with sqlite3.connect(office.folder / "石浦.db") as link:
        link.execute("UPDATE unit SET name = '改过的局'")
    link.close()
    assert "绕过本软件" in office.refused("check")


def test_an_accident_is_one_sentence_and_a_log_without_what_was_typed(office, monkeypatch):
    from shipu_desk.services import entering

    def broken(*_, **__):
        raise RuntimeError("示例姓名13800000001")

    monkeypatch.setattr(entering, "add_all", broken)
    said = office.refused("add", "units", "--json", "-", stdin='{"name": "x"}')
    assert "程序出了意外" in said
    log = (office.folder / "desk.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert "broken" in log
    assert "13800000001" not in log


def shell(*words, encoding="utf-8", stdin=subprocess.DEVNULL, **more):
    """The program itself, in a console of the given encoding."""
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, stdin=stdin, **more)


def test_it_speaks_utf_8_on_a_gbk_console(tmp_path):
    done = shell("--data", tmp_path / "数据", "init", encoding="gbk")
    assert done.stdout.decode("utf-8").startswith("已建立数据")
    done = shell("--data", tmp_path / "数据", "init", encoding="gbk")
    assert done.returncode == 1
    assert "没有动它" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="words are text there")
def test_words_that_are_no_text_are_told_and_never_a_traceback(tmp_path):
    done = shell("--data", tmp_path, "set", os.fsdecode(b"\xff\xfe"))
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="no head(1)")
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path):
    shell("--data", tmp_path / "数据", "init", "--plan")
    command = f"{sys.executable} {ROOT / 'main.py'} --data {tmp_path / '数据'} list duties --json"
    done = subprocess.run(f"{command} | head -1", shell=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[\n", "")


def test_neither_a_command_nor_the_demo_needs_qt():
    code = (
        "import sys; from shipu_desk import app; sys.argv[1:] = ['demo', sys.argv[1]];"
        "assert app.main() == 0; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        run = [sys.executable, "-c", code, folder]
        assert subprocess.run(run, cwd=ROOT, capture_output=True).returncode == 0


def test_a_report_that_cannot_be_written_is_told_after_what_was_printed(pool):
    grant(pool, "示例1店", "示例2店")
    said = pool.run("print", "certificates", "证书.pdf", "--report", "没有/账.xlsx")
    assert said.code == 1 and "已写入 证书.pdf" in said.out
    assert "2份" in said.err and "账.xlsx 没有写成" in said.err
    assert len(pool.list("printings")) == 2


def test_a_report_of_an_import_that_cannot_be_written_is_told_after_the_import(office, tmp_path):
    path = comma_list(tmp_path / "a.csv", ["单位名称"], ["示例甲局"], ["示例乙局" * 99])
    said = office.run("import", "units", path, "--only-good", "--report", "没有/账.xlsx")
    assert said.code == 1 and "单位共2条：新增1条" in said.err and "账.xlsx 没有写成" in said.err
    assert [unit["name"] for unit in office.list("units")] == ["示例甲局"]


@pytest.mark.parametrize(
    "words",
    [
        ("import", "units", "甲" * 300 + ".csv"),
        ("print", "roster", "甲" * 300 + ".pdf"),
        ("backup", "甲" * 300),
        ("restore", "甲" * 300),
        ("demo", "甲" * 300),
        ("export", "units", "a/" * 3_000 + "b.csv"),
    ],
    ids=lambda words: words[0],
)
def test_a_name_the_system_cannot_take_is_told_of_the_name(words, office):
    assert "太长或有不能用的字符" in office.refused(*words, code=2)


def test_a_template_s_name_that_is_too_long_is_no_accident(pool):
    grant(pool, "示例1店")
    said = pool.refused("print", "plaques", "牌.pdf", "--template", "甲" * 300)
    assert "这个牌匾版式" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without a signal")
def test_a_batch_that_is_told_to_end_has_logged_every_file_it_wrote(office, tmp_path):
    office.add("rounds", {"name": "示例批次", "basis": "示例依据"})
    rows = [
        {"name": f"示例{n}店", "credit_code": code(n), "industry_id": "食品", "stage": "培育"}
        for n in range(300)
    ]
    office.add("merchants", *rows)
    grant(office, *(row["name"] for row in rows))
    folder = tmp_path / "分"
    words = ["--data", office.folder, "print", "certificates", "证书.pdf", "--split", folder]
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as child:
        while child.poll() is None and len(list(folder.glob("*.pdf"))) < 5:
            time.sleep(0.01)
        child.terminate()
        said = child.communicate()[1]
    made = list(folder.glob("*.pdf"))
    assert child.returncode == 1 and said.strip().startswith("已中断")
    assert 5 <= len(made) < 300 and list(folder.glob(".*")) == []
    assert {Path(one["file"]).name for one in office.list("printings")} == {p.name for p in made}


def test_an_altered_backup_is_named_when_it_is_restored(office, tmp_path):
    office.add("units", {"name": "示例甲局"})
    office.done("backup", "好.db")
    content = (tmp_path / "好.db").read_bytes()
    assert "示例甲局".encode() in content
    (tmp_path / "改.db").write_bytes(content.replace("示例甲局".encode(), "示例乙局".encode()))
    said = office.run("restore", "改.db")
    assert said.code == 0
    assert "请核对：这份备份里，单位“示例乙局”内容被绕过本软件改过，共1条" in said.err
    assert "请核对" not in office.run("restore", "好.db").err


def test_of_names_read_alike_the_one_written_so_is_meant(office):
    for number, name in enumerate(("渔港面", "渔　港　面"), 1):
        row = {"name": name, "credit_code": code(number), "industry_id": "食品"}
        office.add("merchants", row)
    move = ("--to", "培育", "--on", "2023-05-01", "--reason", "示例")
    assert office.done("pool", "move", "渔港面", *move).startswith("渔港面")
    assert office.done("pool", "move", "渔　港　面", *move).startswith("渔　港　面")
    said = office.refused("pool", "move", "渔 港 面", *move)
    assert "不止一条，请从列表里选，或写能分清的" in said


def test_an_article_of_a_title_that_is_there_may_be_added_all_the_same(office, tmp_path):
    (tmp_path / "a.txt").write_text("同一标题\n第一篇。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("同一标题\n第二篇。", encoding="utf-8")
    office.done("bulletin", "add", "a.txt", "--to", "2023-1")
    said = office.refused("bulletin", "add", "b.txt", "--to", "2023-1")
    assert said.endswith("请核对是否重复；确实是另一条的，加上 --twin 照样新增")
    office.done("bulletin", "add", "b.txt", "--to", "2023-1", "--twin")
    assert len(office.list("articles")) == 2


def test_streets_and_clusters_are_printed_with_their_merchants(bare, tmp_path):
    bare.done("init", "--plan")
    assert bare.done("print", "streets", "街.pdf").strip() == "已写入 街.pdf：1页"
    assert "金山路" in squashed(tmp_path / "街.pdf")
    assert bare.done("print", "clusters", "集群.xlsx").strip() == "已写入 集群.xlsx"
    assert openpyxl.load_workbook(tmp_path / "集群.xlsx").sheetnames[1] == "单位"


def test_cards_and_labels_of_the_merchants_that_are_found(pool, tmp_path):
    assert "1页" in pool.done("print", "cards", "卡.pdf", "--search", "示例1店")
    text = squashed(tmp_path / "卡.pdf")
    assert "创建单位登记卡" in text and "示例1店" in text and "示例2店" not in text
    assert "没有要打印的登记卡" in pool.refused("print", "cards", "无.pdf", "--search", "没有店")
    said = pool.run("print", "labels", "签.pdf", "--sheet", "2x4", "--start", "8")
    assert "没有一家填了经营场所" in said.err
    assert "没有“9x9”这种标签纸" in pool.refused("print", "labels", "签.pdf", "--sheet", "9x9")


def test_the_package_for_whoever_helps_names_nobody(pool, tmp_path):
    said = pool.done("diagnose", str(tmp_path / "诊断包.zip"))
    assert "没有个人信息" in said
    with zipfile.ZipFile(tmp_path / "诊断包.zip") as package:
        text = "".join(package.read(one).decode("utf-8") for one in package.namelist())
    assert "创建单位：3 条" in text and "示例1店" not in text


def test_the_package_is_made_of_damaged_data_too(office, tmp_path):
    (office.folder / "石浦.db").write_bytes(b"SQLite format 3\0 and no more")
    office.done("diagnose", str(tmp_path / "诊断包.zip"))
    with zipfile.ZipFile(tmp_path / "诊断包.zip") as package:
        assert "没有打开（DamagedFile）" in package.read("数据.txt").decode("utf-8")


def test_certificates_are_overprinted_on_bought_stock(pool, tmp_path):
    grant(pool, "示例1店")
    whole, words, fields = (tmp_path / f"{one}.pdf" for one in ("全", "字", "内容"))
    pool.done("print", "certificates", whole)
    pool.done("print", "certificates", words, "--overprint", "文字")
    pool.done("print", "certificates", fields, "--overprint", "内容")
    assert squashed(whole) == squashed(words) and "特发此证" in squashed(words)
    said = squashed(fields)
    assert "特发此证" not in said and "放心消费示范店" in said
    assert [row["overprint"] for row in pool.list("printings")] == [
        None, "套打，印全部文字", "套打，只印填写内容",
    ]  # fmt: skip
    told = pool.refused("print", "certificates", whole, "--overprint", "花边", code=2)
    assert "可用：文字、内容" in told
    pool.refused("print", "plaques", whole, "--overprint", "文字", code=2)
