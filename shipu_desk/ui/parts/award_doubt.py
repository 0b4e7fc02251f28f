"""What must be looked at before an award: whether this body may award, and this title."""

from __future__ import annotations

from shipu_desk.domain.awards import doubt_about_body, doubt_about_title

ADVICE = "怎么办：先请有权批准的机关同意，把批准文件的文号写进“授牌依据”；还没有批准的，先不授牌。"


def doubts(body: str, title: str) -> str:
    """Every doubt in full with what to do, one to a line; empty when there is none."""
    found = [doubt_about_body(body) if body.strip() else None, doubt_about_title(title)]
    said = [f"{one}。" for one in found if one]
    return "\n".join([*said, ADVICE]) if said else ""
