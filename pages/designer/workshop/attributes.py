"""The attributes of a matter, as they are read on its record."""

from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

from core.catalogue.models import Matter
from core.i18n import listed
from core.services.library import MatterRecord
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

ATTRIBUTES = (
    "kind",
    "statutory_days",
    "committed_days",
    "onsite_visits",
    "audience",
    "fee",
    "informed_commitment",
    "signing",
    "channels",
    "legal_basis",
    "results",
)
WIDE = ("channels", "legal_basis", "results")


def attributes_html(record: MatterRecord, workspace: Workspace) -> str:
    """Return the attributes as HTML."""
    cells = "".join(
        f'<div class="{"wide" if name in WIDE else ""}">'
        f"<dt>{escape(workspace.say(f'shop.attribute.{name}'))}</dt>"
        f"<dd>{escape(shown(attribute_in_words(record.matter, name, workspace)))}</dd></div>"
        for name in ATTRIBUTES
    )
    return f'<dl class="attributes">{cells}</dl>'


def attribute_in_words(matter: Matter, name: str, workspace: Workspace) -> str:
    """Return an attribute in words."""
    words = _WORDS.get(name)
    if words is not None:
        return words(matter, workspace)
    value = getattr(matter, name)
    if isinstance(value, int):
        return workspace.say("shop.days", n=value)
    said = listed(list(value), workspace.locale) if isinstance(value, tuple) else value
    return said or workspace.say("shop.unsaid")


def _kind(matter: Matter, workspace: Workspace) -> str:
    processing = workspace.say(f"shop.processing.{matter.processing}")
    return " · ".join(filter(None, (matter.kind, processing)))


def _visits(matter: Matter, workspace: Workspace) -> str:
    visits = matter.onsite_visits
    return workspace.say("shop.visits", n=visits) if visits else workspace.say("shop.no_visit")


def _commitment(matter: Matter, workspace: Workspace) -> str:
    return workspace.say("shop.offered" if matter.informed_commitment else "shop.not_offered")


def _signing(matter: Matter, workspace: Workspace) -> str:
    """Say how many materials need a signature, a seal, or both."""
    kinds = Counter(material.signing for material in matter.materials)
    both = kinds["signature_and_seal"]
    signed, sealed = kinds["signature"] + both, kinds["seal"] + both
    if not signed and not sealed:
        return workspace.say("shop.unsigned")
    return workspace.say("shop.signed", signed=signed, sealed=sealed)


_WORDS: Mapping[str, Callable[[Matter, Workspace], str]] = {
    "kind": _kind,
    "onsite_visits": _visits,
    "informed_commitment": _commitment,
    "signing": _signing,
}
"""Attributes that are told in words of their own."""
