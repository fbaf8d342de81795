"""Themes of the library that nobody has published yet, or not even looked at."""

from core.ports import Stores


def unpublished_themes(stores: Stores) -> dict[str, str]:
    """Return the names of the library's themes that nobody has published, by code."""
    published = set(stores.themes.published_codes())
    themes = stores.catalogue.read().catalogue.themes
    return {code: theme.name for code, theme in sorted(themes.items()) if code not in published}


def untouched_themes(stores: Stores) -> dict[str, str]:
    """Return those of them that are nobody's draft either."""
    drafts = set(stores.themes.draft_codes())
    return {c: name for c, name in unpublished_themes(stores).items() if c not in drafts}
