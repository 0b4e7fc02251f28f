"""Clerks: who works at this desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from shipu_desk.domain.fields import Text
from shipu_desk.domain.records import Record


@dataclass(kw_only=True, eq=False)
class Clerk(Record):
    LABEL = "经办人"
    PLURAL = "clerks"
    NATURAL_KEY = ("name",)

    name: Annotated[str, Text("姓名", max_length=20, searched=True, unspaced=True)]
    remark: Annotated[str | None, Text("备注", max_length=200)] = None
