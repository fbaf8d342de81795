"""Signs: an icon and the colour of the word beside it, by which something is recognised."""

from typing import NamedTuple


class Sign(NamedTuple):
    """An icon of the icon font, and a colour as styles name it; no sign stands without a word."""

    icon: str
    colour: str
