"""Addresses in the codes that phones scan."""

from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from urllib.parse import quote, urlencode, urlsplit


def is_reached_by_phones(address: str) -> bool:
    """Say whether a phone can open an address: not one of this machine alone, nor none at all.

    Examples:
        >>> is_reached_by_phones("https://hall.example"), is_reached_by_phones("http://10.0.0.7:8501")
        (True, True)
        >>> is_reached_by_phones("http://127.0.0.1:8501"), is_reached_by_phones("http://[::1]:8501")
        (False, False)
        >>> is_reached_by_phones("http://localhost:8501"), is_reached_by_phones("://")
        (False, False)
        >>> is_reached_by_phones("http://127.1/"), is_reached_by_phones("http://LOCALHOST.:80/")
        (False, False)
    """
    host = _host_of(address)
    if not host or host == "localhost" or host.endswith(".localhost"):
        return False
    return _first_number(host) not in _THIS_MACHINE


_THIS_MACHINE = (0, 127)
"""What the addresses of a machine that lead to itself begin with (RFC 1122, 3.2.1.3)."""


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # such as a bracket that does not close
        return ""


def _first_number(host: str) -> int | None:
    """Return what an address begins with, if it is one in numbers, as browsers read it.

    Examples:
        >>> [_first_number(host) for host in ("127.1", "2130706433", "0x7f.0.0.1", "::ffff:7f00:1")]
        [127, 127, 127, 127]
        >>> [_first_number(host) for host in ("10.127.0.1", "127.example", "::1", "fd00::1")]
        [10, None, 0, 253]
    """
    with suppress(ValueError):
        number = ip_address(host)
        mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
        return (mapped or number).packed[0]
    with suppress(ValueError):
        numbers = [int(part, 0) for part in host.split(".")]
        return numbers[0] if len(numbers) > 1 else numbers[0] >> 24
    return None


def progress_page(address: str, case_number: str) -> str:
    """Return the address at which a phone sees how a case stands; none where no phone gets there.

    Examples:
        >>> progress_page("https://hall.example", "261124-ACDE-FGHY")
        'https://hall.example/?case=261124-ACDE-FGHY'
        >>> progress_page("http://127.0.0.1:8501", "261124-ACDE-FGHY")
        ''
    """
    if not is_reached_by_phones(address):
        return ""
    return page_at(address, "", case=case_number)


def page_at(address: str, path: str, **params: str) -> str:
    """Return the address of a page, with what the address of the kiosk says itself.

    Examples:
        >>> page_at("http://hall.example/", "phone", token="a b")
        'http://hall.example/phone?token=a%20b'
        >>> page_at("http://hall.example?room=K7MQ", "", case="T61124-ACDE-FGHP")
        'http://hall.example/?room=K7MQ&case=T61124-ACDE-FGHP'
    """
    base, _, own = address.partition("?")
    asked = urlencode(params, quote_via=quote)
    return f"{base.rstrip('/')}/{path}?{'&'.join(filter(None, (own, asked)))}"
