"""Addresses in the codes that phones scan."""

from ipaddress import ip_address
from urllib.parse import quote, urlsplit


def is_reached_by_phones(address: str) -> bool:
    """Say whether a phone can open an address: not one of this machine alone, nor none at all.

    Examples:
        >>> is_reached_by_phones("https://hall.example"), is_reached_by_phones("http://10.0.0.7:8501")
        (True, True)
        >>> is_reached_by_phones("http://127.0.0.1:8501"), is_reached_by_phones("http://[::1]:8501")
        (False, False)
        >>> is_reached_by_phones("http://localhost:8501"), is_reached_by_phones("://")
        (False, False)
    """
    host = urlsplit(address).hostname or ""
    try:
        number = ip_address(host)
    except ValueError:
        return bool(host) and host != "localhost" and not host.endswith(".localhost")
    return not (number.is_loopback or number.is_unspecified)


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
    return f"{address.rstrip('/')}/?case={quote(case_number)}"
