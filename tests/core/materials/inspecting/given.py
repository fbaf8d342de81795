"""Pictures as scanners, phones and screens make them."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

from core.materials.inspecting import inspect

register_heif_opener()
SLOPE = np.tile(np.linspace(0, 1, 400), (300, 1))
"""From black on the left to white on the right."""


def greys():
    return Image.fromarray((SLOPE * 255).astype("uint8"))


def colours():
    """Red from left to right, green against it."""
    shades = np.stack([SLOPE, SLOPE[:, ::-1], SLOPE * 0.5], -1)
    return Image.fromarray((shades * 255).astype("uint8"))


def paper(size=(400, 300)):
    """A picture that is different everywhere, with something to read."""
    rough = np.random.default_rng(1).integers(180, 250, (size[1] // 8, size[0] // 8, 3))
    drawn = Image.fromarray(rough.astype("uint8")).resize(size)
    for row in range(10, size[1], 25):
        ImageDraw.Draw(drawn).text((10, row), "Name of the shop: " * 8, fill=(20, 20, 20))
    return drawn


def written(picture, kind, **options):
    kept = BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()


def seen(content):
    """What is kept of a picture, as it is seen."""
    kept = Image.open(BytesIO(inspect(content).content))
    kept.load()
    return kept
