"""Texts: quotes within quotes."""

import pytest

from shipu_desk.domain.quotes import nested


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("已保存“从“点”入手”，可用 Ctrl+Z 撤回", "已保存“从‘点’入手”，可用 Ctrl+Z 撤回"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("删除“从“点”…", "删除“从“点”…"),
        ("””“", "””“"),
        ("“从“点”入手”\n“没有合上", "“从‘点’入手”\n“没有合上"),
    ],
)
def test_quotes_within_quotes_are_single(said, told):
    assert nested(said) == told
