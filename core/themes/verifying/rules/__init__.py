"""The rules of ``theme verify``, one file for each family, found by listing this package."""

from itertools import chain

from core.discovering import entries_in
from core.themes.verifying.rule import Rule

_FAMILIES: dict[str, tuple[Rule, ...]] = entries_in(__name__, "RULES", tuple)
RULES = tuple(sorted(chain.from_iterable(_FAMILIES.values()), key=lambda rule: rule.place))
"""Every rule, in the order in which findings are told."""
