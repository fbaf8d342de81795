"""What should be known of an entry at a glance: a law that is over, a rule nobody can follow."""

from datetime import date

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DerivationRule, Law, Part
from core.catalogue.validity import is_over, is_to_come
from core.forms.deriving.rules import derivation_of


def entry_notice(entry: Part, catalogue: Catalogue, on: date) -> str:
    """Return the one thing to know of an entry on a day, or nothing.

    Examples:
        >>> entry_notice(Law(name="旧办法", valid_to="2026-11-29"), Catalogue(), date(2026, 11, 30))
        'law_over'
    """
    if isinstance(entry, Law):
        return "law_over" if is_over(entry, on) else "law_to_come" if is_to_come(entry, on) else ""
    if isinstance(entry, DerivationRule) and not entry.deprecated:
        return "" if derivation_of(entry, catalogue) else "rule_not_followed"
    return ""
