"""How the designer writes moments and names."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from pages.designer.desk import Desk

ZONE = ZoneInfo("Asia/Shanghai")
"""China has one time zone, whatever the server is set to."""


def moment(at: datetime) -> str:
    """Return day and time.

    Examples:
        >>> from datetime import UTC
        >>> moment(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        '2026-11-25 07:05'
    """
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def clock_time(at: datetime) -> str:
    """Return the time of day.

    Examples:
        >>> from datetime import UTC
        >>> clock_time(datetime(2026, 11, 24, 23, 5, tzinfo=UTC))
        '07:05'
    """
    return f"{at.astimezone(ZONE):%H:%M}"


def shown(name: str) -> str:
    """Return a name with the brackets of Chinese print.

    Examples:
        >>> shown("公司(有限责任公司)设立登记")
        '公司（有限责任公司）设立登记'
    """
    return name.replace("(", "（").replace(")", "）")


def who(username: str, names: Mapping[str, str], here: Desk) -> str:
    """Return who somebody is; what came with the catalogue was nobody's doing."""
    return here.say("by_catalogue") if username == "catalogue" else names.get(username, username)


def brief(name: str) -> str:
    """Return a name without its explanation.

    Examples:
        >>> brief("经营主体负责人:公司法定代表人、个体工商户经营者"), brief("经营场所(门店)")
        ('经营主体负责人', '经营场所')
    """
    for mark in ":：(（":
        name = name.partition(mark)[0]
    return name
