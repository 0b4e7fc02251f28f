"""Lay the pictures of walks on sheets, one for each scale, and list them in docs/screens.md:

python docs/walk_sheets.py walked-1 walked-1.25 walked-1.5 walked-2
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image

from shipu_desk.ui.pages import PAGES

TARGET = Path(__file__).parent / "pictures" / "walk"
ACROSS, WIDE, GAP = 4, 680, 12  # px
SCREENS = {"1": "1366 × 768", "1.25": "1366 × 768", "1.5": "1366 × 768", "2": "1920 × 1080"}


def sheet(walked: Path, target: Path) -> None:
    """Every page of a walk, in the order of the window."""
    pictures = [Image.open(walked / f"{page.key}.png").convert("RGB") for page in PAGES]
    high = round(WIDE * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // ACROSS)
    size = (ACROSS * (WIDE + GAP) + GAP, rows * (high + GAP) + GAP)
    whole = Image.new("RGB", size, "#C9D2D9")
    for at, picture in enumerate(pictures):
        small = picture.resize((WIDE, high), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + at % ACROSS * (WIDE + GAP), GAP + at // ACROSS * (high + GAP)))
    whole.quantize(96, dither=Image.Dither.NONE).save(target, optimize=True)


def main(folders: list[str]) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    said = [
        "# The window at the office's scales",
        "",
        "Every page with the demonstration's data, in a maximised window above the taskbar, drawn",
        "without a screen by `docs/walk.py` and laid together by `docs/walk_sheets.py`. The walk",
        "itself runs in the tests (`tests/test_walk.py`).",
    ]
    for folder in map(Path, folders):
        scale = folder.name.rpartition("-")[2]
        name = f"scale-{scale}.png"
        sheet(folder, TARGET / name)
        heading = f"{float(scale):.0%} on {SCREENS[scale]}"
        said += ["", f"## {heading}", "", f"![{heading}](pictures/walk/{name})"]
    (Path(__file__).parent / "screens.md").write_text("\n".join(said) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
