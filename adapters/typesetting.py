"""Say for every text of a page which font prints it, and mark what no font has (law 19).

Left alone, the printer would take any font that has a character, drop a variation selector
without a word, and draw a box, with another character in the text layer, where there is none.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from unicodedata import category

from adapters.fonts import MAIN, font_for, installed_fonts, is_unseen
from adapters.text_layers import GIVEN
from core.characters import code_points

_MARKUP = re.compile(r"(<(?:style|title)\b.*?</(?:style|title)>|<[^>]*>)", re.DOTALL)
_CLUSTER = re.compile(
    r".(?:[\u0300-\u036f\u180b-\u180f\u20d0-\u20f0\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]|\u200d.?)*",
    re.DOTALL,
)
_NEUTRAL = {"Zs", "Cc", "Po", "Pd", "Ps", "Pe", "Cf"}


def mark_of(cluster: str) -> str:
    r"""Return what is printed for a character that no font has.

    Examples:
        >>> mark_of("\ue000")
        '〔U+E000〕'
    """
    return f"〔{code_points(cluster)}〕"


def missing_in(text: str) -> Iterator[str]:
    """Yield every character of a text that no font has."""
    return (cluster for cluster, family in _fonts_of(text) if family is None)


def typeset(html: str) -> str:
    """Return a page in which every text that the main font lacks names the font it has."""
    parts = _MARKUP.split(html)
    return "".join(part if place % 2 else _typeset_text(part) for place, part in enumerate(parts))


def _typeset_text(text: str) -> str:
    if not _is_special(text):
        return text
    runs = groupby(_fonts_of(text), key=lambda pair: pair[1])
    return "".join(_run(family, [cluster for cluster, _ in run]) for family, run in runs)


def _run(family: str | None, clusters: list[str]) -> str:
    if family == MAIN:
        return "".join(clusters)
    if family is None:
        return "".join(
            f'<span class="missing" {GIVEN}="{escape(cluster)}">{mark_of(cluster)}</span>'
            for cluster in clusters
        )
    return f"<span style=\"font-family: '{family}'\">{''.join(clusters)}</span>"


def _is_special(text: str) -> bool:
    main = installed_fonts().get(MAIN)
    return main is None or not all(
        main.has(character) or character.isspace() for character in set(text)
    )


def _fonts_of(text: str) -> list[tuple[str, str | None]]:
    """Return each character, with what is combined with it, and the font that prints it.

    Blanks and punctuation between two words of one font stay with them, so that scripts
    written from right to left keep the order of their words.
    """
    clusters = _CLUSTER.findall(text)
    families = [font_for(cluster) if _is_seen(cluster) else MAIN for cluster in clusters]
    for place in range(1, len(clusters)):
        before = families[place - 1]
        if before not in {MAIN, None} and _stays(clusters, families, place):
            families[place] = before
    return list(zip(clusters, families, strict=True))


def _stays(clusters: list[str], families: list[str | None], place: int) -> bool:
    """Say whether what stands between two words can be printed in their font."""
    before = families[place - 1]
    if before is None or category(clusters[place][0]) not in _NEUTRAL:
        return False
    rest = range(place, len(clusters))
    after = next((families[place] for place in rest if not _is_neutral(clusters[place])), None)
    return after == before and all(map(installed_fonts()[before].has, clusters[place]))


def _is_neutral(cluster: str) -> bool:
    return category(cluster[0]) in _NEUTRAL


def _is_seen(cluster: str) -> bool:
    return not all(character.isspace() or is_unseen(character) for character in cluster)
