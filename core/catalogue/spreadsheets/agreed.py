"""How cells are written so that they are understood: what to tell whoever wrote one otherwise."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from core.catalogue.spreadsheets.words import (
    CHARGE_KIND_WORDS,
    CHARGE_TIME_WORDS,
    EXEMPTION_WORDS,
    FORM_WORDS,
    KIND_WORDS,
    NECESSITY_WORDS,
    NO,
    PROCESSING_WORDS,
    SIGNING_WORDS,
    SOURCE_WORDS,
    TYPE_WORDS,
    YES,
)

_CLOSED: Mapping[str, Mapping[Any, tuple[str, ...]]] = MappingProxyType(
    {
        "type": TYPE_WORDS,
        "processing": PROCESSING_WORDS,
        "kind": KIND_WORDS,
        "form": FORM_WORDS,
        "necessity": NECESSITY_WORDS,
        "source": SOURCE_WORDS,
        "signing": SIGNING_WORDS,
        "exemption_by": EXEMPTION_WORDS,
        "charge_kind": CHARGE_KIND_WORDS,
        "charge_before": CHARGE_TIME_WORDS,
    }
)
_CONDITION = 'food_form = "餐饮"'
_EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("required", "informed_commitment"), (YES[0], NO[0])),
        **dict.fromkeys(("valid_from", "valid_to"), ("2026-11-30",)),
        **dict.fromkeys(("when", "applies_when", "already_when"), (_CONDITION,)),
        **dict.fromkeys(("statutory_days", "committed_days"), ("20",)),
        **dict.fromkeys(("onsite_visits", "copies"), ("1",)),
        **dict.fromkeys(("produced_by", "requires", "replaced_by"), ("SCJG-01",)),
        "evidence": ("mat.id_card@applicant",),
        "charge": (
            '{"name": "工本费", "amount": {"rule": "fixed", "yuan": "4.00"}, "basis": "某某公告"}',
        ),
        "charge_amount": ("80.00元", "按 F02 计数，每个 4.50元", "按 F03 金额的 3%"),
        "charge_waivers": (f"{_CONDITION}\n《某某办法》第三条",),
    }
)
BETWEEN = "、"


def agreed_words(name: str) -> str:
    """Return how an attribute is written, as one line of examples.

    Examples:
        >>> agreed_words("processing"), agreed_words("required")
        ('即办件、承诺件', '是、否')
    """
    return BETWEEN.join(text.replace("\n", "⏎") for text in examples_of(name))


def examples_of(name: str) -> tuple[str, ...]:
    """Return texts of a cell that are understood; none where every text is."""
    if name in _CLOSED:
        return tuple(known[0] for known in _CLOSED[name].values())
    return _EXAMPLES.get(name, ())
