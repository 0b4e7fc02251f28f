"""Named inks: what they look like in a document and what a press prints (PDF colour operators)."""

from __future__ import annotations

from collections.abc import Mapping

Inks = Mapping[str, str]


def rgb(code: str) -> str:
    """Operands for a colour written as six hex digits."""
    parts = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return " ".join(f"{part:.4g}" for part in parts) + " rg"


PREVIEW: Inks = {
    name: rgb(code)
    for name, code in {
        "red": "A8181C",
        "black": "1E1A17",
        "grey": "7C756C",
        "official": "D2161E",  # GB/T 9704 asks for red; at least M80 Y80 in print
        "gold": "A9823F",
        "sand": "E9DDC3",
        "paper": "FFFFFF",
        "ivory": "FBF7EE",
        "sea": "1F4E5F",
        "mist": "DCE6E6",
        "blush": "F6E7E1",
        "ghost": "C9C2B6",
    }.items()
}
# Black only: what a workshop engraves or an office keeps of an engraved plate.
ENGRAVE: Inks = dict.fromkeys(PREVIEW, "0 0 0 1 k")


def stroking(ink: str) -> str:
    """The same colour for lines."""
    return ink[:-2] + {"rg": "RG", " k": " K"}[ink[-2:]]
