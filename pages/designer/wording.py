"""How the designer writes moments and names."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from core.i18n import locale_of
from core.working_days import ZONE
from pages.designer.workspace import Workspace
from pages.shared.styling import tag


def moment(at: datetime) -> str:
    """Return day and time.

    Examples:
        >>> from datetime import UTC
        >>> moment(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        '2026-11-25 07:05'
    """
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def life_tag(archived_on: date | None, starts_on: date | None, workspace: Workspace) -> str:
    """Return as HTML that a theme is archived, or when its version takes effect, if either."""
    if archived_on is not None:
        return tag(workspace.say("life.archived", day=archived_on), "bad")
    return tag(workspace.say("life.starts", day=starts_on), "later") if starts_on else ""


def clock_time(at: datetime) -> str:
    """Return the time of day.

    Examples:
        >>> from datetime import UTC
        >>> clock_time(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        '07:05'
    """
    return f"{at.astimezone(ZONE):%H:%M}"


_SAID_IN_POWERS = 10**12
"""From here on nobody says a number by its name."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def in_words(number: int, locale: str) -> str:
    """Return a large number as people say it, to one place; a huge one as a power of ten.

    Examples:
        >>> in_words(3_081_535_488, "zh-CN"), in_words(3_081_535_488, "en"), in_words(84, "en")
        ('30.8亿', '3.1 billion', '84')
        >>> in_words(10_687_253_020_000_000, "zh-CN"), in_words(999_999_999_999_999, "en")
        ('1.07×10¹⁶', '1.00×10¹⁵')
    """
    if number >= _SAID_IN_POWERS:
        return _in_powers(number)
    for size, name in locale_of(locale).magnitudes:
        if number >= size:
            return f"{number / size:.1f}{name}"
    return str(number)


def _in_powers(number: int) -> str:
    """Return a number in powers of ten; it may have more digits than a float takes."""
    rounded = f"{Decimal(number):.2e}"
    factor, _, power = rounded.partition("e+")
    return f"{factor}×10{power.translate(_RAISED)}"


def shown(name: str) -> str:
    """Return a name with the brackets of Chinese print.

    Examples:
        >>> shown("公司(有限责任公司)设立登记")
        '公司（有限责任公司）设立登记'
    """
    return name.replace("(", "（").replace(")", "）")


def who(username: str, names: Mapping[str, str], workspace: Workspace) -> str:
    """Return who somebody is; what came with the catalogue was nobody's doing."""
    return (
        workspace.say("by_catalogue") if username == "catalogue" else names.get(username, username)
    )
