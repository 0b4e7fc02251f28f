"""What the code on a certificate says, and whether the office's own key made it."""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from unicodedata import normalize

from shipu_desk.errors import DeskError

EDITION = "SPFX1"
CHECK_LENGTH = 10
KEY_LENGTH = 32
SAMPLE_KEY = "示例密钥，只用于演示和测试".encode()
"""For the demo and for tests only; a real key is made at random when the database is made."""

_CHECK = re.compile(f"[A-Z2-7]{{{CHECK_LENGTH}}}")
_PIECE = re.compile(r"(?:[^\\|]|\\[\\|])*")


class CodeError(DeskError):
    """The text is not the payload of a certificate of this office's desk."""


@dataclass(frozen=True)
class Statement:
    """What a certificate says about itself; `check` is what stands on it, not yet believed."""

    number: str
    name: str
    granted_on: date
    check: str


def check_code(key: bytes, number: str, name: str, granted_on: date) -> str:
    """Ten base32 characters (RFC 4648) of HMAC-SHA256 over the signed part of the payload."""
    if not key:
        raise ValueError("an empty key signs nothing")
    digest = hmac.digest(key, _signed(number, name, granted_on).encode(), sha256)
    return b32encode(digest)[:CHECK_LENGTH].decode()


def payload(key: bytes, number: str, name: str, granted_on: date) -> str:
    """The text of the QR code: `SPFX1|number|name|date|check`. Certificates live for years."""
    check = check_code(key, number, name, granted_on)
    return f"{_signed(number, name, granted_on)}|{check}"


def parse(text: str) -> Statement:
    """Read a scanned payload; raises CodeError with what is wrong with it."""
    pieces = _split(text.strip())
    if pieces[0] != EDITION:
        raise CodeError(_foreign(pieces[0]))
    if len(pieces) != 5:
        raise CodeError(f"校验内容应有 5 段，读到 {len(pieces)} 段，可能没有扫描完整。")
    _, number, name, day, check = pieces
    if not number:
        raise CodeError("校验内容里没有编号，不是完整的证书码。")
    if not _CHECK.fullmatch(check):
        raise CodeError(f"校验码应为 {CHECK_LENGTH} 位大写字母或数字 2～7，读到“{check}”。")
    return Statement(number, name, _day(day), check)


def genuine(statement: Statement, key: bytes) -> bool:
    """Whether the check was made with the key; compared in constant time."""
    expected = check_code(key, statement.number, statement.name, statement.granted_on)
    return hmac.compare_digest(expected.encode(), statement.check.encode())


def fault(text: str, key: bytes) -> str:
    """Why a scanned payload is not to be believed, one sentence; empty when it is genuine."""
    try:
        statement = parse(text)
    except CodeError as trouble:
        return str(trouble)
    if genuine(statement, key):
        return ""
    return f"编号 {statement.number} 的校验码不符：内容被改动过，或证书不是本库发出的。"


def _signed(number: str, name: str, granted_on: date) -> str:
    return "|".join((EDITION, _escaped(number), _escaped(name), granted_on.isoformat()))


def _escaped(value: str) -> str:
    return normalize("NFC", value).replace("\\", "\\\\").replace("|", "\\|")


def _split(text: str) -> list[str]:
    pieces, start = [], 0
    while True:
        match = _PIECE.match(text, start)
        assert match is not None  # the pattern takes the empty string
        pieces.append(re.sub(r"\\(.)", r"\1", match[0], flags=re.DOTALL))
        if match.end() == len(text):
            return pieces
        if text[match.end()] != "|":
            raise CodeError("校验内容里有不成对的反斜杠，可能没有扫描完整。")
        start = match.end() + 1


def _foreign(head: str) -> str:
    if re.fullmatch(r"SPFX\d+", head):
        return f"这张证书用的是更新的校验格式 {head}，请用新版本核对。"
    return "这不是石浦放心消费证书的校验内容。"


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CodeError(f"校验内容里的日期“{text}”不是日历上的日期。")
