"""What the number of an identity paper tells of the paper and of its holder (GB 11643).

Birth and sex are in :mod:`core.kinds.values.identity`.
"""

from typing import Any

from core.kinds.values.identity import as_identity, identity_problem
from core.kinds.values.identity_papers import RESIDENT_ID

_RESIDENCE_PERMIT = "港澳台居民居住证"
_RESIDENCE_CARD = "外国人永久居留身份证"
NUMBERED_ALIKE = (RESIDENT_ID, _RESIDENCE_PERMIT, _RESIDENCE_CARD)
"""The papers whose numbers follow GB 11643, with the day of birth and the sex in them."""

_CHINA = "中国"


def paper_of(number: Any) -> str | None:
    """Return the kind of paper that a right number of 18 places stands on; of others nothing.

    Places of the mainland begin with 1 to 6, residence permits with 81 to 83, and permanent
    residence cards since 2023 with 9.

    Examples:
        >>> paper_of("11010519491231002X"), paper_of("110105194912310021"), paper_of("E12345678")
        ('居民身份证', None, None)
        >>> paper_of("810000199408230021"), paper_of("911124198108030024")
        ('港澳台居民居住证', '外国人永久居留身份证')
    """
    if identity_problem(number) is not None:
        return None
    plain = as_identity(number)
    if plain.startswith(("81", "82", "83")):
        return _RESIDENCE_PERMIT
    if plain.startswith("9"):
        return _RESIDENCE_CARD
    return RESIDENT_ID if plain[0] in "123456" else None


def nationality_of(number: Any) -> str | None:
    """Return the nationality of whoever has a resident identity card, issued to citizens only.

    Examples:
        >>> nationality_of("11010519491231002X"), nationality_of("810000199408230021")
        ('中国', None)
    """
    return _CHINA if paper_of(number) == RESIDENT_ID else None
