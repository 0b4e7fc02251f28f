"""An issue of the bulletin as it would be printed with the words typed but not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from shipu_desk.documents.bulletin import ArticleFacts, BulletinFacts, write_bulletin
from shipu_desk.domain.bulletins import Article, Bulletin
from shipu_desk.domain.fields import FieldError
from shipu_desk.domain.records import spec_of
from shipu_desk.services import bulletins, fonts, proofs, register
from shipu_desk.services.desk import Desk

Values = Mapping[str, str]


@dataclass(frozen=True)
class Typed:
    """What is typed and not saved: fields of the issue, texts of articles by their uid."""

    issue: Values = field(default_factory=dict)
    articles: Mapping[str, Values] = field(default_factory=dict)
    new: Values = field(default_factory=dict)  # an article that is not stored yet


@dataclass(frozen=True)
class Shown:
    """The very PDF, and what the clerk should know of it."""

    data: bytes
    notes: tuple[str, ...] = ()


def preview(desk: Desk, bulletin_id: int, typed: Typed) -> Shown:
    """Raises ProofFailed with all that cannot be printed as typed, DeskError."""
    ready, type_ = facts(desk, bulletin_id, typed), fonts.fonts(desk)
    notes = list[str]()

    def write(path: Path) -> None:
        notes.extend(write_bulletin(ready, path, type_).notes)

    data = proofs.shown(write)
    return Shown(data, (*notes, *fonts.troubles(desk)))


def facts(desk: Desk, bulletin_id: int, typed: Typed) -> BulletinFacts:
    """The issue with what is typed; a field that cannot be read yet stays as stored."""
    found = bulletins.facts(desk, bulletin_id)
    rows = bulletins.articles(desk, bulletin_id)
    articles = [
        _article({**_stored(row.record), **typed.articles.get(row.record.uid, {})}) for row in rows
    ]
    if any(typed.new.values()):
        articles.append(_article(typed.new))
    if typed.issue:
        found = _with_issue(desk, found, bulletin_id, typed.issue)
    return replace(found, articles=tuple(articles))


def _stored(article: Article) -> dict[str, str]:
    return {"title": article.title, "source": article.source or "", "body": article.body}


def _article(values: Values) -> ArticleFacts:
    read = {key: _read(key, values.get(key, "")) for key in ("title", "body", "source")}
    return ArticleFacts(**read)


def _read(key: str, text: str) -> str:
    """As it would be stored; what would be refused is shown as typed, for the proof to name."""
    try:
        return str(spec_of(Article).fields[key].read(text) or "")
    except FieldError:
        return text


def _with_issue(desk: Desk, found: BulletinFacts, id: int, values: Values) -> BulletinFacts:
    stored = register.get(desk, Bulletin, id).record
    read: Any = stored
    for key, value in values.items():
        one, _ = spec_of(Bulletin).read({key: value}, read)
        read = one or read
    return replace(
        found,
        issue_no=read.issue,
        year=read.year,
        day=read.day,
        editor=read.editor or desk.settings().editor,
        report=read.report or "",
        send=read.send or "",
        dispatch=read.dispatch or "",
        copies=read.copies,
    )
