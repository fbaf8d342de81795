"""Keep the pictures that documents show: ``python -m docs.choose_screenshots``.

`make screenshots` takes a picture of every page into ``screenshots/``, outside the repository.
Those that a document shows are written to ``docs/screenshots/`` as WebP; no other stays there.
"""

import re
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
TAKEN = ROOT / "screenshots"
KEPT = ROOT / "docs" / "screenshots"
QUALITY = 82
_SHOWN = re.compile(r"screenshots/(\w+)\.webp")


def shown_names() -> set[str]:
    """Return the names of the pictures that documents show."""
    documents = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
    return {name for path in documents for name in _SHOWN.findall(path.read_text("utf-8"))}


def main() -> None:
    """Write every picture that is shown, and remove the others."""
    names = shown_names()
    KEPT.mkdir(exist_ok=True)
    for name in sorted(names):
        with Image.open(TAKEN / f"{name}.png") as picture:
            picture.convert("RGB").save(KEPT / f"{name}.webp", quality=QUALITY, method=6)
    for path in KEPT.iterdir():
        if path.stem not in names:
            path.unlink()


if __name__ == "__main__":
    main()
