"""Draw the README's pictures of documents from the demonstration: `python docs/pictures.py out`."""

import sys
from pathlib import Path

import pypdfium2

HERE = Path(__file__).parent / "pictures"
# picture: (document, page, width in pixels)
PICTURES = {
    "plaque": ("牌匾.pdf", 0, 900),
    "certificate": ("证书.pdf", 0, 900),
    "bulletin": ("信息简报-2023-1.pdf", 0, 620),
    "roster": ("附件1.pdf", 0, 620),
    "duties": ("附件2.pdf", 0, 900),
}


def draw(folder: Path, target: Path = HERE) -> None:
    """One PNG for each document, on white."""
    target.mkdir(exist_ok=True)
    for name, (file, number, width) in PICTURES.items():
        with pypdfium2.PdfDocument(folder / file) as pdf:
            page = pdf[number]
            picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            picture.quantize(96).save(target / f"{name}.png", optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
