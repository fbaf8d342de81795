"""Find themes in the list by what somebody remembers of them."""

from collections.abc import Iterable

from core.services.designers.lists import ThemeSummary


def find_themes(themes: Iterable[ThemeSummary], words: str) -> tuple[ThemeSummary, ...]:
    """Return the themes whose code or name has every word; all of them for no words.

    Examples:
        >>> shops = [ThemeSummary("T01", "开办餐饮店", 8, 1, None, None, "")]
        >>> [len(find_themes(shops, words)) for words in ("餐饮", "t01 开办", "药店", "")]
        [1, 1, 0, 1]
    """
    wanted = words.casefold().split()
    return tuple(
        theme
        for theme in themes
        if all(word in f"{theme.code} {theme.name}".casefold() for word in wanted)
    )
