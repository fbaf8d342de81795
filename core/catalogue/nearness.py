"""Which codes somebody may have meant who wrote one that does not exist."""

from collections.abc import Mapping
from difflib import SequenceMatcher

_MOST = 3
_ALIKE = 0.5


def near_codes(written: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes that are written alike, or whose name has what was written.

    Examples:
        >>> departments = {"WJ": "卫生健康局", "SCJG": "市场监督管理局", "SW": "税务局"}
        >>> near_codes("wj", departments), near_codes("SCJJ", departments)
        (('WJ',), ('SCJG',))
        >>> near_codes("税务", departments), near_codes("", departments)
        (('SW',), ())
    """
    sought = written.strip().casefold()[:80]
    likeness = {code: _likeness(sought, code, name) for code, name in names.items()}
    sure = [code for code, alike in likeness.items() if alike == 1]
    alike = [code for code in likeness if likeness[code] >= _ALIKE]
    return tuple(sorted(sure or alike, key=lambda code: (-likeness[code], code))[:_MOST])


def _likeness(sought: str, code: str, name: str) -> float:
    if sought and sought in name.casefold():
        return 1
    return SequenceMatcher(None, sought, code.casefold()).ratio()
