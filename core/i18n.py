"""Words of the interface: a folder of JSON files per language, same keys in each.

Which languages there are stands in ``assets/locales/locales.yaml``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

LOCALES_DIR = Path(__file__).parents[1] / "assets" / "locales"


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the interface; ``locales.yaml`` explains each entry."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    separator: str
    day: str
    day_of_year: str = ""
    months: tuple[str, ...] = ()
    magnitudes: tuple[tuple[int, str], ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)


def _read_locales() -> dict[str, Locale]:
    listed = yaml.safe_load((LOCALES_DIR / "locales.yaml").read_text("utf-8"))
    return {entry["code"]: Locale(**entry) for entry in listed}


_BY_CODE = _read_locales()
LOCALES = tuple(_BY_CODE)
DEFAULT_LOCALE = LOCALES[0]


def locale_of(code: str) -> Locale:
    """Return a language by its code, the default one for a code that is none.

    Examples:
        >>> locale_of("en").name, locale_of("xx").code
        ('English', 'zh-CN')
    """
    return _BY_CODE.get(code) or _BY_CODE[DEFAULT_LOCALE]


def other_locales(code: str) -> tuple[Locale, ...]:
    """Return every language but one, in the order in which they are offered.

    Examples:
        >>> [one.name for one in other_locales("en")]
        ['中文']
    """
    return tuple(value for value in _BY_CODE.values() if value.code != code)


def say_day(day: date, locale: str, *, with_year: bool = False) -> str:
    """Return a day as people of a language say it; some leave out the year unless it is asked.

    Examples:
        >>> say_day(date(2026, 11, 29), "zh-CN"), say_day(date(2026, 11, 29), "en")
        ('11 月 29 日', '29 Nov 2026')
        >>> say_day(date(2026, 11, 29), "zh-CN", with_year=True)
        '2026 年 11 月 29 日'
    """
    spoken = locale_of(locale)
    form = spoken.day_of_year if with_year and spoken.day_of_year else spoken.day
    month = spoken.months[day.month - 1] if spoken.months else day.month
    return form.format(year=day.year, month=month, day=day.day)


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


def message_of(key: str, locale: str = DEFAULT_LOCALE) -> str:
    """Return the message for a key as it stands in one language, or nothing.

    Examples:
        >>> message_of("streamlit.open", "en"), message_of("streamlit.no_such", "en")
        ('Open', '')
    """
    return messages_of(locale).get(key, "")


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
    return locale_of(locale).separator.join(str(name) for name in names)
