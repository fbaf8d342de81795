"""Words of the interface: a folder of JSON files per language, same keys in each."""

import json
from functools import cache
from pathlib import Path

LOCALES_DIR = Path(__file__).parents[1] / "assets" / "locales"
DEFAULT_LOCALE = "zh-CN"
LOCALES = (DEFAULT_LOCALE, "en")


@cache
def messages_of(locale: str) -> dict[str, str]:
    """Return all messages of one locale, keyed by dotted name."""
    return {
        key: text
        for file in sorted((LOCALES_DIR / locale).glob("*.json"))
        for key, text in json.loads(file.read_text("utf-8")).items()
    }


def translate(key: str, locale: str = DEFAULT_LOCALE, /, **params: object) -> str:
    """Return the message for a key, in the default language if untranslated.

    Examples:
        >>> translate("finding.theme-incomplete", "en", theme="T01")
        'Theme T01 has matters that are still being catalogued, so it cannot be guided yet.'
    """
    message = messages_of(locale).get(key) or messages_of(DEFAULT_LOCALE).get(key, key)
    return message.format(**params)


def words_under(prefix: str, locale: str = DEFAULT_LOCALE) -> dict[str, str]:
    """Return the messages whose keys begin alike, as they stand.

    Examples:
        >>> words_under("streamlit.o", "en")["streamlit.open"]
        'Open'
    """
    found = messages_of(locale)
    return {key: found[key] for key in messages_of(DEFAULT_LOCALE) if key.startswith(prefix)}


def listed(names: object, locale: str = DEFAULT_LOCALE) -> str:
    """Join names as a reader of the language expects.

    Examples:
        >>> listed(["a", "b"]), listed(["a", "b"], "en")
        ('a、b', 'a, b')
    """
    if not isinstance(names, list | tuple):
        return str(names)
    separator = "、" if locale == DEFAULT_LOCALE else ", "
    return separator.join(str(name) for name in names)
